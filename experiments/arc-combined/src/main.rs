//! The plan's last phase puts everything together and promises 400 tasks in less than a second on four cards. From the files of tasks and
//! programs to the file of results: what do two cores need, and what does a GPU that finds all objects in batches add?

mod batched;
mod hypotheses;
mod rounds;
#[cfg(test)]
mod tests;

use std::convert::Infallible;

use arc_runs::{Case, Files, Outcome, Pipeline, Solve, Ways};
use grid_language::Masks;
use grid_tasks::{Rules, Threads, solve};
use touchstone::{Measured, Setting, cannot_run, measured, prelude::*};

struct ArcCombined;

/// On all cores, with what an earlier run kept.
const TOGETHER: Ways = Ways { solve: Solve::MasksOnCores, ..Ways::KEPT };

/// The first run of all: nothing is kept yet.
const COLD: Ways = Ways { solve: Solve::MasksOnCores, ..Ways::FAST };

impl Experiment for ArcCombined {
    type Workload = Case;
    type Input = Files;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("400 tasks, from their files to the file of results");
        let declaration = arc_runs::workloads(declaration)
            .baseline("sets-sequential", |files, setting| {
                run(files, Ways { solve: Solve::Sets, ..Ways::PLAIN }, setting)
            })
            .candidate("masks", |files, setting| run(files, Ways::KEPT, setting))
            .candidate("masks-parallel", |files, setting| run(files, TOGETHER, setting))
            .threads(Cores::Performance)
            .candidate("masks-parallel-cold", |files, setting| run(files, COLD, setting))
            .threads(Cores::Performance)
            .candidate("batched", batched::on_cores)
            .threads(Cores::Performance)
            .candidate("batched-gpu", batched::on_wgpu)
            .threads(Cores::Performance)
            .on_device(DeviceKind::Wgpu)
            .candidate("batched-cuda", batched::on_cuda)
            .threads(Cores::Performance)
            .on_device(DeviceKind::Cuda)
            .control("one-cell-wrong", with_a_wrong_cell)
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(case: &Case, rng: &mut Rng) -> Files {
        case.files(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        arc_runs::check(outputs.reference, outputs.got)
    }

    fn verify(files: &Files, reference: &Outcome) -> Checks {
        arc_runs::verify(files, reference)
    }
}

fn run(files: &Files, ways: Ways, setting: Setting) -> Measured<'_, Outcome> {
    arc_runs::run(files, ways, setting, |_, _| {})
}

/// The planted fault.
fn with_a_wrong_cell(files: &Files, setting: Setting) -> Measured<'_, Outcome> {
    let pipeline = match Pipeline::prepare(files, Ways::FAST, setting) {
        Ok(pipeline) => pipeline,
        Err(reason) => return cannot_run(&reason),
    };
    let tell = pipeline.teller();
    let wrong = move || {
        pipeline.run_with(|work| {
            let solved =
                solve::<Masks, _>(work.tasks, work.programs, Rules::default(), work.order, Threads::One);
            Ok(arc_runs::one_cell_wrong(solved))
        })
    };
    measured(move || wrong().unwrap_or_else(|never: Infallible| match never {})).reporting(tell)
}

fn main() -> ExitCode {
    touchstone::main::<ArcCombined>()
}
