//! Planted faults: a flow, a price, a year, a plant, a cost, in what a mode gave.

use steel_simulation::Mode;
use touchstone::{Measured, prelude::*};

use crate::{
    Modes,
    case::Scene,
    file::{self, Asked},
    modes::{outcome, whole},
    outcome::Outcome,
};

pub(crate) fn add(declaration: Declaration<Modes>) -> Declaration<Modes> {
    let on = ["smoke", "small"];
    declaration
        .control("flow-2-percent-off", |scene, setting| {
            spoilt(scene, setting, |outcome| {
                let x = &mut outcome.courses[0].years[0].answer.x;
                if let Some(flow) = x.iter_mut().max_by(|a, b| a.total_cmp(b)) {
                    *flow *= 1.02;
                }
            })
        })
        .only_on(on)
        .control("price-2-percent-off", |scene, setting| {
            spoilt(scene, setting, |outcome| {
                let y = &mut outcome.courses[0].years[0].answer.y;
                if let Some(price) = y.iter_mut().max_by(|a, b| a.abs().total_cmp(&b.abs())) {
                    *price *= 1.02;
                }
            })
        })
        .only_on(on)
        .control("year-missing", |scene, setting| {
            spoilt(scene, setting, |outcome| {
                outcome.courses[0].years.pop();
            })
        })
        .only_on(on)
        .control("pipeline-wrong-plant", |scene, setting| {
            spoilt(scene, setting, |outcome| {
                if let Some(survey) = &mut outcome.survey {
                    let plants = &mut survey.nearest.nearest;
                    let other = plants.iter().copied().find(|plant| *plant != plants[0]);
                    plants[0] = other.unwrap_or(u32::MAX);
                }
            })
        })
        .only_on(on)
        .control("pipeline-wrong-cost", |scene, setting| {
            spoilt(scene, setting, |outcome| {
                let costs = outcome.survey.as_mut().map(|survey| &mut survey.costs.lcoh);
                if let Some(cost) = costs.and_then(|costs| costs.iter_mut().find(|cost| !cost.is_nan())) {
                    *cost *= 1.02;
                }
            })
        })
        .only_on(on)
        .control("pipeline-without-grid", |scene, setting| {
            spoilt(scene, setting, |outcome| outcome.survey = None)
        })
        .only_on(on)
}

fn spoilt(
    scene: &Scene,
    setting: touchstone::Setting,
    spoil: impl Fn(&mut Outcome) + 'static,
) -> Measured<'_, Outcome> {
    match file::simulator(&Asked::mode(Mode::Gasplan), setting) {
        Err(refusal) => cannot_run(&refusal),
        Ok(simulator) => measured(move || {
            let mut outcome = outcome(whole(&simulator, scene));
            spoil(&mut outcome);
            outcome
        }),
    }
}
