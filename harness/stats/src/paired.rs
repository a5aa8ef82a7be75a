//! What paired rounds say: the Hodges-Lehmann estimate and bounds counted off the ordered Walsh averages.

use std::fmt;

use crate::{critical_rank, spread::median};

/// An estimate between two one-sided bounds. A bound that the rounds cannot give is infinite, never invented.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The middle of the Walsh averages.
    pub estimate: f64,
    /// Below it with one-sided error alpha.
    pub lower: f64,
    /// Above it with one-sided error alpha.
    pub upper: f64,
}

/// A number that is no number, and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotFinite {
    /// Where it stands; 0 in an empty list.
    pub place: usize,
    /// What stands there.
    pub value: f64,
}

impl fmt::Display for NotFinite {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "value {} is {}: nothing can be estimated from it", self.place, self.value)
    }
}

impl std::error::Error for NotFinite {}

/// The centre of the values, which are differences (of logarithms) inside one round.
///
/// Memory and time grow with the square of the count: 80 rounds are 3,240 averages, 5,000 would be 100 MB.
pub fn paired(values: &[f64], alpha: f64) -> Result<Interval, NotFinite> {
    if values.is_empty() {
        return Err(NotFinite { place: 0, value: f64::NAN });
    }
    if let Some(place) = values.iter().position(|value| !value.is_finite()) {
        return Err(NotFinite { place, value: values[place] });
    }
    let mut averages: Vec<f64> = (0..values.len())
        .flat_map(|i| (i..values.len()).map(move |j| f64::midpoint(values[i], values[j])))
        .collect();
    averages.sort_unstable_by(f64::total_cmp);
    let estimate = median(&averages);
    Ok(match critical_rank(values.len(), alpha) {
        0 => Interval { estimate, lower: f64::NEG_INFINITY, upper: f64::INFINITY },
        rank => Interval { estimate, lower: averages[rank - 1], upper: averages[averages.len() - rank] },
    })
}

/// ln(over / of), round by round: above 0 where `of` is the faster one. NaN where a round has no two positive times, a
/// partner missing on either side included; [`paired`] will not estimate from it.
pub fn log_ratios(over: &[f64], of: &[f64]) -> Vec<f64> {
    let at = |times: &[f64], round: usize| times.get(round).copied().filter(|time| *time > 0.0);
    (0..over.len().max(of.len()))
        .map(|round| match (at(over, round), at(of, round)) {
            (Some(over), Some(of)) => (over / of).ln(),
            _ => f64::NAN,
        })
        .collect()
}

impl Interval {
    /// From logarithms back to ratios. A lower bound that the rounds could not give stays infinite: e to the power of it
    /// is 0, which would be a bound.
    #[must_use]
    pub fn exp(self) -> Self {
        let lower = if self.lower == f64::NEG_INFINITY { self.lower } else { self.lower.exp() };
        Self { estimate: self.estimate.exp(), lower, upper: self.upper.exp() }
    }

    /// A number that is known exactly.
    pub fn point(value: f64) -> Self {
        Self { estimate: value, lower: value, upper: value }
    }
}
