//! What the ceiling leaves where not all of the work can be shared out evenly: Amdahl's law, with the parts that the slower
//! side reports of itself.

use std::collections::BTreeMap;

use model::{MetricRow, Name, Obstacle};

use crate::Case;

/// What the slower side says of its own work, round by round: its serial and its parallel part.
pub(crate) struct Parts<'a> {
    metrics: [&'a Name; 2],
    reported: [BTreeMap<u32, &'a MetricRow>; 2],
    /// Of whom and where, in words.
    whose: String,
}

/// The parts are computed from times, with a rounding error.
const ROUNDING: f64 = 1e-6;

impl<'a> Parts<'a> {
    pub(crate) fn of(case: &Case<'a>, workload: &Name, over: &Name, metrics: [&'a Name; 2]) -> Self {
        let rows = |metric: &Name| {
            case.metrics_of(workload, over, metric.as_str()).map(|row| (row.round, row)).collect()
        };
        Self { metrics, reported: metrics.map(rows), whose: format!("{over} on {workload}") }
    }

    /// The speedup that this round's ceiling leaves. The longest part of W is at most all of what is not serial, so a part
    /// W times that is too large to be true, and would make any target easy.
    pub(crate) fn bound(&self, round: u32, copies: u32, ceiling: f64) -> Result<f64, Obstacle> {
        let [serial, parallel] = [self.part(0, round)?, self.part(1, round)?];
        let most = f64::from(copies) * (1.0 - serial);
        let is_part = |part: f64, most: f64| part >= 0.0 && part <= most + ROUNDING;
        if !is_part(serial, 1.0) || !is_part(parallel, most) || serial + parallel <= 0.0 {
            let [one, other] = self.metrics;
            return Err(Obstacle::NoBound(format!(
                "no bound: {one} {serial} and {other} {parallel} of {} in round {round} are not the serial share and {copies} \
                 times the longest parallel part",
                self.whose
            )));
        }
        // What the parts forget of the time must not ask for more than there is.
        Ok((serial + parallel / ceiling).recip().min(ceiling))
    }

    fn part(&self, which: usize, round: u32) -> Result<f64, Obstacle> {
        let metric = self.metrics[which];
        match self.reported[which].get(&round) {
            Some(row) if row.projected => Err(Obstacle::Projected),
            Some(row) if row.value.is_finite() => Ok(row.value),
            _ if self.reported[which].is_empty() => {
                Err(Obstacle::NoSuchMetric(format!("{metric} of {}", self.whose)))
            }
            _ => Err(Obstacle::NoSuchMetric(format!("{metric} of {} in round {round}", self.whose))),
        }
    }
}
