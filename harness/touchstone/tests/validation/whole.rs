//! What an experiment must have as a whole: a title, `smoke`, one baseline, a margin, references that run.

use touchstone::prelude::*;

use super::{good, problems};

const NONE: [&str; 0] = [];

#[test]
fn there_is_a_workload_called_smoke() {
    let told = problems!(
        Declaration::<Case>::new("Nothing to smoke") // declaration
            .workload("small", ())
            .baseline("slow", |(), _| measured(|| 1))
    );
    assert_eq!(told, ["[declaration]: no workload is called `smoke`: declare one that takes under a second"]);
}

#[test]
fn there_is_a_baseline() {
    let told = problems!(
        Declaration::<Case>::new("Nothing to compare with") // declaration
            .workload("smoke", ())
            .candidate("fast", |(), _| measured(|| 1))
    );
    assert_eq!(told, ["[declaration]: there is no baseline: declare exactly one with .baseline(…)"]);
}

#[test]
fn there_is_one_baseline_and_every_further_one_is_named() {
    let told = problems!(
        Declaration::<Case>::new("Three")
            .workload("smoke", ())
            .baseline("a", |(), _| measured(|| 1)) // a
            .baseline("b", |(), _| measured(|| 1)) // b
            .baseline("c", |(), _| measured(|| 1)) // c
    );
    assert_eq!(
        told,
        [
            "[b]: `b` is a second baseline, after `a` at [a]: make it a candidate",
            "[c]: `c` is a second baseline, after `a` at [a]: make it a candidate",
        ]
    );
}

#[test]
fn an_empty_declaration_is_told_all_that_it_lacks() {
    let told = problems!(Declaration::<Case>::new(" ")); // declaration
    assert_eq!(
        told,
        [
            "[declaration]: the experiment has no title: say in one sentence what it asks",
            "[declaration]: no workload is called `smoke`: declare one that takes under a second",
            "[declaration]: there is no baseline: declare exactly one with .baseline(…)",
        ]
    );
}

#[test]
fn a_name_where_nothing_is_declared_has_no_nearest_one() {
    let told = problems!(
        Declaration::<Case>::new("Nothing") // declaration
            .hypothesis(
                Hypothesis::new("out of nothing") //
                    .expect(accurate("fast").on("small")) // expectation
            )
    );
    assert_eq!(
        told[2..],
        [
            "[expectation]: there is no workload `small`; none is declared",
            "[expectation]: there is no variant `fast`; none is declared",
        ]
    );
}

#[test]
fn a_margin_is_more_than_nothing_and_less_than_the_whole() {
    let zero = problems!(good!().regresses_beyond(0.0)); // zero
    assert_eq!(zero, ["[zero]: a regression margin of 0 is none: give more than 0, such as percent(5.0)"]);
    let negative = problems!(good!().regresses_beyond(-0.05)); // negative
    assert_eq!(
        negative,
        ["[negative]: a regression margin of -0.05 is none: give more than 0, such as percent(5.0)"]
    );
    let nan = problems!(good!().regresses_beyond(f64::NAN)); // nan
    assert_eq!(nan, ["[nan]: a regression margin of NaN is none: give more than 0, such as percent(5.0)"]);
    let infinite = problems!(good!().regresses_beyond(f64::INFINITY)); // infinite
    assert_eq!(
        infinite,
        ["[infinite]: a regression margin of inf is none: give more than 0, such as percent(5.0)"]
    );
    let whole = problems!(good!().regresses_beyond(5.0)); // whole
    assert_eq!(whole, ["[whole]: a regression margin of 5 is 500 %: did you mean percent(5.0)?"]);
    assert_eq!(problems!(good!().regresses_beyond(percent(5.0))), NONE);
}

#[test]
fn a_size_is_a_finite_number_above_nothing() {
    let told = |words: &str| {
        ["smoke", "small"].map(|workload| {
            format!("[size]: `{workload}` has a size of {words}: give a finite number above 0")
        })
    };
    assert_eq!(problems!(good!().sized(|()| 0.0)), told("0")); // size
    assert_eq!(problems!(good!().sized(|()| -1.0)), told("-1")); // size
    assert_eq!(problems!(good!().sized(|()| f64::NAN)), told("NaN")); // size
    assert_eq!(problems!(good!().sized(|()| f64::INFINITY)), told("inf")); // size
    assert_eq!(problems!(good!().sized(|()| f64::NEG_INFINITY)), told("-inf")); // size
    assert_eq!(problems!(good!().sized(|()| f64::MIN_POSITIVE)), NONE);
}

#[test]
fn one_function_sizes_all_workloads() {
    let told = problems!(
        good!()
            .sized(|()| 1.0) // first
            .sized(|()| 2.0) // second
    );
    assert_eq!(
        told,
        ["[second]: sized is said twice, first at [first]: one function speaks of all workloads"]
    );
}

#[test]
fn what_speaks_of_the_variant_before_it_needs_one() {
    let told = problems!(
        Declaration::<Case>::new("Too early")
            .workload("smoke", ())
            .threads(Cores::Performance) // threads
            .on_device(DeviceKind::Cuda) // device
            .only_on(["smoke"]) // limit
            .never_looped() // loops
            .baseline("slow", |(), _| measured(|| 1))
    );
    let expected =
        [("threads", "threads"), ("device", "on_device"), ("limit", "only_on"), ("loops", "never_looped")]
            .map(|(place, method)| {
                format!("[{place}]: {method} speaks of the variant declared before it, and there is none")
            });
    assert_eq!(told, expected);
}

#[test]
fn no_threads_and_no_workloads_are_no_limits() {
    let told = problems!(
        good!()
            .threads(Cores::Exactly(0)) // threads
            .only_on([]) // limit
    );
    assert_eq!(
        told,
        [
            "[threads]: 0 threads do no work: give at least 1, or Cores::Performance",
            "[limit]: only_on names no workload: name one, or leave it out",
        ]
    );
}

#[test]
fn a_peer_names_its_program() {
    let told = problems!(good!().peer("scipy", command("", ["peer.py"]))); // peer
    assert_eq!(told, ["[peer]: the peer `scipy` names no program: say command(\"python3\", [\"peer.py\"])"]);
}

#[test]
fn a_reference_runs_where_it_counts_as_right() {
    let told = problems!(
        Declaration::<Case>::new("Nobody there")
            .workload("smoke", ())
            .workload("small", ()) // small
            .workload("full", ())
            .baseline("slow", |(), _| measured(|| 1))
            .only_on(["smoke"])
            .candidate("fast", |(), _| measured(|| 1))
            .only_on(["smoke", "small"])
            .reference("full", "fast") // full
    );
    assert_eq!(
        told,
        [
            "[small]: the baseline `slow` does not run on `small`, so nothing counts as right there: say \
         .reference(\"small\", …)",
            "[full]: `fast` does not run on `full`: it is limited to smoke, small by its .only_on(…)",
        ]
    );
}

#[test]
fn a_baseline_need_not_run_where_another_reference_is_named() {
    let told = problems!(
        Declaration::<Case>::new("Too slow for all of it")
            .workload("smoke", ())
            .workload("full", ())
            .reference("full", "fast")
            .baseline("slow", |(), _| measured(|| 1))
            .only_on(["smoke"])
            .candidate("fast", |(), _| measured(|| 1))
    );
    assert_eq!(told, NONE);
}

#[test]
fn a_workload_has_one_reference_and_it_is_no_control() {
    let told = problems!(
        good!()
            .control("broken", |(), _| measured(|| 2))
            .reference("small", "fast") // first
            .reference("small", "slow") // second
            .reference("smoke", "broken") // control
    );
    assert_eq!(
        told,
        [
            "[second]: `small` has a second reference, after `fast` at [first]: drop one",
            "[control]: `broken` is a control, so its output never counts as right: name another variant",
        ]
    );
}

#[test]
fn a_condition_can_hold_and_can_fail() {
    let told = problems!(
        good!()
            .requires("small", file_in("")) // no name
            .requires("small", file_in("A=B")) // no variable
            .hypothesis(
                Hypothesis::new("on every machine")
                    .expect(speedup("fast").over("slow").on("small").at_least(2.0))
                    .given(performance_cores(0)) // cores
                    .given(gpus(0)) // gpus
                    .given(memory(0)) // memory
            )
    );
    assert_eq!(
        told,
        [
            "[no name]: \"\" cannot be the name of an environment variable: give one such as \"DATA_FOLDER\"",
            "[no variable]: \"A=B\" cannot be the name of an environment variable: give one such as \"DATA_FOLDER\"",
            "[cores]: a condition of 0 performance cores always holds: ask for more than 0",
            "[gpus]: a condition of 0 GPUs always holds: ask for more than 0",
            "[memory]: a condition of 0.0 GiB of memory always holds: ask for more than 0",
        ]
    );
}
