//! What came of it.

use std::time::Duration;

use highs_solver::Iterations;
use linear_program::Answer;

/// An answer to the whole program, and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Sifted {
    /// The answer; columns that were never in are at rest.
    pub answer: Answer,
    /// No objective of the whole is lower than this; `None` where none follows from the prices.
    pub bound: Option<f64>,
    /// Would no column outside pay? Then this is the optimum of the whole, to the solver's tolerance.
    pub exact: bool,
    /// The passes that it took to find columns with a feasible point, where the first ones had none.
    pub first_phase: Vec<Pass>,
    /// Every other pass, in order.
    pub passes: Vec<Pass>,
    /// How many columns were in at the end.
    pub columns: usize,
}

/// One solve of the columns that were in, and the prices that it gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// How many columns were in.
    pub columns: usize,
    /// How many more the prices asked for.
    pub added: usize,
    /// The objective; of a first phase, what was still missing.
    pub objective: f64,
    /// The best bound so far.
    pub bound: Option<f64>,
    /// What the solver took.
    pub iterations: Iterations,
    /// How long it took.
    pub solving: Duration,
    /// How long pricing took.
    pub pricing: Duration,
}

impl Pass {
    /// How far the objective can be above the optimum at most, as a share of it.
    pub fn gap(&self) -> Option<f64> {
        gap(self.objective, self.bound)
    }
}

impl Sifted {
    /// How far the objective can be above the optimum at most, as a share of it: certified.
    pub fn gap(&self) -> Option<f64> {
        gap(self.answer.objective, self.bound)
    }

    /// Steps of all passes together.
    pub fn iterations(&self) -> Iterations {
        self.first_phase.iter().chain(&self.passes).fold(Iterations::default(), |mut sum, pass| {
            sum += pass.iterations;
            sum
        })
    }
}

pub(crate) fn gap(objective: f64, bound: Option<f64>) -> Option<f64> {
    bound.map(|bound| (objective - bound).max(0.0) / objective.abs().max(1.0))
}
