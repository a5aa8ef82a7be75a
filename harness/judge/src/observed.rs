//! What was seen of a measure, without any judgement: for people who want the figure behind a guard.

use std::collections::BTreeMap;

use model::{Measure, Name, RunRecord};
use stats::{Looks, median};

use crate::{Case, Rows, figures::PEAK_MEMORY, times, words::unit};

/// The range of one measure over the invocations of a run, disturbed rounds included.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// The least.
    pub least: f64,
    /// The one in the middle.
    pub median: f64,
    /// The most.
    pub most: f64,
    /// Over how many invocations, or pairs of them.
    pub count: usize,
    /// The unit of the three.
    pub unit: String,
}

/// What was seen of a measure on a workload; `None` where it was not seen at all.
pub fn observed(run: &RunRecord, experiment: &Name, workload: &Name, measure: &Measure) -> Option<Observed> {
    let pin = run.header.experiments.iter().find(|pin| pin.experiment == *experiment)?;
    let case = Case {
        experiment,
        declaration: &pin.declaration,
        rows: &Rows::of(run),
        looks: &Looks::standard(),
        machine: &run.machine,
        missing: &|_| None,
        not_run: &[],
        ended_early: None,
    };
    let values: Vec<f64> = match measure {
        Measure::Speedup { of, over } => exp(times::log_ratios(&case, workload, of, over).ok()?.1),
        Measure::Time { of } => exp(times::log_seconds(&case, workload, of).ok()?.1),
        Measure::PeakMemory { of, relative_to } => {
            reported(&case, workload, of, relative_to.as_ref(), PEAK_MEMORY)?
        }
        Measure::Metric { of, metric, relative_to } => {
            reported(&case, workload, of, relative_to.as_ref(), metric.as_str())?
        }
        Measure::Count { of, metric, relative_to, seeds } => {
            let count = |variant: &Name| -> BTreeMap<u64, f64> {
                let rows = case.counts_of(workload, variant, metric.as_str());
                rows.filter_map(|row| Some((row.seed?, row.value))).collect()
            };
            counted(&count(of), relative_to.as_ref().map(count).as_ref(), *seeds)
        }
    };
    (!values.is_empty()).then(|| Observed {
        least: values.iter().copied().fold(f64::INFINITY, f64::min),
        median: median(&values),
        most: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        count: values.len(),
        unit: unit(&case, measure),
    })
}

fn exp(logs: BTreeMap<u32, f64>) -> Vec<f64> {
    logs.into_values().map(f64::exp).collect()
}

/// Seed by seed, without those that have no number.
fn counted(own: &BTreeMap<u64, f64>, other: Option<&BTreeMap<u64, f64>>, seeds: u32) -> Vec<f64> {
    let counts = own.range(1..=u64::from(seeds)).filter_map(|(seed, own)| match other {
        None => Some(*own),
        Some(other) => Some(own / other.get(seed)?),
    });
    counts.filter(|count| count.is_finite()).collect()
}

fn reported(
    case: &Case<'_>,
    workload: &Name,
    of: &Name,
    relative_to: Option<&Name>,
    metric: &str,
) -> Option<Vec<f64>> {
    let values = |variant| -> Vec<f64> {
        case.metrics_of(workload, variant, metric).map(|row| row.value).filter(|v| v.is_finite()).collect()
    };
    let own = values(of);
    let Some(other) = relative_to else { return Some(own) };
    let usual = median(&values(other));
    (usual > 0.0).then(|| own.into_iter().map(|value| value / usual).collect())
}
