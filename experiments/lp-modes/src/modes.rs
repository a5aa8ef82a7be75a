//! The variants: a mode with the linear programs alone, or with the grid, and what each reports of itself.

use std::{cell::RefCell, num::NonZeroUsize, rc::Rc};

use highs_solver::{Method, Options};
use lp_plan::{count, tell_shares_of_chain, tell_stages};
use steel_simulation::{Mode, Part, Results, Simulator, What};
use steel_years::solve_whole;
use touchstone::{Measured, Report, Setting, prelude::*};
use year_schedule::Schedule;

use crate::{
    case::Scene,
    file::{self, Asked},
    outcome::Outcome,
};

/// The linear programs alone.
pub(crate) fn years(scene: &Scene, mode: Mode, setting: Setting) -> Measured<'_, Outcome> {
    let cores = NonZeroUsize::new(setting.cores).unwrap_or(NonZeroUsize::MIN);
    match file::simulator(&Asked::mode(mode), setting) {
        Err(refusal) => cannot_run(&refusal),
        Ok(simulator) => measured(move || years_of(&simulator, scene)).reporting(move |outcome, report| {
            tell_years(outcome, report);
            if let (Mode::Gasplan, [course]) = (mode, outcome.courses.as_slice()) {
                tell_shares_of_chain(course, cores, report);
            }
        }),
    }
}

/// What the plan's program has: interior point with crossover, every year anew. No mode of the file.
pub(crate) fn interior_point(scene: &Scene) -> Measured<'_, Outcome> {
    let options = Options::by(Method::InteriorPoint);
    measured(move || {
        let course = solve_whole(scene.horizon(), options, Schedule::Rebuild, NonZeroUsize::MIN);
        Outcome::of_years(course.unwrap_or_else(|error| panic!("{error}")))
    })
    .reporting(tell_years)
}

/// Linear programs, then the grid.
pub(crate) fn pipeline<'a>(scene: &'a Scene, asked: &Asked, setting: Setting) -> Measured<'a, Outcome> {
    match file::simulator(asked, setting) {
        Err(refusal) => cannot_run(&refusal),
        Ok(simulator) => {
            // What the measured closure learns besides its output is told after the clocks.
            let aside = Rc::new(RefCell::new((Vec::new(), None)));
            let told = Rc::clone(&aside);
            measured(move || {
                let results = whole(&simulator, scene);
                *aside.borrow_mut() = (results.parts.clone(), results.proof());
                outcome(results)
            })
            .reporting(move |outcome, report| {
                tell_years(outcome, report);
                let (parts, proof) = &*told.borrow();
                tell_parts(parts, report);
                if let Some(proof) = proof {
                    report.evidence(plan_machines::evidence(proof.clone()));
                }
            })
        }
    }
}

pub(crate) fn years_of(simulator: &Simulator, scene: &Scene) -> Outcome {
    let results = simulator.run(scene.horizon(), None).unwrap_or_else(|error| panic!("{error}"));
    outcome(results)
}

pub(crate) fn whole(simulator: &Simulator, scene: &Scene) -> Results {
    simulator.run(scene.horizon(), Some(&scene.world)).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn outcome(results: Results) -> Outcome {
    Outcome { survey: results.survey, ..Outcome::of_years(results.course) }
}

fn tell_years(outcome: &Outcome, report: &mut Report) {
    count(&outcome.courses, report);
    tell_stages(&outcome.courses, report);
}

/// What is not a year as a stage, and every part in seconds: a person asks for their shares.
fn tell_parts(parts: &[Part], report: &mut Report) {
    for Part { what, began, ended } in parts {
        let seconds = (*ended - *began).as_secs_f64();
        match what {
            What::LinearPrograms => report.metric("linear-programs", seconds, "s"),
            What::Assembly => {
                report.metric("assembly", seconds, "s");
                report.stage("assembly", *began, *ended);
            }
            What::Grid => {
                report.metric("grid", seconds, "s");
                report.stage("grid", *began, *ended);
            }
        }
    }
}
