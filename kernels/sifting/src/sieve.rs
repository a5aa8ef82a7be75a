//! The loop: solve what is in, price what is out, take the best in.

use std::time::Instant;

use highs_solver::{Basis, Outcome, Status};
use linear_program::{Answer, Bounds, LinearProgram};

use crate::{
    Groups, Options, Pass, SiftError, Sifted, Stop,
    groups::Best,
    master::{Master, rest},
    phase_one,
    price::{Market, only_takes},
};

/// A program that is sifted, with the columns and the basis of its last solve. It belongs to the thread that made it.
pub struct Sieve<'a> {
    program: &'a LinearProgram,
    groups: &'a Groups,
    options: Options,
    only_takes: Vec<bool>,
    master: Option<Master<'a>>,
}

/// Columns and basis where a sieve stopped: another one goes on from there, in any thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    columns: Vec<u32>,
    basis: Basis,
}

impl<'a> Sieve<'a> {
    /// A sieve of this matrix and these columns; costs and rows come with every solve.
    pub fn new(program: &'a LinearProgram, groups: &'a Groups, options: Options) -> Result<Self, SiftError> {
        program.check()?;
        if let Stop::Gap(gap) = options.stop
            && (gap.is_nan() || gap < 0.0)
        {
            return Err(SiftError::Tolerance(gap));
        }
        let columns = program.costs.len();
        if groups.of.len() != columns {
            let (what, got) = ("groups", groups.of.len());
            return Err(linear_program::Fault::Lengths { what, want: columns, got }.into());
        }
        if let Some(column) = groups.always.iter().copied().find(|column| *column as usize >= columns) {
            return Err(SiftError::NoSuchColumn { column, columns });
        }
        let only_takes = only_takes(&program.matrix, &program.columns);
        Ok(Self { program, groups, options, only_takes, master: None })
    }

    /// Where it stopped; `None` before it has solved anything.
    pub fn start(&self) -> Option<Start> {
        let master = self.master.as_ref()?;
        Some(Start { columns: master.columns().to_vec(), basis: master.basis()? })
    }

    /// Goes on from where another one stopped.
    pub fn go_on_from(&mut self, start: &Start) -> Result<(), SiftError> {
        let failed = |error| SiftError::Solver { pass: 0, columns: start.columns.len(), error };
        let mut master = Master::new(self.program, start.columns.clone()).map_err(failed)?;
        master.set_basis(&start.basis).map_err(failed)?;
        self.master = Some(master);
        Ok(())
    }

    /// Forgets columns and basis.
    pub fn clear(&mut self) {
        self.master = None;
    }

    /// The columns that are in, in rising order.
    pub fn columns(&self) -> Vec<u32> {
        let mut columns = self.master.as_ref().map_or_else(Vec::new, |master| master.columns().to_vec());
        columns.sort_unstable();
        columns
    }

    /// Solves the program with these costs and rows, from where it stopped.
    pub fn solve(&mut self, costs: &[f64], rows: &Bounds) -> Result<Sifted, SiftError> {
        let master = match self.master.take() {
            Some(master) => master,
            None => self.master_of(self.first_columns(costs))?,
        };
        let Some((master, sifted)) = self.sift(master, costs, rows)? else {
            return self.solve_in_two_phases(costs, rows);
        };
        self.master = Some(master);
        Ok(sifted)
    }

    fn solve_in_two_phases(&mut self, costs: &[f64], rows: &Bounds) -> Result<Sifted, SiftError> {
        let (columns, first_phase) = phase_one::columns(self.program, self.groups, self.options, rows)?;
        // A first phase finds a point to its own tolerance; should the solver's be finer, there is none.
        let found = self.sift(self.master_of(columns)?, costs, rows)?;
        let (master, sifted) = found.ok_or(SiftError::Infeasible(0.0))?;
        self.master = Some(master);
        Ok(Sifted { first_phase, ..sifted })
    }

    /// `None` where the columns that are in have no feasible point.
    fn sift(
        &self,
        mut master: Master<'a>,
        costs: &[f64],
        rows: &Bounds,
    ) -> Result<Option<(Master<'a>, Sifted)>, SiftError> {
        let failed = |pass, columns| move |error| SiftError::Solver { pass, columns, error };
        let mut passes: Vec<Pass> = Vec::new();
        master.take(costs, rows).map_err(failed(1, master.columns().len()))?;
        let mut best_bound: Option<f64> = None;
        for _ in 0..self.options.most_passes {
            let (pass, columns) = (passes.len() + 1, master.columns().len());
            let outcome = master.run().map_err(failed(pass, columns))?;
            let (iterations, solving) = (outcome.iterations, outcome.time);
            let answer = match outcome.status {
                Status::Infeasible => return Ok(None),
                Status::Unbounded => return Err(SiftError::Unbounded),
                _ => Outcome::optimal(outcome).map_err(failed(pass, columns))?,
            };
            let started = Instant::now();
            let market = Market {
                program: self.program,
                costs,
                rows,
                groups: self.groups,
                only_takes: &self.only_takes,
                is_in: master.is_in(),
            };
            let prices = market.ask(&answer.y, self.options.more, self.options.threads);
            let pricing = started.elapsed();
            let objective = self.program.offset + answer.objective + master.cost_of_rest(costs);
            best_bound = best_bound.into_iter().chain(prices.bound).max_by(f64::total_cmp);
            let added = prices.wanted.len();
            let pass = Pass { columns, added, objective, bound: best_bound, iterations, solving, pricing };
            let enough =
                matches!((self.options.stop, pass.gap()), (Stop::Gap(most), Some(gap)) if gap <= most);
            passes.push(pass);
            if enough || added == 0 {
                let answer = Answer { x: master.whole(&answer.x), y: answer.y, objective };
                let (bound, exact, first_phase) = (best_bound, added == 0, Vec::new());
                let sifted = Sifted { answer, bound, exact, first_phase, passes, columns };
                return Ok(Some((master, sifted)));
            }
            master.add(&prices.wanted, costs, rows).map_err(failed(passes.len() + 1, columns + added))?;
        }
        Err(SiftError::TooManyPasses(self.options.most_passes))
    }

    /// The cheapest of every group, those that must be in, and those that have no rest; all, where those are nearly all.
    fn first_columns(&self, costs: &[f64]) -> Vec<u32> {
        let mut best = Best::new(self.groups, self.options.first);
        (0..costs.len()).for_each(|j| best.offer(self.groups, j as u32, costs[j]));
        let free = (0..costs.len()).filter(|j| rest(&self.program.columns, *j).is_none()).map(|j| j as u32);
        let mut columns = best.winners();
        columns.extend(&self.groups.always);
        columns.extend(free);
        columns.sort_unstable();
        columns.dedup();
        if columns.len() as f64 > self.options.most_first * costs.len() as f64 {
            return (0..costs.len() as u32).collect();
        }
        columns
    }

    fn master_of(&self, columns: Vec<u32>) -> Result<Master<'a>, SiftError> {
        let count = columns.len();
        Master::new(self.program, columns).map_err(|error| SiftError::Solver {
            pass: 1,
            columns: count,
            error,
        })
    }
}
