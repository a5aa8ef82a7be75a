//! Rounds of the yardstick: both builds, the base once more, and every kernel with every share of extra work.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use model::{ExperimentPin, Loops, Machine, Name, Pin, RunHeader, RunKind, RunRecord, Side};
use results::{Commit, Journal, Notes};

use super::{Effort, KERNELS, SLOWDOWNS, competitor::Competitor};
use crate::{
    Error, Request, Settings,
    calibrate::calibrate,
    checking::check,
    flags::{cargo_home, environment, flags},
    invocation::{Invocation, Pace, Place, Task, World},
    ledger::Ledger,
    local::Local,
    order,
    progress::{Progress, Step},
    round::play,
    run::rustc,
    wanted::Want,
};

/// What is measured with.
pub(super) struct Bench<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) settings: &'a Settings,
    pub(super) machine: &'a Machine,
    pub(super) name: &'a Name,
}

/// The rounds recorded under a condition of the host come after those of the one before.
pub(super) const CONDITIONS: [&str; 2] = ["rest", "busy"];

/// A kernel, and its slowed forms.
pub(super) fn name_of(kernel: &str, slowdown: u32) -> Option<Name> {
    if slowdown == 0 { kernel.parse().ok() } else { format!("{kernel}-{slowdown}").parse().ok() }
}

/// What every round of a recording holds.
fn slots() -> Vec<(Side, Want)> {
    let alone = |side, name: Option<Name>| Some((side, Want::Alone(name?)));
    KERNELS
        .iter()
        .flat_map(|kernel| {
            let identical = [Side::Base, Side::Head, Side::Twin].map(|side| alone(side, name_of(kernel, 0)));
            let slowed = SLOWDOWNS.map(|slowdown| alone(Side::Head, name_of(kernel, slowdown)));
            identical.into_iter().chain(slowed)
        })
        .flatten()
        .collect()
}

impl Bench<'_> {
    /// A world for these builds.
    pub(super) fn world(&self, places: Vec<Place>, journal: &Journal) -> Result<Local, Error> {
        let memory = self.settings.memory.unwrap_or(self.machine.usable_memory() / 10 * 9);
        Local::new(
            places,
            &self.request.workspace.root,
            &journal.folder().join("logs"),
            (self.settings.timeout, memory),
            Duration::ZERO,
            Arc::clone(&self.request.stop),
        )
    }

    pub(super) fn order(&self, workload: &Name) -> Invocation {
        Invocation {
            experiment: self.name.clone(),
            side: Side::Base,
            workload: workload.clone(),
            task: Task::Check { variants: Vec::new() },
            seed: self.settings.seed,
            threads: self.machine.cores.usable,
            padding: 0,
        }
    }

    fn header(&self, commit: &Commit, experiments: Vec<ExperimentPin>) -> RunHeader {
        let root = &self.request.workspace.root;
        let now = jiff::Timestamp::now();
        let pin = Pin { commit: Some(commit.id.clone()), ..Pin::default() };
        RunHeader {
            run: results::new_run_id(now, Some(&commit.id), &self.machine.class, order::unique()),
            kind: RunKind::Selftest,
            started_utc: now.to_string(),
            base: Some(pin.clone()),
            pin,
            experiments,
            rustc: rustc(root),
            flags: flags(root, cargo_home(), environment()),
            harness: env!("CARGO_PKG_VERSION").to_owned(),
            command: self.request.command.clone(),
            seed: self.settings.seed,
            ended_early: None,
        }
    }
}

/// Measures all rounds, under every condition.
pub(super) fn record(
    bench: &Bench<'_>,
    commit: &Commit,
    places: Vec<Place>,
    pins: Vec<ExperimentPin>,
    effort: Effort,
    progress: &mut dyn Progress,
) -> Result<(Journal, RunRecord), Error> {
    let header = bench.header(commit, pins);
    let mut journal = bench.request.store.begin(&header, bench.machine, &[])?;
    let mut record = RunRecord::new(header, bench.machine.clone());
    let mut notes = Notes::new();
    let mut world = bench.world(places, &journal)?;
    let workload: Name = "smoke".parse().map_err(|_| Error::unknown("workload", "smoke", []))?;
    let order = bench.order(&workload);
    let mut ledger = Ledger { journal: &mut journal, record: &mut record, notes: &mut notes };
    let mut paces = BTreeMap::new();
    for kernel in KERNELS {
        let Some(variant) = name_of(kernel, 0) else { continue };
        for side in [Side::Base, Side::Head] {
            let order = Invocation { side, ..order.clone() };
            ledger.keep(check(&mut world, &order, &[], std::slice::from_ref(&variant)))?;
        }
        progress.step(&Step::Calibrating { experiment: bench.name, workload: &workload, variant: &variant });
        let depth = crate::Settings::depth_of_gate();
        let pace: Pace = calibrate(&mut world, &order, &variant, Loops::Calibrated, depth)
            .map_err(|ended| Error::Yardstick(format!("{variant}: {:?} {}", ended.how, ended.log_tail)))?;
        for slowdown in SLOWDOWNS.into_iter().chain([0]) {
            paces.extend(name_of(kernel, slowdown).map(|name| (name, pace)));
        }
    }
    let each = effort.rounds();
    for (at, condition) in (0_u32..).zip(CONDITIONS) {
        let _competitor = (condition == "busy")
            .then(|| Competitor::start(bench.machine.cores.logical))
            .transpose()
            .map_err(|error| Error::Io { what: "sh, to keep the processors busy".to_owned(), error })?;
        let mut longest = Duration::ZERO;
        for round in at * each..(at + 1) * each {
            let of = (at + 1) * each;
            let remaining = longest * (of - round);
            progress.step(&Step::Round { experiment: bench.name, workload: &workload, round, of, remaining });
            let started = world.elapsed();
            let Some(rows) = play(&mut world, &order, round, slots(), &paces, &bench.machine.cores) else {
                ledger.record.header.ended_early = Some(model::Undecided::Interrupted.to_string());
                return Ok((journal, record));
            };
            ledger.keep(rows)?;
            longest = longest.max(world.elapsed().saturating_sub(started));
        }
    }
    Ok((journal, record))
}
