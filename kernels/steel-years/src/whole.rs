//! Years solved whole, by HiGHS.

use std::num::NonZeroUsize;

use highs_solver::{Basis, Options, Solver, SolverError, Status};
use steel_lp::Year;
use year_schedule::{Instance, Schedule, Start, Unsolved, solve_years};

use crate::{Course, Horizon, Solved, Stage, Watch, Watching};

/// Solves every year with all its columns.
pub fn solve_whole(
    horizon: &Horizon,
    options: Options,
    schedule: Schedule,
    threads: NonZeroUsize,
) -> Result<Course, Unsolved<SolverError>> {
    let make = |_| Ok(Whole { horizon, options, solver: None });
    solve_years(schedule, horizon.years.len(), threads, make).map(Course::of)
}

struct Whole<'a> {
    horizon: &'a Horizon,
    options: Options,
    solver: Option<Solver>,
}

impl Whole<'_> {
    fn pass(&mut self, year: &Year, instance: Instance) -> Result<&mut Solver, SolverError> {
        if let (Instance::Cleared, Some(solver)) = (instance, self.solver.as_mut()) {
            solver.clear()?;
            solver.set_costs(&year.costs)?;
            solver.set_row_bounds(&year.rows)?;
        } else {
            // What a new instance replaces goes first: two at once would be twice the memory.
            self.solver = None;
            let mut solver = Solver::new(self.options)?;
            solver.pass_with(&self.horizon.program, &year.costs, &year.rows)?;
            self.solver = Some(solver);
        }
        self.live()
    }

    fn live(&mut self) -> Result<&mut Solver, SolverError> {
        self.solver.as_mut().ok_or(SolverError::NotOptimal(Status::GaveUp(0)))
    }
}

impl year_schedule::Solver for Whole<'_> {
    type Basis = Basis;
    type Answer = Solved;
    type Error = SolverError;

    fn solve(&mut self, year: usize, start: Start<&Basis>) -> Result<Solved, SolverError> {
        let mut watch = Watch::start();
        let year = &self.horizon.years[year];
        let solver = match start {
            Start::Cold(instance) => self.pass(year, instance)?,
            Start::Basis(basis, instance) => {
                let solver = self.pass(year, instance)?;
                solver.set_basis(basis)?;
                solver
            }
            Start::Live => {
                let solver = self.live()?;
                solver.set_costs(&year.costs)?;
                solver.set_row_bounds(&year.rows)?;
                solver
            }
        };
        watch.ends(Stage::Pass);
        let outcome = solver.run()?;
        watch.ends(Stage::Solve);
        let iterations = outcome.iterations;
        let answer = outcome.optimal()?;
        let (passes, columns) = (1, answer.x.len());
        Ok(Solved {
            answer,
            bound: None,
            iterations,
            passes,
            columns,
            trail: Vec::new(),
            stages: watch.stages(),
        })
    }

    fn basis(&mut self) -> Result<Basis, SolverError> {
        self.live()?.basis().ok_or(SolverError::NotOptimal(Status::GaveUp(0)))
    }
}
