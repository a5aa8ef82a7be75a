//! What pages are made from, read from the tables and the workspace.

use std::collections::BTreeSet;

use judge::plan::Ran;
use model::{Name, RunKind, RunRecord, plans::Plans};
use report::{Home, Known, SiteView};
use results::With;

use crate::arguments::Arguments;

/// A run with more samples is shown without them: pages are for people.
const MOST_SAMPLES: usize = 1_000_000;

/// Which samples a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Samples {
    /// None.
    None,
    /// Those of the newest run of each experiment and class.
    OfTheNewest,
}

/// The runs, the plans and the experiments that there are.
pub(super) struct Kept {
    /// The newest first, with whether they are accepted.
    runs: Vec<(RunRecord, bool)>,
    whole: Vec<RunRecord>,
    power: Option<RunRecord>,
    plans: Plans,
    known: Vec<Known>,
}

impl Kept {
    pub(super) fn read(arguments: &Arguments, with: With, samples: Samples) -> anyhow::Result<Self> {
        let workspace = arguments.workspace()?;
        let known = workspace.experiments.iter();
        let known = known.map(|found| Known {
            experiment: found.name.clone(),
            plan: found.plan.clone(),
            phase: found.phase,
        });
        let plans = workspace.plans()?.unwrap_or_default();
        let mut kept =
            Self { runs: Vec::new(), whole: Vec::new(), power: None, plans, known: known.collect() };
        let store = arguments.store()?;
        let mut seen: BTreeSet<(String, Name)> = BTreeSet::new();
        for (record, accepted) in store.judged(with)? {
            match record.header.kind {
                RunKind::Run => {
                    if samples == Samples::OfTheNewest && is_newest(&record, &mut seen) {
                        let entry = store.find(&record.header.run)?;
                        if store.samples(&entry)? <= MOST_SAMPLES {
                            kept.whole.push(store.read(&entry.run)?);
                        }
                    }
                    kept.runs.push((record, accepted));
                }
                RunKind::Selftest if kept.power.is_none() && samples == Samples::OfTheNewest => {
                    kept.power = Some(store.read(&record.header.run)?);
                }
                _ => {}
            }
        }
        Ok(kept)
    }

    /// What a page makes of all this.
    pub(super) fn shown<T>(&self, home: Home, page: impl FnOnce(&SiteView<'_>) -> T) -> T {
        let runs: Vec<Ran<'_>> =
            self.runs.iter().map(|(record, accepted)| Ran { record, accepted: *accepted }).collect();
        let whole: Vec<&RunRecord> = self.whole.iter().collect();
        page(&SiteView {
            runs: &runs,
            whole: &whole,
            power: self.power.as_ref(),
            plans: &self.plans,
            known: &self.known,
            home,
        })
    }
}

/// Is this the newest run of any of its experiments on its class?
fn is_newest(record: &RunRecord, seen: &mut BTreeSet<(String, Name)>) -> bool {
    let mut is_newest = false;
    for pin in &record.header.experiments {
        is_newest |= seen.insert((record.machine.class.clone(), pin.experiment.clone()));
    }
    is_newest
}
