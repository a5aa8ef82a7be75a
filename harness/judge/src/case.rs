//! Everything that is known about one experiment when it is judged.

use std::collections::BTreeSet;

use model::{Condition, Declaration, Doubt, FailureRow, Machine, MetricRow, Name, SampleRow, Scope};
use stats::Looks;

use crate::Rows;

/// One experiment, with what was measured of it so far.
pub struct Case<'a> {
    /// Its name.
    pub experiment: &'a Name,
    /// What it declared.
    pub declaration: &'a Declaration,
    /// What was measured so far.
    pub rows: &'a Rows<'a>,
    /// When it is judged, at which error.
    pub looks: &'a Looks,
    /// This machine.
    pub machine: &'a Machine,
    /// What a condition lacks here, and how to get it; `None` where it holds.
    pub missing: &'a dyn Fn(&Condition) -> Option<String>,
    /// Workloads and variants that were left out on purpose.
    pub not_run: &'a [NotRun],
    /// Why the run ended before everything was decided, if it did.
    pub ended_early: Option<Doubt>,
}

/// Something that was left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRun {
    /// The workload; `None` for all.
    pub workload: Option<Name>,
    /// The variant; `None` for all.
    pub variant: Option<Name>,
    /// Why, in words that name the way out: `not asked for; add --workload full`.
    pub why: String,
}

impl<'a> Case<'a> {
    pub(crate) fn samples_of(
        &self,
        workload: &Name,
        variant: &Name,
        scope: Scope,
    ) -> impl Iterator<Item = &'a SampleRow> {
        self.rows.samples((self.experiment, workload, variant)).filter(move |row| row.scope == scope)
    }

    pub(crate) fn metrics_of(
        &self,
        workload: &Name,
        variant: &Name,
        metric: &str,
    ) -> impl Iterator<Item = &'a MetricRow> {
        self.rows
            .metrics((self.experiment, workload, variant))
            .filter(move |row| row.metric.as_str() == metric)
    }

    /// What was counted outside of all rounds, with seeds of its own.
    pub(crate) fn counts_of(
        &self,
        workload: &Name,
        variant: &Name,
        metric: &str,
    ) -> impl Iterator<Item = &'a MetricRow> {
        self.rows
            .counts((self.experiment, workload, variant))
            .filter(move |row| row.metric.as_str() == metric)
    }

    /// A row without a workload or a variant speaks of all of them: a crate that does not build, a check that crashed.
    pub(crate) fn failures_of(
        &self,
        workload: &Name,
        variant: &Name,
    ) -> impl Iterator<Item = &'a FailureRow> {
        let (failures, experiment) = (self.rows.failures, self.experiment);
        failures.iter().filter(move |row| {
            row.experiment == *experiment
                && row.workload.as_ref().is_none_or(|on| on == workload)
                && row.variant.as_ref().is_none_or(|of| of == variant)
        })
    }

    /// The rounds of a workload in which something else used the host.
    pub(crate) fn disturbed_rounds(&self, workload: &Name) -> BTreeSet<u32> {
        self.rows
            .host
            .iter()
            .filter(|row| row.experiment == *self.experiment && row.workload == *workload)
            .filter(|row| row.disturbance.is_some())
            .map(|row| row.round)
            .collect()
    }
}
