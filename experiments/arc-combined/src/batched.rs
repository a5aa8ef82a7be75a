//! The plan's idea, taken at its best: not a launch for each grid, but all `objects` calls of all tasks in batches, on cores or on a device.

use std::{
    cell::{Cell, RefCell},
    convert::Infallible,
    fmt::Display,
    rc::Rc,
};

use device::Evidence;
use grid_batch::GridBatch;
use grid_objects::{
    CudaObjects, LabelError, Labels, Method, Mode, ObjectDevice, TieRule, WgpuObjects, label_parallel,
};
use grid_tasks::Threads;
use lp_machines::Load as Amount;
use rayon::ThreadPool;
use touchstone::{Measured, Recorder, Report, Setting, cannot_run};

use crate::{
    answers::Answer,
    load::{Files, World},
    pipeline::{Loading, STAGES, over, through},
    rounds::{Rounds, solve},
};

/// Pairs for a software driver at most: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 1_000;

/// Objects are found on all cores.
pub(crate) fn on_cores(world: &World, setting: Setting) -> Measured<'_, Answer> {
    let pool = match pool_of(setting) {
        Ok(pool) => pool,
        Err(reason) => return cannot_run(&reason),
    };
    let rounds = Rc::new(Cell::new(Rounds::default()));
    let told = Rc::clone(&rounds);
    over(world, move |files, spans| {
        let label = |batch: &GridBatch, mode| -> Result<Labels, Infallible> {
            Ok(pool.install(|| label_parallel(batch, mode, TieRule::Lowest, Method::Bitboard)))
        };
        let (answer, made) = run(files, spans, &pool, label).unwrap_or_else(|never| match never {});
        rounds.set(made);
        answer
    })
    .reporting(move |_, report| tell(told.get(), report))
}

fn pool_of(setting: Setting) -> Result<ThreadPool, impl Display> {
    rayon::ThreadPoolBuilder::new().num_threads(setting.threads).build()
}

/// Objects are found by the best GPU that wgpu finds.
pub(crate) fn on_wgpu(world: &World, setting: Setting) -> Measured<'_, Answer> {
    let files = match &world.files {
        Ok(files) => files,
        Err(reason) => return cannot_run(reason),
    };
    let amount =
        Amount::Counted { amount: files.pairs(), unit: "pairs", enough_for_software: ENOUGH_FOR_SOFTWARE };
    on_device(files, setting, |run| {
        lp_machines::on_wgpu(amount, |gpu| WgpuObjects::new(gpu).map_err(LabelError::from), run)
    })
}

/// Objects are found by the first CUDA device.
pub(crate) fn on_cuda(world: &World, setting: Setting) -> Measured<'_, Answer> {
    match &world.files {
        Ok(files) => on_device(files, setting, |run| {
            lp_machines::on_cuda(|cuda| CudaObjects::new(cuda).map_err(LabelError::from), run)
        }),
        Err(reason) => cannot_run(reason),
    }
}

type Ran = Result<(Answer, Evidence), LabelError>;

fn on_device<'a, K: ObjectDevice + 'a>(
    files: &'a Files,
    setting: Setting,
    open: impl FnOnce(Box<dyn Fn(&K) -> Ran + 'a>) -> Measured<'a, Answer>,
) -> Measured<'a, Answer> {
    let pool = match pool_of(setting) {
        Ok(pool) => pool,
        Err(reason) => return cannot_run(&reason),
    };
    let recorder = Recorder::with_room(STAGES);
    let rounds = Rc::new(Cell::new(Rounds::default()));
    let (spans, told) = (recorder.clone(), Rc::clone(&rounds));
    let work = move |kernels: &K| {
        let proof = RefCell::new(kernels.evidence());
        let label = |batch: &GridBatch, mode: Mode| -> Result<Labels, LabelError> {
            let (labels, launched) = kernels.label(batch, mode, TieRule::Lowest)?;
            proof.borrow_mut().add(&launched);
            Ok(labels)
        };
        let (answer, made) = run(files, &spans, &pool, label)?;
        rounds.set(made);
        Ok((answer, proof.into_inner()))
    };
    open(Box::new(work)).recording(&recorder).reporting(move |answer, report| {
        answer.tell(report);
        tell(told.get(), report);
    })
}

/// The fast stages; programs go side by side on threads of their own, as many as the pool has, and wait for each other at `objects`.
fn run<E>(
    files: &Files,
    spans: &Recorder,
    pool: &ThreadPool,
    label: impl FnMut(&GridBatch, Mode) -> Result<Labels, E>,
) -> Result<(Answer, Rounds), E> {
    let mut rounds = Rounds::default();
    let mut failed = None;
    let answer = through(
        files,
        spans,
        || pool.install(|| Loading::Typed(Threads::Pool).tasks(files)),
        |tasks, programs| match solve(tasks, programs, &files.order, pool.current_num_threads(), label) {
            Ok((solved, made)) => {
                rounds = made;
                solved
            }
            Err(error) => {
                failed = Some(error);
                grid_tasks::Solved::default()
            }
        },
    );
    failed.map_or(Ok((answer, rounds)), Err)
}

fn tell(rounds: Rounds, report: &mut Report) {
    report.count("rounds", rounds.made);
    report.count("batches", rounds.batches);
    report.count("grids-in-batches", rounds.grids);
}
