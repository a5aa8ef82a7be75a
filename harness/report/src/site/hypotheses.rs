//! Every hypothesis of an experiment with what came out of it, why it was expected, and the way on.

use model::Verdict;

use super::histories::History;
use crate::{
    Cell, Column, Table, Tone,
    block::Block,
    measured, next_step,
    verdicts::{prediction, says_nothing_new},
    word,
};

/// `newest` is the run that a row is of where nothing else is said.
pub(super) fn write(own: &[&History<'_>], newest: &str, blocks: &mut Vec<Block>) {
    let (declared, gone): (Vec<&History<'_>>, Vec<&History<'_>>) =
        own.iter().partition(|history| history.is_declared);
    for of_hypothesis in declared.chunk_by(|a, b| words(a) == words(b)) {
        blocks.push(Block::Heading(words(of_hypothesis[0]).to_owned()));
        let hypothesis = of_hypothesis[0].declared().map(|(hypothesis, _)| hypothesis);
        if let Some(because) = hypothesis.and_then(|hypothesis| hypothesis.because.as_ref()) {
            blocks.push(Block::Text(format!("Predicted because {because}.")));
        }
        blocks.push(Block::Rows("", table(of_hypothesis, newest), "remark"));
    }
    if !gone.is_empty() {
        blocks.push(Block::Heading("No longer declared".to_owned()));
        blocks.push(Block::Text("The newest run of this class does not speak of these any more.".to_owned()));
        blocks.push(Block::Rows("", table(&gone, newest), "remark"));
    }
}

fn words<'a>(history: &History<'a>) -> &'a str {
    &history.stands().1.hypothesis
}

fn table(own: &[&History<'_>], newest: &str) -> Table {
    let columns = [
        Column::left("verdict"),
        Column::wrap("expectation"),
        Column::left("measured"),
        Column::wrap("asked for"),
        Column::right("rounds"),
        Column::left("prediction"),
    ];
    let mut table = Table::new(columns);
    for history in own {
        let (ran, row) = history.stands();
        let (sign, tone) = word(&row.verdict);
        let news = if row.as_predicted == Some(false) { Tone::Strong } else { Tone::Faint };
        table.row([
            Cell::new(&sign, tone),
            Cell::from(&row.expectation),
            Cell::from(measured(row).unwrap_or_default()),
            Cell::from(&row.target),
            Cell::from(row.rounds.to_string()),
            Cell::new(&prediction(row), news),
        ]);
        if !says_nothing_new(&row.verdict) {
            table.note(&row.verdict.reason());
        }
        let run = &ran.record.header.run;
        if run != newest {
            table.note(&format!("of an earlier run, {run}"));
        }
        if let Some(claim) = &row.claim {
            table.note(claim);
        }
        if let Some(step) = next_step(row).filter(|_| row.verdict != Verdict::Confirmed) {
            table.note(&format!("next: {step}"));
        }
    }
    table
}
