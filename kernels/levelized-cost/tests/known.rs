//! Prices that anybody can work out, and where there is none.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod errors;

use errors::worst_error;
use great_circle::{Grid, Lanes, Threads};
use levelized_cost::{Costs, Countries, Country, Method, Sites, SitesError, Technology, costs};

/// A country with round prices: 1,000 $/kW, 2 % upkeep, 8 % over 20 years, and electrolysers for 800 $/kW at 3 %.
fn round_country(name: &str) -> Country {
    let plant = Technology { capital: 1000.0, upkeep: 0.02, rate: 0.08, years: 20 };
    let electrolyser = Technology { capital: 800.0, upkeep: 0.03, ..plant };
    Country { name: name.into(), solar: plant, wind: plant, electrolyser }
}

/// A grid whose points are all alike; it is as wide as two strips of lanes and three points more.
fn alike(countries: Vec<Country>, number: u16, solar: f32, wind: f32) -> Sites {
    let grid = Grid::new(19, 35).unwrap();
    let points = grid.points();
    let countries = Countries::new(countries).unwrap();
    Sites::new(grid, countries, vec![number; points], vec![solar; points], vec![wind; points]).unwrap()
}

fn methods() -> Vec<Method> {
    let on_lanes = Lanes::available().into_iter().map(Method::Simd);
    [Method::Map, Method::Table].into_iter().chain(on_lanes).collect()
}

/// Runs every method and hands each answer to `check` with its name.
fn each_answer(sites: &Sites, km: f32, check: impl Fn(&str, &Costs)) {
    for method in methods() {
        let km = vec![km; sites.grid().points()];
        check(&format!("{method:?}"), &costs(sites, &km, method, &Threads::one()));
    }
}

/// The points that have a cost.
fn priced(sites: &Sites, costs: &Costs) -> usize {
    let priced = |costs: &[f32]| costs.iter().filter(|cost| !cost.is_nan()).count();
    assert_eq!(priced(&costs.lcoe), priced(&costs.lcoh));
    assert_eq!(costs.lcoe.len(), sites.grid().points());
    priced(&costs.lcoe)
}

#[test]
fn prices_are_the_known_ones() {
    for (km, hydrogen) in [(0.0, 5.397_884), (500.0, 5.547_884)] {
        for (solar, wind) in [(0.25, 0.0), (0.0, 0.25), (0.25, 0.1), (0.1, 0.25), (0.25, 0.25)] {
            let sites = alike(vec![round_country("one")], 1, solar, wind);
            each_answer(&sites, km, |method, got| {
                assert_eq!(priced(&sites, got), sites.inhabited_points().len(), "{method}");
                for point in sites.inhabited_points() {
                    let (lcoe, lcoh) = (f64::from(got.lcoe[point]), f64::from(got.lcoh[point]));
                    assert!((lcoe - 55.640_278).abs() < 2e-5, "{method}: {lcoe}");
                    assert!((lcoh - hydrogen).abs() < 2e-6, "{method}: {lcoh}");
                }
            });
        }
    }
}

#[test]
fn electricity_and_hydrogen_may_come_from_different_technologies() {
    // Solar electricity is a little cheaper; at wind's hours the electrolyser is far better used.
    let mut country = round_country("both");
    country.wind.capital = 3000.0;
    let sites = alike(vec![country.clone()], 1, 0.2, 0.55);
    let full = |plant: &Technology| plant.yearly() / 8.760;
    let [solar, wind] = [full(&country.solar) / 0.2, full(&country.wind) / 0.55];
    assert!(solar < wind);
    let by_wind = 52.0 * wind / 1000.0 + country.electrolyser.yearly() * 52.0 / 8760.0 / 0.55;
    each_answer(&sites, 0.0, |method, got| {
        let point = sites.inhabited_points().start;
        assert!((f64::from(got.lcoe[point]) / solar - 1.0).abs() < 1e-6, "{method}");
        assert!((f64::from(got.lcoh[point]) / by_wind - 1.0).abs() < 1e-6, "{method}");
    });
}

#[test]
fn there_is_no_price_at_sea_nor_without_a_technology() {
    let nan = f32::NAN;
    for (number, solar, wind) in
        [(0, 0.3, 0.3), (1, 0.0, 0.0), (1, 0.009_999, nan), (1, -0.5, 0.0), (1, nan, nan)]
    {
        let sites = alike(vec![round_country("one")], number, solar, wind);
        each_answer(&sites, 100.0, |method, got| {
            assert_eq!(priced(&sites, got), 0, "{method}: country {number}, {solar}, {wind}");
        });
    }
}

#[test]
fn the_least_capacity_factor_is_in_and_the_next_below_is_out() {
    let least = 0.01_f32;
    for (factor, is_in) in [(least, true), (least.next_down(), false), (least.next_up(), true)] {
        for (solar, wind) in [(factor, 0.0), (f32::NAN, factor)] {
            let sites = alike(vec![round_country("one")], 1, solar, wind);
            each_answer(&sites, 0.0, |method, got| {
                let expected = if is_in { sites.inhabited_points().len() } else { 0 };
                assert_eq!(priced(&sites, got), expected, "{method}: {solar}, {wind}");
            });
        }
    }
}

#[test]
fn there_is_no_price_beyond_eighty_degrees() {
    // Rows of ten degrees: of ±90 none counts, of ±80 both do.
    let sites = alike(vec![round_country("one")], 1, 0.3, 0.3);
    assert_eq!(sites.inhabited(), 1..18);
    each_answer(&sites, 0.0, |method, got| {
        for (point, cost) in got.lcoe.iter().enumerate() {
            assert_eq!(cost.is_nan(), sites.grid().place(point).0.abs() > 80.0, "{method}, point {point}");
        }
    });
    let polar = Grid::new(2, 5).unwrap();
    let countries = Countries::new(vec![round_country("one")]).unwrap();
    let sites = Sites::new(polar, countries, vec![1; 10], vec![0.3; 10], vec![0.3; 10]).unwrap();
    each_answer(&sites, 0.0, |method, got| assert_eq!(priced(&sites, got), 0, "{method}"));
}

#[test]
fn what_is_free_costs_nothing() {
    let free = Technology { capital: 0.0, upkeep: 0.0, rate: 0.0, years: 1 };
    let mut country = round_country("free");
    (country.solar, country.electrolyser) = (free, free);
    let sites = alike(vec![country], 1, 0.3, 0.0);
    each_answer(&sites, 0.0, |method, got| {
        let point = sites.inhabited_points().start;
        assert_eq!((got.lcoe[point], got.lcoh[point]), (0.0, 0.0), "{method}");
    });
}

#[test]
fn what_are_no_sites_is_refused_in_words() {
    let grid = Grid::new(2, 2).unwrap();
    let countries = || Countries::new(vec![round_country("one")]).unwrap();
    let abroad = Sites::new(grid, countries(), vec![0, 1, 2, 1], vec![0.1; 4], vec![0.1; 4]).unwrap_err();
    assert_eq!(abroad, SitesError::NoCountry { point: 2, country: 2, count: 1 });
    assert!(abroad.to_string().contains("point 2 is in country 2"), "{abroad}");
    let short = Sites::new(grid, countries(), vec![0; 4], vec![0.1; 3], vec![0.1; 4]).unwrap_err();
    assert!(short.to_string().contains("solar has 3 items"), "{short}");
}

#[test]
fn a_wrong_price_and_a_price_at_sea_are_caught() {
    let sites = alike(vec![round_country("one")], 1, 0.3, 0.3);
    let km = vec![10.0; sites.grid().points()];
    let right = costs(&sites, &km, Method::Map, &Threads::one());
    let error = |fault: fn(&mut Costs)| {
        let mut got = right.clone();
        fault(&mut got);
        worst_error(&right, &got)
    };
    assert_eq!(error(|_| ()), 0.0);
    assert!(error(|got| got.lcoh[300] *= 1.0001) > 5e-5);
    assert_eq!(error(|got| got.lcoe[0] = 50.0), f64::INFINITY);
    assert_eq!(error(|got| got.lcoe[300] = f32::NAN), f64::INFINITY);
    assert_eq!(error(|got| got.lcoe.truncate(600)), f64::INFINITY);
}
