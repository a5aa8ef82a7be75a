//! The years as they were solved.

use std::{fmt, time::Instant};

use highs_solver::Iterations;
use linear_program::Answer;
use sifting::Pass;
use year_schedule::Records;

/// What is done with a year, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Make the columns, the costs and the rows.
    Build,
    /// Hand them to the solver.
    Pass,
    /// Find the optimum.
    Solve,
    /// Take out flows, prices and totals.
    Extract,
    /// Make the certificate.
    Verify,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Build => "build",
            Self::Pass => "pass",
            Self::Solve => "solve",
            Self::Extract => "extract",
            Self::Verify => "verify",
        })
    }
}

/// When a stage was on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// What was done.
    pub stage: Stage,
    /// From here.
    pub began: Instant,
    /// To here.
    pub ended: Instant,
}

/// A solved year.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Flows, prices, objective.
    pub answer: Answer,
    /// No objective is lower than this; `None` where a solver only says that it is done.
    pub bound: Option<f64>,
    /// Steps of the solver.
    pub iterations: Iterations,
    /// How often a program was solved for it: 1 where it was solved whole.
    pub passes: usize,
    /// With how many columns in the end.
    pub columns: usize,
    /// Every pass of a sieve, with its objective and its bound; none where it was solved whole, and none of those that only
    /// looked for a feasible point.
    pub trail: Vec<Pass>,
    /// What was done when.
    pub stages: Vec<Timed>,
}

/// All years of a horizon, solved.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// By year.
    pub years: Vec<Solved>,
    /// Who solved each.
    pub workers: Vec<usize>,
}

impl Solved {
    /// How far the objective can be above the optimum at most, as a share of it, where that is certified.
    pub fn gap(&self) -> Option<f64> {
        let objective = self.answer.objective;
        self.bound.map(|bound| (objective - bound).max(0.0) / objective.abs().max(1.0))
    }
}

impl Course {
    /// The objective of every year.
    pub fn objectives(&self) -> impl Iterator<Item = f64> + '_ {
        self.years.iter().map(|year| year.answer.objective)
    }

    /// Steps of all years together.
    pub fn iterations(&self) -> Iterations {
        self.years.iter().fold(Iterations::default(), |mut sum, year| {
            sum += year.iterations;
            sum
        })
    }

    /// The most passes that a year took.
    pub fn most_passes(&self) -> usize {
        self.years.iter().map(|year| year.passes).max().unwrap_or(0)
    }

    /// The most columns that a year ended with.
    pub fn most_columns(&self) -> usize {
        self.years.iter().map(|year| year.columns).max().unwrap_or(0)
    }

    pub(crate) fn of(records: Records<Solved>) -> Self {
        let (years, workers) =
            records.records.into_iter().map(|record| (record.answer, record.worker)).unzip();
        Self { years, workers }
    }
}
