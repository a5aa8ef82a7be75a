//! Years of which each is made from nothing and leaves nothing behind: what a simulation does that builds its model anew.

use highs_solver::{Options, Solver, SolverError};
use linear_program::{Certificate, LinearProgram};
use steel_lp::{SteelTrade, Totals};

use crate::{Solved, Stage, Watching};

/// A year, and what somebody who plans steel takes out of it.
#[derive(Clone, Debug)]
pub struct Afresh {
    /// Flows, prices, objective; and its stages, where it was watched.
    pub solved: Solved,
    /// What flows, as (column, Mt).
    pub flows: Vec<(u32, f64)>,
    /// What the flows add up to.
    pub totals: Totals,
    /// How far flows and prices are from being optimal.
    pub certificate: Certificate,
}

/// Solves the first years of a trade, one after the other. Every year generates its data, emits its columns, passes them to a
/// solver of its own, takes out flows, prices and totals, and certifies them, whoever watches; then program and solver are
/// dropped, and `after` is told which year it was.
///
/// Copying flows and prices out of the solver is part of [`Stage::Solve`]: it is one call with the solving, and some
/// microseconds.
pub fn solve_afresh<W: Watching>(
    trade: &SteelTrade,
    years: u32,
    options: Options,
    mut after: impl FnMut(u32),
) -> Result<Vec<Afresh>, SolverError> {
    let mut data = trade.years(0..years);
    let mut solved = Vec::with_capacity(data.len());
    for number in 0..years {
        let mut watch = W::start();
        let Some(year) = data.next() else { break };
        let program = LinearProgram {
            matrix: trade.matrix(),
            costs: year.costs.clone(),
            columns: trade.column_bounds(),
            rows: year.rows.clone(),
            offset: 0.0,
        };
        watch.ends(Stage::Build);
        let mut solver = Solver::new(options)?;
        solver.pass(&program)?;
        watch.ends(Stage::Pass);
        let outcome = solver.run()?;
        watch.ends(Stage::Solve);
        let iterations = outcome.iterations;
        let answer = outcome.optimal()?;
        let flows = (0_u32..).zip(&answer.x).filter(|(_, x)| **x != 0.0).map(|(j, x)| (j, *x)).collect();
        let totals = trade.totals(&year, &answer.x);
        watch.ends(Stage::Extract);
        let certificate = Certificate::of(&program, &answer.x, &answer.y)?;
        watch.ends(Stage::Verify);
        drop((solver, program, year));
        let columns = answer.x.len();
        let stages = watch.stages();
        let year = Solved { answer, bound: None, iterations, passes: 1, columns, trail: Vec::new(), stages };
        solved.push(Afresh { solved: year, flows, totals, certificate });
        after(number);
    }
    Ok(solved)
}
