//! Years sifted: the columns that one year's prices asked for are nearly those of the next.

use std::num::NonZeroUsize;

use sifting::{Options, Sieve, SiftError, Start as Columns};
use year_schedule::{Schedule, Start, Unsolved, solve_years};

use crate::{Course, Horizon, Solved, Stage, Watch, Watching};

/// Solves every year by sifting; a warm year starts from the columns and the basis of another.
pub fn solve_sifted(
    horizon: &Horizon,
    options: Options,
    schedule: Schedule,
    threads: NonZeroUsize,
) -> Result<Course, Unsolved<SiftError>> {
    let make = |_| Ok(Sifted { horizon, sieve: Sieve::new(&horizon.program, &horizon.groups, options)? });
    solve_years(schedule, horizon.years.len(), threads, make).map(Course::of)
}

struct Sifted<'a> {
    horizon: &'a Horizon,
    sieve: Sieve<'a>,
}

impl year_schedule::Solver for Sifted<'_> {
    type Basis = Columns;
    type Answer = Solved;
    type Error = SiftError;

    fn solve(&mut self, year: usize, start: Start<&Columns>) -> Result<Solved, SiftError> {
        let mut watch = Watch::start();
        match start {
            Start::Cold(_) => self.sieve.clear(),
            Start::Basis(columns, _) => self.sieve.go_on_from(columns)?,
            Start::Live => {}
        }
        watch.ends(Stage::Pass);
        let year = &self.horizon.years[year];
        let sifted = self.sieve.solve(&year.costs, &year.rows)?;
        watch.ends(Stage::Solve);
        Ok(Solved {
            bound: sifted.bound,
            iterations: sifted.iterations(),
            passes: sifted.first_phase.len() + sifted.passes.len(),
            columns: sifted.columns,
            answer: sifted.answer,
            trail: sifted.passes,
            stages: watch.stages(),
        })
    }

    fn basis(&mut self) -> Result<Columns, SiftError> {
        self.sieve.start().ok_or(SiftError::NothingSolved)
    }
}
