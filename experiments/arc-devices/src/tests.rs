//! What can be seen of several devices where there is none, or one.

use std::io::Write;

use device::Gpu;
use grid_objects::WgpuObjects;
use touchstone::Rng;

use crate::{
    ArcDevices, one_core,
    split::{Split, label},
    workers::{Device, Fleet, cuda, wgpu},
    world::{Load, World},
};

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<ArcDevices>(), [""; 0]);
}

#[test]
fn more_devices_than_there_are_is_a_reason_and_no_fall_back() {
    for reason in [cuda(1_000).err(), wgpu(1_000).err()] {
        let reason = reason.unwrap();
        assert!(reason.starts_with("no ") || reason.contains("of 1000"), "{reason}");
    }
}

/// An adapter that is opened twice stands for two, a software one too: this is about labels.
#[test]
fn two_devices_give_the_labels_of_one_core_and_both_prove_their_part() {
    let opened = || Gpu::open().map(|gpu| WgpuObjects::new(gpu).unwrap_or_else(|error| panic!("{error}")));
    let (one, other) = match (opened(), opened()) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(unavailable), _) | (_, Err(unavailable)) => {
            writeln!(std::io::stderr(), "skipped: {unavailable}").expect("standard error is open");
            return;
        }
    };
    let world = World::new(Load { grids: 300 }, &mut Rng::new(1, 1));
    let mut fleet = Fleet { devices: vec![Device::of(one), Device::of(other)], preparing: 0.0 };
    assert_eq!(label(&mut fleet.devices, &world.batch, Split::Static), Ok(one_core(&world)));
    assert_eq!(fleet.proof().map(|proof| proof.dispatches), Some(2));
    assert_eq!(label(&mut fleet.devices, &world.batch, Split::Queue(16)), Ok(one_core(&world)));
    // Who was late may have found an empty queue; then it is no proof of two.
    assert!(fleet.proof().is_none_or(|proof| proof.dispatches == 19));
}
