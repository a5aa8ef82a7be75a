//! What needs a look: a figure that changed for the worse by more than its experiment allows, and a verdict that turned
//! since it was accepted.

use model::{Verdict, VerdictRow};

use super::{
    histories::{History, declaration},
    past,
};
use crate::{Cell, Column, Table, Tone, block::Block, number, percent, provenance::short};

/// A change below this is none where the experiment declares no margin of its own: the gate's default by the wall clock.
const MARGIN: f64 = 0.05;

struct Alert {
    what: String,
    since: String,
}

pub(super) fn write(all: &[History<'_>], blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("Needs a look".to_owned()));
    let mut table = Table::new([
        Column::left("experiment"),
        Column::wrap("expectation"),
        Column::wrap("what"),
        Column::wrap("since"),
    ]);
    for history in all.iter().filter(|history| history.is_declared) {
        for alert in [worse(history), turned(history)].into_iter().flatten() {
            table.row([
                Cell::new(history.experiment.as_str(), Tone::Strong)
                    .leading_to(&super::frame::experiment(history.experiment)),
                Cell::from(format!("{}, {}", history.stands().1.expectation, history.class)),
                Cell::new(&alert.what, Tone::Bad),
                Cell::from(alert.since),
            ]);
        }
    }
    if table.is_empty() {
        blocks.push(Block::Text(
            "Nothing: no figure changed for the worse by more than its experiment allows, and no verdict turned since it was \
             accepted."
                .to_owned(),
        ));
    } else {
        blocks.push(Block::Rows("", table, ""));
    }
}

fn worse(history: &History<'_>) -> Option<Alert> {
    let more_is_better = history.more_is_better()?;
    let past = past::of(history);
    let change = past.changes.last()?;
    let (before, after) = past.around(change);
    let ratio = after / before;
    let worse = if more_is_better { 1.0 / ratio } else { ratio };
    let (ran, row) = past.moments.get(change.at)?;
    let margin = declaration(ran, history.experiment).and_then(|declared| declared.margin).unwrap_or(MARGIN);
    (worse > 1.0 + margin).then(|| Alert {
        what: format!(
            "from {} to {}, {} worse; by chance {:.1e}",
            number(before, &row.unit),
            number(after, &row.unit),
            percent(worse - 1.0),
            change.chance
        ),
        since: format!(
            "{}, commit {}",
            ran.record.header.run,
            ran.record.header.pin.commit.as_deref().map_or_else(|| "unknown".to_owned(), short)
        ),
    })
}

/// Confirmed where it was accepted, and no longer.
fn turned(history: &History<'_>) -> Option<Alert> {
    let (_, accepted) = history.rows.iter().rfind(|(ran, row)| ran.accepted && is_judged(row))?;
    let (ran, now) = history.stands();
    let lost = matches!(now.verdict, Verdict::Refuted(_) | Verdict::Inaccurate(_) | Verdict::Crashed(_));
    (accepted.verdict == Verdict::Confirmed && lost).then(|| Alert {
        what: format!("confirmed where it was accepted, {} now", now.verdict.word()),
        since: ran.record.header.run.clone(),
    })
}

fn is_judged(row: &VerdictRow) -> bool {
    !matches!(row.verdict, Verdict::NotJudged(_))
}
