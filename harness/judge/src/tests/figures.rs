//! What variants report: counts known exactly, figures with an interval, memory by its worst.

use model::Target;

use super::{
    check,
    fixture::{Fixture, at_least, at_most, figure, peak, reaches},
    row,
};

const MIB: f64 = 1_048_576.0;

#[test]
fn a_count_that_never_varies_is_judged_from_one_invocation() {
    let case = |most| Fixture::new(reaches(figure("fast", "nodes", None), at_most(most)));
    check(&case(100.0).reports("fast", "nodes", "", &[100.0]), "confirmed");
    check(&case(99.0).reports("fast", "nodes", "", &[100.0]), "refuted: short of the target");
    check(&case(100.0).reports("fast", "nodes", "", &[100.0; 5]), "confirmed");
    let row = row(&case(100.0).reports("fast", "nodes", "", &[100.0; 5]));
    assert_eq!((row.lower, row.estimate, row.upper, row.rounds), (Some(100.0), Some(100.0), Some(100.0), 5));
}

#[test]
fn a_count_of_nothing_can_be_expected() {
    let case = Fixture::new(reaches(figure("fast", "allocations", None), at_most(0.0)));
    check(&case.reports("fast", "allocations", "", &[0.0, 0.0]), "confirmed");
    let case = Fixture::new(reaches(figure("fast", "allocations", None), at_most(0.0)));
    check(&case.reports("fast", "allocations", "", &[1.0, 1.0]), "refuted: short of the target");
}

#[test]
fn a_figure_that_varies_needs_rounds_like_any_other() {
    let case = |values: &[f64]| {
        Fixture::new(reaches(figure("fast", "share.solve", None), at_least(0.75))).reports(
            "fast",
            "share.solve",
            "",
            values,
        )
    };
    let shares: Vec<f64> = (0..10).map(|round| 0.9 + f64::from(round) * 0.001).collect();
    check(&case(&shares), "confirmed");
    check(&case(&shares[..5]), "inconclusive: 5 rounds decide nothing, 10 can");
    check(&case(&[0.9]), "inconclusive: 1 rounds decide nothing, 10 can");
    check(&case(&[0.9, 0.9]), "confirmed");
    let low: Vec<f64> = shares.iter().map(|share| share - 0.5).collect();
    check(&case(&low), "refuted: short of the target");
}

#[test]
fn a_figure_of_disturbed_rounds_does_not_count_unless_it_is_exact() {
    let shares: Vec<f64> =
        (0..12).map(|round| if round < 2 { 0.1 } else { 0.9 + f64::from(round) * 0.001 }).collect();
    let case = || {
        Fixture::new(reaches(figure("fast", "share.solve", None), at_least(0.75))).reports(
            "fast",
            "share.solve",
            "",
            &shares,
        )
    };
    check(&case().disturbed(12, &[0, 1]), "confirmed");
    check(&case(), "inconclusive: the target lies inside the interval");
    let counts = Fixture::new(reaches(figure("fast", "nodes", None), at_most(7.0)))
        .reports("fast", "nodes", "", &[7.0; 3]);
    check(&counts.disturbed(3, &[0, 1, 2]), "confirmed");
}

#[test]
fn a_time_that_was_seen_once_is_no_count() {
    let case = Fixture::new(reaches(figure("fast", "build", None), at_most(9.0)));
    check(&case.reports("fast", "build", "ns", &[5.0]), "inconclusive: 1 rounds decide nothing, 10 can");
}

#[test]
fn a_figure_may_be_a_multiple_of_another_variants() {
    let case = |fast: &[f64], base: &[f64]| {
        Fixture::new(reaches(figure("fast", "nodes", Some("base")), at_most(0.5)))
            .reports("fast", "nodes", "", fast)
            .reports("base", "nodes", "", base)
    };
    check(&case(&[50.0; 2], &[100.0; 2]), "confirmed");
    check(&case(&[51.0; 2], &[100.0; 2]), "refuted: short of the target");
    assert_eq!(row(&case(&[50.0; 2], &[100.0; 2])).unit, "x");
    check(
        &case(&[50.0], &[0.0]),
        "not judged: metric nodes of base other than 0, which nothing is a multiple of, was never reported",
    );
    // Paired inside a round: both sides drift together.
    let base: Vec<f64> = (1..=10).map(|round| f64::from(round) * 100.5).collect();
    let fast: Vec<f64> = base.iter().enumerate().map(|(i, base)| base * (0.4 + i as f64 * 0.001)).collect();
    check(&case(&fast, &base), "confirmed");
}

#[test]
fn a_metric_that_nobody_reported_is_not_judged() {
    let case = Fixture::new(reaches(figure("fast", "nodes", None), at_most(1.0)));
    check(&case, "not judged: metric nodes of fast on small was never reported");
    let nan = Fixture::new(reaches(figure("fast", "nodes", None), at_most(1.0))).reports(
        "fast",
        "nodes",
        "",
        &[f64::NAN],
    );
    check(&nan, "not judged: metric nodes of fast on small was never reported");
}

#[test]
fn a_projection_is_shown_and_never_judged() {
    let case = Fixture::new(reaches(figure("fast", "seconds-on-gh200", None), at_most(9.0)))
        .reports("fast", "seconds-on-gh200", "s", &[4.0, 4.0])
        .projected();
    check(&case, "not judged: a projection for absent hardware is never judged");
    assert_eq!(row(&case).estimate, Some(4.0));
}

#[test]
fn memory_is_judged_by_its_worst_invocation() {
    let case = |most: f64| {
        Fixture::new(reaches(peak("fast", None), at_most(most * MIB))).reports(
            "fast",
            "peak-memory",
            "B",
            &[60.0 * MIB, 64.0 * MIB, 61.0 * MIB],
        )
    };
    check(&case(64.0), "confirmed");
    check(&case(63.9), "refuted: short of the target");
    let shown = row(&case(64.0));
    assert_eq!(shown.estimate, Some(64.0 * MIB));
    assert_eq!((shown.lower, shown.upper, shown.unit.as_str()), (Some(60.0 * MIB), Some(64.0 * MIB), "B"));
    assert_eq!(shown.target, "at most 64 MiB");
}

#[test]
fn memory_against_another_variant_is_the_worst_against_its_usual() {
    let case = |most: f64, base: &[f64]| {
        Fixture::new(reaches(peak("fast", Some("base")), at_most(most)))
            .reports("fast", "peak-memory", "B", &[90.0, 150.0, 91.0])
            .reports("base", "peak-memory", "B", base)
    };
    check(&case(1.5, &[100.0, 100.0, 1000.0]), "confirmed");
    check(&case(1.5, &[99.0, 99.0, 1000.0]), "refuted: short of the target");
    check(&case(1.5, &[]), "not judged: metric peak-memory of base on small was never reported");
}

#[test]
fn memory_may_grow_with_threads() {
    let target = Target::AtMost(model::Level::PerThread { base: 10.0, each: 5.0 });
    let case = |peak_bytes: f64| {
        Fixture::new(reaches(peak("fast-threads", None), target.clone()))
            .takes("fast-threads", 10.0, 3)
            .reports("fast-threads", "peak-memory", "B", &[peak_bytes; 3])
    };
    check(&case(30.0), "confirmed");
    check(&case(31.0), "refuted: short of the target");
}

#[test]
fn nothing_is_a_multiple_of_no_memory() {
    let case = Fixture::new(reaches(peak("fast", Some("base")), at_most(1.5)))
        .reports("fast", "peak-memory", "B", &[90.0])
        .reports("base", "peak-memory", "B", &[0.0]);
    check(
        &case,
        "not judged: metric peak-memory of base other than 0, which nothing is a multiple of, was never reported",
    );
}

#[test]
fn one_zero_below_the_line_is_enough_to_judge_nothing() {
    let varying: Vec<f64> = (0..10).map(|round| f64::from(round) + 1.0).collect();
    let case = |base: &[f64]| {
        Fixture::new(reaches(figure("fast", "nodes", Some("base")), at_most(9.0)))
            .reports("fast", "nodes", "", &varying)
            .reports("base", "nodes", "", base)
    };
    check(&case(&varying), "confirmed");
    let mut zero = varying.clone();
    zero[3] = 0.0;
    assert_eq!(row(&case(&zero)).verdict.word(), "not judged");
}

#[test]
fn a_ratio_that_has_no_logarithm_is_judged_as_it_is() {
    let growth: Vec<f64> = (0..10).map(|round| f64::from(round - 3) / 10.0).collect();
    let base: Vec<f64> = (0..10).map(|round| 10.0 + f64::from(round) / 10.0).collect();
    let case = Fixture::new(reaches(figure("fast", "growth", Some("base")), at_most(0.1)))
        .reports("fast", "growth", "", &growth)
        .reports("base", "growth", "", &base);
    check(&case, "confirmed");
    assert!(row(&case).lower.unwrap() < 0.0);
    let from_zero: Vec<f64> = (0..10).map(|round| f64::from(round) / 10.0).collect();
    let zero = Fixture::new(reaches(figure("fast", "growth", Some("base")), at_most(0.1)))
        .reports("fast", "growth", "", &from_zero)
        .reports("base", "growth", "", &base);
    check(&zero, "confirmed");
}

#[test]
fn one_value_that_is_none_or_projected_is_enough() {
    let case = || {
        Fixture::new(reaches(figure("fast", "nodes", None), at_most(9.0))).reports(
            "fast",
            "nodes",
            "",
            &[1.0, 1.0],
        )
    };
    let mut not_a_number = case();
    not_a_number.metrics[1].value = f64::INFINITY;
    check(&not_a_number, "not judged: metric nodes of fast on small was never reported");
    let mut projected = case();
    projected.metrics[1].projected = true;
    check(&projected, "not judged: a projection for absent hardware is never judged");
    let mut ratio = Fixture::new(reaches(figure("fast", "nodes", Some("base")), at_most(9.0)))
        .reports("fast", "nodes", "", &[1.0])
        .reports("base", "nodes", "", &[1.0]);
    ratio.metrics[1].projected = true;
    check(&ratio, "not judged: a projection for absent hardware is never judged");
    assert_eq!(row(&ratio).estimate, None, "one side of a ratio is not shown as the ratio");
}

#[test]
fn the_unit_is_that_of_the_metric_of_the_variant() {
    let case = Fixture::new(reaches(figure("fast", "moved", None), at_most(2048.0)))
        .reports("base", "moved", "passes", &[1.0])
        .reports("fast", "other", "s", &[1.0])
        .reports("fast", "moved", "B", &[1024.0]);
    let row = row(&case);
    assert_eq!((row.unit.as_str(), row.target.as_str()), ("B", "at most 2 KiB"));
}
