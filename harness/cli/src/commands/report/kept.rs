//! What pages are made from, read from the tables and the workspace.

use std::collections::BTreeSet;

use judge::plan::Ran;
use model::{Name, RunKind, RunRecord, plans::Plans};
use report::{Home, Known, MOST_SAMPLES, SiteView, Unshown};
use results::{Store, With};

use crate::arguments::Arguments;

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
    unshown: Vec<Unshown>,
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
        let mut kept = Self {
            runs: Vec::new(),
            whole: Vec::new(),
            unshown: Vec::new(),
            power: None,
            plans,
            known: known.collect(),
        };
        let store = arguments.store()?;
        let mut seen: BTreeSet<(String, Name)> = BTreeSet::new();
        for (record, accepted) in store.judged(with)? {
            match record.header.kind {
                RunKind::Run => {
                    if samples == Samples::OfTheNewest && is_newest(&record, &mut seen) {
                        kept.read_whole(&store, &record.header.run)?;
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

    /// A run with all its rows; without its samples and spans where it has too many, which is kept in mind.
    fn read_whole(&mut self, store: &Store, run: &str) -> anyhow::Result<()> {
        let entry = store.find(run)?;
        let samples = store.samples(&entry)?;
        if samples > MOST_SAMPLES {
            self.whole.push(store.verdicts(&entry)?);
            self.unshown.push(Unshown { run: entry.run, samples });
        } else {
            self.whole.push(store.read(&entry.run)?);
        }
        Ok(())
    }

    /// What a page makes of all this.
    pub(super) fn shown<T>(&self, home: Home, page: impl FnOnce(&SiteView<'_>) -> T) -> T {
        let runs: Vec<Ran<'_>> =
            self.runs.iter().map(|(record, accepted)| Ran { record, accepted: *accepted }).collect();
        let whole: Vec<&RunRecord> = self.whole.iter().collect();
        page(&SiteView {
            runs: &runs,
            whole: &whole,
            unshown: &self.unshown,
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
