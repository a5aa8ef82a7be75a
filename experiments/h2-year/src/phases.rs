//! Each phase by itself, and the whole, in one process: is the whole the product of its phases?

use std::{cell::Cell, hint::black_box, rc::Rc, time::Instant};

use h2_runs::{Outcome, Scene, ran, searched};
use plant::{Gas, Objects, Run, Searched, Tables};
use plant_steps::{Cell as PemCell, Cold, Solver, Warm};
use touchstone::{Measured, prelude::*};

use crate::or_panic;

/// Look-ups, and currents.
const CALLS: u32 = 20_000;

/// Measures the three phases and the whole, each against what it replaces; the answer is that of the whole.
pub(crate) fn all(scene: &Scene) -> Measured<'_, Outcome> {
    let (large, small) = (Rc::new(searched(scene.case.nodes)), Rc::new(Tables::hydrogen()));
    let found = Rc::new(Cell::new([1.0; 4]));
    let told = Rc::clone(&found);
    measured(move || {
        let steps = scene.case.steps;
        let look_ups = looking_up(&*large) / looking_up(&*small);
        let currents = solving(&Cold) / solving(&Warm);
        let objects = objects::<Warm, _>(scene, &small).0;
        let (columns, outcome) = timed(|| {
            let run = or_panic(Run::arrays(&scene.plant, &scene.profile, &small));
            ran(run, &scene.plant, steps, |run, log| run.advance(steps, log))
        });
        let faithful = objects_of_the_plan(scene, &large);
        found.set([look_ups, currents, objects / columns, faithful / columns]);
        outcome
    })
    .reporting(move |_, report| {
        let [look_ups, currents, layout, whole] = told.get();
        report.metric("look-ups", look_ups, "x");
        report.metric("currents", currents, "x");
        report.metric("layout", layout, "x");
        report.metric("whole", whole, "x");
        report.metric("share-of-product", whole / (look_ups * currents * layout), "");
    })
}

fn objects_of_the_plan(scene: &Scene, large: &Rc<Searched>) -> f64 {
    objects::<Cold, _>(scene, large).0
}

fn objects<S: Solver + Default + 'static, G: Gas + 'static>(scene: &Scene, gas: &Rc<G>) -> (f64, Outcome) {
    let steps = scene.case.steps;
    timed(|| {
        let run = Run::<Objects<_, S>>::objects(&scene.plant, &scene.profile, Rc::clone(gas));
        ran(or_panic(run), &scene.plant, steps, |run, log| run.advance(steps, log))
    })
}

/// States of a compressor, one after the other.
fn looking_up(gas: &impl Gas) -> f64 {
    let state = |call: u32| {
        let share = f64::from(call) / f64::from(CALLS);
        (22e5 + 320e5 * share, 290.0 + 100.0 * (7.0 * share).fract())
    };
    timed(|| {
        for call in 0..CALLS {
            let (p, t) = state(call);
            let _ = black_box(gas.caloric(p, t));
        }
    })
    .0
}

/// Currents of a cell whose power moves as the wind does.
fn solving(solver: &impl Solver) -> f64 {
    timed(|| {
        let mut voltage = 0.0;
        for call in 0..CALLS {
            let share = f64::from(call) / f64::from(CALLS);
            let cell = PemCell::THERMAL.at(333.15 + 10.0 * share, 0.0);
            let current = solver.current(&cell, 0.5 + 2.0 * (9.0 * share).fract(), voltage);
            voltage = cell.voltage(black_box(current));
        }
    })
    .0
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64(), done)
}
