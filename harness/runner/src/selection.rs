//! What a session measures at all, and why it leaves the rest out.

use std::collections::BTreeSet;

use judge::NotRun;
use model::{Expectation, Name, Role};

use crate::{session::Session, settings::Patience};

impl Session<'_> {
    /// The workloads to measure, and why the others are not.
    pub(crate) fn workloads(&self) -> (Vec<Name>, Vec<NotRun>) {
        let mut chosen = Vec::new();
        let mut left = Vec::new();
        for workload in &self.declaration.workloads {
            let name = &workload.name;
            let why = if !self.settings.workloads.is_empty() {
                let asked = self.settings.workloads.iter().any(|asked| asked == name.as_str());
                (!asked).then(|| format!("not asked for: --workload {name}"))
            } else if workload.only_when_named {
                Some(format!("measured only when named: --workload {name}"))
            } else if self.is_spoken_of(name) {
                None
            } else {
                Some(format!("no hypothesis speaks of it: --workload {name}"))
            };
            let lacking = workload.requires.iter().find_map(|condition| (self.missing)(condition));
            match why.or(lacking.map(|what| format!("missing: {what}"))) {
                Some(why) => left.push(NotRun { workload: Some(name.clone()), variant: None, why }),
                None => chosen.push(name.clone()),
            }
        }
        (chosen, left)
    }

    /// The variants to measure on a workload.
    pub(crate) fn variants(&self, workload: &Name) -> Vec<Name> {
        let needed = self.needed(workload);
        self.declaration
            .variants
            .iter()
            .filter(|variant| variant.runs_on(workload))
            .filter(|variant| self.is_asked_for(&variant.name))
            // A quick run measures what hypotheses need of our own; a workload that none speaks of was asked for by name,
            // to see everything run.
            .filter(|variant| {
                self.settings.patience != Patience::Quick
                    || !self.is_spoken_of(workload)
                    || (needed.contains(&variant.name) && variant.role != Role::Peer)
                    || variant.role == Role::Control
            })
            .map(|variant| variant.name.clone())
            .collect()
    }

    fn is_asked_for(&self, variant: &Name) -> bool {
        self.settings.variants.is_empty()
            || self.settings.variants.iter().any(|asked| asked == variant.as_str())
    }

    fn is_spoken_of(&self, workload: &Name) -> bool {
        self.declaration.hypotheses.iter().any(|hypothesis| hypothesis.workloads().contains(&workload))
    }

    fn is_peer(&self, variant: &Name) -> bool {
        self.declaration.variant(variant).is_some_and(|variant| variant.role == Role::Peer)
    }

    /// What hypotheses need on a workload, and its reference.
    fn needed(&self, workload: &Name) -> BTreeSet<Name> {
        let reference = self.declaration.workload(workload).map(|workload| workload.reference.clone());
        let of = |expectation: &Expectation| expectation.variants().into_iter().cloned().collect::<Vec<_>>();
        // What is compared with a peer needs nothing where peers are not measured.
        let is_open = |expectation: &Expectation| {
            self.settings.patience != Patience::Quick
                || !expectation.variants().iter().any(|variant| self.is_peer(variant))
        };
        let hypotheses = self.declaration.hypotheses.iter().filter(|h| h.expectations.iter().any(is_open));
        let spoken: BTreeSet<Name> = hypotheses
            .flat_map(|h| {
                let guards = judge::guards_of(h, workload).filter(|(_, on)| *on == workload);
                let guarding = guards.flat_map(|(guard, _)| guard.measure.variants()).cloned();
                let here = |e: &&Expectation| e.workload() == workload && is_open(e);
                let expected = h.expectations.iter().filter(here).flat_map(of);
                expected.chain(guarding).collect::<Vec<_>>()
            })
            .collect();
        spoken.into_iter().chain(reference).collect()
    }

    /// What was left out on purpose, for the judge.
    pub(crate) fn not_run(&self) -> Vec<NotRun> {
        let (_, mut left) = self.workloads();
        left.extend(self.declaration.variants.iter().filter_map(|variant| {
            let why = if !self.is_asked_for(&variant.name) {
                format!("not asked for: --variant {}", variant.name)
            } else if self.settings.patience == Patience::Quick && variant.role == Role::Peer {
                "peers are not measured with --quick".to_owned()
            } else {
                return None;
            };
            Some(NotRun { workload: None, variant: Some(variant.name.clone()), why })
        }));
        left
    }
}
