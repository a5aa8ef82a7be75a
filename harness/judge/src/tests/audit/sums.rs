//! Claims of plans, each in the numbers that it rests on. The figures are those of the five plans.

use std::num::NonZeroU64;

use model::plans::{
    ActingOn, Amdahl, Arithmetic, Batch, BecomesPossible, Computed, Extrapolated, FewerIterations, Part,
    Phase, Plan, PlanClaim, Plans, Product, Range, Ratio, Relation, Saving, Share, TimeTotal, Untouched,
};

use crate::audit::{About, Finding, Weight, allowed, arithmetic, claimed};

/// From one number to another.
fn to(low: f64, high: f64) -> Range {
    Range::new(low, high).unwrap()
}

fn just(number: f64) -> Range {
    to(number, number)
}

fn share(low: f64, high: f64) -> Share {
    Share::new(low, high).unwrap()
}

fn count(count: u64) -> NonZeroU64 {
    NonZeroU64::new(count).unwrap()
}

fn plans(phase: Vec<Arithmetic>, whole: Vec<Arithmetic>) -> Plans {
    let claims = |claims: Vec<Arithmetic>| {
        claims.into_iter().map(|arithmetic| PlanClaim { about: "it".to_owned(), arithmetic }).collect()
    };
    let phase = Phase {
        number: 2,
        title: String::new(),
        experiments: Vec::new(),
        claims: claims(phase),
        gains: Vec::new(),
    };
    let plan = Plan {
        title: String::new(),
        machine: String::new(),
        phases: vec![phase],
        claims: claims(whole),
        together: Vec::new(),
        acts_on: None,
        cards: Vec::new(),
    };
    Plans { plans: [("lp".to_owned(), plan)].into() }
}

fn found(claim: Arithmetic) -> Option<Finding> {
    let mut findings = arithmetic(&plans(vec![claim], Vec::new()));
    assert!(findings.len() < 2, "one claim, one finding at most");
    findings.pop()
}

#[track_caller]
fn forbids(claim: Arithmetic, weight: Weight, number: f64, what: &str) {
    let finding = found(claim).expect("arithmetic forbids it");
    assert_eq!(finding.what, format!("it: {what}"));
    assert_eq!(finding.weight, weight);
    let found = finding.number.unwrap();
    assert!((found / number - 1.0).abs() < 0.005, "{found} is not {number}");
}

#[track_caller]
fn allows(claim: Arithmetic) {
    assert_eq!(found(claim), None);
}

fn batch(items: u64, workers: u64, claimed: Range) -> Arithmetic {
    Arithmetic::Batch(Batch { items: count(items), workers: count(workers), claimed })
}

#[test]
fn what_holds_is_computed_all_the_same() {
    let claim = PlanClaim { about: "it".to_owned(), arithmetic: batch(30, 10, just(10.0)) };
    let held = allowed(&claim);
    assert_eq!(held.why, "30 items on 10 workers take 3 turns: at most 10x, claimed 10x");
    assert_eq!((held.number, held.weight), (10.0, None));
    assert_eq!(claimed(&claim), "10x");
}

#[test]
fn the_last_turn_of_a_batch_may_be_nearly_empty() {
    let what = "31 items on 10 workers take 4 turns: at most 7.75x, claimed 10x";
    forbids(batch(31, 10, just(10.0)), Weight::Damning, 7.75, what);
    allows(batch(31, 10, just(7.75)));
    allows(batch(30, 10, just(10.0)));
    let what = "50 items on 64 workers take 1 turn: at most 50x, claimed 16x to 64x";
    forbids(batch(50, 64, to(16.0, 64.0)), Weight::Notable, 50.0, what);
    allows(batch(1, 1, just(1.0)));
}

#[test]
fn no_batch_is_faster_than_its_workers_or_its_items() {
    for items in 1..=40 {
        for workers in 1..=12 {
            let most = items.min(workers) as f64;
            assert!(found(batch(items, workers, just(most * 1.01))).is_some(), "{items} on {workers}");
            assert_eq!(
                items % workers == 0 || items < workers,
                found(batch(items, workers, just(most))).is_none()
            );
        }
    }
}

fn amdahl(parts: &[(f64, f64, &[f64])], rest: Option<f64>, claimed: Range) -> Arithmetic {
    let parts = parts
        .iter()
        .map(|(low, high, speedups)| Part {
            share: share(*low, *high),
            speedups: speedups.iter().map(|speedup| just(*speedup)).collect(),
        })
        .collect();
    Arithmetic::Amdahl(Amdahl { parts, rest: rest.map(just), claimed })
}

#[test]
fn what_is_left_of_the_others_bounds_the_whole() {
    forbids(
        amdahl(&[(0.6, 0.7, &[10.0])], None, to(5.0, 8.0)),
        Weight::Damning,
        2.70,
        "with 60 to 70 % of the time 10x faster the whole is 2.17x to 2.7x faster (2.5x to 3.33x if it took no time at all), \
         claimed 5x to 8x",
    );
    allows(amdahl(&[(0.6, 0.7, &[10.0])], None, to(2.17, 2.70)));
    forbids(
        amdahl(&[(0.6, 0.7, &[10.0])], None, to(2.0, 3.0)),
        Weight::Notable,
        2.70,
        "with 60 to 70 % of the time 10x faster the whole is 2.17x to 2.7x faster (2.5x to 3.33x if it took no time at all), \
         claimed 2x to 3x",
    );
}

#[test]
fn a_part_that_takes_no_time_leaves_the_rest() {
    let free = |claimed| amdahl(&[(0.84, 0.84, &[])], None, claimed);
    let what = "with 84 % of the time gone the whole is 6.25x faster, claimed 5x to 15x";
    forbids(free(to(5.0, 15.0)), Weight::Notable, 6.25, what);
    allows(free(just(6.25)));
    allows(amdahl(&[(1.0, 1.0, &[])], None, just(1e9)));
}

#[test]
fn several_parts_and_all_else_add_up() {
    let two = |claimed| amdahl(&[(0.24, 0.24, &[3.0]), (0.6, 0.6, &[])], None, claimed);
    assert_eq!(found(two(to(3.0, 5.0))).map(|finding| finding.weight), Some(Weight::Notable));
    allows(two(just(4.16)));
    let own_factors = |claimed| amdahl(&[(0.6, 0.7, &[10.0, 2.0, 1.2])], Some(10.0), claimed);
    let finding = found(own_factors(just(24.0))).unwrap();
    assert!((finding.number.unwrap() - 16.90).abs() < 0.01, "{finding}");
    allows(own_factors(just(16.9)));
}

#[test]
fn shares_that_are_more_than_the_whole_are_found() {
    let what = "the shares add up to 1.2 of the whole";
    forbids(amdahl(&[(0.6, 0.7, &[2.0]), (0.6, 0.6, &[2.0])], None, just(1.0)), Weight::Damning, 1.2, what);
    allows(amdahl(&[(0.6, 0.6, &[2.0]), (0.3, 0.3, &[2.0]), (0.1, 0.1, &[2.0])], None, just(2.0)));
}

#[test]
fn the_bound_is_never_above_what_the_parts_allow() {
    for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
        for speedup in [1.0, 1.5, 10.0, 1e6] {
            let bound = 1.0 / (1.0 - share + share / speedup);
            allows(amdahl(&[(share, share, &[speedup])], None, just(bound)));
            assert!(found(amdahl(&[(share, share, &[speedup])], None, just(bound * 1.006))).is_some());
        }
    }
}

fn product(factors: &[(f64, f64)], acting_on: ActingOn, claimed: Range) -> Arithmetic {
    let factors = factors.iter().map(|(low, high)| to(*low, *high)).collect();
    Arithmetic::Product(Product { factors, acting_on, claimed })
}

#[test]
fn speedups_multiply_only_where_they_act_on_the_same_time() {
    let plan = [(10.0, 10.0), (2.0, 3.0), (5.0, 5.0)];
    forbids(
        product(&plan, ActingOn::DifferentShares, to(100.0, 150.0)),
        Weight::Damning,
        150.0,
        "10x times 2x to 3x times 5x is 100x to 150x, but they act on different shares of the time and give less than that \
         together, claimed 100x to 150x",
    );
    allows(product(&plan, ActingOn::TheSameTime, to(100.0, 150.0)));
    allows(product(&plan, ActingOn::DifferentShares, to(90.0, 140.0)));
    let partly = found(product(&plan, ActingOn::DifferentShares, to(5.0, 150.0))).unwrap();
    assert_eq!(partly.weight, Weight::Notable);
    let what = "20x times 7.5x to 15x is 150x to 300x at most, claimed 450x";
    forbids(
        product(&[(20.0, 20.0), (7.5, 15.0)], ActingOn::TheSameTime, just(450.0)),
        Weight::Damning,
        300.0,
        what,
    );
}

#[test]
fn the_least_that_is_claimed_rests_on_the_least_of_the_factors() {
    let factors = [(10.0, 35.0), (2.0, 6.0)];
    let what = "10x to 35x times 2x to 6x is 20x to 210x: the least of it is claimed to be 30x";
    forbids(product(&factors, ActingOn::DifferentShares, to(30.0, 50.0)), Weight::Notable, 20.0, what);
    forbids(product(&factors, ActingOn::TheSameTime, to(30.0, 50.0)), Weight::Notable, 20.0, what);
    allows(product(&factors, ActingOn::DifferentShares, to(20.0, 50.0)));
    allows(product(&factors, ActingOn::TheSameTime, to(20.0, 210.0)));
}

#[test]
fn what_excludes_each_other_never_multiplies() {
    let factors = [(1.5, 3.0), (1.3, 2.0)];
    forbids(
        product(&factors, ActingOn::Alternatives, to(1.95, 6.0)),
        Weight::Notable,
        3.0,
        "1.5x to 3x and 1.3x to 2x exclude each other in one run, which has 3x at most, claimed 1.95x to 6x of them \
         together",
    );
    allows(product(&factors, ActingOn::Alternatives, to(1.5, 3.0)));
}

fn time_total(items: u64, each: f64, workers: u64, claimed: Range) -> Arithmetic {
    Arithmetic::TimeTotal(TimeTotal {
        items: count(items),
        seconds_each: just(each),
        workers: count(workers),
        claimed_seconds: claimed,
    })
}

#[test]
fn a_total_is_as_long_as_its_items() {
    forbids(
        time_total(31, 0.5, 1, to(4320.0, 15120.0)),
        Weight::Damning,
        279.0,
        "31 items of 500 ms take 15.5 s, claimed 1.2 h to 4.2 h: a factor of 279 to 975 apart",
    );
    allows(time_total(31, 0.5, 1, just(15.5)));
    let what = "1e7 items of 50 µs take 500 s, claimed 30 s to 60 s: a factor of 8.33 to 16.7 apart";
    forbids(time_total(10_000_000, 5e-5, 1, to(30.0, 60.0)), Weight::Damning, 8.33, what);
    allows(time_total(31, 0.5, 10, just(2.0)));
    let what = "31 items of 500 ms on 10 workers take 2 s, claimed 1.5 s: a factor of 1.33 apart";
    forbids(time_total(31, 0.5, 10, just(1.5)), Weight::Damning, 1.333, what);
}

#[test]
fn a_speedup_is_the_time_before_over_the_time_after() {
    let ratio = |claimed| {
        Arithmetic::Ratio(Ratio { seconds_before: just(0.5), seconds_after: to(0.15, 0.4), claimed })
    };
    let what = "500 ms becoming 150 ms to 400 ms is 1.25x to 3.33x, claimed 5x";
    forbids(ratio(just(5.0)), Weight::Damning, 3.333, what);
    allows(ratio(just(2.0)));
    allows(ratio(to(1.25, 3.333)));
}

#[test]
fn a_share_of_a_share_is_less_than_either() {
    let saving =
        |claimed| Arithmetic::Saving(Saving { share: share(0.5, 0.75), saved: share(0.1, 0.1), claimed });
    let what = "10 % of 50 to 75 % of the whole is 5 to 7.5 %, claimed 20 to 50 %";
    forbids(saving(share(0.2, 0.5)), Weight::Damning, 0.075, what);
    allows(saving(share(0.05, 0.075)));
}

#[test]
fn a_baseline_that_was_scaled_up_was_not_measured() {
    let extrapolated = |measured, from, to, claimed| {
        let (from_size, to_size) = (count(from), count(to));
        Arithmetic::Extrapolated(Extrapolated { baseline_measured: measured, from_size, to_size, claimed })
    };
    let what = "15.9 s for 3000 is no baseline: it is 10.6 ms measured of 2, times 1500";
    forbids(extrapolated(0.0106, 2, 3000, 15.9), Weight::Notable, 1500.0, what);
    let what = "10.6 ms measured of 2 is 15.9 s for 3000, claimed 20 s for 3000";
    forbids(extrapolated(0.0106, 2, 3000, 20.0), Weight::Damning, 15.9, what);
    allows(extrapolated(15.9, 3000, 3000, 15.9));
    allows(extrapolated(15.9, 3000, 1500, 7.95));
}

#[test]
fn how_the_share_of_the_untouched_grew_is_the_speedup() {
    let untouched = |after, claimed| {
        let share_before = share(0.16, 0.16);
        Arithmetic::Untouched(Untouched { share_before, share_after: share(after, after), claimed })
    };
    let what = "what is not touched goes from 16 % to 17.5 % of the time, so the whole is 1.09x faster, claimed 5x to 15x";
    forbids(untouched(0.175, to(5.0, 15.0)), Weight::Damning, 1.094, what);
    allows(untouched(0.8, just(5.0)));
}

#[test]
fn what_was_possible_before_does_not_become_possible() {
    let possible = |items| {
        let (budget_seconds, seconds_each_before) = (28800.0, 15.9);
        Arithmetic::BecomesPossible(BecomesPossible {
            budget_seconds,
            seconds_each_before,
            claimed_items: items,
        })
    };
    let what = "1000 are to become possible in 8 h, where 1811 were at 15.9 s each";
    forbids(possible(1000.0), Weight::Damning, 1811.0, what);
    assert!(found(possible(1811.0)).is_some());
    allows(possible(1812.0));
}

#[test]
fn fewer_iterations_cost_the_root_of_their_number() {
    let fewer = |growth| {
        let (before, after) = (count(1000), count(100));
        Arithmetic::FewerIterations(FewerIterations { before, after, claimed_growth: growth })
    };
    let what = "100 iterations instead of 1000 make the standard error 3.16x as large, claimed 1x";
    forbids(fewer(1.0), Weight::Damning, 3.162, what);
    allows(fewer(10.0_f64.sqrt()));
}

#[test]
fn a_figure_is_the_product_of_its_figures() {
    let computed = |multiply: &[f64], divide: &[f64], unit: &str, claimed, relation| {
        let ranges = |numbers: &[f64]| numbers.iter().map(|number| just(*number)).collect();
        Arithmetic::Computed(Computed {
            multiply: ranges(multiply),
            divide: ranges(divide),
            unit: unit.to_owned(),
            claimed,
            holds_if_claimed_is: relation,
        })
    };
    let tables = |claimed| computed(&[2000.0, 2000.0, 5.0, 7.0, 8.0], &[], "B", claimed, Relation::NoLess);
    let what = "2000 x 2000 x 5 x 7 x 8 is 1.12 GB at least, claimed 300 MB";
    forbids(tables(just(300e6)), Weight::Damning, 1.12e9, what);
    allows(tables(just(1.12e9)));
    let constant = |claimed| computed(&[2.6e6], &[100.0], "seconds", claimed, Relation::TheSame);
    forbids(
        constant(just(3000.0)),
        Weight::Damning,
        26000.0,
        "2.6e6 / 100 is 26000 seconds, claimed 3000 seconds",
    );
    allows(constant(just(26000.0)));
    let hydrogen = |claimed| computed(&[5000.0], &[33.33], "kg", claimed, Relation::NoMore);
    forbids(hydrogen(just(680.0)), Weight::Damning, 150.0, "5000 / 33.3 is 150 kg at most, claimed 680 kg");
    allows(hydrogen(just(150.0)));
    let limit = computed(&[1e5, 1e3], &[], "", just(f64::INFINITY), Relation::NoMore);
    forbids(limit, Weight::Damning, 1e8, "100000 x 1000 is 1e8 at most, claimed ∞");
}

#[test]
fn the_damning_come_first_and_say_where_they_stand() {
    let all = plans(
        vec![batch(50, 64, just(64.0)), batch(50, 64, to(16.0, 64.0))],
        vec![batch(31, 10, just(10.0))],
    );
    let said: Vec<String> = arithmetic(&all).iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "plan lp: it: 31 items on 10 workers take 4 turns: at most 7.75x, claimed 10x",
            "plan lp, phase 2: it: 50 items on 64 workers take 1 turn: at most 50x, claimed 64x",
            "plan lp, phase 2: it: 50 items on 64 workers take 1 turn: at most 50x, claimed 16x to 64x",
        ]
    );
    let about = About::Plan { plan: "lp".to_owned(), phase: None };
    assert_eq!(arithmetic(&all)[0].about, about);
}
