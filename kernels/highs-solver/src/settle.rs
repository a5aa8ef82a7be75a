//! Programs without an optimum: whether there is a point, and whether the objective falls for ever, asked one at a time.
//!
//! HiGHS 1.15 errs on some small random programs that have none: presolve calls unbounded ones infeasible, and simplex gives up
//! on either kind. Each question alone is a program on which it did not, in 400,000 programs: without costs every start is dual
//! feasible, and the rays, cut off at 1, have an optimum.
#![expect(unsafe_code, reason = "HiGHS is reached through its C interface")]

use std::ptr::null_mut;

use highs_sys as highs;
use linear_program::Bounds;

use crate::{Iterations, Method, Presolve, Solver, SolverError, raw::accepted, solver::count};

/// How far below zero a ray must lead, in units of the greatest cost: the tolerance of simplex.
const FALLS: f64 = 1e-7;

/// What is asked anew; the matrix stays.
#[derive(Clone)]
struct Asked {
    costs: Vec<f64>,
    columns: Bounds,
    rows: Bounds,
}

impl Solver {
    /// Is this no last word? That a method without crossover stops early is one.
    pub(crate) fn is_doubtful(&self, said: i32, is_made_smaller: bool) -> bool {
        match said {
            highs::MODEL_STATUS_INFEASIBLE => is_made_smaller,
            highs::MODEL_STATUS_UNKNOWN => {
                !matches!(self.options.method, Method::InteriorPointOnly | Method::FirstOrder(_))
            }
            highs::MODEL_STATUS_SOLVE_ERROR | highs::MODEL_STATUS_UNBOUNDED_OR_INFEASIBLE => true,
            _ => false,
        }
    }

    /// What holds: infeasible, unbounded, or what the chosen method says of the program as it was passed. Nothing is left of the
    /// two questions but their steps and their time.
    pub(crate) fn settle(&mut self, took: &mut Iterations) -> Result<(bool, i32), SolverError> {
        let program = self.asked()?;
        let is_off = self.raw.text("presolve", "off");
        self.when(is_off, "presolve")?;
        let found = self.find(&program, took);
        self.choose(self.options.method)?;
        self.ask(&program)?;
        let found = match found? {
            // The same method once more: what another one finds would pass for what this one does.
            None => match self.attempt(took) {
                (
                    _,
                    highs::MODEL_STATUS_INFEASIBLE
                    | highs::MODEL_STATUS_UNBOUNDED
                    | highs::MODEL_STATUS_UNBOUNDED_OR_INFEASIBLE,
                ) => (true, highs::MODEL_STATUS_SOLVE_ERROR),
                other => other,
            },
            Some(said) => (true, said),
        };
        let is_back = self.options.presolve == Presolve::Off || self.raw.text("presolve", "on");
        self.when(is_back, "presolve")?;
        Ok(found)
    }

    /// `None` where there is an optimum, as far as two programs without trouble can tell.
    fn find(&mut self, program: &Asked, took: &mut Iterations) -> Result<Option<i32>, SolverError> {
        self.choose(Method::DualSimplex)?;
        let greatest = program.costs.iter().fold(0.0, |most: f64, cost| most.max(cost.abs()));
        self.ask(&Asked { costs: vec![0.0; self.columns], ..program.clone() })?;
        match self.attempt(took).1 {
            highs::MODEL_STATUS_OPTIMAL => {}
            highs::MODEL_STATUS_INFEASIBLE => return Ok(Some(highs::MODEL_STATUS_INFEASIBLE)),
            _ => return Ok(None),
        }
        self.ask(&program.rays())?;
        let is_solved = self.attempt(took).1 == highs::MODEL_STATUS_OPTIMAL;
        // SAFETY: the pointer is alive.
        let objective = unsafe { highs::Highs_getObjectiveValue(self.raw.pointer()) } - self.offset;
        let falls = is_solved && objective < -FALLS * greatest;
        Ok(falls.then_some(highs::MODEL_STATUS_UNBOUNDED))
    }

    /// What the instance holds.
    fn asked(&self) -> Result<Asked, SolverError> {
        let mut asked = Asked {
            costs: vec![0.0; self.columns],
            columns: Bounds::all(self.columns, 0.0, 0.0),
            rows: Bounds::all(self.rows, 0.0, 0.0),
        };
        let (mut got, mut entries) = (0, 0);
        if self.columns > 0 {
            // SAFETY: each list has one place for each column; of the matrix, whose lists are null, nothing is written.
            let status = unsafe {
                highs::Highs_getColsByRange(
                    self.raw.pointer(),
                    0,
                    count(self.columns) - 1,
                    &raw mut got,
                    asked.costs.as_mut_ptr(),
                    asked.columns.lower.as_mut_ptr(),
                    asked.columns.upper.as_mut_ptr(),
                    &raw mut entries,
                    null_mut(),
                    null_mut(),
                    null_mut(),
                )
            };
            self.when(accepted(status), "getColsByRange")?;
        }
        if self.rows > 0 {
            // SAFETY: as above, for rows.
            let status = unsafe {
                highs::Highs_getRowsByRange(
                    self.raw.pointer(),
                    0,
                    count(self.rows) - 1,
                    &raw mut got,
                    asked.rows.lower.as_mut_ptr(),
                    asked.rows.upper.as_mut_ptr(),
                    &raw mut entries,
                    null_mut(),
                    null_mut(),
                    null_mut(),
                )
            };
            self.when(accepted(status), "getRowsByRange")?;
        }
        Ok(asked)
    }

    /// Other data for the same matrix, from a cold start.
    fn ask(&mut self, asked: &Asked) -> Result<(), SolverError> {
        self.clear()?;
        self.set_costs(&asked.costs)?;
        if self.columns > 0 {
            let Bounds { lower, upper } = &asked.columns;
            // SAFETY: the lists have one bound for each column.
            let status = unsafe {
                highs::Highs_changeColsBoundsByRange(
                    self.raw.pointer(),
                    0,
                    count(self.columns) - 1,
                    lower.as_ptr(),
                    upper.as_ptr(),
                )
            };
            self.when(accepted(status), "changeColsBoundsByRange")?;
        }
        self.set_row_bounds(&asked.rows)
    }
}

impl Asked {
    /// Directions in which a point may go for ever, at most 1 in each column.
    fn rays(&self) -> Self {
        let at = |bounds: &Bounds, open: f64| {
            let side = |bound: &f64| if bound.is_finite() { 0.0 } else { open.copysign(*bound) };
            Bounds {
                lower: bounds.lower.iter().map(side).collect(),
                upper: bounds.upper.iter().map(side).collect(),
            }
        };
        Self {
            costs: self.costs.clone(),
            columns: at(&self.columns, 1.0),
            rows: at(&self.rows, f64::INFINITY),
        }
    }
}
