//! The exit code is that of the worst thing that happened.

use model::Prediction;

use super::{
    fixture::{Fixture, accurate, at_most, name, peak, speedup},
    sound,
};
use crate::{Exit, exit};

fn code(fixture: &Fixture) -> u8 {
    exit(&fixture.run()).code()
}

#[test]
fn a_refuted_hypothesis_is_a_result() {
    assert_eq!(code(&sound()), 0);
    let refuted = Fixture::new(speedup("fast", "base", 9.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10);
    assert_eq!(refuted.judge()[0].verdict.word(), "refuted");
    assert_eq!(code(&refuted), 0);
    assert_eq!(code(&refuted.predicted(Prediction::Confirmed)), 0, "even one that nobody expected");
}

#[test]
fn a_missed_guard_is_1() {
    let missed =
        sound().guarded(peak("fast", None), at_most(1.0)).reports("fast", "peak-memory", "B", &[2.0]);
    assert_eq!(code(&missed), 1);
}

#[test]
fn a_wrong_answer_is_1_unless_it_was_foretold() {
    let wrong = || sound().checked("fast", 9.0);
    assert_eq!(code(&wrong()), 1);
    assert_eq!(code(&wrong().predicted(Prediction::Inaccurate)), 0);
    assert_eq!(code(&sound().checked("peer", 9.0)), 1, "even of a variant that no expectation speaks of");
    let foretold_elsewhere = sound().predicted(Prediction::Inaccurate).checked("peer", 9.0);
    assert_eq!(code(&foretold_elsewhere), 1);
}

#[test]
fn a_control_that_came_out_right_is_1() {
    assert_eq!(code(&sound().unchecked("planted").checked("planted", 0.0)), 1);
    assert_eq!(code(&Fixture::new(accurate("planted")).predicted(Prediction::Inaccurate)), 0);
}

#[test]
fn what_is_left_open_is_3_and_what_crashed_is_4() {
    let open = sound().guarded(peak("fast", None), at_most(1.0));
    assert_eq!(code(&open), 3);
    assert_eq!(code(&sound().crashes("fast")), 4);
    assert_eq!(code(&sound().crashes("peer")), 4, "even of a variant that no expectation speaks of");
    assert_eq!(code(&sound().crashes("fast").checked("fast", 9.0)), 1, "a wrong answer outweighs a crash");
}

#[test]
fn measuring_nothing_is_5_and_judging_nothing_is_not() {
    let mut nothing = Fixture::new(speedup("fast", "base", 2.0)).left_out(None, None, "not asked for");
    nothing.checks.clear();
    assert_eq!(code(&nothing), 5);
    // Only the smoke workload was asked for, and it went well.
    let mut smoke = sound().left_out(Some("small"), None, "not asked for");
    smoke.samples.iter_mut().for_each(|row| row.workload = name("smoke"));
    assert_eq!(smoke.judge()[0].verdict.word(), "not judged");
    assert_eq!(code(&smoke), 0);
}

#[test]
fn the_worst_of_several_experiments_counts() {
    let mut order = [Exit::Wrong, Exit::Fine, Exit::Nothing, Exit::Failed, Exit::Inconclusive];
    order.sort();
    assert_eq!(order.map(Exit::code), [5, 0, 3, 4, 1]);
}

#[test]
fn one_wrong_experiment_of_two_is_enough() {
    let mut run = sound().checked("fast", 9.0).run();
    let mut right = sound().run().header.experiments.remove(0);
    right.experiment = name("right");
    run.header.experiments.push(right);
    run.verdicts.clear();
    assert_eq!(exit(&run), Exit::Wrong);
}

#[test]
fn one_expectation_that_foretells_a_wrong_answer_is_enough() {
    let mut foretold = sound().checked("fast", 9.0).predicted(Prediction::Inaccurate);
    foretold.hypothesis().expectations.insert(0, accurate("planted"));
    assert_eq!(code(&foretold), 0);
}
