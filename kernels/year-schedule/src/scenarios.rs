//! Scenarios, each a chain of years: what may go side by side when a year needs the decisions of the year before.

use std::fmt::{self, Display};

use crate::solver::{Instance, Start};
use crate::{Layout, Stage, Step, Track};

/// One year of one scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioYear {
    /// Which scenario, from 0.
    pub scenario: usize,
    /// Which of its years, from 0.
    pub year: usize,
}

impl Display for ScenarioYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of scenario {}", self.year, self.scenario)
    }
}

impl Layout<ScenarioYear> {
    /// Every scenario a track: its first year from nothing, each later one from the year before, in the same worker, which
    /// therefore may keep decisions from one to the next.
    pub fn of_scenarios(scenarios: usize, years: usize) -> Self {
        Self::new([Stage::new((0..scenarios).map(|scenario| {
            Track::new((0..years).map(|year| Step {
                year: ScenarioYear { scenario, year },
                start: if year == 0 { Start::Cold(Instance::Cleared) } else { Start::Live },
            }))
        }))])
    }
}
