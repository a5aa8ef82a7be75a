//! Every variant as a way to label a batch, and how it is measured: all cases one after the other, end to end.

use std::{cell::RefCell, fmt::Display, rc::Rc};

use device::Evidence;
use grid_batch::GridBatch;
use grid_objects::{Labels, Method, Mode, TieRule, label, label_parallel_into};
use plan_machines::evidence;
use rayon::ThreadPool;
use touchstone::{Measured, Report, cannot_run, measured};

use crate::{answers::Answer, load::World};

/// A way to find the objects of a batch.
pub(crate) trait Labeller {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels;

    /// The same by a call for each grid; on a device that is a launch.
    fn label_each(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        let mut all = Labels::default();
        for grid in batch.iter() {
            let mut alone = GridBatch::default();
            alone.push(grid);
            let labels = self.label(&alone, mode, ties);
            all.label.extend(labels.label);
            all.counts.extend(labels.counts);
        }
        all
    }

    /// What a device proved since it was asked last; nothing where none was needed.
    fn proof(&mut self) -> Option<Evidence> {
        None
    }

    /// What it tells besides, of its device.
    fn tell(&self, _report: &mut Report) {}
}

impl Labeller for Method {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        label(batch, mode, ties, *self)
    }
}

/// A method on all cores.
pub(crate) struct Pool {
    threads: ThreadPool,
    method: Method,
}

impl Pool {
    pub(crate) fn of(threads: usize, method: Method) -> Result<Self, impl Display> {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().map(|threads| Self { threads, method })
    }
}

impl Labeller for Pool {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        let mut labels = Labels::room_for(batch);
        self.threads.install(|| label_parallel_into(&mut labels, batch, mode, ties, self.method));
        labels
    }
}

/// Measures a labeller on all cases of a workload.
pub(crate) fn over<'a>(
    world: &'a World,
    labeller: Result<impl Labeller + 'a, impl Display>,
) -> Measured<'a, Answer> {
    if let Some(fault) = world.fault() {
        return cannot_run(&fault);
    }
    let labeller = match labeller {
        Ok(labeller) => Rc::new(RefCell::new(labeller)),
        Err(reason) => return cannot_run(&reason),
    };
    let told = Rc::clone(&labeller);
    measured(move || {
        let mut labeller = labeller.borrow_mut();
        let label = |(batch, mode)| labeller.label(batch, mode, TieRule::Lowest);
        Answer::of(world.cases().map(label).collect())
    })
    .reporting(move |_, report| {
        let mut labeller = told.borrow_mut();
        report_of(&mut *labeller, report);
        if let Some(Ok(puzzles)) = &world.puzzles {
            puzzles.report(&mut *labeller, report);
        }
    })
}

/// Its proof, and what else it tells of the device: nothing is said of one that did nothing.
pub(crate) fn report_of(labeller: &mut impl Labeller, report: &mut Report) {
    if let Some(proof) = labeller.proof() {
        report.evidence(evidence(proof));
        labeller.tell(report);
    }
}
