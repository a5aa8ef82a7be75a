//! The end-to-end run that no product of phases replaces: a year of a hydrogen plant, minute by minute, as the plan would write it
//! and with everything that was confirmed.

mod hypotheses;
mod peer;
mod phases;
mod table;

use std::{io, path::Path, rc::Rc};

use h2_runs::{Case, Outcome, PROFILES, Scene, Tolerances, check, ran, searched, tell};
use plant::{Equation, Gas, Objects, Rounded, Run, STEPS_A_YEAR, Tables};
use plant_steps::Cold;
use touchstone::{Measured, prelude::*};

/// Minutes of a day.
const DAY: u32 = 1440;

struct Year;

impl Experiment for Year {
    type Workload = Case;
    type Input = Scene;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("A year of a hydrogen plant, minute by minute")
            .workload("smoke", Case::minutes(480).nodes(256))
            .workload("small", Case::minutes(30 * DAY))
            .workload("full", Case::minutes(STEPS_A_YEAR))
            .named_workload("full-25", Case::minutes(25 * STEPS_A_YEAR))
            .named_workload("real", Case::minutes(STEPS_A_YEAR).real())
            .requires("real", file_in(PROFILES))
            .sized(|case| f64::from(case.steps))
            .reference("smoke", "arrays-eos")
            .reference("small", "arrays-eos")
            .reference("full", "arrays-eos")
            .reference("full-25", "arrays")
            .reference("real", "arrays")
            .baseline("faithful", |scene, _| faithful(scene))
            .only_on(["smoke", "small", "full"])
            .candidate("arrays", |scene, _| arrays(scene, scene.case.steps))
            .candidate("arrays-by-day", |scene, _| arrays(scene, DAY))
            .candidate("arrays-eos", |scene, _| with(scene, Equation))
            .only_on(["smoke", "small", "full"])
            .candidate("arrays-f32", |scene, _| rounded(scene))
            .candidate("phases", |scene, _| phases::all(scene))
            .only_on(["smoke", "small"])
            .candidate("hourly-table", |scene, _| table::table(scene))
            .only_on(["smoke", "full"])
            .control("demand-2-percent-off", |scene, _| spoilt(scene))
            .only_on(["smoke", "small"])
            .peer("numba", command("python3", ["peers/year.py", "numba"]))
            .only_on(["smoke", "small", "full"]);
        hypotheses::add(declaration).regresses_beyond(percent(5.0))
    }

    fn input(case: &Case, rng: &mut Rng) -> Scene {
        case.scene(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let single = outputs.variant.ends_with("-f32");
        let tolerance = Tolerances::of(if single { 1e-3 } else { 1e-4 });
        check(outputs.reference, outputs.got, tolerance)
    }

    /// What can be said of a run without another: its hourly table comes to its figures, and no joule and no kilogram is lost.
    fn verify(scene: &Scene, outcome: &Outcome) -> Checks {
        table::verify(scene, outcome)
    }

    fn export(scene: &Scene, folder: &Path) -> io::Result<()> {
        peer::export(scene, folder)
    }

    fn import(scene: &Scene, folder: &Path) -> io::Result<Outcome> {
        peer::import(scene, folder)
    }
}

/// As the plan has it: boxed components, a large table that is searched, Newton by differences, and a row for every step.
fn faithful(scene: &Scene) -> Measured<'_, Outcome> {
    let gas = Rc::new(searched(scene.case.nodes));
    let steps = scene.case.steps;
    measured(move || {
        let run = Run::<Objects<_, Cold>>::objects(&scene.plant, &scene.profile, Rc::clone(&gas));
        ran(or_panic(run), &scene.plant, steps, |run, log| run.advance(steps, log))
    })
    .reporting(tell)
}

/// With the tables that were confirmed, so many steps at a time.
fn arrays(scene: &Scene, at_a_time: u32) -> Measured<'_, Outcome> {
    let gas = Tables::hydrogen();
    let steps = scene.case.steps;
    measured(move || {
        let run = or_panic(Run::arrays(&scene.plant, &scene.profile, &gas));
        ran(run, &scene.plant, steps, |run, log| {
            let pieces = (0..steps).step_by(at_a_time as usize).map(|from| at_a_time.min(steps - from));
            pieces.into_iter().try_for_each(|piece| {
                // What goes on is a copy: all that a run needs is in it.
                *run = run.clone();
                run.advance(piece, log)
            })
        })
    })
    .reporting(tell)
}

/// With another source of properties.
fn with(scene: &Scene, gas: impl Gas + 'static) -> Measured<'_, Outcome> {
    let steps = scene.case.steps;
    measured(move || {
        let run = or_panic(Run::arrays(&scene.plant, &scene.profile, &gas));
        ran(run, &scene.plant, steps, |run, log| run.advance(steps, log))
    })
    .reporting(tell)
}

/// In f32, with sums in fixed point, as a GPU would.
fn rounded(scene: &Scene) -> Measured<'_, Outcome> {
    let tables = Tables::hydrogen();
    let steps = scene.case.steps;
    measured(move || {
        let run = or_panic(Run::<Rounded>::rounded(&scene.plant, &scene.profile, &tables));
        ran(run, &scene.plant, steps, |run, log| run.advance(steps, log))
    })
    .reporting(tell)
}

/// A planted fault that shows in any weather: in a calm, compressors and cells do nothing that could be wrong.
fn spoilt(scene: &Scene) -> Measured<'_, Outcome> {
    let mut design = scene.plant.design().clone();
    design.demand *= 1.02;
    let plant = or_panic(plant::Plant::new(design));
    let gas = Tables::hydrogen();
    let steps = scene.case.steps;
    measured(move || {
        let run = or_panic(Run::arrays(&plant, &scene.profile, &gas));
        ran(run, &plant, steps, |run, log| run.advance(steps, log))
    })
}

fn or_panic<T, E: std::fmt::Display>(made: Result<T, E>) -> T {
    made.unwrap_or_else(|error| panic!("{error}"))
}

fn main() -> ExitCode {
    touchstone::main::<Year>()
}
