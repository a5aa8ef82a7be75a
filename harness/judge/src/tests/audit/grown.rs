//! Tolerances that grew after a result was known.

use model::RunRecord;

use super::said;
use crate::{
    audit::tolerances,
    tests::fixture::{Fixture, speedup},
};

/// A run whose checks allow so much; only the control fails.
fn allowing(tolerance: f64) -> RunRecord {
    let mut run = Fixture::new(speedup("fast", "base", 2.0)).run();
    run.checks.retain(|row| ["fast", "planted"].contains(&row.variant.as_str()));
    run.checks.iter_mut().for_each(|row| row.check.tolerance = tolerance);
    run
}

#[test]
fn a_tolerance_that_grew_is_notable_and_one_that_shrank_is_none() {
    let known = "a result was known since 2026-01-01T00:00:00Z (run run)";
    assert_eq!(
        said(&tolerances(&allowing(0.5), &allowing(0.75))),
        [format!(
            "notable: demo: the tolerance of the check `km` was 0.5, is 0.75 for fast on small, planted on small; {known}"
        )]
    );
    assert_eq!(tolerances(&allowing(0.75), &allowing(0.5)), []);
    assert_eq!(tolerances(&allowing(0.5), &allowing(0.5)), []);
}

#[test]
fn a_tolerance_that_grew_after_its_check_had_failed_is_damning() {
    let mut failed = allowing(0.5);
    failed.checks[0].check.passed = false;
    let found = said(&tolerances(&failed, &allowing(0.75)));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("damning: ") && found[0].contains("that fast on small failed it was known"),
        "{found:?}"
    );
}

#[test]
fn checks_of_another_name_are_not_compared() {
    let mut other = allowing(0.75);
    other.checks.iter_mut().for_each(|row| row.check.name = "miles".to_owned());
    assert_eq!(tolerances(&allowing(0.5), &other), []);
}
