//! The plan's own words, in their kindest reading: arcs inside a site, slacks, for each destination the two largest sources of
//! everything that it takes, and the largest international arcs until a tenth of all columns is in. Chosen once, never priced;
//! what is left out stays at 0. (Of any two sources alone, an arc furnace could get two of iron, and no scrap to go with it.)

use std::{cell::OnceCell, collections::BTreeMap};

use highs_solver::{Options, Solver, SolverError};
use linear_program::{Answer, Bounds, Columns, LinearProgram};
use lp_plan::count;
use sifting::Stop;
use steel_lp::{Family, Link, SteelTrade};
use steel_years::{Course, Horizon, Solved};
use touchstone::{Measured, cannot_run, measured};

use crate::ways::{core_share, sift};

/// Of all columns.
const SHARE: f64 = 0.1;
/// For each destination and everything that it takes.
const SOURCES: usize = 2;

/// Choosing is part of the work. Its true error and its unmet demand are reported whatever they are; the optimum that they need
/// is found outside the clocks, by a sieve, and only once.
pub(crate) fn solve(years: &[Horizon]) -> Measured<'_, Vec<Course>> {
    let [horizon] = years else { return cannot_run(&"a fixed core is chosen for one program at a time") };
    let Some(trade) = &horizon.trade else {
        return cannot_run(&"a fixed core is made of sites and borders, and these columns have none");
    };
    let optimum = OnceCell::new();
    measured(move || vec![course(horizon, trade).unwrap_or_else(|error| panic!("{error}"))]).reporting(
        move |courses, report| {
            count(courses, report);
            report.metric("core-share", core_share(years, courses), "");
            let optimum = optimum.get_or_init(|| sift(years, Stop::Exact, 1)[0].years[0].answer.objective);
            let answer = &courses[0].years[0].answer;
            report.metric("true-error", (answer.objective - optimum) / optimum.abs().max(1.0), "");
            if let (Some(unmet), Some(demand)) = (horizon.unmet(&answer.x), horizon.demand(0)) {
                report.metric("unmet", unmet, "Mt");
                report.metric("unmet-share", unmet / demand, "");
            }
        },
    )
}

fn course(horizon: &Horizon, trade: &SteelTrade) -> Result<Course, SolverError> {
    let core = columns(trade);
    let part = part(&horizon.program, &core)?;
    let mut solver = Solver::new(Options::default())?;
    solver.pass(&part)?;
    let outcome = solver.run()?;
    let iterations = outcome.iterations;
    let found = outcome.optimal()?;
    let mut x = vec![0.0; horizon.program.costs.len()];
    for (j, flow) in core.iter().zip(&found.x) {
        x[*j as usize] = *flow;
    }
    let answer = Answer { x, y: found.y, objective: found.objective };
    let (bound, trail, stages) = (None, Vec::new(), Vec::new());
    let solved = Solved { answer, bound, iterations, passes: 1, columns: core.len(), trail, stages };
    Ok(Course { years: vec![solved], workers: vec![0] })
}

/// The columns of the core, in rising order. What is inside a site is its hot metal: cast, it only costs more.
fn columns(trade: &SteelTrade) -> Vec<u32> {
    let links = trade.links();
    let all: Vec<u32> = (0..links.len() as u32).collect();
    let link = |j: u32| links[j as usize];
    let mut is_in: Vec<bool> = links.iter().map(|link| link.family.always_there()).collect();
    // Largest first, and by their numbers where they are equally large.
    let by_size = |mut columns: Vec<u32>, size: &dyn Fn(Link) -> f64| {
        columns.sort_by(|a, b| size(link(*b)).total_cmp(&size(link(*a))).then(a.cmp(b)));
        columns
    };
    let source = |link: Link| trade.capacities(link).map_or(0.0, |[gives, _]| gives);
    let mut sources: BTreeMap<(Family, u32), usize> = BTreeMap::new();
    for j in by_size(all.clone(), &source) {
        let known = sources.entry((link(j).family, link(j).destination)).or_default();
        if *known < SOURCES {
            *known += 1;
            is_in[j as usize] = true;
        }
    }
    let both = |link: Link| trade.capacities(link).map_or(0.0, |[gives, takes]| gives.min(takes));
    let abroad = all.into_iter().filter(|j| !is_in[*j as usize] && trade.crosses_border(link(*j))).collect();
    let room = (SHARE * links.len() as f64) as usize;
    let left = room.saturating_sub(is_in.iter().filter(|is_in| **is_in).count());
    for j in by_size(abroad, &both).into_iter().take(left) {
        is_in[j as usize] = true;
    }
    (0..links.len() as u32).filter(|j| is_in[*j as usize]).collect()
}

fn part(whole: &LinearProgram, core: &[u32]) -> Result<LinearProgram, linear_program::Fault> {
    let mut matrix = Columns::with_capacity(whole.matrix.height(), core.len(), 4 * core.len());
    let (mut costs, mut columns) = (Vec::with_capacity(core.len()), Bounds::default());
    for j in core.iter().map(|j| *j as usize) {
        matrix.push(whole.matrix.column(j))?;
        costs.push(whole.costs[j]);
        columns.push(whole.columns.lower[j], whole.columns.upper[j]);
    }
    Ok(LinearProgram { matrix, costs, columns, rows: whole.rows.clone(), offset: whole.offset })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use steel_lp::{Options, Shape};

    use super::*;

    #[test]
    fn a_core_is_a_tenth_of_the_columns_with_two_of_the_largest_sources_of_everything() {
        let trade = SteelTrade::new(Shape::M, Options::default(), 3).expect("the shape is one");
        let core = columns(&trade);
        assert!(core.is_sorted());
        assert_eq!(core.len(), (SHARE * trade.width() as f64) as usize);
        let links = trade.links();
        let chosen: BTreeSet<u32> = core.iter().copied().collect();
        let gives = |j: u32| trade.capacities(links[j as usize]).map_or(0.0, |[gives, _]| gives);
        for (j, link) in (0..).zip(links) {
            if link.family.always_there() {
                assert!(chosen.contains(&j), "{link:?}");
                continue;
            }
            let larger = (0..links.len() as u32).filter(|other| {
                let other_link = links[*other as usize];
                (other_link.family, other_link.destination) == (link.family, link.destination)
                    && (gives(*other), j) > (gives(j), *other)
            });
            let place = larger.count();
            assert!(place >= SOURCES || chosen.contains(&j), "{link:?} is number {place}");
            assert!(place < SOURCES || !chosen.contains(&j) || trade.crosses_border(*link), "{link:?}");
        }
    }
}
