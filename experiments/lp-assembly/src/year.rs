//! A year from its entries to its optimum: what assembly is worth to who wants the optimum.

use csc_assembly::{Compressed, Method, Threads, assemble};
use highs_solver::{Options, Solver, SolverError};
use linear_program::{Answer, Columns, LinearProgram};
use steel_lp::{SteelTrade, Year};
use touchstone::{Measured, prelude::*};

use crate::{assembled::Assembled, matrix::Matrix};

/// The matrix is assembled from the triples of a modelling layer.
pub(crate) fn assembled(matrix: &Matrix) -> Measured<'_, Assembled> {
    let Some((trade, year)) = matrix.trade() else { return no_year() };
    measured(move || {
        let columns = assemble(&matrix.triples, Method::CountSort, &Threads::one());
        solved(columns.unwrap_or_else(|error| panic!("{error}")), trade, year)
    })
}

/// The trade emits its columns in order.
pub(crate) fn direct(matrix: &Matrix) -> Measured<'_, Assembled> {
    let Some((trade, year)) = matrix.trade() else { return no_year() };
    measured(move || {
        let columns = trade.matrix();
        let answer = optimum(&columns, trade, year);
        let parts = (columns.starts().to_vec(), columns.rows().to_vec(), columns.values().to_vec());
        let (starts, rows, values) = parts;
        Assembled { columns: Compressed { starts, rows, values }, answer: Some(answer) }
    })
}

/// What compressed columns lead to.
pub(crate) fn solved(columns: Compressed, trade: &SteelTrade, year: &Year) -> Assembled {
    let matrix =
        columns.clone().into_columns(trade.height() as u32).unwrap_or_else(|fault| panic!("{fault}"));
    let answer = optimum(&matrix, trade, year);
    Assembled { columns, answer: Some(answer) }
}

fn optimum(matrix: &Columns, trade: &SteelTrade, year: &Year) -> Answer {
    let program = LinearProgram {
        matrix: matrix.clone(),
        costs: year.costs.clone(),
        columns: trade.column_bounds(),
        rows: year.rows.clone(),
        offset: 0.0,
    };
    let solve = || -> Result<Answer, SolverError> {
        let mut solver = Solver::new(Options::default())?;
        solver.pass(&program)?;
        solver.run()?.optimal()
    };
    solve().unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn no_year<'a>() -> Measured<'a, Assembled> {
    cannot_run(&"this matrix belongs to no year: use the workload `year`")
}
