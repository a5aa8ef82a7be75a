//! What is said of one row, the same on every page.

use model::{Clock, Outcome, OutcomeRow, Quantity, Undecided};

use super::{GateKind, GateView, kind::Kind, numbers};
use crate::{expectation::rounds, provenance::short};

/// Behind every answer that is not from the same rounds.
pub(crate) const WEAKER: &str = "weaker test: against an accepted run";

/// `tree on small, wall time`.
pub(crate) fn subject(row: &OutcomeRow) -> String {
    let what = match (&row.variant, &row.workload) {
        (Some(variant), Some(workload)) => format!("{variant} on {workload}, "),
        (Some(variant), None) => format!("{variant}, "),
        (None, Some(workload)) => format!("{workload}, "),
        (None, None) => String::new(),
    };
    format!("{what}{}", quantity(row))
}

fn quantity(row: &OutcomeRow) -> String {
    match (&row.quantity, row.clock) {
        (Quantity::Time, Some(Clock::Processor)) => "processor time".to_owned(),
        (Quantity::Time, Some(Clock::Wall)) => "wall time".to_owned(),
        (quantity, _) => quantity.to_string(),
    }
}

/// Why, in words; empty where the outcome says it all.
pub(crate) fn reason(row: &OutcomeRow) -> String {
    let reason = row.outcome.reason();
    match row.outcome {
        Outcome::Inconclusive(Undecided::CannotResolve) => {
            format!("{}: {reason}", numbers::resolution(row))
        }
        _ => reason,
    }
}

/// Everything else that is known of it: how it grows, what the second measurement said, what was counted.
pub(crate) fn remarks(row: &OutcomeRow) -> Vec<String> {
    let growth = if Kind::of(&row.outcome) == Kind::Ok { None } else { numbers::growth(row) };
    let again = row.again.as_ref().map(|again| {
        let change = numbers::change_again(row).unwrap_or_else(|| "no number".to_owned());
        format!("again: {change}, run {}", again.run)
    });
    [growth, again, numbers::instructions(row)].into_iter().flatten().collect()
}

/// `1.00 ms to 1.12 ms, +12.3 % [+10.1, +14.0], margin 5 %, 20 rounds`; empty where there are no numbers.
pub(crate) fn figures(row: &OutcomeRow) -> String {
    let sides = match (row.base, row.head) {
        (Some(_), Some(_)) => {
            Some(format!("{} to {}", numbers::side(row, row.base), numbers::side(row, row.head)))
        }
        (Some(_), None) => Some(format!("base {}", numbers::side(row, row.base))),
        (None, Some(_)) => Some(format!("head {}", numbers::side(row, row.head))),
        (None, None) => None,
    };
    let margin = numbers::margin(row).map(|margin| format!("margin {margin}"));
    let rounds = (row.rounds > 0).then(|| rounds(row.rounds));
    let parts: Vec<String> = [sides, numbers::change(row), margin, rounds].into_iter().flatten().collect();
    parts.join(", ")
}

/// The whole row as one sentence, for places that have no table.
pub(crate) fn sentence(view: &GateView<'_>, row: &OutcomeRow) -> String {
    let mut parts = vec![format!("{}: {}", row.outcome.word(), subject(row))];
    parts.extend([figures(row), reason(row)].into_iter().filter(|part| !part.is_empty()));
    parts.extend(remarks(row));
    parts.extend(weaker(view.kind));
    parts.join("; ")
}

/// The label of the weaker test, where it is one.
pub(crate) fn weaker(kind: GateKind) -> Option<String> {
    (kind == GateKind::AgainstAccepted).then(|| WEAKER.to_owned())
}

/// How the two sides were brought together. Without a single round it claims nothing about rounds.
pub(crate) fn comparison(view: &GateView<'_>) -> &'static str {
    if view.rows.iter().all(|row| row.rounds == 0) {
        return "nothing was timed";
    }
    match view.kind {
        GateKind::SameRounds => "both measured in the same rounds",
        GateKind::AgainstAccepted => {
            "not measured in the same rounds, so whatever changed on the host since counts too"
        }
    }
}

/// Text that is no longer than so many characters, and says where it was cut.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A commit as people say it; anything else is left as it is.
pub(crate) fn side(commit: &str) -> String {
    let is_hash = commit.len() >= 12 && commit.chars().all(|c| c.is_ascii_hexdigit());
    if is_hash { short(commit) } else { commit.to_owned() }
}
