//! What a run comes to. The cost of a kilogram is computed here, at the end: a running one would begin at infinity.

use plant_steps::{BadQuantity, Costs, Replacement, lcoh};

use crate::{Account, Accounts, Plant, STEPS_AN_HOUR, profile::HOURS};

/// Steps of a year.
pub const STEPS_A_YEAR: u32 = STEPS_AN_HOUR * HOURS as u32;

/// Figures of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// Steps since the beginning.
    pub steps: u32,
    /// Hydrogen made and not let out, kg.
    pub hydrogen: f64,
    /// Hydrogen given, kg.
    pub delivered: f64,
    /// Electricity, kWh.
    pub electricity: f64,
    /// What that cost.
    pub energy_cost: f64,
    /// The cost of a kilogram made and not let out; infinite where there is none.
    pub lcoh: f64,
    /// Pa, of all tanks at the end and at every hour: the mean at the end, the least and the most.
    pub pressure: Extremes,
    /// K, of all stacks likewise.
    pub stack_t: Extremes,
    /// All sums.
    pub accounts: Accounts,
}

/// Of many numbers at many hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extremes {
    /// Of all at the end.
    pub last_mean: f64,
    /// Of any at any hour.
    pub least: f64,
    /// Of any at any hour.
    pub most: f64,
}

impl Extremes {
    pub(crate) const NONE: Self = Self { last_mean: f64::NAN, least: f64::INFINITY, most: f64::NEG_INFINITY };

    pub(crate) fn see(&mut self, values: impl Iterator<Item = f64>) {
        let (mut sum, mut count) = (0.0, 0_u32);
        for value in values {
            self.least = self.least.min(value);
            self.most = self.most.max(value);
            sum += value;
            count += 1;
        }
        self.last_mean = sum / f64::from(count);
    }
}

/// What a kilogram costs, where so many steps took so much energy: shares of a year for what is paid by the year.
pub fn cost_of_a_kilogram(
    plant: &Plant,
    steps: u32,
    energy_cost: f64,
    kilograms: f64,
) -> Result<f64, BadQuantity> {
    let economy = &plant.design.economy;
    let years = f64::from(steps) / f64::from(STEPS_A_YEAR);
    let lines = plant.count.lines as f64;
    let costs = Costs {
        capital: lines * economy.capital,
        yearly: lines * economy.yearly,
        energy: energy_cost / years,
        rate: economy.rate,
        years: economy.years,
        replacement: Replacement { cost: lines * economy.replacement, year: economy.replaced_in },
    };
    Ok(lcoh(&costs.checked()?, kilograms / years))
}

impl Totals {
    pub(crate) fn new(
        plant: &Plant,
        steps: u32,
        accounts: &Accounts,
        [pressure, stack_t]: [Extremes; 2],
    ) -> Self {
        let hydrogen = accounts.made() - accounts.vented();
        let energy_cost = accounts.get(Account::Cost);
        // The design was checked, and what a run sums is finite, but before the first step there is no year to share.
        let lcoh = cost_of_a_kilogram(plant, steps, energy_cost, hydrogen).unwrap_or(f64::INFINITY);
        Self {
            steps,
            hydrogen,
            delivered: accounts.get(Account::Delivered),
            electricity: accounts.electricity() / 3.6e6,
            energy_cost,
            lcoh,
            pressure,
            stack_t,
            accounts: *accounts,
        }
    }
}
