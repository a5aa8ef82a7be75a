//! An expectation says of what, on which workload, against what: once each, and where it can be measured.

use touchstone::prelude::*;

use super::{good, problems};

const NONE: [&str; 0] = [];

#[test]
fn a_hypothesis_claims_and_expects_something() {
    let told = problems!(good!().hypothesis(Hypothesis::new("")).hypothesis(Hypothesis::new("words"))); // both
    assert_eq!(
        told,
        [
            "[both]: a hypothesis claims nothing: say in words what should hold",
            "[both]: hypothesis `` expects nothing: say .expect(…)",
            "[both]: hypothesis `words` expects nothing: say .expect(…)",
        ]
    );
}

#[test]
fn a_claim_says_what_and_where() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("promised")
                .expect(speedup("fast").over("slow").on("small").at_least(2.0))
                .claimed("10x", " ") // claim
        )
    );
    assert_eq!(
        told,
        ["[claim]: a claim says what was promised, and for which machine: one of them is empty"]
    );
}

#[test]
fn an_expectation_names_its_workload() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("somewhere") //
                .expect(speedup("fast").over("slow").at_least(2.0)) // nowhere
        )
    );
    assert_eq!(told, ["[nowhere]: the expectation does not say on which workload: add .on(…)"]);
}

#[test]
fn a_second_workload_or_variant_is_not_forgotten_in_silence() {
    let told = problems!(
        good!().candidate("faster", |(), _| measured(|| 1)).hypothesis(
            Hypothesis::new("everywhere")
                .expect(speedup("fast").over("slow").on("smoke").on("small").at_least(2.0)) // workloads
                .expect(speedup("fast").over("slow").relative_to("faster").on("small").at_least(2.0)) // variants
                .guard(peak_memory("fast").relative_to("faster").at_most(times_baseline(2.0))) // baseline
        )
    );
    assert_eq!(
        told,
        [
            "[workloads]: it is said to be on `smoke` and on `small`: write one expectation for each",
            "[variants]: it is compared with `slow` and with `faster`: name one",
            "[baseline]: it is compared with `faster` and with `slow`: name one",
        ]
    );
}

#[test]
fn nothing_is_compared_with_itself() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("I am faster than I")
                .expect(speedup("fast").over("fast").on("small").at_least(2.0)) // speedup
                .expect(peak_memory("fast").relative_to("fast").on("small").at_most(2.0)) // memory
                .guard(peak_memory("slow").at_most(times_baseline(1.1))) // baseline
        )
    );
    assert_eq!(
        told,
        [
            "[speedup]: `fast` is compared with itself: name another variant",
            "[memory]: `fast` is compared with itself: name another variant",
            "[baseline]: `slow` is compared with itself: name another variant",
        ]
    );
}

#[test]
fn a_ratio_of_times_is_a_speedup() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("half the time") //
                .expect(time("fast").relative_to("slow").on("small").at_most(0.5)) // ratio
        )
    );
    assert_eq!(told, ["[ratio]: a ratio of times is a speedup: say speedup(…).over(…)"]);
}

#[test]
fn accuracy_is_expected_and_never_a_guard() {
    let told = problems!(good!().hypothesis(
        Hypothesis::new("right").expect(accurate("fast").on("small")).guard(accurate("fast").on("small")) // guard
    ));
    assert_eq!(told, ["[guard]: accuracy is always guarded: expect it, or leave it out"]);
}

#[test]
fn what_does_not_run_on_a_workload_is_not_expected_to() {
    let told = problems!(
        good!().candidate("tiny", |(), _| measured(|| 1)).only_on(["smoke"]).hypothesis(
            Hypothesis::new("small things are fast")
                .expect(speedup("tiny").over("slow").on("small").at_least(2.0)) // of
                .expect(speedup("fast").over("tiny").on("small").at_least(2.0)) // over
                .expect(accurate("tiny").on("small")) // accurate
                .guard(peak_memory("tiny").on("small").at_most(1e9)) // guard
                .guard(peak_memory("tiny").at_most(2e9)) // guard of all
        )
    );
    let expected = ["of", "over", "accurate", "guard", "guard of all"].map(|place| {
        format!("[{place}]: `tiny` does not run on `small`: it is limited to smoke by its .only_on(…)")
    });
    assert_eq!(told, expected);
}

#[test]
fn expectations_that_cannot_be_met_together_are_refused() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("both and")
                .expect(speedup("fast").over("slow").on("small").at_least(5.0)) // least
                .expect(speedup("fast").over("slow").on("small").at_most(2.0)) // most
                .expect(metric("fast", "visits").on("small").between(1.0, 2.0)) // range
                .guard(metric("fast", "visits").at_least(3.0)) // guard
        )
    );
    assert_eq!(
        told,
        [
            "[most]: fast over slow cannot be at most 2 and at least 5, as it should be at [least]: change one of them",
            "[guard]: visits of fast cannot be at least 3 and 1 to 2, as it should be at [range]: change one of them",
        ]
    );
}

#[test]
fn expectations_of_other_workloads_or_measures_or_that_just_meet_do_not_contradict() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("faster on the small one only")
                .expect(speedup("fast").over("slow").on("small").at_least(5.0))
                .expect(speedup("fast").over("slow").on("smoke").at_most(2.0))
                .expect(speedup("fast").over("slow").on("small").at_least(2.0))
                .expect(speedup("fast").over("slow").on("small").at_most(5.0))
                .expect(speedup("slow").over("fast").on("small").at_most(1.0))
                .expect(metric("fast", "visits").on("small").at_least(3.0))
                .expect(metric("fast", "misses").on("small").at_most(2.0))
        )
    );
    assert_eq!(told, NONE);
}
