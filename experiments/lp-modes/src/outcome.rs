//! What a variant gives, and whether it is right: the years by the checks of the whole plan, by the file's tolerance and by
//! ours; the grid by a method of its own.

use std::num::NonZeroUsize;

use great_circle::{Accuracy, METRES, Method, Threads, nearest};
use levelized_cost::{Method as Formula, TOLERANCE, costs};
use lp_plan::Tolerance;
use steel_simulation::{Survey, judge};
use steel_years::Course;
use touchstone::{Checks, Outputs};

use crate::{Modes, case::Scene, factors::Factors, file};

/// Years, grid, and what the parts are worth where that was measured.
pub(crate) struct Outcome {
    pub(crate) courses: Vec<Course>,
    pub(crate) survey: Option<Survey>,
    pub(crate) factors: Option<Factors>,
}

impl Outcome {
    pub(crate) fn of_years(course: Course) -> Self {
        Self { courses: vec![course], survey: None, factors: None }
    }
}

/// Variants with this in front have a grid, and must show it.
pub(crate) const WITH_GRID: &str = "pipeline";

pub(crate) fn check(outputs: &Outputs<'_, Modes>) -> Checks {
    let (scene, reference, got) = (outputs.input, outputs.reference, outputs.got);
    let checks =
        lp_plan::against(&scene.horizons, &reference.courses, &got.courses, Tolerance::Optimal(1e-6));
    let asked = file::configuration(&file::Asked::default());
    let judged = match (reference.courses.as_slice(), got.courses.as_slice()) {
        ([reference], [course]) => judge(&asked, scene.horizon(), Some(reference), course),
        _ => None,
    };
    let verdict = judged.map_or("nothing was judged".to_owned(), |judged| judged.users.to_string());
    let checks = checks.exact("by the file's tolerance", ["right to 1e-2".to_owned()], [verdict]);
    if outputs.variant.starts_with(WITH_GRID) { grid(checks, scene, got.survey.as_ref()) } else { checks }
}

fn grid(checks: Checks, scene: &Scene, survey: Option<&Survey>) -> Checks {
    let Some(survey) = survey else { return checks.exact("grid", ["searched"], ["left out"]) };
    let (plants, threads) = (&scene.world.plants, threads());
    let reference = nearest(scene.grid(), plants, Method::Chord, &threads);
    let known = costs(&scene.world.sites, &reference.km, Formula::Map, &threads);
    let accuracy = Accuracy::of(scene.grid(), plants, &reference, &survey.nearest);
    let wide = |costs: &[f32]| costs.iter().map(|cost| f64::from(*cost)).collect::<Vec<_>>();
    checks
        .at_most("metres to the chosen plant beyond the nearest", accuracy.excess_m, METRES)
        .at_most("error of the distance, in multiples of 10 m or 1e-4 of it", accuracy.km_error, 1.0)
        .output(survey.nearest.nearest.iter().map(|plant| u64::from(*plant)))
        .relative("cost of electricity", wide(&known.lcoe), wide(&survey.costs.lcoe), TOLERANCE)
        .relative("cost of hydrogen", wide(&known.lcoh), wide(&survey.costs.lcoh), TOLERANCE)
}

/// Checking is not measured: it may take what there is.
fn threads() -> Threads {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Threads::new(cores).unwrap_or(Threads::one())
}
