//! Where pairs are measured: one journal, one world, the same rules for all of them.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use judge::gate::{Margin, Sides, Weighed};
use model::{
    Condition, ExperimentPin, Machine, Name, OutcomeRow, Pin, RunHeader, RunKind, RunRecord, Side, Undecided,
};
use results::{Commit, Notes};

use super::{
    duel::{Duel, Rules},
    pair::Pair,
    profile,
    sides::pair_up,
    workshop::{Kept, SideBuild, Source, Workshop},
};
use crate::{
    Error, Request, Settings,
    flags::{cargo_home, environment, flags},
    invocation::{Place, World},
    local::Local,
    order,
    progress::{Progress, Step},
    run::rustc,
    session::Session,
};

/// The workloads of an experiment with the variants that are measured on them.
pub(super) type Series = Vec<(Name, Vec<Name>)>;

/// The time for an experiment where no budget is given.
const FOR_EACH: Duration = Duration::from_mins(4);

/// What everything of a gate is measured with.
pub(super) struct Field<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) settings: &'a Settings,
    pub(super) margin: Option<Margin>,
    pub(super) machine: &'a Machine,
    pub(super) missing: &'a dyn Fn(&Condition) -> Option<String>,
}

/// What something is measured for, and from which seed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion {
    pub(super) kind: RunKind,
    pub(super) seed: u64,
}

/// A gate that is measured and weighed.
pub(super) struct Measured {
    pub(super) journal: results::Journal,
    pub(super) record: RunRecord,
    pub(super) weighed: Vec<Weighed>,
    /// How many series were to be measured.
    pub(super) family: usize,
}

impl Field<'_> {
    /// What is measured of a pair: what a run would measure, as far as both sides have it, without peers and controls.
    pub(super) fn series(&self, pair: &Pair) -> Series {
        let comparable = judge::gate::comparable(&pair.base.declaration, &pair.head.declaration);
        let looks = self.settings.looks();
        let session = Session {
            experiment: &pair.experiment,
            declaration: &pair.head.declaration,
            settings: self.settings,
            machine: self.machine,
            missing: self.missing,
            looks: &looks,
        };
        let (workloads, _) = session.workloads();
        workloads
            .into_iter()
            .map(|workload| {
                let gated = judge::gate::gated(&pair.head.declaration, &comparable, &workload);
                let asked = session.variants(&workload);
                let variants = gated.into_iter().filter(|variant| asked.contains(variant)).collect();
                (workload, variants)
            })
            .filter(|(_, variants): &(Name, Vec<Name>)| !variants.is_empty())
            .collect()
    }

    pub(super) fn measure(
        &self,
        pairs: &[Pair],
        series: &[Series],
        builds: &BTreeMap<Side, SideBuild>,
        commits: (&Commit, &Commit),
        occasion: Occasion,
        progress: &mut dyn Progress,
    ) -> Result<Measured, Error> {
        let settings = Settings { seed: occasion.seed, ..self.settings.clone() };
        let looks = settings.looks();
        let rules = Rules {
            settings: &settings,
            looks: &looks,
            margin: self.margin,
            family: series.iter().flatten().map(|(_, variants)| variants.len()).sum(),
            machine: self.machine,
            missing: self.missing,
        };
        let pins: Vec<ExperimentPin> = [Side::Head, Side::Base]
            .into_iter()
            .flat_map(|side| pairs.iter().filter_map(move |pair| builds[&side].pins.get(&pair.experiment)))
            .cloned()
            .collect();
        let header = self.header(pins, commits, occasion);
        let mut journal = self.request.store.begin(&header, self.machine, &[])?;
        let mut record = RunRecord::new(header, self.machine.clone());
        let places: Vec<Place> =
            pairs.iter().flat_map(|pair| [pair.base.clone(), pair.head.clone()]).collect();
        let memory = settings.memory.unwrap_or(self.machine.usable_memory() / 10 * 9);
        let mut world = Local::new(
            places,
            &self.request.workspace.root,
            &journal.folder().join("logs"),
            (settings.timeout, memory),
            Duration::ZERO,
            Arc::clone(&self.request.stop),
        )?;
        let mut notes = Notes::new();
        let mut ended: Vec<Option<Undecided>> = Vec::new();
        let budget = settings.budget.unwrap_or(FOR_EACH * pairs.len() as u32);
        let mut duels: Vec<Duel<'_>> = Vec::new();
        for (at, (pair, series)) in pairs.iter().zip(series).enumerate() {
            // What an experiment does not need of its part is there for those after it.
            let part = budget.saturating_sub(world.elapsed()) / (pairs.len() - at) as u32;
            let asked = series.iter().map(|(workload, _)| workload.clone()).collect();
            let until = world.elapsed() + part;
            let duel = Duel { pair, rules: &rules, series: series.clone(), asked, until };
            ended.push(duel.measure(&mut world, &mut journal, &mut record, &mut notes, progress)?);
            duels.push(duel);
        }
        progress.step(&Step::Storing);
        let sides = Sides::of(&record);
        let mut weighed = Vec::new();
        for (duel, ended) in duels.iter().zip(&ended) {
            let accepted = self.request.store.accepted_for(&self.machine.class, &duel.pair.experiment)?;
            let all = judge::gate::weigh(&duel.case(&sides, accepted.as_ref(), ended.clone()));
            // What was left out on purpose, with --variant or because it was not red, is not missing.
            weighed.extend(all.into_iter().filter(|weighed| duel.measures(&weighed.row)));
        }
        record.header.ended_early = ended.into_iter().flatten().next().map(|why| why.to_string());
        Ok(Measured { journal, record, weighed, family: rules.family })
    }

    /// What is red, on a build that is made anew and with a new seed. Returns the run and its rows.
    #[expect(clippy::too_many_arguments, reason = "each is a thing of its own, and it is called once")]
    pub(super) fn again(
        &self,
        workshop: &Workshop,
        sources: (&Source, &Source),
        pairs: &[Pair],
        rows: &[OutcomeRow],
        red: &[usize],
        commits: (&Commit, &Commit),
        progress: &mut dyn Progress,
    ) -> Result<(String, Vec<OutcomeRow>), Error> {
        let suspects: Vec<&OutcomeRow> = red.iter().map(|at| &rows[*at]).collect();
        let names: Vec<Name> = pairs
            .iter()
            .map(|pair| pair.experiment.clone())
            .filter(|name| suspects.iter().any(|row| row.experiment == *name))
            .collect();
        let flags = profile::configured(&sources.1.manifest());
        let mut builds = BTreeMap::new();
        for (side, source) in [(Side::Head, sources.1), (Side::Base, sources.0)] {
            builds.insert(side, workshop.build(source, &flags, &names, Kept::Refused, progress)?);
        }
        let pairs = pair_up(&names, &builds, sources, &mut Vec::new());
        let series: Vec<Series> = pairs
            .iter()
            .map(|pair| {
                let of = |workload: &Name, variant: &Name| {
                    suspects.iter().any(|row| {
                        row.experiment == pair.experiment
                            && row.workload.as_ref().is_none_or(|on| on == workload)
                            && row.variant.as_ref().is_none_or(|of| of == variant)
                    })
                };
                let all = self.series(pair).into_iter();
                all.map(|(workload, variants)| {
                    let variants = variants.into_iter().filter(|variant| of(&workload, variant)).collect();
                    (workload, variants)
                })
                .filter(|(_, variants): &(Name, Vec<Name>)| !variants.is_empty())
                .collect()
            })
            .collect();
        let second = self.measure(
            &pairs,
            &series,
            &builds,
            commits,
            Occasion { kind: RunKind::Again, seed: order::fresh_seed() },
            progress,
        )?;
        let mut record = second.record;
        record.outcomes = judge::gate::decide(second.weighed, second.family);
        second.journal.finish(&record, &(self.request.summarise)(&record))?;
        Ok((record.header.run, record.outcomes))
    }

    fn header(
        &self,
        experiments: Vec<ExperimentPin>,
        (base, head): (&Commit, &Commit),
        occasion: Occasion,
    ) -> RunHeader {
        let root = &self.request.workspace.root;
        let now = jiff::Timestamp::now();
        let pin = |commit: &Commit| Pin { commit: Some(commit.id.clone()), ..Pin::default() };
        RunHeader {
            run: results::new_run_id(now, Some(&head.id), &self.machine.class, order::unique()),
            kind: occasion.kind,
            started_utc: now.to_string(),
            pin: pin(head),
            base: Some(pin(base)),
            experiments,
            rustc: rustc(root),
            flags: format!("{}, codegen-units = 1 for both sides", flags(root, cargo_home(), environment())),
            harness: env!("CARGO_PKG_VERSION").to_owned(),
            command: self.request.command.clone(),
            seed: occasion.seed,
            ended_early: None,
        }
    }
}
