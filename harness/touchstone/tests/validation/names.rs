//! Names: each rule, no name twice, and the nearest one where a name is unknown.

use touchstone::prelude::*;

use super::{good, problems};

const NONE: [&str; 0] = [];

#[test]
fn a_good_declaration_has_no_problems() {
    assert_eq!(problems!(good!()), NONE);
}

#[test]
fn a_workload_is_declared_once() {
    let told = problems!(
        Declaration::<Case>::new("Twice")
            .workload("smoke", ()) // first
            .baseline("slow", |(), _| measured(|| 1))
            .named_workload("smoke", ()) // second
    );
    assert_eq!(told, ["[second]: workload `smoke` is declared twice, first at [first]: rename one"]);
}

#[test]
fn a_variant_is_declared_once_whatever_its_role() {
    let told = problems!(
        Declaration::<Case>::new("Twice")
            .workload("smoke", ())
            .baseline("slow", |(), _| measured(|| 1)) // slow
            .candidate("slow", |(), _| measured(|| 1)) // candidate
            .control("slow", |(), _| measured(|| 1)) // control
            .peer("slow", command("true", [])) // peer
    );
    let expected = ["candidate", "control", "peer"]
        .map(|place| format!("[{place}]: variant `slow` is declared twice, first at [slow]: rename one"));
    assert_eq!(told, expected);
}

#[test]
fn a_hypothesis_is_claimed_once() {
    let told = problems!(
        good!()
            .hypothesis(
                Hypothesis::new("fast is faster") // claim
                    .expect(speedup("fast").over("slow").on("small").at_least(2.0))
            )
            .hypothesis(
                Hypothesis::new("fast is faster") // again
                    .expect(speedup("fast").over("slow").on("smoke").at_least(2.0))
            )
    );
    assert_eq!(
        told,
        ["[again]: hypothesis `fast is faster` is declared twice, first at [claim]: rename one"]
    );
}

/// Every rule of a name, broken by one name each.
#[test]
fn a_name_that_breaks_a_rule_is_refused_with_the_rule() {
    const TOO_LONG: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    let told = problems!(
        good!()
            .workload("", ()) // empty
            .workload("Large", ()) // upper case
            .workload("two words", ()) // space
            .workload("a/b", ()) // slash
            .workload("größe", ()) // not ascii
            .candidate("-dash", |(), _| measured(|| 1)) // dash first
            .candidate(".dot", |(), _| measured(|| 1)) // dot first
            .candidate("_low", |(), _| measured(|| 1)) // underscore first
            .candidate(TOO_LONG, |(), _| measured(|| 1)) // too long
            .candidate("new\nline", |(), _| measured(|| 1)) // control character
    );
    let rule = "is not a name: up to 64 of a-z, 0-9, '-', '_' and '.', starting with a letter or a digit";
    let expected = [
        ("empty", ""),
        ("upper case", "Large"),
        ("space", "two words"),
        ("slash", "a/b"),
        ("not ascii", "größe"),
        ("dash first", "-dash"),
        ("dot first", ".dot"),
        ("underscore first", "_low"),
        ("too long", TOO_LONG),
        ("control character", "new\nline"),
    ]
    .map(|(place, name)| format!("[{place}]: {name:?} {rule}"));
    assert_eq!(told, expected);
}

#[test]
fn names_at_the_edge_of_the_rules_are_good() {
    const LONGEST: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    let told = problems!(
        good!().workload("2", ()).workload("a-b_c.d", ()).candidate(LONGEST, |(), _| measured(|| 1))
    );
    assert_eq!(told, NONE);
}

/// The baseline stands for every workload's reference, and a hypothesis may speak of it: one mistake, told once.
#[test]
fn a_bad_name_is_told_of_where_it_is_declared_and_not_where_it_is_used() {
    let told = problems!(
        Declaration::<Case>::new("Shouting")
            .workload("smoke", ())
            .workload("Small", ()) // small
            .baseline("Slow", |(), _| measured(|| 1)) // slow
            .candidate("fast", |(), _| measured(|| 1))
            .only_on(["Small"])
            .reference("Small", "fast")
            .hypothesis(
                Hypothesis::new("fast is faster")
                    .expect(speedup("fast").over("Slow").on("Small").at_least(2.0))
                    .guard(peak_memory("fast").at_most(times_baseline(2.0)))
            )
    );
    let rule = "is not a name: up to 64 of a-z, 0-9, '-', '_' and '.', starting with a letter or a digit";
    assert_eq!(told, [format!("[small]: \"Small\" {rule}"), format!("[slow]: \"Slow\" {rule}")]);
}

#[test]
fn an_unknown_name_comes_with_the_nearest_one() {
    let told = problems!(
        good!()
            .only_on(["smal"])
            .reference("smokes", "slow") // workload of a reference
            .reference("smoke", "slaw") // reference
            .requires("smell", quiet_host()) // requirement
            .hypothesis(
                Hypothesis::new("typing is hard")
                    .expect(speedup("fats").over("slow").on("small").at_least(2.0)) // of
                    .expect(speedup("fast").over("solw").on("small").at_least(2.0)) // over
                    .expect(time("fast").on("smalll").at_most(2.0)) // workload
                    .expect(accurate("fst").on("small")) // accurate
                    .expect(metric("fast", "n").relative_to("slo").on("small").at_most(2.0)) // relative
                    .guard(peak_memory("fas").at_most(1e9)) // guard
                    .guard(peak_memory("fast").on("smok").at_most(1e9)) // workload of a guard
            )
    );
    // The limit of a variant is told of at the variant, which the macro declares.
    let (limit, told) = told.split_first().unwrap();
    assert!(limit.ends_with(": there is no workload `smal`; did you mean `small`?"), "{limit}");
    assert_eq!(
        told,
        [
            "[workload of a reference]: there is no workload `smokes`; did you mean `smoke`?",
            "[reference]: there is no variant `slaw`; did you mean `slow`?",
            "[requirement]: there is no workload `smell`; did you mean `small`?",
            "[of]: there is no variant `fats`; did you mean `fast`?",
            "[over]: there is no variant `solw`; did you mean `slow`?",
            "[workload]: there is no workload `smalll`; did you mean `small`?",
            "[accurate]: there is no variant `fst`; did you mean `fast`?",
            "[relative]: there is no variant `slo`; did you mean `slow`?",
            "[guard]: there is no variant `fas`; did you mean `fast`?",
            "[workload of a guard]: there is no workload `smok`; did you mean `smoke`?",
        ]
    );
}

#[test]
fn a_name_far_from_all_others_comes_with_the_list_of_them() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("guessing") //
                .expect(speedup("quicksort").over("slow").on("everywhere").at_least(2.0)) // guess
        )
    );
    assert_eq!(
        told,
        [
            "[guess]: there is no workload `everywhere`; there are smoke, small",
            "[guess]: there is no variant `quicksort`; there are slow, fast",
        ]
    );
}

#[test]
fn the_name_of_a_metric_is_a_name() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("few visits") //
                .expect(metric("fast", "Visited Nodes").on("small").at_most(2.0)) // metric
        )
    );
    assert_eq!(
        told,
        [
            "[metric]: \"Visited Nodes\" is not a name: up to 64 of a-z, 0-9, '-', '_' and '.', starting with a letter \
          or a digit"
        ]
    );
}
