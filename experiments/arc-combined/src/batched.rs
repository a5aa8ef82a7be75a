//! The plan's idea, taken at its best: not a launch for each grid, but all `objects` calls of all tasks in batches, on cores or on a device.

use std::{
    cell::{Cell, RefCell},
    convert::Infallible,
    rc::Rc,
};

use arc_runs::{Files, Outcome, Pipeline};
use device::Evidence;
use grid_batch::GridBatch;
use grid_objects::{
    CudaObjects, LabelError, Labels, Method, Mode, ObjectDevice, TieRule, WgpuObjects, label, label_parallel,
};
use grid_tasks::Threads;
use plan_machines::Load as Amount;
use touchstone::{Measured, Report, Setting, cannot_run, measured};

use crate::{
    TOGETHER,
    rounds::{Rounds, solve},
};

/// Pairs for a software driver at most: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 1_000;

/// Objects are found on all cores.
pub(crate) fn on_cores(files: &Files, setting: Setting) -> Measured<'_, Outcome> {
    let pipeline = match Pipeline::prepare(files, TOGETHER, setting) {
        Ok(pipeline) => pipeline,
        Err(reason) => return cannot_run(&reason),
    };
    let (tell, rounds) = (pipeline.teller(), Made::default());
    let made = rounds.clone();
    let find = move || {
        run(&pipeline, setting, &made, |batch, mode| {
            Ok(pipeline.spread(|threads| match threads {
                Threads::One => label(batch, mode, TieRule::Lowest, Method::Bitboard),
                Threads::Pool => label_parallel(batch, mode, TieRule::Lowest, Method::Bitboard),
            }))
        })
    };
    measured(move || find().unwrap_or_else(|never: Infallible| match never {}))
        .reporting(tell)
        .reporting(move |_, report| rounds.tell(report))
}

/// Objects are found by the best GPU that wgpu finds.
pub(crate) fn on_wgpu(files: &Files, setting: Setting) -> Measured<'_, Outcome> {
    on_device(files, setting, |pairs, run| {
        let amount =
            Amount::Counted { amount: pairs, unit: "pairs", enough_for_software: ENOUGH_FOR_SOFTWARE };
        plan_machines::on_wgpu(amount, |gpu| WgpuObjects::new(gpu).map_err(LabelError::from), run)
    })
}

/// Objects are found by the first CUDA device.
pub(crate) fn on_cuda(files: &Files, setting: Setting) -> Measured<'_, Outcome> {
    on_device(files, setting, |_, run| {
        plan_machines::on_cuda(|cuda| CudaObjects::new(cuda).map_err(LabelError::from), run)
    })
}

type Ran = Result<(Outcome, Evidence), LabelError>;

/// `open` is told how many pairs there are, and what to do with the device.
fn on_device<'a, K: ObjectDevice + 'a>(
    files: &'a Files,
    setting: Setting,
    open: impl FnOnce(usize, Box<dyn Fn(&K) -> Ran + 'a>) -> Measured<'a, Outcome>,
) -> Measured<'a, Outcome> {
    let pipeline = match Pipeline::prepare(files, TOGETHER, setting) {
        Ok(pipeline) => pipeline,
        Err(reason) => return cannot_run(&reason),
    };
    let (tell, rounds) = (pipeline.teller(), Made::default());
    let made = rounds.clone();
    let work = move |kernels: &K| {
        let proof = RefCell::new(kernels.evidence());
        let label = |batch: &GridBatch, mode: Mode| -> Result<Labels, LabelError> {
            let (labels, launched) = kernels.label(batch, mode, TieRule::Lowest)?;
            proof.borrow_mut().add(&launched);
            Ok(labels)
        };
        let outcome = run(&pipeline, setting, &made, label)?;
        Ok((outcome, proof.into_inner()))
    };
    open(files.pairs, Box::new(work)).reporting(tell).reporting(move |_, report| rounds.tell(report))
}

/// Programs go side by side on threads of their own, as many as there are for us, and wait for each other at `objects`.
fn run<E>(
    pipeline: &Pipeline<'_>,
    setting: Setting,
    made: &Made,
    label: impl FnMut(&GridBatch, Mode) -> Result<Labels, E>,
) -> Result<Outcome, E> {
    pipeline.run_with(|work| {
        let (solved, rounds) = solve(work.tasks, work.programs, work.order, setting.threads, label)?;
        made.0.set(rounds);
        Ok(solved)
    })
}

/// What rounds the last run made.
#[derive(Clone, Default)]
struct Made(Rc<Cell<Rounds>>);

impl Made {
    fn tell(&self, report: &mut Report) {
        let Rounds { made, batches, grids } = self.0.get();
        report.count("rounds", made);
        report.count("batches", batches);
        report.count("grids-in-batches", grids);
    }
}
