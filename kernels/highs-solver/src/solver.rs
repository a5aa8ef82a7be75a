//! A live instance: pass a program, change it in bulk, run it, take its basis along.
#![expect(unsafe_code, reason = "HiGHS is reached through its C interface")]

use std::time::Instant;

use bytemuck::cast_slice;
use highs_sys as highs;
use linear_program::{Answer, Bounds, Fault, LinearProgram};

use crate::{
    Basis, Iterations, Method, Options, Outcome, Presolve, SolverError, Status,
    raw::{Raw, accepted},
};

/// A live instance of HiGHS, for the thread that made it.
pub struct Solver {
    pub(crate) raw: Raw,
    pub(crate) options: Options,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// Of the rows, for programs without a column, which HiGHS does not look at.
    zero_is_feasible: bool,
    pub(crate) offset: f64,
}

impl Solver {
    /// An instance without a program.
    pub fn new(options: Options) -> Result<Self, SolverError> {
        let raw = Raw::new();
        let (threads, parallel) = match options.method {
            Method::ParallelSimplex(threads) => (i32::try_from(threads.get()).unwrap_or(i32::MAX), "on"),
            _ => (1, "off"),
        };
        let (solver, strategy) = algorithm(options.method);
        let crossover = if options.method == Method::InteriorPointOnly { "off" } else { "on" };
        let presolve = if options.presolve == Presolve::On { "on" } else { "off" };
        let tolerance_is_set = match options.method {
            Method::FirstOrder(tolerance) => raw.number("kkt_tolerance", tolerance),
            _ => true,
        };
        let all_set = raw.flag("output_flag", 0)
            && raw.integer("threads", threads)
            && raw.text("parallel", parallel)
            && raw.text("solver", solver)
            && raw.integer("simplex_strategy", strategy)
            && raw.text("run_crossover", crossover)
            && raw.text("presolve", presolve)
            && raw.integer("random_seed", 0)
            && tolerance_is_set;
        let solver = Self { raw, options, rows: 0, columns: 0, zero_is_feasible: true, offset: 0.0 };
        if all_set { Ok(solver) } else { Err(solver.refused("options")) }
    }

    /// How it solves.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Another algorithm from the next run on; basis and program stay. Between simplex methods only: threads and scheduler
    /// are those of [`Solver::new`].
    pub fn switch(&mut self, method: Method) -> Result<(), SolverError> {
        if !matches!(method, Method::DualSimplex | Method::PrimalSimplex) {
            return Err(self.refused("switch to another method than dual or primal simplex"));
        }
        self.options.method = method;
        self.choose(method)
    }

    pub(crate) fn choose(&mut self, method: Method) -> Result<(), SolverError> {
        let (solver, strategy) = algorithm(method);
        let done = self.raw.text("solver", solver) && self.raw.integer("simplex_strategy", strategy);
        self.when(done, "simplex_strategy")
    }

    /// Takes a program in; what was there before is forgotten.
    pub fn pass(&mut self, program: &LinearProgram) -> Result<(), SolverError> {
        self.pass_with(program, &program.costs, &program.rows)
    }

    /// Takes the matrix and the columns of a program in, with other costs and rows: a year of many, without a copy of the rest.
    pub fn pass_with(
        &mut self,
        program: &LinearProgram,
        costs: &[f64],
        rows: &Bounds,
    ) -> Result<(), SolverError> {
        program.check()?;
        length("costs", program.costs.len(), costs.len())?;
        finite(costs)?;
        rows.check("row", program.matrix.height())?;
        let matrix = &program.matrix;
        (self.rows, self.columns) = (matrix.height(), matrix.width());
        self.zero_is_feasible = allows_zero(rows);
        self.offset = program.offset;
        // SAFETY: every slice has the length that is passed with it, which `check` proved, and outlives the call. Starts and
        // rows are below 2^31, so their bits are those of an i32.
        let status = unsafe {
            highs::Highs_passLp(
                self.raw.pointer(),
                count(self.columns),
                count(self.rows),
                count(matrix.entries()),
                highs::MATRIX_FORMAT_COLUMN_WISE,
                highs::OBJECTIVE_SENSE_MINIMIZE,
                program.offset,
                costs.as_ptr(),
                program.columns.lower.as_ptr(),
                program.columns.upper.as_ptr(),
                rows.lower.as_ptr(),
                rows.upper.as_ptr(),
                cast_slice::<u32, i32>(matrix.starts()).as_ptr(),
                cast_slice::<u32, i32>(matrix.rows()).as_ptr(),
                matrix.values().as_ptr(),
            )
        };
        self.when(accepted(status), "passLp")
    }

    /// New costs for all columns.
    pub fn set_costs(&mut self, costs: &[f64]) -> Result<(), SolverError> {
        length("costs", self.columns, costs.len())?;
        finite(costs)?;
        if costs.is_empty() {
            return Ok(());
        }
        // SAFETY: the list has one cost for each column.
        let status = unsafe {
            highs::Highs_changeColsCostByRange(self.raw.pointer(), 0, count(self.columns) - 1, costs.as_ptr())
        };
        self.when(accepted(status), "changeColsCostByRange")
    }

    /// New bounds for all rows.
    pub fn set_row_bounds(&mut self, bounds: &Bounds) -> Result<(), SolverError> {
        bounds.check("row", self.rows)?;
        self.zero_is_feasible = allows_zero(bounds);
        if bounds.is_empty() {
            return Ok(());
        }
        // SAFETY: the lists have one bound for each row.
        let status = unsafe {
            highs::Highs_changeRowsBoundsByRange(
                self.raw.pointer(),
                0,
                count(self.rows) - 1,
                bounds.lower.as_ptr(),
                bounds.upper.as_ptr(),
            )
        };
        self.when(accepted(status), "changeRowsBoundsByRange")
    }

    /// Adds these columns of another program with the same rows, behind those that are here. The basis stays.
    pub fn add_columns(&mut self, from: &LinearProgram, which: &[u32]) -> Result<(), SolverError> {
        length("rows of the program whose columns are added", self.rows, from.matrix.height())?;
        let pick = |list: &[f64]| which.iter().map(|j| list[*j as usize]).collect::<Vec<_>>();
        let (costs, lower, upper) = (pick(&from.costs), pick(&from.columns.lower), pick(&from.columns.upper));
        let (mut starts, mut rows, mut values) = (Vec::with_capacity(which.len()), Vec::new(), Vec::new());
        for j in which {
            starts.push(count(rows.len()));
            for (row, value) in from.matrix.column(*j as usize) {
                rows.push(row.cast_signed());
                values.push(value);
            }
        }
        // SAFETY: every slice has the length that is passed with it; `starts` has one place for each new column.
        let status = unsafe {
            highs::Highs_addCols(
                self.raw.pointer(),
                count(which.len()),
                costs.as_ptr(),
                lower.as_ptr(),
                upper.as_ptr(),
                count(rows.len()),
                starts.as_ptr(),
                rows.as_ptr(),
                values.as_ptr(),
            )
        };
        self.when(accepted(status), "addCols")?;
        self.columns += which.len();
        Ok(())
    }

    /// Where simplex stopped; `None` where there is no basis (yet, or after an interior point without crossover).
    pub fn basis(&self) -> Option<Basis> {
        if !self.has_basis() {
            return None;
        }
        let mut basis = Basis { columns: vec![0; self.columns], rows: vec![0; self.rows] };
        // SAFETY: there is one place for each column and each row.
        let status = unsafe {
            highs::Highs_getBasis(self.raw.pointer(), basis.columns.as_mut_ptr(), basis.rows.as_mut_ptr())
        };
        accepted(status).then_some(basis)
    }

    fn has_basis(&self) -> bool {
        self.raw.count("basis_validity") != 0
    }

    /// Starts the next run from there.
    pub fn set_basis(&mut self, basis: &Basis) -> Result<(), SolverError> {
        length("columns of the basis", self.columns, basis.columns())?;
        length("rows of the basis", self.rows, basis.rows())?;
        // SAFETY: there is one status for each column and each row.
        let status =
            unsafe { highs::Highs_setBasis(self.raw.pointer(), basis.columns.as_ptr(), basis.rows.as_ptr()) };
        self.when(accepted(status), "setBasis")
    }

    /// Forgets basis and factors, and keeps the program: the next run starts cold.
    pub fn clear(&mut self) -> Result<(), SolverError> {
        // SAFETY: the pointer is alive.
        let status = unsafe { highs::Highs_clearSolver(self.raw.pointer()) };
        self.when(accepted(status), "clearSolver")
    }

    /// Solves what is there, from the basis that is there.
    pub fn run(&mut self) -> Result<Outcome, SolverError> {
        let started = Instant::now();
        // A basis that is there skips presolve.
        let is_made_smaller = self.options.presolve == Presolve::On && !self.has_basis();
        let mut iterations = Iterations::default();
        let (mut done, mut said) = self.attempt(&mut iterations);
        if self.is_doubtful(said, is_made_smaller) {
            (done, said) = self.settle(&mut iterations)?;
        }
        let time = started.elapsed();
        let status = match said {
            highs::MODEL_STATUS_OPTIMAL => Status::Optimal,
            // Without a column nothing can be done about the rows.
            highs::MODEL_STATUS_MODEL_EMPTY if self.zero_is_feasible => Status::Optimal,
            highs::MODEL_STATUS_MODEL_EMPTY | highs::MODEL_STATUS_INFEASIBLE => Status::Infeasible,
            highs::MODEL_STATUS_UNBOUNDED => Status::Unbounded,
            highs::MODEL_STATUS_UNKNOWN
            | highs::MODEL_STATUS_REACHED_ITERATION_LIMIT
            | highs::MODEL_STATUS_REACHED_TIME_LIMIT => Status::Imprecise,
            other => Status::GaveUp(other),
        };
        if !done && matches!(status, Status::Optimal | Status::Imprecise) {
            return Err(self.refused("run"));
        }
        let answer = match status {
            Status::Optimal | Status::Imprecise => self.answer(said == highs::MODEL_STATUS_MODEL_EMPTY),
            _ => None,
        };
        Ok(Outcome { status, answer, iterations, time })
    }

    /// Whether HiGHS was content, and its model status.
    pub(crate) fn attempt(&mut self, took: &mut Iterations) -> (bool, i32) {
        // SAFETY: the pointer is alive.
        let done = accepted(unsafe { highs::Highs_run(self.raw.pointer()) });
        *took += Iterations {
            simplex: self.raw.count("simplex_iteration_count"),
            interior_point: self.raw.count("ipm_iteration_count"),
            crossover: self.raw.count("crossover_iteration_count"),
            first_order: self.raw.count("pdlp_iteration_count"),
        };
        // SAFETY: the pointer is alive.
        (done, unsafe { highs::Highs_getModelStatus(self.raw.pointer()) })
    }

    fn answer(&self, is_empty: bool) -> Option<Answer> {
        let (mut x, mut y) = (vec![0.0; self.columns], vec![0.0; self.rows]);
        if is_empty {
            return Some(Answer { x, y, objective: self.offset });
        }
        // SAFETY: there is one place for each column and each row; nothing is written where a null pointer is given.
        let status = unsafe {
            highs::Highs_getSolution(
                self.raw.pointer(),
                x.as_mut_ptr(),
                std::ptr::null_mut(),
                std::ptr::null_mut(),
                y.as_mut_ptr(),
            )
        };
        // SAFETY: the pointer is alive.
        let objective = unsafe { highs::Highs_getObjectiveValue(self.raw.pointer()) };
        accepted(status).then_some(Answer { x, y, objective })
    }

    pub(crate) fn when(&self, done: bool, call: &'static str) -> Result<(), SolverError> {
        if done { Ok(()) } else { Err(self.refused(call)) }
    }

    fn refused(&self, call: &'static str) -> SolverError {
        SolverError::Refused { call, rows: self.rows, columns: self.columns }
    }
}

/// HiGHS' names for its solvers, and numbers for its simplex strategies.
fn algorithm(method: Method) -> (&'static str, i32) {
    let (dual, parallel_dual, primal) = (1, 3, 4);
    match method {
        Method::DualSimplex => ("simplex", dual),
        Method::PrimalSimplex => ("simplex", primal),
        Method::ParallelSimplex(_) => ("simplex", parallel_dual),
        Method::InteriorPoint | Method::InteriorPointOnly => ("ipx", dual),
        Method::FirstOrder(_) => ("pdlp", dual),
    }
}

fn length(what: &'static str, want: usize, got: usize) -> Result<(), SolverError> {
    if want == got { Ok(()) } else { Err(Fault::Lengths { what, want, got }.into()) }
}

fn finite(costs: &[f64]) -> Result<(), SolverError> {
    let strange = costs.iter().enumerate().find(|(_, cost)| !cost.is_finite());
    strange
        .map_or(Ok(()), |(place, value)| Err(Fault::NotFinite { what: "cost", place, value: *value }.into()))
}

fn allows_zero(rows: &Bounds) -> bool {
    rows.lower.iter().zip(&rows.upper).all(|(lower, upper)| *lower <= 0.0 && 0.0 <= *upper)
}

/// Lengths are below 2^31: entries by `Columns`, and rows and columns cannot outnumber memory.
pub(crate) fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}
