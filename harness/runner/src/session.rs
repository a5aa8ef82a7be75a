//! One experiment, measured: check, count, calibrate, then round after round until everything is decided.

use std::{collections::BTreeMap, time::Duration};

use judge::{Case, NotRun, Rows};
use model::{Condition, Declaration, Doubt, Machine, Name, Side};
use stats::Looks;

use crate::{
    Error,
    calibrate::calibrate,
    checking::check,
    invocation::{Invocation, Pace, Task, World},
    ledger::{Ledger, note},
    progress::{Progress, Step},
    round::play,
    rows::failure,
    settings::Settings,
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

impl Session<'_> {
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

    /// Measures one workload; no round begins that would not end by `until`. Returns why it ended before everything was decided, if it did.
    pub(crate) fn measure(
        &self,
        world: &mut dyn World,
        workload: &Name,
        until: Option<Duration>,
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Doubt>, Error> {
        let (experiment, threads) = (self.experiment, self.machine.cores.usable);
        let order = Invocation {
            experiment: experiment.clone(),
            side: Side::Head,
            workload: workload.clone(),
            // Replaced by every use.
            task: Task::Check { variants: Vec::new() },
            seed: self.settings.seed,
            threads,
            padding: 0,
        };
        let variants = self.variants(workload);
        self.check_all(world, &order, &variants, ledger, progress)?;
        if let Some(doubt) = self.count_all(world, &order, (&variants, until), ledger, progress)? {
            return Ok(Some(doubt));
        }
        let mut series: Vec<Name> = variants
            .into_iter()
            .filter(|variant| self.is_timed(workload, variant))
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
        let of = self.most_rounds(workload, &series);
        for round in done..of {
            if wanted.is_empty() {
                break;
            }
            if let Some(doubt) = must_stop(world, longest, until) {
                return Ok(Some(doubt));
            }
            let remaining = longest * (of - round);
            progress.step(&Step::Round { experiment, workload, round, of, remaining });
            let started = world.elapsed();
            let slots = wanted.iter().map(|want| (Side::Head, want.clone())).collect();
            let Some(gathered) = play(world, &order, round, slots, &paces, &self.machine.cores) else {
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
            match calibrate(world, order, &variant, loops, self.settings.depth()) {
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
}

fn must_stop(world: &dyn World, round: Duration, until: Option<Duration>) -> Option<Doubt> {
    if world.interrupted() {
        return Some(Doubt::Interrupted);
    }
    until.is_some_and(|until| world.elapsed() + round > until).then_some(Doubt::BudgetSpent)
}
