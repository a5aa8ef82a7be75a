//! A linear program, whole, and an answer to it.

use crate::{Columns, Fault};

/// Lower and upper bounds, one pair for each row or each column. Infinities mean "none".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// At least this.
    pub lower: Vec<f64>,
    /// At most this.
    pub upper: Vec<f64>,
}

impl Bounds {
    /// The same pair for all.
    pub fn all(count: usize, lower: f64, upper: f64) -> Self {
        Self { lower: vec![lower; count], upper: vec![upper; count] }
    }

    /// Adds a pair.
    pub fn push(&mut self, lower: f64, upper: f64) {
        self.lower.push(lower);
        self.upper.push(upper);
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Says what is wrong with them, as bounds of so many rows or columns.
    pub fn check(&self, what: &'static str, want: usize) -> Result<(), Fault> {
        for list in [&self.lower, &self.upper] {
            if list.len() != want {
                return Err(Fault::Lengths { what, want, got: list.len() });
            }
        }
        for (place, (&lower, &upper)) in self.lower.iter().zip(&self.upper).enumerate() {
            // NaN fails the comparison; so do a lower bound of +inf and an upper one of -inf.
            if !(lower <= upper && lower < f64::INFINITY && upper > f64::NEG_INFINITY) {
                return Err(Fault::Bounds { what, place, lower, upper });
            }
        }
        Ok(())
    }
}

/// min `cᵀx + offset`, with bounds on the rows `Ax` and on the columns `x`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearProgram {
    /// `A`.
    pub matrix: Columns,
    /// `c`.
    pub costs: Vec<f64>,
    /// Of `x`.
    pub columns: Bounds,
    /// Of `Ax`.
    pub rows: Bounds,
    /// What is added to the objective.
    pub offset: f64,
}

impl LinearProgram {
    /// Says what is wrong with it, if anything is.
    pub fn check(&self) -> Result<(), Fault> {
        let (rows, columns) = (self.matrix.height(), self.matrix.width());
        if self.costs.len() != columns {
            return Err(Fault::Lengths { what: "costs", want: columns, got: self.costs.len() });
        }
        let not_finite =
            |(place, value): (usize, &f64)| Fault::NotFinite { what: "cost", place, value: *value };
        self.costs
            .iter()
            .enumerate()
            .find(|(_, cost)| !cost.is_finite())
            .map_or(Ok(()), |found| Err(not_finite(found)))?;
        if !self.offset.is_finite() {
            return Err(Fault::NotFinite { what: "offset", place: 0, value: self.offset });
        }
        self.columns.check("column", columns)?;
        self.rows.check("row", rows)
    }

    /// `cᵀx + offset`.
    pub fn objective(&self, x: &[f64]) -> f64 {
        self.offset + self.costs.iter().zip(x).map(|(cost, x)| cost * x).sum::<f64>()
    }
}

/// What a solver says of a linear program. Whether it is right, a certificate says.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The value of every column.
    pub x: Vec<f64>,
    /// The price of every row: what the objective grows by, for one more of what the row asks.
    pub y: Vec<f64>,
    /// The objective, as the solver has it.
    pub objective: f64,
}
