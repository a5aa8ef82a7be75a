//! Does it matter how the state of a plant is laid out? The same tables, the same Newton and the same order of sums on all sides, so
//! that nothing else is compared: the answers agree to the last bit.

mod hypotheses;

use std::rc::Rc;

use h2_runs::{Case, Counted, Outcome, Scene, Tolerances, check, ran, tell};
use plant::{DesignError, Layout, Log, Objects, Run, Stopped, Tables};
use plant_steps::Warm;
use touchstone::{Measured, prelude::*};

#[global_allocator]
static COUNTED: Counted = Counted;

struct Manager;

impl Experiment for Manager {
    type Workload = Case;
    type Input = Scene;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("The layout of a plant's state")
            .workload("smoke", Case::minutes(480))
            .workload("small", Case::minutes(4800))
            .workload("full", Case::minutes(48_000))
            // As many steps of components as in `full`: a history of everything for more would be gigabytes.
            .workload("full-10x", Case::minutes(4800).scaled(10))
            .workload("full-100x", Case::minutes(480).scaled(100))
            .sized(|case| f64::from(case.scale) * f64::from(case.steps))
            .baseline("objects", |scene, _| {
                run(scene, |scene, gas| {
                    Run::<Objects<_, Warm>>::objects(&scene.plant, &scene.profile, Rc::clone(gas))
                })
            })
            .candidate("gather", |scene, _| {
                run(scene, |scene, gas| Run::gather(&scene.plant, &scene.profile, Rc::clone(gas)))
            })
            .candidate("arrays", |scene, _| {
                run(scene, |scene, gas| Run::arrays(&scene.plant, &scene.profile, Rc::clone(gas)))
            })
            .candidate("blocks", |scene, _| {
                run(scene, |scene, gas| Run::blocks(&scene.plant, &scene.profile, Rc::clone(gas)))
            })
            .control("a-step-short", |scene, _| a_step_short(scene))
            .only_on(["smoke", "small"]);
        hypotheses::add(declaration).regresses_beyond(percent(5.0))
    }

    fn input(case: &Case, rng: &mut Rng) -> Scene {
        case.scene(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        // Bits too: what they are off by is in the checks before it.
        check(outputs.reference, outputs.got, Tolerances::of(1e-12)).exact(
            "all bits of state and log",
            [outputs.reference.state_hash],
            [outputs.got.state_hash],
        )
    }
}

/// A run of one layout.
fn run<'a, L: Layout>(
    scene: &'a Scene,
    make: impl Fn(&'a Scene, &Rc<Tables>) -> Result<Run<'a, L>, DesignError> + 'a,
) -> Measured<'a, Outcome> {
    stepped(scene, make, |scene, run, log| run.advance(scene.case.steps, log))
}

fn stepped<'a, L: Layout>(
    scene: &'a Scene,
    make: impl Fn(&'a Scene, &Rc<Tables>) -> Result<Run<'a, L>, DesignError> + 'a,
    advance: impl Fn(&Scene, &mut Run<'a, L>, &mut Log) -> Result<(), Stopped> + 'a,
) -> Measured<'a, Outcome> {
    let gas = Rc::new(Tables::hydrogen());
    measured(move || {
        let run = make(scene, &gas).unwrap_or_else(|error| panic!("{error}"));
        ran(run, &scene.plant, scene.case.steps, |run, log| advance(scene, run, log))
    })
    .reporting(tell)
}

/// A planted fault: the last step is left out.
fn a_step_short(scene: &Scene) -> Measured<'_, Outcome> {
    stepped(
        scene,
        |scene, gas| Run::arrays(&scene.plant, &scene.profile, Rc::clone(gas)),
        |scene, run, log| run.advance(scene.case.steps - 1, log),
    )
}

fn main() -> ExitCode {
    touchstone::main::<Manager>()
}
