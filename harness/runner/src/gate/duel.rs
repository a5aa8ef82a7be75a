//! Both sides of one experiment, measured in the same rounds: base, head, and the base once more, in random order.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use judge::gate::{GateCase, Margin, Sides};
use model::{Name, OutcomeRow, Quantity, RunRecord, Scope, Side, Undecided};
use results::{Journal, Notes};
use stats::Looks;

use super::{
    counts::{self, LONGEST_CALL_S, LONGEST_PREPARE_S},
    pair::Pair,
};
use crate::{
    Error, Settings,
    calibrate::calibrate,
    checking::check,
    invocation::{Invocation, Pace, Task, World},
    ledger::Ledger,
    progress::{Progress, Step},
    round::play,
    rows::failure,
    wanted::Want,
};

/// What all duels of a gate share.
pub(crate) struct Rules<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) looks: &'a Looks,
    pub(crate) margin: Option<Margin>,
    /// How many series the whole gate holds: each may cry wolf.
    pub(crate) family: usize,
    pub(crate) machine: &'a model::Machine,
    pub(crate) missing: &'a dyn Fn(&model::Condition) -> Option<String>,
}

/// What is measured of one experiment.
pub(crate) struct Duel<'a> {
    pub(crate) pair: &'a Pair,
    pub(crate) rules: &'a Rules<'a>,
    /// Workloads with the variants that are measured on them.
    pub(crate) series: Vec<(Name, Vec<Name>)>,
    /// The workloads of it.
    pub(crate) asked: Vec<Name>,
    /// No round begins after so long.
    pub(crate) until: Duration,
}

/// One workload, on its way from look to look.
struct Course {
    order: Invocation,
    paces: BTreeMap<Name, Pace>,
    wanted: BTreeSet<Name>,
    rounds: u32,
}

impl Duel<'_> {
    /// What the judge is shown.
    pub(crate) fn case<'b>(
        &'b self,
        sides: &'b Sides,
        accepted: Option<&'b RunRecord>,
        ended_early: Option<Undecided>,
    ) -> GateCase<'b> {
        GateCase {
            experiment: &self.pair.experiment,
            sides,
            asked: &self.asked,
            looks: self.rules.looks,
            margin: self.rules.margin,
            family: self.rules.family,
            ended_early,
            code_changed: self.pair.code,
            machine: self.rules.machine,
            missing: self.rules.missing,
            accepted,
        }
    }

    /// Is a row about something that is measured here, or about no series at all?
    pub(crate) fn measures(&self, row: &OutcomeRow) -> bool {
        let Some(variant) = &row.variant else { return true };
        let is_series = matches!(row.quantity, Quantity::Time | Quantity::PeakMemory | Quantity::Growth);
        let mut here =
            self.series.iter().filter(|(workload, _)| row.workload.as_ref().is_none_or(|on| on == workload));
        !is_series || here.any(|(_, variants)| variants.contains(variant))
    }

    /// Measures all workloads look by look: what the budget does not reach is the depth, not the last workload. Returns why
    /// it ended before everything was decided, if it did.
    pub(crate) fn measure(
        &self,
        world: &mut dyn World,
        journal: &mut Journal,
        record: &mut RunRecord,
        notes: &mut Notes,
        progress: &mut dyn Progress,
    ) -> Result<Option<Undecided>, Error> {
        let mut ledger = Ledger { journal, record, notes };
        let mut courses = Vec::new();
        for (workload, variants) in &self.series {
            match self.begin(world, workload, variants, &mut ledger, progress)? {
                Some(course) => courses.push(course),
                None => return Ok(Some(Undecided::Interrupted)),
            }
        }
        let mut longest = Duration::ZERO;
        let mut look = self.rules.looks.next_after(0);
        while let Some(until) = look {
            for course in &mut courses {
                while course.rounds < until && !course.wanted.is_empty() {
                    if let Some(why) = self.must_stop(world, longest) {
                        return Ok(Some(why));
                    }
                    let started = world.elapsed();
                    if !self.round(world, course, &mut ledger, longest, progress)? {
                        return Ok(Some(Undecided::Interrupted));
                    }
                    longest = longest.max(world.elapsed().saturating_sub(started));
                }
                if course.rounds == until {
                    self.look(course, ledger.record);
                }
            }
            look = self.rules.looks.next_after(until);
        }
        self.count(world, &courses, &mut ledger, progress)?;
        Ok(None)
    }

    /// Checks and calibrates a workload; `None` where it was stopped by hand.
    fn begin(
        &self,
        world: &mut dyn World,
        workload: &Name,
        variants: &[Name],
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Course>, Error> {
        let experiment = &self.pair.experiment;
        let order = Invocation {
            experiment: experiment.clone(),
            side: Side::Base,
            workload: workload.clone(),
            // Replaced by every use.
            task: Task::Check { variants: Vec::new() },
            seed: self.rules.settings.seed,
            threads: self.rules.machine.cores.usable,
            padding: 0,
        };
        progress.step(&Step::Checking { experiment, workload });
        for side in [Side::Base, Side::Head] {
            let asked = self.pair.checked(side, workload, variants);
            let rows = check(world, &Invocation { side, ..order.clone() }, &[], &asked);
            if world.interrupted() {
                return Ok(None);
            }
            ledger.keep(rows)?;
        }
        let mut course = Course { order, paces: BTreeMap::new(), wanted: BTreeSet::new(), rounds: 0 };
        for variant in variants {
            if !self.both_may_be_measured(workload, variant, ledger.record) {
                continue;
            }
            progress.step(&Step::Calibrating { experiment, workload, variant });
            let loops = self.pair.declared(variant).map_or(model::Loops::Never, |variant| variant.loops);
            let depth = Settings::depth_of_gate();
            // One pace for all sides: what the base needs.
            match calibrate(world, &course.order, variant, loops, depth) {
                Ok(pace) => {
                    course.paces.insert(variant.clone(), pace);
                    course.wanted.insert(variant.clone());
                }
                Err(_) if world.interrupted() => return Ok(None),
                Err(ended) => {
                    ledger.keep(failure(&course.order, Some(variant), &ended, None).into_iter().collect())?;
                }
            }
        }
        Ok(Some(course))
    }

    /// One round; false where it was stopped by hand.
    fn round(
        &self,
        world: &mut dyn World,
        course: &mut Course,
        ledger: &mut Ledger<'_>,
        longest: Duration,
        progress: &mut dyn Progress,
    ) -> Result<bool, Error> {
        let (experiment, workload) = (&self.pair.experiment, &course.order.workload);
        let (round, of) = (course.rounds, self.rules.looks.last());
        progress.step(&Step::Round { experiment, workload, round, of, remaining: longest * (of - round) });
        let slots = course
            .wanted
            .iter()
            .flat_map(|variant| {
                [Side::Base, Side::Head, Side::Twin].map(|side| (side, Want::Alone(variant.clone())))
            })
            .collect();
        let cores = &self.rules.machine.cores;
        let Some(rows) = play(world, &course.order, round, slots, &course.paces, cores) else {
            return Ok(false);
        };
        ledger.keep(rows)?;
        course.rounds += 1;
        // What failed is not tried again.
        let workload = course.order.workload.clone();
        course.wanted.retain(|variant| self.both_may_be_measured(&workload, variant, ledger.record));
        Ok(true)
    }

    /// Judges a workload, and leaves out what is decided.
    fn look(&self, course: &mut Course, record: &RunRecord) {
        let sides = Sides::of(record);
        let case = self.case(&sides, None, None);
        let open = judge::gate::undecided(&case, &course.order.workload, course.rounds);
        course.wanted.retain(|variant| open.contains(variant));
    }

    fn must_stop(&self, world: &dyn World, round: Duration) -> Option<Undecided> {
        if world.interrupted() {
            return Some(Undecided::Interrupted);
        }
        (world.elapsed() + round > self.until).then_some(Undecided::BudgetSpent)
    }

    /// The answers of both sides are right, and nothing of it failed on any side.
    fn both_may_be_measured(&self, workload: &Name, variant: &Name, record: &RunRecord) -> bool {
        let failed = record.failures.iter().any(|row| {
            row.experiment == self.pair.experiment
                && row.workload.as_ref().is_none_or(|on| on == workload)
                && row.variant.as_ref().is_none_or(|of| of == variant)
                && !matches!(row.what, model::Happened::Ran(_))
        });
        let right = |side: Side| {
            let mut checks = record
                .checks
                .iter()
                .filter(|row| row.experiment == self.pair.experiment && row.side == side)
                .filter(|row| row.workload == *workload && row.variant == *variant)
                .peekable();
            checks.peek().is_some() && checks.all(|row| row.check.passed)
        };
        !failed && [Side::Base, Side::Head].into_iter().all(right)
    }

    /// After the last round, since counting keeps all cores busy: each one-thread variant on the largest workload whose calls
    /// are short enough.
    fn count(
        &self,
        world: &dyn World,
        courses: &[Course],
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<(), Error> {
        if counts::valgrind().is_err() {
            return Ok(());
        }
        let mut longest: BTreeMap<&Name, (f64, &Course)> = BTreeMap::new();
        for course in courses {
            for variant in course.paces.keys() {
                let on_one_thread =
                    self.pair.declared(variant).is_some_and(model::Variant::judged_by_cpu_time);
                let Some(call) = self.call(&course.order.workload, variant, ledger.record) else { continue };
                if on_one_thread && longest.get(variant).is_none_or(|(known, _)| *known < call) {
                    longest.insert(variant, (call, course));
                }
            }
        }
        for (variant, (_, course)) in longest {
            if self.must_stop(world, Duration::ZERO).is_some() {
                return Ok(());
            }
            progress.step(&Step::Counting { experiment: &self.pair.experiment, variant });
            let loops = self.pair.declared(variant).map_or(model::Loops::Never, |variant| variant.loops);
            ledger.keep(counts::count(&course.order, variant, loops, (&self.pair.base, &self.pair.head)))?;
        }
        Ok(())
    }

    /// The seconds of a call of the base, where it is short enough to be counted.
    fn call(&self, workload: &Name, variant: &Name, record: &RunRecord) -> Option<f64> {
        let of = |experiment: &Name, on: &Name, name: &Name, side: Side| {
            *experiment == self.pair.experiment && on == workload && name == variant && side == Side::Base
        };
        let calls = record
            .samples
            .iter()
            .filter(|row| {
                row.scope == Scope::Alone && of(&row.experiment, &row.workload, &row.variant, row.side)
            })
            .map(|row| row.wall_ns as f64 / f64::from(row.loops.max(1)) / 1e9);
        let prepare = record
            .metrics
            .iter()
            .filter(|row| row.metric.as_str() == "prepare")
            .filter(|row| of(&row.experiment, &row.workload, &row.variant, row.side))
            .map(|row| row.value);
        let shortest = |values: &mut dyn Iterator<Item = f64>| values.min_by(f64::total_cmp);
        let (call, prepare) = (shortest(&mut { calls })?, shortest(&mut { prepare }).unwrap_or(0.0));
        (call <= LONGEST_CALL_S && prepare <= LONGEST_PREPARE_S).then_some(call)
    }
}
