//! What building and borrowing cost in a country, and the four numbers per country that all of it comes down to.

use std::{collections::HashSet, fmt};

use crate::{HOURS, KWH_PER_KG};

/// The share of a loan that is paid back every year, interest included, at `rate` over `years`.
pub fn annuity(rate: f64, years: u32) -> f64 {
    if rate == 0.0 {
        return 1.0 / f64::from(years);
    }
    let growth = (1.0 + rate).powi(years as i32);
    rate * growth / (growth - 1.0)
}

/// A kind of plant, as a country builds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Technology {
    /// $/kW to build.
    pub capital: f64,
    /// Share of the capital that a year of upkeep costs.
    pub upkeep: f64,
    /// Interest, a share a year.
    pub rate: f64,
    /// Years until it is paid.
    pub years: u32,
}

impl Technology {
    /// $/kW for every year.
    pub fn yearly(&self) -> f64 {
        self.capital * (annuity(self.rate, self.years) + self.upkeep)
    }

    fn wrong(&self) -> Option<(&'static str, f64)> {
        // Above this, a cost would not fit f32 at the least capacity factor.
        const MOST: f64 = 1e9;
        let fits = |value: f64| (0.0..=MOST).contains(&value);
        [("capital", self.capital), ("upkeep", self.upkeep), ("rate", self.rate)]
            .into_iter()
            .find(|&(_, value)| !fits(value))
            .or((self.years == 0 || self.years > 1000).then_some(("years", f64::from(self.years))))
    }
}

/// What it costs to make electricity and hydrogen in one country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// By which it is looked up.
    pub name: String,
    /// Solar plants.
    pub solar: Technology,
    /// Wind plants.
    pub wind: Technology,
    /// Electrolysers.
    pub electrolyser: Technology,
}

/// Costs of a country at capacity factor 1, solar first and wind second.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct AtFull {
    /// $/MWh.
    pub(crate) electricity: [f64; 2],
    /// $/kg.
    pub(crate) hydrogen: [f64; 2],
}

impl Country {
    /// Three annuities, each with a power.
    pub(crate) fn at_full(&self) -> AtFull {
        let electricity = [&self.solar, &self.wind].map(|plant| plant.yearly() / (HOURS / 1000.0));
        let electrolyser = self.electrolyser.yearly() * KWH_PER_KG / HOURS;
        let hydrogen = electricity.map(|electricity| KWH_PER_KG * electricity / 1000.0 + electrolyser);
        AtFull { electricity, hydrogen }
    }
}

/// Countries by number: 1 is the first, and 0 is the sea, which is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Countries(Vec<Country>);

/// Why a list is no list of countries.
#[derive(Clone, Debug, PartialEq)]
pub enum CountriesError {
    /// More than a `u16` can number beside the sea, or none.
    Count(usize),
    /// Two of one name cannot be looked up.
    Twice(String),
    /// Not a number that a price can be made of.
    Value {
        /// Whose.
        country: String,
        /// Of which technology.
        technology: &'static str,
        /// Which of its numbers.
        what: &'static str,
        /// As it was given.
        value: f64,
    },
}

impl fmt::Display for CountriesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count} countries: from 1 to 65535 can be numbered"),
            Self::Twice(name) => write!(f, "there are two countries `{name}`: give one of them another name"),
            Self::Value { country, technology, what, value } => write!(
                f,
                "{technology} in `{country}` has {what} {value}: years are 1 to 1000, all else is 0 to 1e9"
            ),
        }
    }
}

impl std::error::Error for CountriesError {}

impl Countries {
    /// Takes them in the order of their numbers.
    pub fn new(list: Vec<Country>) -> Result<Self, CountriesError> {
        if list.is_empty() || list.len() > usize::from(u16::MAX) {
            return Err(CountriesError::Count(list.len()));
        }
        let mut names = HashSet::new();
        for country in &list {
            if !names.insert(country.name.as_str()) {
                return Err(CountriesError::Twice(country.name.clone()));
            }
            let parts =
                [("solar", country.solar), ("wind", country.wind), ("electrolyser", country.electrolyser)];
            for (technology, numbers) in parts {
                if let Some((what, value)) = numbers.wrong() {
                    return Err(CountriesError::Value {
                        country: country.name.clone(),
                        technology,
                        what,
                        value,
                    });
                }
            }
        }
        Ok(Self(list))
    }

    /// In the order of their numbers, from 1.
    pub fn list(&self) -> &[Country] {
        &self.0
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// By number; the sea has no costs that are finite.
    pub(crate) fn table(&self) -> Vec<AtFull> {
        let sea = AtFull { electricity: [f64::INFINITY; 2], hydrogen: [f64::INFINITY; 2] };
        std::iter::once(sea).chain(self.0.iter().map(Country::at_full)).collect()
    }

    /// The same rounded once: electricity by solar and by wind, hydrogen by solar and by wind.
    pub(crate) fn rounded(&self) -> Vec<[f32; 4]> {
        let four = |AtFull { electricity: [a, b], hydrogen: [c, d] }| [a, b, c, d].map(|cost| cost as f32);
        self.table().into_iter().map(four).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANT: Technology = Technology { capital: 1000.0, upkeep: 0.02, rate: 0.08, years: 20 };
    const ELECTROLYSER: Technology = Technology { capital: 800.0, upkeep: 0.03, ..PLANT };

    fn country(name: &str) -> Country {
        Country { name: name.into(), solar: PLANT, wind: PLANT, electrolyser: ELECTROLYSER }
    }

    #[test]
    fn annuities_are_the_known_ones() {
        assert!((annuity(0.08, 20) - 0.101_852_209).abs() < 1e-9);
        assert_eq!(annuity(0.0, 20), 0.05);
    }

    #[test]
    fn an_annuity_is_continuous_where_interest_vanishes() {
        assert!((annuity(1e-9, 20) - 0.05).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_country_is_refused_by_name() {
        assert_eq!(Countries::new(vec![]), Err(CountriesError::Count(0)));
        let twice = Countries::new(vec![country("Chad"), country("Chad")]).unwrap_err();
        assert!(twice.to_string().contains("`Chad`"), "{twice}");
        for (what, broken) in [
            ("rate NaN", Technology { rate: f64::NAN, ..PLANT }),
            ("capital -1", Technology { capital: -1.0, ..PLANT }),
            ("upkeep inf", Technology { upkeep: f64::INFINITY, ..PLANT }),
            ("years 0", Technology { years: 0, ..PLANT }),
        ] {
            let refused = Countries::new(vec![Country { wind: broken, ..country("Mali") }]).unwrap_err();
            assert!(refused.to_string().starts_with(&format!("wind in `Mali` has {what}")), "{refused}");
        }
    }
}
