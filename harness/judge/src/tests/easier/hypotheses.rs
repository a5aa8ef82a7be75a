//! Targets, guards, conditions, claims and predictions.

use model::{Condition, Guard, Level, Measure, Prediction, Target, Threads};

use super::{changed, check};
use crate::{
    EasingKind, easier,
    tests::fixture::{Fixture, accurate, at_least, at_most, name, peak, ratio, reaches, speedup},
};

/// The target of `fast over base`, as it was and as it is.
#[track_caller]
fn target(before: Target, after: Target, expected: &[&str]) {
    let with = |target| Fixture::new(reaches(ratio("fast", "base"), target)).declaration;
    check(&with(before), &with(after), expected);
}

#[test]
fn a_lower_least_is_easier_and_a_higher_one_is_not() {
    let words = "`fast is faster`: target of fast over base on small was at least 2x, is at least 1.5x";
    target(at_least(2.0), at_least(1.5), &[words]);
    target(at_least(1.5), at_least(2.0), &[]);
}

#[test]
fn a_higher_most_is_easier_and_a_lower_one_is_not() {
    let words = "`fast is faster`: target of fast over base on small was at most 2x, is at most 3x";
    target(at_most(2.0), at_most(3.0), &[words]);
    target(at_most(3.0), at_most(2.0), &[]);
}

#[test]
fn a_range_that_lets_more_pass_at_either_end_is_easier() {
    let between = Target::Between;
    let said = |words| format!("`fast is faster`: target of fast over base on small was {words}");
    target(between(1.0, 2.0), between(0.5, 2.0), &[&said("1x to 2x, is 0.5x to 2x")]);
    target(between(1.0, 2.0), between(1.0, 2.5), &[&said("1x to 2x, is 1x to 2.5x")]);
    target(between(1.0, 2.0), between(1.2, 1.8), &[]);
    target(between(1.0, 2.0), at_least(1.0), &[&said("1x to 2x, is at least 1x")]);
    target(at_least(1.0), between(1.0, 2.0), &[]);
}

#[test]
fn least_that_becomes_most_is_easier() {
    target(
        at_least(2.0),
        at_most(2.0),
        &["`fast is faster`: target of fast over base on small was at least 2x, is at most 2x"],
    );
}

#[test]
fn a_smaller_share_of_the_ceiling_is_easier() {
    let share = |share| Target::AtLeast(Level::ShareOfCeiling(share));
    target(
        share(0.8),
        share(0.7),
        &[
            "`fast is faster`: target of fast over base on small was at least 0.8 of the ceiling, is at least 0.7 of the \
           ceiling",
        ],
    );
    target(share(0.7), share(0.8), &[]);
}

#[test]
fn a_bound_is_easier_than_the_ceiling_it_lies_under() {
    let ceiling = |share| Target::AtLeast(Level::ShareOfCeiling(share));
    let bound = |share, serial: &str| {
        let (serial, parallel) = (name(serial), name("rest"));
        Target::AtLeast(Level::ShareOfBound { share, serial, parallel })
    };
    let words = "of fast over base on small was at least 0.8 of the";
    target(
        ceiling(0.8),
        bound(0.8, "first"),
        &[&format!(
            "`fast is faster`: target {words} ceiling, is at least 0.8 of the bound 1/(first + rest/ceiling)"
        )],
    );
    target(bound(0.8, "first"), ceiling(0.8), &[]);
    target(bound(0.7, "first"), bound(0.8, "first"), &[]);
    // Which is easier depends on what is measured.
    let kinds = |before, after| -> Vec<EasingKind> {
        let of = |target| Fixture::new(reaches(ratio("fast", "base"), target)).declaration;
        easier(&of(before), &of(after)).iter().map(|easing| easing.kind).collect()
    };
    assert_eq!(kinds(ceiling(0.7), bound(0.8, "first")), [EasingKind::CannotCompare]);
    assert_eq!(kinds(bound(0.8, "first"), ceiling(0.7)), [EasingKind::CannotCompare]);
    assert_eq!(kinds(bound(0.8, "first"), bound(0.8, "second")), [EasingKind::CannotCompare]);
}

#[test]
fn fewer_seeds_are_easier_and_more_are_not() {
    let passes = |seeds, most| {
        let (of, metric, relative_to) = (name("fast"), name("passes"), None);
        let count = Measure::Count { of, metric, relative_to, seeds };
        Fixture::new(reaches(count.clone(), at_most(most))).guarded(count, at_most(most)).declaration
    };
    check(
        &passes(6, 8.0),
        &passes(1, 8.0),
        &[
            "`fast is faster`: target of passes of fast with seeds 1 to 6 on small was at most 8 with 6 seeds, is at most 8 \
             with one seed",
            "`fast is faster`: the guard on passes of fast with seeds 1 to 6 on small was at most 8 with 6 seeds, is at most \
             8 with one seed",
        ],
    );
    check(&passes(6, 8.0), &passes(10, 8.0), &[]);
    assert_eq!(easier(&passes(6, 8.0), &passes(10, 9.0)).len(), 2);
    assert_eq!(easier(&passes(6, 8.0), &passes(5, 7.0)).len(), 2, "what the sixth seed gave is forgotten");
}

#[test]
fn a_share_of_the_ceiling_and_a_number_cannot_be_compared() {
    let of = |target| Fixture::new(reaches(ratio("fast", "base"), target)).declaration;
    let (number, share) = (of(at_least(3.0)), of(Target::AtLeast(Level::ShareOfCeiling(0.8))));
    for (before, after) in [(&number, &share), (&share, &number)] {
        let kinds: Vec<EasingKind> = easier(before, after).iter().map(|easing| easing.kind).collect();
        assert_eq!(kinds, [EasingKind::CannotCompare]);
    }
    assert!(!EasingKind::CannotCompare.is_easier() && EasingKind::Target.is_easier());
}

#[test]
fn what_is_asked_of_each_thread_is_compared_on_the_threads_that_there_are() {
    let of = |threads, base, each| {
        let target = Target::AtLeast(Level::PerThread { base, each });
        let mut fixture = Fixture::new(reaches(ratio("fast-threads", "fast"), target));
        fixture.variant("fast-threads").threads = threads;
        fixture.declaration
    };
    let four = Threads::Exactly(4);
    assert_eq!(easier(&of(four, 0.0, 0.8), &of(four, 0.0, 0.7)).len(), 1);
    assert_eq!(easier(&of(four, 0.0, 0.7), &of(four, 0.0, 0.8)).len(), 0);
    // 4 x 0.8 is 1.2 and 4 x 0.5: as many threads as that, as much asked.
    assert_eq!(easier(&of(four, 0.0, 0.8), &of(four, 1.2, 0.5)).len(), 0);
    assert_eq!(easier(&of(four, 0.0, 0.8), &of(Threads::Exactly(2), 0.0, 0.8)).len(), 1, "3.2 became 1.6");
    // On as many cores as there are it is easier from 5 on, and harder before.
    let any = Threads::PerformanceCores;
    assert_eq!(easier(&of(any, 0.0, 0.8), &of(any, 1.2, 0.5)).len(), 1);
    assert_eq!(easier(&of(any, 1.2, 0.5), &of(any, 0.0, 0.8)).len(), 1);
    assert_eq!(easier(&of(any, 0.0, 0.5), &of(any, 0.0, 0.8)).len(), 0);
}

#[test]
fn an_expectation_that_is_gone_is_named() {
    let mut fixture = Fixture::new(speedup("fast", "base", 2.0));
    fixture.hypothesis().expectations.push(accurate("fast"));
    let fewer = |keep: usize| changed(&fixture, |d| drop(d.hypotheses[0].expectations.remove(1 - keep)));
    check(
        &fixture.declaration,
        &fewer(0),
        &["`fast is faster`: fast is accurate on small was expected, is expected no more"],
    );
    check(
        &fixture.declaration,
        &fewer(1),
        &["`fast is faster`: fast over base on small was at least 2x, is expected no more"],
    );
    check(&fewer(0), &fixture.declaration, &[]);
}

#[test]
fn an_expectation_whose_variant_does_not_run_there_any_more_is_gone() {
    let fixture = Fixture::new(speedup("fast", "base", 2.0));
    let limited = changed(&fixture, |d| d.variants[1].only_on = vec![name("smoke")]);
    check(
        &fixture.declaration,
        &limited,
        &[
            "`fast is faster`: fast over base on small was at least 2x, is never judged: fast does not run on small any \
           more",
        ],
    );
    check(&limited, &fixture.declaration, &[]);
}

#[test]
fn a_hypothesis_that_is_gone_is_named() {
    let fixture = Fixture::new(speedup("fast", "base", 2.0));
    let none = changed(&fixture, |d| d.hypotheses.clear());
    check(&fixture.declaration, &none, &["`fast is faster`: the hypothesis was declared, is gone"]);
    check(&none, &fixture.declaration, &[]);
}

#[test]
fn other_words_do_not_hide_a_lower_target() {
    let fixture = Fixture::new(speedup("fast", "base", 2.0));
    let reworded = changed(&fixture, |d| d.hypotheses[0].claim = "fast is somewhat faster".to_owned());
    check(&fixture.declaration, &reworded, &[]);
    let lowered = changed(&fixture, |d| {
        d.hypotheses[0].claim = "fast is somewhat faster".to_owned();
        d.hypotheses[0].expectations[0] = speedup("fast", "base", 1.1);
    });
    check(
        &fixture.declaration,
        &lowered,
        &["`fast is faster`: target of fast over base on small was at least 2x, is at least 1.1x"],
    );
}

#[test]
fn a_guard_that_is_gone_or_lets_more_pass_is_named() {
    let with =
        |target| Fixture::new(speedup("fast", "base", 2.0)).guarded(peak("fast", Some("base")), target);
    let strict = with(at_most(1.5));
    let none = changed(&strict, |d| d.hypotheses[0].guards.clear());
    let guard = "`fast is faster`: the guard on peak memory of fast / base on small was at most 1.5x";
    check(&strict.declaration, &none, &[&format!("{guard}, is gone")]);
    check(&strict.declaration, &with(at_most(2.0)).declaration, &[&format!("{guard}, is at most 2x")]);
    check(&none, &strict.declaration, &[]);
    check(&with(at_most(2.0)).declaration, &strict.declaration, &[]);
}

#[test]
fn a_guard_that_holds_on_fewer_workloads_is_gone_from_the_others() {
    let mut everywhere = Fixture::new(speedup("fast", "base", 2.0)).guarded(peak("fast", None), at_most(1e6));
    let mut on_smoke = speedup("fast", "base", 2.0);
    if let model::Expectation::Reaches { workload, .. } = &mut on_smoke {
        *workload = name("smoke");
    }
    everywhere.hypothesis().expectations.push(on_smoke);
    let only = changed(&everywhere, |d| d.hypotheses[0].guards[0].workload = Some(name("smoke")));
    let said = easier(&everywhere.declaration, &only);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].kind, EasingKind::GuardGone);
    assert_eq!(said[0].what, "the guard on peak memory of fast on small");
    check(&only, &everywhere.declaration, &[]);
    // One guard for each workload is worth one for all of them.
    let each = changed(&everywhere, |d| {
        let guard = d.hypotheses[0].guards.remove(0);
        for on in ["smoke", "small"] {
            d.hypotheses[0].guards.push(Guard { workload: Some(name(on)), ..guard.clone() });
        }
    });
    check(&everywhere.declaration, &each, &[]);
}

#[test]
fn a_condition_that_was_added_or_asks_for_more_is_named() {
    let free = Fixture::new(speedup("fast", "base", 2.0));
    let cores =
        |n| Fixture::new(speedup("fast", "base", 2.0)).given(Condition::PerformanceCores(n)).declaration;
    let said = |words| format!("`fast is faster`: the condition was {words}");
    check(&free.declaration, &cores(4), &[&said("not asked for, is 4 performance cores")]);
    check(&cores(4), &cores(64), &[&said("4 performance cores, is 64 performance cores")]);
    check(&cores(64), &cores(4), &[]);
    check(&cores(4), &free.declaration, &[]);
}

#[test]
fn another_prediction_is_named_but_lets_nothing_more_pass() {
    let predicted = |prediction| Fixture::new(speedup("fast", "base", 2.0)).predicted(prediction).declaration;
    let said = easier(&predicted(Prediction::Confirmed), &predicted(Prediction::Refuted));
    assert_eq!(said.len(), 1);
    assert!(!said[0].kind.is_easier());
    assert_eq!(said[0].to_string(), "`fast is faster`: the prediction was confirmed, is refuted");
}

#[test]
fn a_smaller_promise_of_the_plan_is_named() {
    let claimed = |promised: &str, least| {
        Fixture::new(speedup("fast", "base", 2.0)).claimed(promised, Some(least), "Apple M4 Pro").declaration
    };
    let what = "`fast is faster`: what the plan promised was 10x for Apple M4 Pro";
    check(&claimed("10x", 10.0), &claimed("5x", 5.0), &[&format!("{what}, is 5x for Apple M4 Pro")]);
    check(&claimed("5x", 5.0), &claimed("10x", 10.0), &[]);
    let none = Fixture::new(speedup("fast", "base", 2.0)).declaration;
    check(&claimed("10x", 10.0), &none, &[&format!("{what}, is gone")]);
    check(&none, &claimed("10x", 10.0), &[]);
}
