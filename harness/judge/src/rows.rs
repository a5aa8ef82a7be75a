//! The rows of a run, found by what they speak of: a run of a million samples is judged hypothesis by hypothesis, and none
//! of them should have to pass by all of the others.

use std::collections::HashMap;

use model::{CheckRow, FailureRow, HostRow, MetricRow, Name, RunRecord, SampleRow};

/// What was measured, in order. It may hold several experiments.
pub struct Rows<'a> {
    samples: Index<'a, SampleRow>,
    metrics: Index<'a, MetricRow>,
    counts: HashMap<Key<'a>, Vec<&'a MetricRow>>,
    /// Comparisons with the reference, with the run's seed and with those of counts.
    pub(crate) checks: &'a [CheckRow],
    /// What the host did, round by round.
    pub(crate) host: &'a [HostRow],
    /// Failed invocations, and the evidence of devices: one row for every invocation.
    pub(crate) failures: &'a [FailureRow],
}

impl<'a> Rows<'a> {
    /// The rows of a run, of all of its experiments.
    pub fn of(record: &'a RunRecord) -> Self {
        let mut counts: HashMap<Key<'a>, Vec<&'a MetricRow>> = HashMap::new();
        for row in record.metrics.iter().filter(|row| row.seed.is_some()) {
            counts.entry((&row.experiment, &row.workload, &row.variant)).or_default().push(row);
        }
        Self {
            counts,
            samples: index(&record.samples, |row| (&row.experiment, &row.workload, &row.variant)),
            metrics: index(&record.metrics, |row| (&row.experiment, &row.workload, &row.variant)),
            checks: &record.checks,
            host: &record.host,
            failures: &record.failures,
        }
    }

    /// The iterations of one variant, in the order in which they were measured.
    pub(crate) fn samples(&self, of: Key<'_>) -> impl Iterator<Item = &'a SampleRow> + use<'a> {
        found(&self.samples, of)
    }

    /// What one variant reported in the rounds, in the order in which it was.
    pub(crate) fn metrics(&self, of: Key<'_>) -> impl Iterator<Item = &'a MetricRow> + use<'a> {
        found(&self.metrics, of).filter(|row| row.seed.is_none())
    }

    /// What was counted of one variant with seeds of its own.
    pub(crate) fn counts(&self, of: Key<'_>) -> impl Iterator<Item = &'a MetricRow> + use<'a> {
        self.counts.get(&of).cloned().unwrap_or_default().into_iter()
    }
}

/// Experiment, workload, variant.
type Key<'a> = (&'a Name, &'a Name, &'a Name);

/// Stretches of rows that speak of the same: a worker writes its rows in one go.
type Index<'a, R> = HashMap<Key<'a>, Vec<&'a [R]>>;

fn index<R>(rows: &[R], key: impl Fn(&R) -> Key<'_>) -> Index<'_, R> {
    let mut index = Index::new();
    for stretch in rows.chunk_by(|one, next| key(one) == key(next)) {
        index.entry(key(&stretch[0])).or_default().push(stretch);
    }
    index
}

fn found<'a, R>(index: &Index<'a, R>, of: Key<'_>) -> impl Iterator<Item = &'a R> + use<'a, R> {
    // Owned, so that the rows outlive the index: references to stretches are few.
    index.get(&of).cloned().unwrap_or_default().into_iter().flatten()
}
