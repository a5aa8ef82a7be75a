//! The formula in f64, obvious, so that the others can be checked: once with all of a country's prices at every point, once
//! with a table.

use std::collections::HashMap;

use crate::{
    Countries, Country, DOLLARS_PER_KG_KM, LEAST_CAPACITY_FACTOR,
    costs::{Formula, RowCosts},
    country::AtFull,
    sites::SiteRow,
};

/// A country by its name.
pub(crate) struct ByName<'a> {
    countries: &'a Countries,
    map: HashMap<&'a str, &'a Country>,
}

impl<'a> ByName<'a> {
    pub(crate) fn new(countries: &'a Countries) -> Self {
        let map = countries.list().iter().map(|country| (country.name.as_str(), country)).collect();
        Self { countries, map }
    }
}

impl Formula for ByName<'_> {
    fn row(&self, sites: SiteRow<'_>, costs: &mut RowCosts<'_>) {
        each_point(sites, costs, |number| {
            let name = self.countries.list()[usize::from(number).checked_sub(1)?].name.as_str();
            self.map.get(name).map(|country| country.at_full())
        });
    }
}

/// A country by its number.
pub(crate) struct ByNumber(Vec<AtFull>);

impl ByNumber {
    pub(crate) fn new(countries: &Countries) -> Self {
        Self(countries.table())
    }
}

impl Formula for ByNumber {
    fn row(&self, sites: SiteRow<'_>, costs: &mut RowCosts<'_>) {
        each_point(sites, costs, |number| (number > 0).then(|| self.0[usize::from(number)]));
    }
}

/// Asks for a country where there is one, and for none where nothing can be built anyway.
#[inline(always)]
fn each_point(sites: SiteRow<'_>, costs: &mut RowCosts<'_>, at_full: impl Fn(u16) -> Option<AtFull>) {
    for point in 0..sites.numbers.len() {
        let factors = [sites.solar[point], sites.wind[point]];
        let usable = factors.map(|factor| factor >= LEAST_CAPACITY_FACTOR);
        let full = if usable == [false; 2] { None } else { at_full(sites.numbers[point]) };
        (costs.lcoe[point], costs.lcoh[point]) = match full {
            None => (f32::NAN, f32::NAN),
            Some(full) => {
                let least = |costs: [f64; 2]| {
                    let of =
                        |t: usize| if usable[t] { costs[t] / f64::from(factors[t]) } else { f64::INFINITY };
                    of(0).min(of(1))
                };
                let transport = DOLLARS_PER_KG_KM * f64::from(sites.km[point]);
                (least(full.electricity) as f32, (least(full.hydrogen) + transport) as f32)
            }
        };
    }
}
