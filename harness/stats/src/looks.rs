//! When the evidence is judged, and how much error each look may spend. Looking at every round would cry wolf.

use std::fmt;

/// The rounds after which a series is judged, with the one-sided error of each look; together 1 %.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks(Vec<(u32, f64)>);

/// Zero rounds measure nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRounds;

impl fmt::Display for NoRounds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("zero rounds measure nothing: give at least 1, and at least 7 for a verdict")
    }
}

impl std::error::Error for NoRounds {}

/// The error of all looks together: by the union bound no plan of looks is wrong more often than this.
const TOTAL: f64 = 0.01;

impl Looks {
    /// After 10, 20 and 40 rounds.
    pub fn standard() -> Self {
        Self(vec![(10, 0.001), (20, 0.003), (40, 0.006)])
    }

    /// After 10, 20, 40 and 80 rounds; the first look costs the same as in the standard plan.
    pub fn patient() -> Self {
        Self(vec![(10, 0.001), (20, 0.002), (40, 0.003), (80, 0.004)])
    }

    /// The first look alone, as far as it goes.
    pub fn quick() -> Self {
        Self(vec![(10, 0.001)])
    }

    /// The same plan, ended after so many rounds. A last look between two planned ones may spend what is left.
    pub fn at_most(self, rounds: u32) -> Result<Self, NoRounds> {
        if rounds == 0 {
            return Err(NoRounds);
        }
        let mut looks: Vec<(u32, f64)> = self.0.iter().copied().filter(|(at, _)| *at <= rounds).collect();
        if looks.last().is_none_or(|(at, _)| *at < rounds) && self.last() > rounds {
            let spent: f64 = looks.iter().map(|(_, alpha)| alpha).sum();
            looks.push((rounds, TOTAL - spent));
        }
        Ok(Self(looks))
    }

    /// The error that may be spent when so many rounds are there. Between two looks, where a run may have been
    /// stopped, it is that of the look that would have come next.
    pub fn alpha_at(&self, rounds: u32) -> f64 {
        let next = self.0.iter().find(|(at, _)| *at >= rounds).or(self.0.last());
        next.map_or(TOTAL, |(_, alpha)| *alpha)
    }

    /// Is this a moment to judge?
    pub fn is_look(&self, rounds: u32) -> bool {
        self.0.iter().any(|(at, _)| *at == rounds)
    }

    /// The look after so many rounds, if there is one.
    pub fn next_after(&self, rounds: u32) -> Option<u32> {
        self.0.iter().map(|(at, _)| *at).find(|at| *at > rounds)
    }

    /// The last one.
    pub fn last(&self) -> u32 {
        self.0.last().map_or(0, |(at, _)| *at)
    }
}
