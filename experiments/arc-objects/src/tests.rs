//! Every variant gives the labels of the reference, and what is wrong is seen to be.

use std::{fs, io::Write, path::Path, process::Command};

use grid_batch::GridView;
use grid_objects::{Labels, Method, Mode, TieRule};
use touchstone::Rng;

use crate::{
    ArcObjects,
    answers::{Answer, faults},
    devices::{Drivers, wgpu},
    labeller::{Labeller, Pool},
    load::{Load, TFF, TFT, World},
    peers,
    switch::{Calibration, Choosing, Each, Launches, Model, Seventy},
};

fn world(grids: usize, modes: &'static [Mode]) -> World {
    World::new(Load::Mixed { grids, modes }, &mut Rng::new(5, 1))
}

/// To standard error itself, where cargo does not swallow it.
fn skipped(reason: &str) {
    writeln!(std::io::stderr(), "skipped: {reason}").expect("standard error is open");
}

fn labels(world: &World, labeller: &mut dyn Labeller) -> Vec<Labels> {
    world.cases().map(|(batch, mode)| labeller.label(batch, mode, TieRule::Lowest)).collect()
}

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<ArcObjects>(), [""; 0]);
}

#[test]
fn every_method_keeps_the_laws_and_gives_the_same_labels() {
    let world = world(60, &Mode::ALL);
    let expected = labels(&world, &mut { Method::Set });
    assert_eq!(faults(&world, &Answer::of(expected.clone())), [""; 0]);
    for mut method in Method::ALL {
        assert_eq!(labels(&world, &mut method), expected, "{method:?}");
    }
    let pool = |method| Pool::of(2, method).unwrap_or_else(|error| panic!("{error}"));
    for method in [Method::Bitboard, Method::Lockstep] {
        assert_eq!(labels(&world, &mut pool(method)), expected, "{method:?} on two threads");
    }
}

#[test]
fn what_is_wrong_breaks_a_law() {
    let world = world(20, &[TFT]);
    let right = || labels(&world, &mut { Method::Bfs });
    let broken = |wrong: fn(&mut Labels)| {
        let mut labels = right();
        wrong(&mut labels[0]);
        faults(&world, &Answer::of(labels))
    };
    assert_eq!(faults(&world, &Answer::of(labels(&world, &mut { Method::OneLabelOff }))).len(), 1);
    assert!(broken(|labels| labels.label.fill(grid_objects::BACKGROUND))[0].contains("a cell has none"));
    assert!(broken(|labels| labels.counts[3] += 1)[0].contains("grid 3: another number of objects"));
    // All cells of a grid as one object: its name is that of a cell, and right for some.
    assert!(
        !broken(|labels| {
            let cell = labels.label.iter().position(|&label| label == 0).unwrap();
            labels.label[cell..cell + 3].fill(0);
        })
        .is_empty()
    );
    assert_eq!(broken(|_| ()), [""; 0]);
}

/// On whatever adapter there is, a software one too: this is about labels.
#[test]
fn rules_on_a_device_give_the_labels_of_the_processor() {
    let world = world(60, &[TFT, TFF]);
    let expected = labels(&world, &mut { Method::Bitboard });
    let device = || wgpu(&world, Drivers::Any);
    match device() {
        Err(reason) => skipped(&reason),
        Ok(mut learning) => {
            let seed = world.calibration_seed;
            let points = Calibration { seed, largest: 100, device: &mut learning }.points();
            assert_eq!(points.len(), 12);
            let model = Choosing { rule: Model::of(&points), device: learning };
            let again = || device().unwrap_or_else(|reason| panic!("{reason}"));
            let seventy = |launches| Seventy { device: again(), launches };
            let (mut one, mut each, mut model) = (again(), Each(again()), model);
            let [mut batch, mut apart] = [Launches::Together, Launches::Each].map(seventy);
            let labellers: [&mut dyn Labeller; 5] = [&mut one, &mut each, &mut batch, &mut apart, &mut model];
            for (number, labeller) in labellers.into_iter().enumerate() {
                assert_eq!(labels(&world, labeller), expected, "{number}");
                let launched = labeller.proof().map_or(0, |proof| proof.dispatches);
                assert!(number == 4 || launched > 0, "{number} launched nothing");
            }
        }
    }
}

#[test]
fn a_software_driver_teaches_no_rule() {
    match wgpu(&world(1, &[TFT]), Drivers::Hardware) {
        Err(reason) => assert!(reason.contains("software driver") || reason.starts_with("no "), "{reason}"),
        Ok(_) => skipped("this machine has a GPU"),
    }
}

#[test]
fn the_peer_in_rust_gives_our_labels_alone_and_packed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = root.join("../../.touchstone/peers/bin/imageproc-labels");
    if !program.is_file() {
        return skipped("the peer imageproc, which `make peers` builds");
    }
    let mut mixed = world(100, &Mode::ALL);
    // imageproc has no room for a label where each cell is an object.
    mixed.batches[0].push(GridView { height: 1, width: 1, cells: &[3] });
    mixed.batches[0].push(GridView { height: 2, width: 2, cells: &[1, 2, 3, 4] });
    let noise = World::new(Load::Noise { grids: 10 }, &mut Rng::new(5, 1));
    for world in [mixed, noise] {
        let expected = labels(&world, &mut { Method::Bfs });
        for kind in ["imageproc-each", "imageproc-packed"] {
            let folder = tempfile::tempdir().unwrap();
            peers::export(&world, folder.path()).unwrap();
            let events = folder.path().join("events");
            let output = Command::new(&program)
                .args([
                    kind,
                    "measure",
                    "--workload",
                    "smoke",
                    "--variant",
                    kind,
                    "--iterations",
                    "2",
                    "--loops",
                    "3",
                ])
                .arg("--input")
                .arg(folder.path())
                .arg("--output")
                .arg(folder.path())
                .env("TOUCHSTONE_OUT", &events)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(peers::import(&world, folder.path()).unwrap().labels() == expected, "{kind}");
            let events = fs::read_to_string(events).unwrap();
            assert_eq!(events.matches(r#"{"event":"sample","#).count(), 2, "{events}");
            assert!(events.starts_with(r#"{"event":"ready","protocol":1,"#), "{events}");
            assert!(events.ends_with("{\"event\":\"done\"}\n"), "{events}");
        }
    }
}
