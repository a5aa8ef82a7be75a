//! What the weather and the market do, hour by hour: synthetic, and it says so, or read from a file.

mod file;
mod synthetic;

use std::path::Path;

pub use file::ProfileError;

/// The hours of a year; profiles repeat after it.
pub const HOURS: usize = 8760;

/// Where a profile comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Made up: from this seed, and with this number among the scenarios of it.
    Synthetic {
        /// The key of all chance.
        seed: u64,
        /// Which of its scenarios.
        scenario: u32,
    },
    /// Measured, by somebody who wrote it into this file.
    File(String),
}

/// Wind, sun and price, hour by hour; as a rule for a year. After its last hour it begins anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    origin: Origin,
    /// Shares of what is installed, 0 to 1.
    wind: Vec<f64>,
    sun: Vec<f64>,
    /// EUR/MWh; negative at times.
    price: Vec<f64>,
}

impl Profile {
    /// Made up from chance that depends on nothing but the seed, the scenario and the hour.
    pub fn synthetic(seed: u64, scenario: u32) -> Self {
        Self::synthetic_hours(seed, scenario, HOURS)
    }

    /// The first hours of that: what many scenarios of a few days take is a hundredth of their years.
    pub fn synthetic_hours(seed: u64, scenario: u32, hours: usize) -> Self {
        synthetic::hours(seed, scenario, hours.max(1))
    }

    /// From a table of comma-separated values with the heading `hour,wind [m/s],sun [W/m2],price [EUR/MWh]` and a row for every hour
    /// of a year, counted from 0.
    pub fn read(path: &Path) -> Result<Self, ProfileError> {
        file::read(path)
    }

    /// Where it comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Share of the installed wind power by hour.
    pub fn wind(&self) -> &[f64] {
        &self.wind
    }

    /// Share of the installed solar power by hour.
    pub fn sun(&self) -> &[f64] {
        &self.sun
    }

    /// EUR/MWh by hour.
    pub fn price(&self) -> &[f64] {
        &self.price
    }
}

/// Share of the installed power at a wind speed in m/s: cubic from 3 to 12, all up to 25, nothing beyond.
fn power_of_wind(speed: f64) -> f64 {
    const CUTS_IN: f64 = 3.0;
    const RATED: f64 = 12.0;
    const CUTS_OUT: f64 = 25.0;
    let cube = |v: f64| v * v * v;
    if !(CUTS_IN..=CUTS_OUT).contains(&speed) {
        0.0
    } else if speed < RATED {
        (cube(speed) - cube(CUTS_IN)) / (cube(RATED) - cube(CUTS_IN))
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turbine_stands_still_in_calm_and_in_storm() {
        let shares = [0.0, 2.99, 3.0, 12.0, 25.0, 25.01].map(power_of_wind);
        assert_eq!(shares, [0.0, 0.0, 0.0, 1.0, 1.0, 0.0]);
        assert!((power_of_wind(8.5) - (614.125 - 27.0) / 1701.0).abs() < 1e-15);
    }
}
