//! The levelized cost of hydrogen: what a year costs, over what it makes. It is computed at the end of a run only; a running one
//! begins at infinity.

use crate::{
    BadQuantity,
    quantity::{Must, check},
};

/// The share of a loan that is paid back every year, interest included: i (1+i)^n/((1+i)^n - 1), written so that no digits are
/// lost where interest is little.
pub fn capital_recovery(rate: f64, years: f64) -> f64 {
    if rate == 0.0 { 1.0 / years } else { rate / -libm::expm1(-years * libm::log1p(rate)) }
}

/// What a plant costs, in one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// To build.
    pub capital: f64,
    /// To run for a year, without energy.
    pub yearly: f64,
    /// Energy of a year.
    pub energy: f64,
    /// Interest, a share a year.
    pub rate: f64,
    /// Years until it is paid.
    pub years: f64,
    /// What is replaced once.
    pub replacement: Replacement,
}

/// A part that wears out before the plant does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Replacement {
    /// What it costs.
    pub cost: f64,
    /// At the end of which year.
    pub year: f64,
}

impl Costs {
    /// Refuses what no price can be made of. Energy may be negative: so are prices, at times.
    pub fn checked(self) -> Result<Self, BadQuantity> {
        check(&[
            ("the cost to build", self.capital, Must::NotNegative),
            ("the cost of a year", self.yearly, Must::NotNegative),
            ("the cost of energy", self.energy, Must::Finite),
            ("the rate of interest", self.rate, Must::NotNegative),
            ("the number of years", self.years, Must::Positive),
            ("the cost of a replacement", self.replacement.cost, Must::NotNegative),
            ("the year of a replacement", self.replacement.year, Must::NotNegative),
        ])?;
        Ok(self)
    }

    /// Of one year.
    pub fn of_a_year(&self) -> f64 {
        let Replacement { cost, year } = self.replacement;
        let discounted = cost * libm::exp(-year * libm::log1p(self.rate));
        capital_recovery(self.rate, self.years) * (self.capital + discounted) + self.yearly + self.energy
    }
}

/// Cost of a kilogram, where a year makes so many. Of nothing it is infinite, and that is said by the number.
pub fn lcoh(costs: &Costs, kilograms: f64) -> f64 {
    costs.of_a_year() / kilograms
}

/// The same for many plants.
///
/// # Panics
/// Where a column is not as long as another.
pub fn lcoh_batch(costs: &[Costs], kilograms: &[f64], cost_of_a_kilogram: &mut [f64]) {
    let lengths = [kilograms.len(), cost_of_a_kilogram.len()];
    assert_eq!(lengths, [costs.len(); 2], "every column has one item for each plant");
    for ((cost, costs), &kilograms) in cost_of_a_kilogram.iter_mut().zip(costs).zip(kilograms) {
        *cost = lcoh(costs, kilograms);
    }
}

/// The sum of energy times price, step by step, with the rounding of every addition carried along (Neumaier): over 525,600 steps
/// plain sums are good to ten digits only.
///
/// # Panics
/// Where there are not as many prices as energies.
pub fn energy_cost(energy: &[f64], price: &[f64]) -> f64 {
    assert_eq!(energy.len(), price.len(), "there is a price for each energy");
    let (mut sum, mut carried) = (0.0_f64, 0.0_f64);
    for term in energy.iter().zip(price).map(|(energy, price)| energy * price) {
        let next = sum + term;
        carried += if sum.abs() >= term.abs() { (sum - next) + term } else { (term - next) + sum };
        sum = next;
    }
    sum + carried
}
