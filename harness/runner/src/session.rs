//! One experiment, measured: check, calibrate, then round after round until everything is decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use judge::{Case, NotRun, Rows};
use model::{
    Condition, Declaration, Doubt, Expectation, Happened, HostRow, Machine, Measure, Name, Role, RunRecord,
    Scope,
};
use results::{Journal, Notes, Row};
use stats::Looks;

use crate::{
    Error,
    calibrate::calibrate,
    checking::check,
    invocation::{How, Invocation, Pace, Task, World},
    order::{chance, padding, shuffled},
    progress::{Progress, Step},
    rows::{Slot, failure, rows},
    settings::{Patience, Settings},
};

/// What a session is about.
pub(crate) struct Session<'a> {
    pub(crate) experiment: &'a Name,
    pub(crate) declaration: &'a Declaration,
    pub(crate) settings: &'a Settings,
    pub(crate) machine: &'a Machine,
    pub(crate) missing: &'a dyn Fn(&Condition) -> Option<String>,
    pub(crate) looks: &'a Looks,
}

/// Where rows go: into the journal first, then into the record that is judged.
pub(crate) struct Ledger<'a> {
    pub(crate) journal: &'a mut Journal,
    pub(crate) record: &'a mut RunRecord,
    pub(crate) notes: &'a mut Notes,
}

impl Ledger<'_> {
    pub(crate) fn keep(&mut self, rows: Vec<Row>) -> Result<(), Error> {
        self.journal.append(&rows)?;
        remember(rows, self.record, self.notes);
        Ok(())
    }

    fn note<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        let (_, value) = self.notes.iter().rfind(|(known, _)| known == key)?;
        serde_json::from_value(value.clone()).ok()
    }
}

/// Puts rows that are in the journal where the judge finds them.
pub(crate) fn remember(rows: Vec<Row>, record: &mut RunRecord, notes: &mut Notes) {
    for row in rows {
        match row {
            Row::Sample(row) => record.samples.push(row),
            Row::Metric(row) => record.metrics.push(row),
            Row::Check(row) => record.checks.push(row),
            Row::Span(row) => record.spans.push(row),
            Row::Host(row) => record.host.push(*row),
            Row::Failure(row) => record.failures.push(row),
            Row::Note { key, value } => notes.push((key, value)),
            Row::Begin { .. } => {}
        }
    }
}

fn note(key: String, value: impl serde::Serialize) -> Row {
    // Plain data: it always has a JSON form.
    Row::Note { key, value: serde_json::to_value(value).unwrap_or_default() }
}

impl Session<'_> {
    /// The workloads to measure, and why the others are not.
    pub(crate) fn workloads(&self) -> (Vec<Name>, Vec<NotRun>) {
        let mut chosen = Vec::new();
        let mut left = Vec::new();
        for workload in &self.declaration.workloads {
            let name = &workload.name;
            let spoken_of = self.declaration.hypotheses.iter().any(|h| h.workloads().contains(&name));
            let why = if !self.settings.workloads.is_empty() {
                let asked = self.settings.workloads.iter().any(|asked| asked == name.as_str());
                (!asked).then(|| format!("not asked for: --workload {name}"))
            } else if workload.only_when_named {
                Some(format!("measured only when named: --workload {name}"))
            } else if spoken_of {
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
    fn variants(&self, workload: &Name) -> Vec<Name> {
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
                    || needed.is_empty()
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

    fn needed(&self, workload: &Name) -> BTreeSet<Name> {
        let reference = self.declaration.workload(workload).map(|workload| workload.reference.clone());
        let of = |expectation: &Expectation| expectation.variants().into_iter().cloned().collect::<Vec<_>>();
        let hypotheses = self.declaration.hypotheses.iter();
        let spoken: BTreeSet<Name> = hypotheses
            .flat_map(|h| {
                let guards = judge::guards_of(h, workload).filter(|(_, on)| *on == workload);
                let guarding = guards.flat_map(|(guard, _)| guard.measure.variants()).cloned();
                let expected = h.expectations.iter().filter(|e| e.workload() == workload).flat_map(of);
                expected.chain(guarding).collect::<Vec<_>>()
            })
            .collect();
        if spoken.is_empty() { spoken } else { spoken.into_iter().chain(reference).collect() }
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

    /// What is known, for the judge.
    pub(crate) fn case<'b>(
        &'b self,
        rows: &'b Rows<'b>,
        not_run: &'b [NotRun],
        ended_early: Option<Doubt>,
    ) -> Case<'b> {
        Case {
            experiment: self.experiment,
            declaration: self.declaration,
            rows,
            looks: self.looks,
            machine: self.machine,
            missing: self.missing,
            not_run,
            ended_early,
        }
    }

    /// Measures one workload. Returns why it ended before everything was decided, if it did.
    pub(crate) fn measure(
        &self,
        world: &mut dyn World,
        workload: &Name,
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Doubt>, Error> {
        let (experiment, threads) = (self.experiment, self.machine.cores.usable);
        let order = Invocation {
            experiment: experiment.clone(),
            workload: workload.clone(),
            // Replaced by every use.
            task: Task::Check { variants: Vec::new() },
            seed: self.settings.seed,
            threads,
            padding: 0,
        };
        let variants = self.variants(workload);
        self.check_all(world, &order, &variants, ledger, progress)?;
        let mut series: Vec<Name> = variants
            .into_iter()
            .filter(|variant| self.may_be_measured(workload, variant, ledger.record))
            .collect();
        let paces = self.calibrate_all(world, &order, &mut series, ledger, progress)?;

        let not_run = self.not_run();
        let done = ledger
            .record
            .host
            .iter()
            .filter(|row| row.experiment == *experiment && row.workload == *workload)
            .map(|row| row.round + 1)
            .max()
            .unwrap_or(0);
        // Between looks nothing is judged: a resumed run goes on with what its last round held.
        let mut wanted = if done == 0 || self.looks.is_look(done) {
            self.still_wanted(workload, &series, ledger.record, &not_run, done)
        } else {
            self.held_in(done - 1, workload, ledger.record)
        };
        let mut longest = Duration::ZERO;
        for round in done..self.looks.last() {
            if wanted.is_empty() {
                break;
            }
            if let Some(doubt) = self.must_stop(world, longest) {
                return Ok(Some(doubt));
            }
            let remaining = longest * (self.looks.last() - round);
            let of = self.looks.last();
            progress.step(&Step::Round { experiment, workload, round, of, remaining });
            let started = world.elapsed();
            let Some(gathered) = self.round(world, &order, round, &wanted, &paces) else {
                return Ok(Some(Doubt::Interrupted));
            };
            longest = longest.max(world.elapsed().saturating_sub(started));
            ledger.keep(gathered)?;
            if self.looks.is_look(round + 1) {
                wanted = self.still_wanted(workload, &series, ledger.record, &not_run, round + 1);
            } else {
                // Between looks nothing is judged; what failed is left out all the same.
                wanted.retain(|want| self.may_be_measured(workload, want.variant(), ledger.record));
            }
        }
        Ok(None)
    }

    fn must_stop(&self, world: &dyn World, round: Duration) -> Option<Doubt> {
        if world.interrupted() {
            return Some(Doubt::Interrupted);
        }
        let over = self.settings.budget.is_some_and(|budget| world.elapsed() + round > budget);
        over.then_some(Doubt::BudgetSpent)
    }

    fn held_in(&self, round: u32, workload: &Name, record: &RunRecord) -> Vec<Want> {
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
    fn still_wanted(
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
    fn may_be_measured(&self, workload: &Name, variant: &Name, record: &RunRecord) -> bool {
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

    fn check_all(
        &self,
        world: &mut dyn World,
        order: &Invocation,
        variants: &[Name],
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<(), Error> {
        let key = format!("checked {}/{}", self.experiment, order.workload);
        if ledger.note::<bool>(&key).is_some() {
            return Ok(());
        }
        progress.step(&Step::Checking { experiment: self.experiment, workload: &order.workload });
        let is_peer = |name: &&Name| self.declaration.variant(name).is_some_and(|v| v.command.is_some());
        let peers: Vec<Name> = variants.iter().filter(is_peer).cloned().collect();
        // The reference is always checked, measured or not.
        let reference = self.declaration.workload(&order.workload).map(|workload| workload.reference.clone());
        let mut all = variants.to_vec();
        all.extend(reference.filter(|reference| !variants.contains(reference)));
        let mut gathered = check(world, order, &peers, &all);
        if world.interrupted() {
            return Ok(());
        }
        gathered.push(note(key, true));
        ledger.keep(gathered)
    }

    fn calibrate_all(
        &self,
        world: &mut dyn World,
        order: &Invocation,
        series: &mut Vec<Name>,
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<BTreeMap<Name, Pace>, Error> {
        let mut paces = BTreeMap::new();
        for variant in std::mem::take(series) {
            let key = format!("pace {}/{}/{variant}", self.experiment, order.workload);
            if let Some(pace) = ledger.note(&key) {
                paces.insert(variant.clone(), pace);
                series.push(variant);
                continue;
            }
            if world.interrupted() {
                return Ok(paces);
            }
            progress.step(&Step::Calibrating {
                experiment: self.experiment,
                workload: &order.workload,
                variant: &variant,
            });
            let loops =
                self.declaration.variant(&variant).map_or(model::Loops::Never, |variant| variant.loops);
            match calibrate(world, order, &variant, loops, self.settings.fewest_iterations()) {
                Ok(pace) => {
                    ledger.keep(vec![note(key, pace)])?;
                    paces.insert(variant.clone(), pace);
                    series.push(variant);
                }
                Err(ended) => {
                    ledger.keep(failure(order, Some(&variant), &ended, None).into_iter().collect())?;
                }
            }
        }
        Ok(paces)
    }

    /// One round in random order; `None` when it was stopped by hand in its middle, since half a round is none.
    fn round(
        &self,
        world: &mut dyn World,
        order: &Invocation,
        round: u32,
        wanted: &[Want],
        paces: &BTreeMap<Name, Pace>,
    ) -> Option<Vec<Row>> {
        let mut chance = chance(self.settings.seed, self.experiment, &order.workload, round);
        let slots = shuffled(wanted.to_vec(), &mut chance);
        let (before, cpu_before) = world.host();
        let started = world.elapsed();
        let mut ended = Vec::new();
        for (place, want) in slots.iter().enumerate() {
            let (variant, scope) = match want {
                Want::Alone(variant) => (variant, Scope::Alone),
                Want::Together(variant) => (variant, Scope::Together),
            };
            let task = Task::Measure { variant: variant.clone(), pace: *paces.get(variant)? };
            let order = Invocation { task, padding: padding(&mut chance), ..order.clone() };
            let all = match scope {
                Scope::Alone => vec![world.launch(&order)],
                Scope::Together => world.launch_together(&order, self.machine.cores.usable),
            };
            if all.iter().any(|ended| ended.how == How::Interrupted) {
                return None;
            }
            ended.push((order, place as u32, scope, all));
        }
        let wall = world.elapsed().saturating_sub(started);
        let (after, cpu_after) = world.host();
        let own = cpu_after.saturating_sub(cpu_before);
        let disturbance = hardware::disturbance(&before, &after, wall, own, self.machine.cores.logical);
        let disturbed = disturbance.is_some();
        let mut gathered = Vec::new();
        for (order, place, scope, all) in &ended {
            for (copy, ended) in all.iter().enumerate() {
                let slot = Slot { round, place: *place, scope: *scope, copy: copy as u32, disturbed };
                gathered.extend(rows(order, ended, slot));
            }
        }
        gathered.push(Row::Host(Box::new(HostRow {
            experiment: self.experiment.clone(),
            workload: order.workload.clone(),
            round,
            before,
            after,
            wall_ns: u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX),
            disturbance,
        })));
        Some(gathered)
    }
}

/// A slot of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Want {
    /// One process.
    Alone(Name),
    /// As many copies at once as there are cores for us.
    Together(Name),
}

impl Want {
    fn variant(&self) -> &Name {
        match self {
            Self::Alone(variant) | Self::Together(variant) => variant,
        }
    }
}
