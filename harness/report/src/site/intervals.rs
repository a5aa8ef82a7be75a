//! Every figure with its bounds, as a multiple of what was asked for: whatever its unit, right of the line is beyond it.

use charts::{Axis, Interval, Intervals, Scale, intervals};
use model::VerdictRow;

use super::{past::tone, series::Series};
use crate::units::tick;
use crate::{block::Block, measured, word};

pub(super) fn block(series: &[&Series<'_>], name: &str) -> Option<Block> {
    let rows: Vec<Interval> = series.iter().filter_map(|series| interval(series)).collect();
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

fn interval(series: &Series<'_>) -> Option<Interval> {
    let (_, row) = series.stands();
    let [lower, estimate, upper] = times_asked(row, series.more_is_better()?)?;
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
