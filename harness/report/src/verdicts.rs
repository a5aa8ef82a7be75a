//! The verdict table: experiments, their hypotheses, and one line for every expectation.

use model::{ExperimentPin, Prediction, Verdict, VerdictRow};

use crate::{Cell, Column, Style, Table, Tone, harmless, measured, text::indented, word};

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
        for of_hypothesis in of_experiment.chunk_by(|a, b| a.hypothesis == b.hypothesis) {
            out.push_str(&indented(&harmless(&of_hypothesis[0].hypothesis), 2, style.width));
            out.push_str(&table(of_hypothesis).render(style));
        }
    }
    out
}

fn table(rows: &[VerdictRow]) -> Table {
    let columns = [Column::left(""), Column::wrap(""), Column::left(""), Column::wrap(""), Column::wrap("")];
    let mut table = Table::new(columns).indented(4);
    for row in rows {
        let (word, tone) = word(&row.verdict);
        let (prediction, prediction_tone) = prediction(row);
        table.row([
            // All words as wide as the widest, so that hypotheses stand under each other.
            Cell::new(&format!("{word:<14}"), tone),
            Cell::from(&row.expectation),
            Cell::from(measured(row).unwrap_or_default()),
            Cell::from(&row.target),
            Cell::new(&prediction, prediction_tone),
        ]);
        let reason = row.verdict.reason();
        // "Short of the target" and "inside the interval" are what the numbers beside it say.
        let is_plain = reason.is_empty()
            || matches!(row.verdict, Verdict::Refuted(model::Refutation::ShortOfTarget))
            || matches!(row.verdict, Verdict::Inconclusive(model::Doubt::TargetInsideInterval));
        if !is_plain {
            table.note(&reason);
        }
    }
    table
}

/// Did the prediction come true? One that did not is news.
pub(crate) fn prediction(row: &VerdictRow) -> (String, Tone) {
    match (row.predicted, row.as_predicted) {
        (None, _) => (String::new(), Tone::Faint),
        (Some(Prediction::Open), _) => ("left open".to_owned(), Tone::Faint),
        (Some(_), Some(true)) => ("as predicted".to_owned(), Tone::Faint),
        (Some(predicted), Some(false)) => (format!("NEWS: {predicted} was predicted"), Tone::Strong),
        (Some(predicted), None) => (format!("{predicted} predicted"), Tone::Faint),
    }
}
