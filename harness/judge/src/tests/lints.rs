//! What a sceptic would ask about a declaration.

use model::{Level, Prediction, Target, Threads};

use super::fixture::{Fixture, at_most, name, peak, ratio, reaches, speedup};
use crate::lint;

fn warnings(fixture: Fixture) -> Vec<String> {
    lint(&fixture.predicted(Prediction::Open).declaration)
}

#[test]
fn a_sound_declaration_gives_no_warning() {
    assert_eq!(warnings(Fixture::new(speedup("fast", "base", 100.0))), [""; 0]);
}

#[test]
fn a_hypothesis_without_a_prediction_is_named() {
    assert_eq!(
        lint(&Fixture::new(speedup("fast", "base", 2.0)).declaration),
        ["`fast is faster`: nothing is predicted: say .predicted(…), Open where you do not know"]
    );
}

#[test]
fn what_can_never_be_measured_is_named() {
    let mut fixture = Fixture::new(speedup("fast", "base", 2.0));
    fixture.variant("base").only_on = vec![name("smoke")];
    assert_eq!(
        warnings(fixture),
        ["`fast is faster`: `base` does not run on `small`, so it can never be judged there"]
    );
    let mut fixture =
        Fixture::new(speedup("fast", "base", 2.0)).guarded(peak("fast", Some("peer")), at_most(1.5));
    fixture.variant("peer").only_on = vec![name("smoke")];
    assert_eq!(
        warnings(fixture),
        [
            "`fast is faster`: the guard on peak memory of fast / peer: `peer` does not run on `small`, so it can never be \
          judged there"
        ]
    );
}

#[test]
fn more_than_a_threads_worth_for_each_thread_is_named() {
    let over = |least| warnings(Fixture::new(speedup("fast-threads", "fast", least)));
    assert!(over(4.0).is_empty());
    assert_eq!(
        over(4.5),
        ["`fast is faster`: `fast-threads` over `fast` at least 4.5x is more than its 4 threads can give"]
    );
    // Another algorithm may be faster than its threads.
    assert!(warnings(Fixture::new(speedup("fast-threads", "base", 9.0))).is_empty());
    let mut cores = Fixture::new(reaches(
        ratio("fast-threads", "fast"),
        Target::AtLeast(Level::PerThread { base: 0.5, each: 1.1 }),
    ));
    cores.variant("fast-threads").threads = Threads::PerformanceCores;
    assert_eq!(warnings(cores).len(), 1);
}

#[test]
fn more_than_the_whole_ceiling_is_named() {
    let share = |share| {
        warnings(Fixture::new(reaches(
            ratio("fast-threads", "base"),
            Target::AtLeast(Level::ShareOfCeiling(share)),
        )))
    };
    assert!(share(1.0).is_empty());
    assert_eq!(share(1.1).len(), 1);
    let level = Level::ShareOfBound { share: 1.1, serial: name("serial"), parallel: name("parallel") };
    let bound = Fixture::new(reaches(ratio("fast-threads", "base"), Target::AtLeast(level)));
    assert_eq!(warnings(bound).len(), 1);
}

#[test]
fn a_claim_that_nobody_can_read_is_named() {
    let warned =
        warnings(Fixture::new(speedup("fast", "base", 2.0)).claimed("much faster", None, "Apple M4 Pro"));
    assert_eq!(warned.len(), 1);
    assert!(warned[0].contains("`much faster` is not read as a speedup"), "{warned:?}");
    let memory =
        Fixture::new(reaches(peak("fast", None), at_most(1.0))).claimed("100 MB", None, "Apple M4 Pro");
    assert!(warnings(memory).is_empty());
}

#[test]
fn a_claim_is_read_where_any_expectation_is_a_speedup() {
    let mut fixture =
        Fixture::new(reaches(peak("fast", None), at_most(1.0))).claimed("faster", None, "Apple M4 Pro");
    fixture.hypothesis().expectations.push(speedup("fast", "base", 2.0));
    assert_eq!(warnings(fixture).len(), 1);
}

#[test]
fn a_target_for_each_of_so_many_threads_is_added_up() {
    let each = |each| {
        let target = Target::AtLeast(Level::PerThread { base: 0.5, each });
        warnings(Fixture::new(reaches(ratio("fast-threads", "fast"), target))).len()
    };
    assert_eq!(each(0.8), 0, "0.5 and 4 x 0.8 is 3.7");
    assert_eq!(each(0.9), 1, "0.5 and 4 x 0.9 is 4.1");
}
