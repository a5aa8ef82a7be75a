//! What is solved: one matrix, and the costs and rows of every year.

use linear_program::{Bounds, Fault, LinearProgram};
use sifting::Groups;
use steel_lp::{Family, Kind, Options, Place, Refusal, Shape, SteelTrade, Year};
use thiserror::Error;

/// Years that share a matrix and the bounds of its columns.
#[derive(Clone, Debug)]
pub struct Horizon {
    /// Matrix and columns; its costs and rows are those of the first year.
    pub program: LinearProgram,
    /// What every year says.
    pub years: Vec<Year>,
    /// Which columns compete, for sifting.
    pub groups: Groups,
    /// What the columns mean, where the program is a steel trade.
    pub trade: Option<SteelTrade>,
}

/// Why there is no horizon.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum HorizonError {
    /// The trade cannot be made.
    #[error("{0}")]
    Trade(#[from] Refusal),
    /// The program is none.
    #[error("{0}")]
    Program(#[from] Fault),
}

impl Horizon {
    /// The first years of a steel trade.
    pub fn of_trade(shape: Shape, options: Options, years: u32, seed: u64) -> Result<Self, HorizonError> {
        Ok(Self::of(SteelTrade::new(shape, options, seed)?, years))
    }

    /// The same, with plants at given places.
    pub fn of_places(
        shape: Shape,
        options: Options,
        years: u32,
        seed: u64,
        places: &[Place],
    ) -> Result<Self, HorizonError> {
        Ok(Self::of(SteelTrade::with_places(shape, options, seed, places)?, years))
    }

    /// Any program, its costs drifting from year to year by a share `shock` of themselves, and rows that stay: what has a
    /// feasible point keeps it. Costs only move to where columns have their bounds (up where there is no upper one), and those
    /// of free columns stay: else the first drift could leave the objective without an end.
    pub fn drifting(program: LinearProgram, years: u32, shock: f64, seed: u64) -> Result<Self, HorizonError> {
        program.check()?;
        let mut steps = vec![0.0; program.costs.len()];
        let drifted = |year: u32| {
            if year > 0 {
                for (step, column) in steps.iter_mut().zip(0..) {
                    *step += shock * normal(seed, column, u64::from(year));
                }
            }
            let bounds = program.columns.lower.iter().zip(&program.columns.upper);
            let costs = program.costs.iter().zip(&steps).zip(bounds).map(|((cost, step), (lower, upper))| {
                let moved = match (lower.is_finite(), upper.is_finite()) {
                    (true, true) => *step,
                    (true, false) => step.abs(),
                    (false, true) => -step.abs(),
                    (false, false) => 0.0,
                };
                cost + cost.abs() * moved
            });
            Year { year, costs: costs.collect(), rows: program.rows.clone() }
        };
        let years = (0..years).map(drifted).collect();
        Ok(Self { groups: Groups::by_rows(&program.matrix), program, years, trade: None })
    }

    /// How much the slacks of the demands carry; `None` where nothing is known of the columns.
    pub fn unmet(&self, x: &[f64]) -> Option<f64> {
        let links = self.trade.as_ref()?.links();
        Some(links.iter().zip(x).filter(|(link, _)| link.family == Family::Unmet).map(|(_, flow)| flow).sum())
    }

    /// What all demands of a year ask for.
    pub fn demand(&self, year: usize) -> Option<f64> {
        let rows: &Bounds = &self.years[year].rows;
        Some(self.trade.as_ref()?.rows_of(Kind::Demand).map(|row| rows.upper[row as usize]).sum())
    }

    fn of(trade: SteelTrade, years: u32) -> Self {
        let program = trade.program(0);
        let years = trade.years(0..years).collect();
        let links = trade.links();
        let pairs = links.iter().map(|link| [link.source, link.destination]).collect();
        let always = (0_u32..).zip(links).filter(|(_, link)| link.family.always_there()).map(|(j, _)| j);
        let groups = Groups::new(pairs, always.collect());
        Self { program, years, groups, trade: Some(trade) }
    }
}

/// A standard normal deviate for a column and a year, whatever was drawn before it: Box and Muller on two hashes.
fn normal(seed: u64, column: u64, year: u64) -> f64 {
    let uniform = |draw: u64| {
        let mut z = seed
            ^ column.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ year.wrapping_mul(0xd1b5_4a32_d192_ed03)
            ^ draw << 62;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    libm::sqrt(-2.0 * libm::log(1.0 - uniform(1))) * libm::cos(std::f64::consts::TAU * uniform(2))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn deviates_have_the_same_bits_on_every_machine() {
        let drawn = [normal(1, 0, 1), normal(1, 7, 3), normal(42, 14_421, 30)].map(f64::to_bits);
        assert_eq!(drawn, [0x3fe7_3bb4_4e21_e410, 0x3fe9_c21b_c1a8_caab, 0x4005_fc87_d855_5aee]);
    }
}
