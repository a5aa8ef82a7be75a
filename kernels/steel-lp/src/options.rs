//! What may be asked of a steel trade beyond its size. Nothing asked for moves anything else.

use crate::Refusal;

/// The soft minimum that the plan speaks of.
pub const SOFT_MINIMUM: f64 = 0.6;

/// What drifts, and which rows and columns there are besides the plain ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Standard deviation of the logarithm of every cost from one year to the next.
    pub shock: f64,
    /// By which share all capacities grow a year, besides their drift. Demand grows by 0.012: with less than that, demand
    /// outgrows supply after some years, and more and more of it is unmet.
    pub growth: f64,
    /// Which future. All share the first year and the matrix; from then on each has its own drifts, and all but 0 their own
    /// growth of demand.
    pub scenario: u32,
    /// Imports of steel into a country are at most this share of its demand: one more row per country that wants steel.
    pub quotas: Option<f64>,
    /// Every plant is used to this share of its capacity, or pays: one more row and one more column per plant.
    pub soft_minimum: Option<f64>,
    /// Of every source and of every destination only so many cheapest arcs, by the costs of the first year. Hot metal and
    /// slacks stay.
    pub keep: Option<u32>,
    /// The chance that an open plant closes in a year (its capacity bound becomes 0). A closed one opens again with a chance of
    /// three in ten. In the first year all are open.
    pub openings: Option<f64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            shock: 0.01,
            growth: 0.012,
            scenario: 0,
            quotas: None,
            soft_minimum: None,
            keep: None,
            openings: None,
        }
    }
}

impl Options {
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        within("shock", self.shock, 0.0, 1.0)?;
        within("growth", self.growth, -0.1, 0.1)?;
        self.quotas.map_or(Ok(()), |share| within("quotas", share, 0.0, 1.0))?;
        self.soft_minimum.map_or(Ok(()), |share| within("soft_minimum", share, 0.0, 1.0))?;
        self.openings.map_or(Ok(()), |chance| within("openings", chance, 0.0, 1.0))?;
        if self.keep == Some(0) { Err(Refusal::KeepsNone) } else { Ok(()) }
    }
}

/// NaN lies nowhere.
fn within(option: &'static str, value: f64, least: f64, greatest: f64) -> Result<(), Refusal> {
    if (least..=greatest).contains(&value) {
        Ok(())
    } else {
        Err(Refusal::Option { option, value, least, greatest })
    }
}
