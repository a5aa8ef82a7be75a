//! How many threads there are, and who does what, changes no bit.

use plant::{Ensemble, Log, Plant, PlantDesign, Profile, Run};

use crate::{arrays, tables};

#[test]
fn an_ensemble_is_its_scenarios_on_any_number_of_threads() {
    let plant = Plant::reference(1).unwrap();
    let mut profiles: Vec<Profile> = (0..5).map(|scenario| Profile::synthetic(9, scenario)).collect();
    let steps = 1440;
    let alone: Vec<u64> = profiles.iter().map(|profile| arrays(&plant, profile, steps).hash).collect();
    for threads in [1, 2, 5] {
        let ensemble = Ensemble::on(threads).unwrap();
        let together = ensemble.run(&plant, tables(), &profiles, steps).unwrap();
        let hashes: Vec<u64> = together.iter().map(|scenario| scenario.state_hash).collect();
        assert_eq!(hashes, alone, "{threads} threads");
    }
    // Equal scenarios are equal.
    profiles.fill(Profile::synthetic(9, 3));
    let equal = Ensemble::on(2).unwrap().run(&plant, tables(), &profiles, steps).unwrap();
    assert!(equal.iter().all(|scenario| scenario.state_hash == alone[3]), "{equal:?}");
}

#[test]
fn a_step_that_is_shared_out_has_the_bits_of_one_that_is_not() {
    let profile = Profile::synthetic(4, 0);
    let steps = 1440;
    for lines in [1, 3] {
        let plant = Plant::reference(lines).unwrap();
        let alone = arrays(&plant, &profile, steps);
        // More threads than there are trains, too: some then have none.
        for threads in [1, 2, 4, 7] {
            let run = || Run::shares(&plant, &profile, tables(), threads).unwrap();
            let mut log = Log::with_room(&plant, 24);
            let mut spinning = run();
            spinning.advance_spinning(steps, &mut log).unwrap();
            assert_eq!(spinning.state_hash(&log), alone.hash, "{threads} spinning, {lines} lines");

            let mut log = Log::with_room(&plant, 24);
            let mut pooled = run();
            let pool = Ensemble::on(threads).unwrap();
            pool.pool().install(|| pooled.advance(steps, &mut log)).unwrap();
            assert_eq!(pooled.state_hash(&log), alone.hash, "{threads} of a pool, {lines} lines");
        }
    }
}

#[test]
fn a_thread_that_fails_stops_all() {
    let mut design = PlantDesign::reference(2);
    design.cooler.conductance = 0.0;
    design.cooler.limits = (273.15, 1000.0);
    let plant = Plant::new(design).unwrap();
    let profile = Profile::synthetic(1, 0);
    let mut log = Log::with_room(&plant, 24);
    let alone = Run::arrays(&plant, &profile, tables()).unwrap().advance(1440, &mut log).unwrap_err();
    let mut run = Run::shares(&plant, &profile, tables(), 3).unwrap();
    let together = run.advance_spinning(1440, &mut Log::with_room(&plant, 24)).unwrap_err();
    assert_eq!(together.step, alone.step);
}
