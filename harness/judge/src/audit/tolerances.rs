//! Tolerances that grew from one run to a later one. A declaration does not hold them, but every check of a run does.

use std::collections::BTreeMap;

use model::{CheckRow, Name, Role, RunRecord, Side};

use super::{About, Finding, Weight, sort};
use crate::{Precision, amount};

/// Checks that allow more in the later run than in the earlier one, on the same workload and of the same variant. Damning
/// is what had failed, controls left out, for they must fail.
pub fn tolerances(earlier: &RunRecord, later: &RunRecord) -> Vec<Finding> {
    let (then, now) = (checks(earlier), checks(later));
    let mut grown: BTreeMap<(&Name, &str, String, String), Grown> = BTreeMap::new();
    for (key, before) in &then {
        let Some(after) = now.get(key) else { continue };
        let (from, to) = (before.check.tolerance, after.check.tolerance);
        if to > from {
            let words = |tolerance| amount(tolerance, "", Precision::AtMost(6));
            let found =
                grown.entry((&before.experiment, &before.check.name, words(from), words(to))).or_default();
            found.number = to;
            found.of.push(format!("{} on {}", before.variant, before.workload));
            let is_missed = !before.check.passed && !is_control(earlier, before);
            if is_missed {
                found.missed.push(format!("{} on {}", before.variant, before.workload));
            }
        }
    }
    let known = format!("known since {} (run {})", earlier.header.started_utc, earlier.header.run);
    let mut findings: Vec<Finding> = grown
        .into_iter()
        .map(|((experiment, check, from, to), grown)| {
            let (weight, result) = if grown.missed.is_empty() {
                (Weight::Notable, "a result was".to_owned())
            } else {
                (Weight::Damning, format!("that {} failed it was", grown.missed.join(", ")))
            };
            Finding {
                about: About::Experiment { experiment: experiment.clone() },
                what: format!(
                    "the tolerance of the check `{check}` was {from}, is {to} for {}; {result} {known}",
                    grown.of.join(", ")
                ),
                number: Some(grown.number),
                weight,
            }
        })
        .collect();
    sort(&mut findings);
    findings
}

#[derive(Default)]
struct Grown {
    number: f64,
    of: Vec<String>,
    missed: Vec<String>,
}

/// Experiment, workload, variant, check.
type Key<'a> = (&'a Name, &'a Name, &'a Name, &'a str);

fn checks(run: &RunRecord) -> BTreeMap<Key<'_>, &CheckRow> {
    let rows = run.checks.iter().filter(|row| row.side == Side::Head);
    rows.map(|row| ((&row.experiment, &row.workload, &row.variant, row.check.name.as_str()), row)).collect()
}

fn is_control(run: &RunRecord, row: &CheckRow) -> bool {
    let pins = run.header.experiments.iter();
    pins.filter(|pin| pin.side == row.side && pin.experiment == row.experiment)
        .filter_map(|pin| pin.declaration.variant(&row.variant))
        .any(|variant| variant.role == Role::Control)
}
