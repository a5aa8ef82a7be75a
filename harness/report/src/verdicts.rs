//! The verdict table: experiments, their hypotheses, and one line for every expectation.

use model::{Doubt, ExperimentPin, Prediction, Refutation, Verdict, VerdictRow};

use crate::{Cell, Column, Style, Table, Tone, harmless, measured, word};

/// The table, grouped by experiment and hypothesis in the order of the rows. Titles come from `experiments`.
pub fn verdicts(rows: &[VerdictRow], experiments: &[ExperimentPin], style: Style) -> String {
    let mut out = String::new();
    for of_experiment in rows.chunk_by(|a, b| a.experiment == b.experiment) {
        let name = &of_experiment[0].experiment;
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&Tone::Strong.paint(name.as_str(), style.colour));
        if let Some(pin) = experiments.iter().find(|pin| pin.experiment == *name) {
            out.push_str("  ");
            out.push_str(&harmless(&pin.declaration.title));
        }
        out.push('\n');
        out.push_str(&table(of_experiment).render(style));
    }
    out
}

fn table(rows: &[VerdictRow]) -> Table {
    let columns = [Column::left(""), Column::wrap(""), Column::left(""), Column::wrap(""), Column::left("")];
    let mut table = Table::new(columns).indented(4);
    for of_hypothesis in rows.chunk_by(|a, b| a.hypothesis == b.hypothesis) {
        table.heading(&of_hypothesis[0].hypothesis);
        for row in of_hypothesis {
            let (word, tone) = word(&row.verdict);
            table.row([
                // As wide as the longest word, so that experiments stand under each other.
                Cell::new(&format!("{word:<14}"), tone),
                Cell::from(&row.expectation),
                Cell::from(measured(row).unwrap_or_default()),
                Cell::from(&row.target),
                came_true(row),
            ]);
            if row.as_predicted == Some(false) {
                table.note(&self::prediction(row));
            }
            if !says_nothing_new(&row.verdict) {
                table.note(&row.verdict.reason());
            }
        }
    }
    table
}

/// "Short of the target" and "inside the interval" are what the numbers beside the verdict say.
pub(crate) fn says_nothing_new(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Confirmed
            | Verdict::Refuted(Refutation::ShortOfTarget)
            | Verdict::Inconclusive(Doubt::TargetInsideInterval)
    )
}

/// In a word: whether the prediction came true.
pub(crate) fn came_true(row: &VerdictRow) -> Cell {
    match row.as_predicted {
        Some(true) => Cell::new("as predicted", Tone::Faint),
        Some(false) => Cell::new("NEWS", Tone::Strong),
        None => Cell::from(""),
    }
}

/// Did the prediction come true? One that did not is news.
pub(crate) fn prediction(row: &VerdictRow) -> String {
    match (row.predicted, row.as_predicted) {
        (None, _) => String::new(),
        (Some(Prediction::Open), _) => "left open".to_owned(),
        (Some(_), Some(true)) => "as predicted".to_owned(),
        (Some(predicted), Some(false)) => format!("NEWS: {predicted} was predicted"),
        (Some(predicted), None) => format!("{predicted}, not put to the test"),
    }
}
