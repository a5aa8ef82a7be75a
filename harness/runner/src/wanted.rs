//! What the next round holds: less and less, as expectations are decided.

use std::collections::BTreeSet;

use judge::{NotRun, Rows};
use model::{Expectation, Happened, Measure, Name, RunRecord, Scope};

use crate::session::Session;

/// A slot of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// One process.
    Alone(Name),
    /// As many copies at once as there are cores for us.
    Together(Name),
}

impl Want {
    pub(crate) fn variant(&self) -> &Name {
        match self {
            Self::Alone(variant) | Self::Together(variant) => variant,
        }
    }
}

impl Session<'_> {
    /// What a round held that was measured before the run was stopped.
    pub(crate) fn held_in(&self, round: u32, workload: &Name, record: &RunRecord) -> Vec<Want> {
        let mut held: Vec<Want> = record
            .samples
            .iter()
            .filter(|row| {
                row.round == round && row.experiment == *self.experiment && row.workload == *workload
            })
            .map(|row| match row.scope {
                Scope::Alone => Want::Alone(row.variant.clone()),
                Scope::Together => Want::Together(row.variant.clone()),
            })
            .collect();
        // In the order of declaration, copies last, as they were before they were shuffled.
        let place = |want: &Want| {
            self.declaration.variants.iter().position(|variant| variant.name == *want.variant())
        };
        held.sort_by_key(|want| (matches!(want, Want::Together(_)), place(want)));
        held.dedup();
        held
    }

    /// What the next round holds: until the first look everything, later only what is not decided.
    pub(crate) fn still_wanted(
        &self,
        workload: &Name,
        series: &[Name],
        record: &RunRecord,
        not_run: &[NotRun],
        rounds: u32,
    ) -> Vec<Want> {
        let needed = judge::undecided(&self.case(&Rows::of(record), not_run, None), workload);
        let before_first_look = self.looks.next_after(0).is_some_and(|first| rounds < first);
        let alive = |name: &&Name| self.may_be_measured(workload, name, record);
        let singles = series
            .iter()
            .filter(alive)
            .filter(|name| before_first_look || needed.alone.contains(*name))
            .cloned()
            .map(Want::Alone);
        let together = if before_first_look { self.ceilings(workload) } else { needed.together };
        let copies = self.machine.cores.usable;
        let ceilings =
            together.into_iter().filter(|name| copies > 1 && series.contains(name) && alive(&name));
        singles.chain(ceilings.map(Want::Together)).collect()
    }

    /// How many rounds at most. Where everything that hypotheses compare here lacks somebody who can run, a round says what the others
    /// take, and more of them would decide nothing; who names what is measured wants to see it all the same.
    pub(crate) fn most_rounds(&self, workload: &Name, series: &[Name]) -> u32 {
        let is_named = !self.settings.workloads.is_empty() || !self.settings.variants.is_empty();
        let mut compared = Vec::new();
        for hypothesis in &self.declaration.hypotheses {
            for expectation in &hypothesis.expectations {
                if expectation.measure().is_some_and(|measure| measure.seeds().is_some()) {
                    // A count takes no rounds.
                } else if expectation.workload() == workload {
                    compared.push(expectation.variants());
                } else {
                    let guards = judge::guards_of(hypothesis, expectation.workload());
                    let here = guards.filter(|(_, on)| *on == workload);
                    compared.extend(here.map(|(guard, _)| guard.measure.variants()));
                }
            }
        }
        let can_be = |variants: &Vec<&Name>| variants.iter().all(|variant| series.contains(variant));
        let is_vain = !compared.is_empty() && !compared.iter().any(can_be);
        if is_vain && !is_named { 1 } else { self.looks.last() }
    }

    /// The variants whose copies at once make a scaling ceiling on this workload.
    fn ceilings(&self, workload: &Name) -> BTreeSet<Name> {
        let expectations = self.declaration.hypotheses.iter().flat_map(|hypothesis| &hypothesis.expectations);
        expectations
            .filter_map(|expectation| match expectation {
                Expectation::Reaches { measure: Measure::Speedup { over, .. }, workload: on, target }
                    if on == workload && target.needs_ceiling() =>
                {
                    Some(over.clone())
                }
                _ => None,
            })
            .collect()
    }

    /// A wrong answer has no speed, and what failed once is not tried again.
    pub(crate) fn may_be_measured(&self, workload: &Name, variant: &Name, record: &RunRecord) -> bool {
        let here = |experiment: &Name, on: &Name| *experiment == *self.experiment && on == workload;
        let checks: Vec<bool> = record
            .checks
            .iter()
            .filter(|row| here(&row.experiment, &row.workload) && row.variant == *variant)
            .map(|row| row.check.passed)
            .collect();
        let failed = record.failures.iter().any(|row| {
            row.experiment == *self.experiment
                && row.workload.as_ref().is_none_or(|on| on == workload)
                && row.variant.as_ref().is_none_or(|of| of == variant)
                && !matches!(row.what, Happened::Ran(_))
        });
        !checks.is_empty() && checks.into_iter().all(|passed| passed) && !failed
    }
}
