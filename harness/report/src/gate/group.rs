//! Rows in the order in which they are read: the worst experiment first, and in it the worst row. The order in which they
//! came in changes nothing.

use std::cmp::Ordering;

use model::{Name, Outcome, OutcomeRow};

use super::kind::Kind;

/// The rows of one experiment. Those of identical code stand apart, since one line says it for all of them.
pub(crate) struct Group<'a> {
    pub(crate) experiment: &'a Name,
    pub(crate) rows: Vec<&'a OutcomeRow>,
    pub(crate) identical: Vec<&'a OutcomeRow>,
}

/// All rows, the worst first.
pub(crate) fn worst_first(rows: &[OutcomeRow]) -> Vec<&OutcomeRow> {
    let mut sorted: Vec<&OutcomeRow> = rows.iter().collect();
    sorted.sort_by(|a, b| compared(a, b));
    sorted
}

/// The same by experiment; the experiment with the worst row first.
pub(crate) fn groups(rows: &[OutcomeRow]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in worst_first(rows) {
        let place = groups.iter().position(|group| *group.experiment == row.experiment);
        let place = place.unwrap_or_else(|| {
            groups.push(Group { experiment: &row.experiment, rows: Vec::new(), identical: Vec::new() });
            groups.len() - 1
        });
        let identical = Kind::of(&row.outcome) == Kind::Identical;
        let group = &mut groups[place];
        if identical { &mut group.identical } else { &mut group.rows }.push(row);
    }
    groups
}

impl Group<'_> {
    /// Why they are identical: one reason, or both.
    pub(crate) fn sameness(&self) -> String {
        let mut reasons: Vec<String> = self.identical.iter().map(|row| row.outcome.reason()).collect();
        reasons.sort();
        reasons.dedup();
        reasons.join(" or ")
    }
}

fn compared(a: &OutcomeRow, b: &OutcomeRow) -> Ordering {
    let names = |row: &OutcomeRow| {
        (row.experiment.clone(), row.variant.clone(), row.workload.clone(), row.quantity.clone())
    };
    let all = |row: &OutcomeRow| format!("{row:?}");
    (Kind::of(&a.outcome).cmp(&Kind::of(&b.outcome)))
        .then_with(|| badness(b).total_cmp(&badness(a)))
        .then_with(|| names(a).cmp(&names(b)))
        .then_with(|| all(a).cmp(&all(b)))
}

/// What is wrong comes before what is slow: a wrong answer has no speed.
fn badness(row: &OutcomeRow) -> f64 {
    match (&row.outcome, row.ratio) {
        (_, Some(ratio)) if !ratio.is_nan() => ratio,
        (Outcome::Regressed(_), _) => f64::INFINITY,
        _ => f64::NEG_INFINITY,
    }
}
