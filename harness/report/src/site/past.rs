//! An expectation from run to run, and where it changed.

use charts::{Axis, Moment, Scale, Tone};
use judge::plan::Ran;
use model::{Verdict, VerdictRow};
use stats::{Change, changes};

use super::{histories::History, overview::day};
use crate::units::tick;
use crate::{block::Block, measured, number, word};

/// A change must be less likely by chance than this: the level that Hunter was found to work at on histories of builds.
const CHANCE: f64 = 0.001;
/// So many of the newest runs are drawn; changes are looked for in all of them.
const SHOWN: usize = 120;

/// The runs that measured it.
pub(super) struct Past<'a> {
    pub(super) moments: Vec<(Ran<'a>, &'a VerdictRow)>,
    pub(super) changes: Vec<Change>,
    /// Were logarithms compared? They are, where nothing is zero or below.
    by_factors: bool,
}

impl Past<'_> {
    /// The levels before and after a change, in the unit of the rows.
    pub(super) fn around(&self, change: &Change) -> (f64, f64) {
        let plain = |value: f64| if self.by_factors { value.exp() } else { value };
        (plain(change.before), plain(change.after))
    }
}

pub(super) fn of<'a>(history: &History<'a>) -> Past<'a> {
    let moments: Vec<(Ran<'a>, &VerdictRow)> =
        history.rows.iter().filter(|(_, row)| is_measured(row)).copied().collect();
    let values: Vec<f64> = moments.iter().filter_map(|(_, row)| row.estimate).collect();
    let by_factors = values.iter().all(|value| *value > 0.0);
    let scaled: Vec<f64> = if by_factors { values.iter().map(|value| value.ln()).collect() } else { values };
    // All of them are finite.
    let changes = changes(&scaled, CHANCE).unwrap_or_default();
    Past { moments, changes, by_factors }
}

/// A wrong answer has no figure.
fn is_measured(row: &VerdictRow) -> bool {
    row.estimate.is_some_and(f64::is_finite)
        && !matches!(row.verdict, Verdict::NotJudged(_) | Verdict::Inaccurate(_) | Verdict::Crashed(_))
}

/// The picture of each that was measured twice or more.
pub(super) fn write(own: &[&History<'_>], blocks: &mut Vec<Block>) {
    let mut pictures: Vec<Block> = own.iter().filter_map(|history| picture(history)).collect();
    if pictures.is_empty() {
        blocks.push(Block::Text("Measured once on this class, so it has no history yet.".to_owned()));
    } else {
        blocks.append(&mut pictures);
    }
}

fn picture(history: &History<'_>) -> Option<Block> {
    let past = of(history);
    if past.moments.len() < 2 {
        return None;
    }
    let left_out = past.moments.len().saturating_sub(SHOWN);
    let moments: Vec<Moment> = past.moments[left_out..].iter().map(|(ran, row)| moment(ran, row)).collect();
    let changes: Vec<usize> =
        past.changes.iter().filter_map(|change| change.at.checked_sub(left_out)).collect();
    let (_, newest) = past.moments.last()?;
    let unit = newest.unit.clone();
    let tick = move |value: f64| tick(value, &unit);
    let title = format!("{}, from run to run", newest.expectation);
    let scale = if past.by_factors { Scale::Factors } else { Scale::Linear };
    let drawn = charts::history(&charts::History {
        title: &title,
        y: Axis { words: &newest.expectation, scale, tick: &tick },
        moments: &moments,
        changes: &changes,
        target: newest.target_value.map(|value| (value, newest.target.as_str())),
    });
    let mut caption = format!("{}; {}.", newest.expectation, found(&past));
    if left_out > 0 {
        caption.push_str(&format!(" The newest {SHOWN} of {} runs are drawn.", past.moments.len()));
    }
    let name = format!("history {} {} {}", history.experiment, newest.hypothesis, newest.expectation);
    Some(Block::drawn(&name, &caption, drawn))
}

fn found(past: &Past<'_>) -> String {
    if past.changes.is_empty() {
        return "no change was found".to_owned();
    }
    let unit = past.moments.last().map_or("", |(_, row)| &row.unit);
    let each: Vec<String> = past
        .changes
        .iter()
        .map(|change| {
            let (before, after) = past.around(change);
            let (ran, _) = past.moments[change.at];
            format!("{} to {} at {}", number(before, unit), number(after, unit), ran.record.header.run)
        })
        .collect();
    format!("it changed from {}", each.join(", and from "))
}

fn moment(ran: &Ran<'_>, row: &VerdictRow) -> Moment {
    let estimate = row.estimate.unwrap_or(f64::NAN);
    let bound = |bound: Option<f64>| bound.filter(|bound| bound.is_finite()).unwrap_or(estimate);
    let figure = measured(row).unwrap_or_default();
    Moment {
        when: day(&ran.record.header.started_utc).to_owned(),
        y: [bound(row.lower), estimate, bound(row.upper)],
        tone: tone(&row.verdict),
        says: format!("{figure}, {}: {}", row.verdict.word(), ran.record.header.run),
    }
}

/// The colour of a verdict, as its word has it.
pub(super) fn tone(verdict: &Verdict) -> Tone {
    match word(verdict).1 {
        crate::Tone::Good => Tone::Good,
        crate::Tone::Bad => Tone::Bad,
        crate::Tone::Unsure => Tone::Open,
        crate::Tone::Plain | crate::Tone::Strong | crate::Tone::Faint => Tone::Plain,
    }
}
