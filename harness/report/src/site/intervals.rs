//! Every figure with its bounds, as a multiple of what was asked for: whatever its unit, right of the line is beyond it.

use charts::{Axis, Interval, Intervals, Scale, intervals};
use model::VerdictRow;

use super::{histories::History, past::tone};
use crate::units::tick;
use crate::{block::Block, measured, word};

pub(super) fn block(history: &[&History<'_>], name: &str) -> Option<Block> {
    let rows: Vec<Interval> = history.iter().filter_map(|history| interval(history)).collect();
    if rows.is_empty() {
        return None;
    }
    let tick = |value: f64| tick(value, "x");
    let drawn = intervals(&Intervals {
        title: "What was found, as a multiple of what was asked for",
        axis: Axis { words: "times what was asked for", scale: Scale::Factors, tick: &tick },
        line: (1.0, "asked for"),
        rows: &rows,
    });
    let caption = "Right of the line is beyond the target. For what should be small, like time or memory, less is further \
                   right. Targets that are a range, and verdicts without a figure, are in the tables only.";
    Some(Block::drawn(name, caption, drawn))
}

fn interval(history: &History<'_>) -> Option<Interval> {
    let (_, row) = history.stands();
    let [lower, estimate, upper] = times_asked(row, history.more_is_better()?)?;
    let (sign, _) = word(&row.verdict);
    Some(Interval {
        label: row.expectation.clone(),
        lower,
        estimate,
        upper,
        tone: tone(&row.verdict),
        says: format!(
            "{}: {}, asked: {}; {sign}",
            row.expectation,
            measured(row).unwrap_or_default(),
            row.target
        ),
    })
}

fn times_asked(row: &VerdictRow, more_is_better: bool) -> Option<[f64; 3]> {
    let target = row.target_value.filter(|target| *target > 0.0)?;
    let values = [row.lower?, row.estimate?, row.upper?];
    let [lower, estimate, upper] = values;
    Some(if more_is_better {
        values.map(|value| value / target)
    } else {
        [target / upper, target / estimate, target / lower]
    })
}
