//! The columns that are in, as a program of their own; those outside are at rest.

use highs_solver::{Basis, Method, Options, Outcome, Solver, SolverError};
use linear_program::{Bounds, Columns, LinearProgram};

/// The restricted program and the live solver that holds it.
pub(crate) struct Master<'a> {
    whole: &'a LinearProgram,
    solver: Solver,
    /// The columns that are in, in the order in which they came.
    columns: Vec<u32>,
    is_in: Vec<bool>,
    /// Columns whose rest is not 0: outside they shift the rows.
    leaning: Vec<u32>,
}

impl<'a> Master<'a> {
    /// A program of these columns, without a basis yet.
    pub(crate) fn new(whole: &'a LinearProgram, columns: Vec<u32>) -> Result<Self, SolverError> {
        let mut is_in = vec![false; whole.costs.len()];
        for j in &columns {
            is_in[*j as usize] = true;
        }
        let leaning =
            (0..whole.costs.len()).filter(|j| rest(&whole.columns, *j).is_some_and(|rest| rest != 0.0));
        let leaning = leaning.map(|j| j as u32).collect();
        let mut solver = Solver::new(Options::default())?;
        solver.pass(&select(whole, &columns)?)?;
        Ok(Self { whole, solver, columns, is_in, leaning })
    }

    pub(crate) fn columns(&self) -> &[u32] {
        &self.columns
    }

    pub(crate) fn is_in(&self) -> &[bool] {
        &self.is_in
    }

    pub(crate) fn basis(&self) -> Option<Basis> {
        self.solver.basis()
    }

    pub(crate) fn set_basis(&mut self, basis: &Basis) -> Result<(), SolverError> {
        self.solver.set_basis(basis)
    }

    /// Other data: the basis stays, and the dual method goes on from it.
    pub(crate) fn take(&mut self, costs: &[f64], rows: &Bounds) -> Result<(), SolverError> {
        let own: Vec<f64> = self.columns.iter().map(|j| costs[*j as usize]).collect();
        self.solver.set_costs(&own)?;
        self.lean(rows)?;
        self.solver.switch(Method::DualSimplex)
    }

    /// More columns, with the costs that hold now: the basis stays feasible, so the primal method goes on.
    pub(crate) fn add(&mut self, wanted: &[u32], costs: &[f64], rows: &Bounds) -> Result<(), SolverError> {
        self.solver.add_columns(self.whole, wanted)?;
        for j in wanted {
            self.is_in[*j as usize] = true;
        }
        self.columns.extend(wanted);
        let own: Vec<f64> = self.columns.iter().map(|j| costs[*j as usize]).collect();
        self.solver.set_costs(&own)?;
        if !self.leaning.is_empty() {
            self.lean(rows)?;
        }
        self.solver.switch(Method::PrimalSimplex)
    }

    pub(crate) fn run(&mut self) -> Result<Outcome, SolverError> {
        self.solver.run()
    }

    /// The point of the whole program that belongs to a point of this one.
    pub(crate) fn whole(&self, x: &[f64]) -> Vec<f64> {
        let mut all: Vec<f64> = vec![0.0; self.whole.costs.len()];
        for j in self.outside() {
            all[j] = rest(&self.whole.columns, j).unwrap_or(0.0);
        }
        for (j, x) in self.columns.iter().zip(x) {
            all[*j as usize] = *x;
        }
        all
    }

    /// What the columns outside cost at rest.
    pub(crate) fn cost_of_rest(&self, costs: &[f64]) -> f64 {
        self.outside().map(|j| costs[j] * rest(&self.whole.columns, j).unwrap_or(0.0)).sum()
    }

    /// Rows have less to ask where columns outside lean on them.
    fn lean(&mut self, rows: &Bounds) -> Result<(), SolverError> {
        if self.leaning.is_empty() {
            return self.solver.set_row_bounds(rows);
        }
        let mut shifted = rows.clone();
        for j in self.outside() {
            let rest = rest(&self.whole.columns, j).unwrap_or(0.0);
            for (row, value) in self.whole.matrix.column(j) {
                shifted.lower[row as usize] -= value * rest;
                shifted.upper[row as usize] -= value * rest;
            }
        }
        self.solver.set_row_bounds(&shifted)
    }

    /// The columns outside that are not at 0.
    fn outside(&self) -> impl Iterator<Item = usize> + '_ {
        self.leaning.iter().map(|j| *j as usize).filter(|j| !self.is_in[*j])
    }
}

/// Where a column outside stays: its lower bound, else its upper one; a free column has no rest and is always in.
pub(crate) fn rest(columns: &Bounds, j: usize) -> Option<f64> {
    [columns.lower[j], columns.upper[j]].into_iter().find(|bound| bound.is_finite())
}

fn select(whole: &LinearProgram, which: &[u32]) -> Result<LinearProgram, SolverError> {
    let mut matrix = Columns::with_capacity(whole.matrix.height(), which.len(), 4 * which.len());
    let mut part = LinearProgram {
        matrix: Columns::new(0),
        costs: Vec::with_capacity(which.len()),
        columns: Bounds::default(),
        rows: whole.rows.clone(),
        offset: 0.0,
    };
    for j in which.iter().map(|j| *j as usize) {
        matrix.push(whole.matrix.column(j))?;
        part.costs.push(whole.costs[j]);
        part.columns.push(whole.columns.lower[j], whole.columns.upper[j]);
    }
    part.matrix = matrix;
    Ok(part)
}
