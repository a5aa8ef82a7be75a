//! The weather and the prices of many scenarios, as devices read them: whole watts and thousandths, hour by hour.

use crate::{DesignError, Plant, Profile, Supply};

/// Hours of all scenarios; those of one hour lie side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weather {
    scenarios: usize,
    hours: usize,
    /// Watts, and thousandths as their bits.
    columns: Vec<[u32; 2]>,
}

impl Weather {
    /// What profiles offer to a line of a plant. All have as many hours.
    pub fn of(plant: &Plant, profiles: &[Profile]) -> Result<Self, DesignError> {
        let hours = profiles.first().map_or(0, |profile| profile.wind().len());
        let scenarios = profiles.len();
        let mut columns = vec![[0; 2]; hours * scenarios];
        for (scenario, profile) in profiles.iter().enumerate() {
            let supply = Supply::new(&plant.design, profile)?;
            if supply.watts().len() != hours {
                return Err(DesignError::OutOfRange {
                    what: "the number of hours of a profile",
                    value: supply.watts().len() as f64,
                    from: hours as f64,
                    to: hours as f64,
                });
            }
            for (hour, (&watts, &mils)) in supply.watts().iter().zip(supply.mils()).enumerate() {
                columns[hour * scenarios + scenario] = [watts, mils.cast_unsigned()];
            }
        }
        Ok(Self { scenarios, hours, columns })
    }

    /// How many there are.
    pub fn scenarios(&self) -> usize {
        self.scenarios
    }

    /// Of each; after the last it begins anew.
    pub fn hours(&self) -> usize {
        self.hours
    }

    /// Watts, and thousandths as their bits: scenario by scenario, then hour by hour.
    pub fn columns(&self) -> &[[u32; 2]] {
        &self.columns
    }
}
