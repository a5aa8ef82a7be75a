//! Planted faults, one of each kind that a certificate must see: a flow, a price, the years.

use std::num::NonZeroUsize;

use highs_solver::Options;
use steel_years::{Course, Horizon};
use touchstone::{Measured, prelude::*};
use year_schedule::Schedule;

use crate::{Years, schedules::solve};

pub(crate) fn add(declaration: Declaration<Years>) -> Declaration<Years> {
    let on = ["smoke", "small"];
    declaration
        .control("flow-2-percent-off", |years, _| {
            spoilt(years, |courses| {
                let x = &mut courses[0].years[0].answer.x;
                if let Some(flow) = x.iter_mut().max_by(|a, b| a.total_cmp(b)) {
                    *flow *= 1.02;
                }
            })
        })
        .only_on(on)
        .control("price-2-percent-off", |years, _| {
            spoilt(years, |courses| {
                let y = &mut courses[0].years[0].answer.y;
                if let Some(price) = y.iter_mut().max_by(|a, b| a.abs().total_cmp(&b.abs())) {
                    *price *= 1.02;
                }
            })
        })
        .only_on(on)
        .control("years-swapped", |years, _| spoilt(years, |courses| courses[0].years.swap(0, 1)))
        .only_on(on)
        .control("year-missing", |years, _| {
            spoilt(years, |courses| {
                courses[0].years.pop();
            })
        })
        .only_on(on)
}

fn spoilt(years: &[Horizon], spoil: impl Fn(&mut Vec<Course>) + 'static) -> Measured<'_, Vec<Course>> {
    measured(move || {
        let mut courses = solve(years, Options::default(), Schedule::Chain, NonZeroUsize::MIN);
        spoil(&mut courses);
        courses
    })
}
