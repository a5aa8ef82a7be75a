//! Two ways that are wrong and look right, kept to prove that the checks can fail.

use crate::{
    Countries, DOLLARS_PER_KG_KM, HOURS, KWH_PER_KG, LEAST_CAPACITY_FACTOR, Technology,
    costs::{Formula, RowCosts},
    sites::SiteRow,
};

/// The electrolyser's share of the price falls with its hours too, so what makes the cheapest electricity need not make the
/// cheapest hydrogen. Where both electricities cost the same, a last bit decides and the price of hydrogen jumps.
pub(crate) fn one_technology(countries: &Countries) -> impl Formula {
    let table = countries.rounded();
    move |sites: SiteRow<'_>, costs: &mut RowCosts<'_>| {
        each_point(sites, costs, |country, factors| {
            let full = table[usize::from(country)];
            let [by_solar, by_wind] = [full[0] / factors[0], full[1] / factors[1]];
            let wind = factors[0] < LEAST_CAPACITY_FACTOR
                || (factors[1] >= LEAST_CAPACITY_FACTOR && by_wind < by_solar);
            if wind { [by_wind, full[3] / factors[1]] } else { [by_solar, full[2] / factors[0]] }
        });
    }
}

/// `(1 + i)^n - 1` in f32 keeps few digits where interest is little; in f64 it keeps enough.
pub(crate) fn annuities_in_f32(countries: &Countries) -> impl Formula {
    let yearly = |plant: &Technology| {
        let (rate, years) = (plant.rate as f32, plant.years as i32);
        let growth = (1.0 + rate).powi(years);
        let annuity = if rate == 0.0 { 1.0 / years as f32 } else { rate * growth / (growth - 1.0) };
        plant.capital as f32 * (annuity + plant.upkeep as f32)
    };
    let full = countries.list().iter().map(|country| {
        let [solar, wind] =
            [&country.solar, &country.wind].map(|plant| yearly(plant) / (HOURS as f32 / 1000.0));
        let electrolyser = yearly(&country.electrolyser) * KWH_PER_KG as f32 / HOURS as f32;
        let hydrogen = [solar, wind].map(|cost| KWH_PER_KG as f32 * cost / 1000.0 + electrolyser);
        [solar, wind, hydrogen[0], hydrogen[1]]
    });
    let table: Vec<[f32; 4]> = std::iter::once([0.0; 4]).chain(full).collect();
    move |sites: SiteRow<'_>, costs: &mut RowCosts<'_>| {
        each_point(sites, costs, |country, factors| {
            let full = table[usize::from(country)];
            let least = |solar: f32, wind: f32| {
                let of = |cost: f32, factor| {
                    if factor >= LEAST_CAPACITY_FACTOR { cost / factor } else { f32::INFINITY }
                };
                of(solar, factors[0]).min(of(wind, factors[1]))
            };
            [least(full[0], full[1]), least(full[2], full[3])]
        });
    }
}

/// Right about where there is a cost, and about transport: each control has one fault only.
fn each_point(sites: SiteRow<'_>, costs: &mut RowCosts<'_>, price: impl Fn(u16, [f32; 2]) -> [f32; 2]) {
    for point in 0..sites.numbers.len() {
        let (country, factors) = (sites.numbers[point], [sites.solar[point], sites.wind[point]]);
        let any = country > 0 && factors.iter().any(|&factor| factor >= LEAST_CAPACITY_FACTOR);
        let [lcoe, lcoh] = if any { price(country, factors) } else { [f32::NAN; 2] };
        costs.lcoe[point] = lcoe;
        costs.lcoh[point] = lcoh + DOLLARS_PER_KG_KM as f32 * sites.km[point];
    }
}
