//! What a year says, and that it says it alone as among others.

use steel_lp::{GREATEST_USE, Kind, LAST_YEAR, Options, Shape, SteelTrade, UNMET_COST};

use crate::{PLANTS, bits, everything, plain, trade};

#[test]
fn a_year_alone_is_the_year_in_a_row_bit_for_bit() {
    let trade = trade(Shape::S, everything());
    for year in trade.years(0..31) {
        let alone = trade.year(year.year);
        assert_eq!(bits(&alone.costs), bits(&year.costs), "{}", year.year);
        assert_eq!(bits(&alone.rows.lower), bits(&year.rows.lower), "{}", year.year);
        assert_eq!(bits(&alone.rows.upper), bits(&year.rows.upper), "{}", year.year);
    }
    let late: Vec<_> = trade.years(9..12).collect();
    assert_eq!(late.iter().map(|year| year.year).collect::<Vec<_>>(), [9, 10, 11]);
    assert_eq!(late[2], trade.year(11));
}

#[test]
fn a_cost_is_last_years_times_the_exponential_of_a_shock() {
    let shock = 0.01;
    let trade = plain(Shape::M);
    let years: Vec<_> = trade.years(0..31).collect();
    for pair in years.windows(2) {
        let logs: Vec<f64> = (pair[1].costs.iter().zip(&pair[0].costs))
            .zip(trade.links())
            .filter(|(_, link)| !link.family.is_slack())
            .map(|((now, before), _)| (now / before).ln())
            .collect();
        let count = logs.len() as f64;
        let mean = logs.iter().sum::<f64>() / count;
        let deviation = (logs.iter().map(|log| log * log).sum::<f64>() / count).sqrt();
        assert!(mean.abs() < 4.0 * shock / count.sqrt(), "{}: {mean}", pair[1].year);
        assert!((deviation / shock - 1.0).abs() < 0.04, "{}: {deviation}", pair[1].year);
    }
}

#[test]
fn without_a_shock_costs_stay_and_demands_grow() {
    let trade = trade(Shape::S, Options { shock: 0.0, ..Options::default() });
    let (first, later) = (trade.year(0), trade.year(10));
    assert_eq!(bits(&first.costs), bits(&later.costs));
    for row in trade.rows_of(Kind::Demand) {
        let growth = later.rows.lower[row as usize] / first.rows.lower[row as usize];
        assert!((growth / 1.012_f64.powi(10) - 1.0).abs() < 1e-12);
        assert_eq!(later.rows.lower[row as usize], later.rows.upper[row as usize]);
    }
}

#[test]
fn steel_that_is_not_brought_costs_the_same_in_every_year() {
    let trade = plain(Shape::XS);
    for year in [0, 7, 30] {
        let costs = trade.year(year).costs;
        assert!(costs[trade.width() - 8..].iter().all(|cost| *cost == UNMET_COST));
    }
}

/// Sums of the bounds of a kind's rows.
fn sum(trade: &SteelTrade, year: u32, kinds: &[Kind]) -> f64 {
    let upper = trade.year(year).rows.upper;
    kinds.iter().flat_map(|kind| trade.rows_of(*kind)).map(|row| upper[row as usize]).sum()
}

#[test]
fn the_world_wants_1_900_mt_which_is_85_to_95_percent_of_what_it_can_make() {
    for (_, shape) in &Shape::NAMED[..4] {
        for seed in 1..=6 {
            let trade = SteelTrade::new(*shape, Options::default(), seed).unwrap();
            let demand = sum(&trade, 0, &[Kind::Demand]);
            assert!((demand - 1_900.0).abs() < 1e-6, "{demand}");
            let used = demand * GREATEST_USE / sum(&trade, 0, &[Kind::Converter, Kind::ArcFurnace]);
            assert!((0.85..=0.95).contains(&used), "{shape}, seed {seed}: {used}");
        }
    }
}

#[test]
fn demand_may_outgrow_supply() {
    let trade = trade(Shape::XS, Options { growth: 0.0, ..Options::default() });
    assert!(sum(&trade, 30, &[Kind::Demand]) > 1.2 * sum(&trade, 30, &[Kind::Converter, Kind::ArcFurnace]));
}

#[test]
fn capacities_drift_by_half_a_percent_a_year() {
    let trade = plain(Shape::L);
    let (before, now) = (trade.year(4).rows.upper, trade.year(5).rows.upper);
    let rows: Vec<u32> = PLANTS.into_iter().flat_map(|kind| trade.rows_of(kind)).collect();
    let logs = rows.iter().map(|row| (now[*row as usize] / before[*row as usize] / 1.012).ln());
    let deviation = (logs.map(|log| log * log).sum::<f64>() / rows.len() as f64).sqrt();
    assert!((0.0045..0.0055).contains(&deviation), "{deviation}");
}

#[test]
fn the_last_year_is_finite_at_the_greatest_shock() {
    let trade = trade(Shape::XS, Options { shock: 1.0, ..Options::default() });
    assert_eq!(trade.program(LAST_YEAR).check(), Ok(()));
    assert!(trade.year(LAST_YEAR).costs.iter().all(|cost| *cost > 0.0));
}

#[test]
#[should_panic(expected = "the last one is 200")]
fn no_year_comes_after_the_last_one() {
    let _ = plain(Shape::XS).year(LAST_YEAR + 1);
}
