//! Rows, columns and entries are what they are said to be.

use proptest::prelude::*;
use steel_lp::{Family, Kind, Link, Options, Shape, SteelTrade, Totals, Triples};

use crate::{activity, everything, plain, trade};

#[test]
fn the_named_shapes_have_their_rows_columns_and_entries() {
    let sizes = [
        ("XS", 59, 176, 574),
        ("S", 270, 3_372, 11_664),
        ("M", 565, 14_422, 49_638),
        ("L", 1_760, 140_710, 497_380),
        ("XL", 4_580, 963_280, 3_331_320),
    ];
    for (name, rows, columns, entries) in sizes {
        let shape: Shape = name.parse().unwrap();
        let trade = plain(shape);
        let matrix = trade.matrix();
        assert_eq!((matrix.height(), matrix.width(), matrix.entries()), (rows, columns, entries), "{name}");
        assert_eq!((trade.height(), trade.width()), (rows, columns), "{name}");
        assert_eq!(shape.name(), Some(name));
    }
}

#[test]
fn every_family_has_its_number_of_entries() {
    let trade = plain(Shape::S);
    let matrix = trade.matrix();
    for (column, link) in trade.links().iter().enumerate() {
        let entries = match link.family {
            Family::OreToFurnace | Family::OreToReduction => 2,
            Family::HotMetal | Family::PigToConverter | Family::ScrapToArc => 4,
            Family::PigToArc | Family::SpongeToArc => 5,
            Family::ScrapToConverter | Family::ConverterSteel | Family::ArcSteel => 3,
            Family::Unmet | Family::Idle => 1,
        };
        assert_eq!(matrix.column(column).len(), entries, "{link:?}");
    }
}

#[test]
fn a_link_names_the_rows_of_its_ends() {
    let trade = trade(Shape::XS, everything());
    let matrix = trade.matrix();
    for (column, link) in trade.links().iter().enumerate() {
        let value = |row: u32| matrix.column(column).find(|entry| entry.0 == row).map(|entry| entry.1);
        assert_eq!(value(link.source), Some(1.0), "{link:?} uses the capacity of its source");
        assert!(value(link.destination).unwrap() > 0.0, "{link:?} arrives");
        if let Some((from, to)) = link.family.ends() {
            assert!(trade.rows_of(from).contains(&link.source), "{link:?}");
            assert_eq!(trade.rows_of(to).contains(&link.destination), to == Kind::Demand, "{link:?}");
        } else {
            assert_eq!(link.source, link.destination);
        }
    }
}

/// The only column of a family between these ends, by the numbers of the entities.
fn column(trade: &SteelTrade, family: Family, source: u32, destination: u32) -> usize {
    let links = trade.links();
    let of_family = |link: &&Link| link.family == family;
    let arrivals = links.iter().filter(of_family).map(|link| link.destination).min().unwrap();
    let (from, _) = family.ends().unwrap();
    let source = trade.rows_of(from).start + source;
    let link = Link { family, source, destination: arrivals + destination };
    links.iter().position(|known| *known == link).unwrap()
}

#[test]
fn a_tonne_of_converter_steel_takes_its_ore_and_its_hot_metal() {
    let trade = plain(Shape::XS);
    let program = trade.program(0);
    let mut x = vec![0.0; trade.width()];
    // Mines 2 and 3 have mid grade, 1.6 t of ore for a tonne of iron.
    x[column(&trade, Family::OreToFurnace, 2, 1)] = 1.6 * 1.1;
    x[column(&trade, Family::HotMetal, 1, 1)] = 1.1;
    x[column(&trade, Family::ConverterSteel, 1, 5)] = 1.0;
    let activity = activity(&program, &x);
    let demands = trade.rows_of(Kind::Demand);
    assert_eq!(activity[demands.start as usize + 5], 1.0);
    for (row, sum) in activity.iter().enumerate().take(demands.start as usize) {
        let holds = *sum >= program.rows.lower[row] - 1e-12 && *sum <= program.rows.upper[row] + 1e-12;
        assert!(holds, "row {row} is {sum}");
    }
    let Totals { converter_steel, arc_steel, unmet, ore, scrap, emissions, cost } =
        trade.totals(&trade.year(0), &x);
    assert_eq!((converter_steel, arc_steel, unmet, scrap), (1.0, 0.0, 0.0, 0.0));
    assert!((ore - 1.76).abs() < 1e-12);
    assert!((1.5..2.5).contains(&emissions), "{emissions}");
    assert!((cost.total() - program.objective(&x)).abs() < 1e-9);
}

#[test]
fn a_charge_of_two_parts_scrap_four_pig_and_four_sponge_is_at_both_limits() {
    let trade = plain(Shape::XS);
    let program = trade.program(0);
    let mut x = vec![0.0; trade.width()];
    for (family, parts) in [(Family::ScrapToArc, 0.2), (Family::PigToArc, 0.4), (Family::SpongeToArc, 0.4)] {
        x[column(&trade, family, 0, 3)] = parts * 1.12;
    }
    x[column(&trade, Family::ArcSteel, 3, 0)] = 1.0;
    let activity = activity(&program, &x);
    let first_share = trade.rows_of(Kind::Demand).start as usize - 10;
    let (scrap, pig) = (first_share + 3, first_share + 5 + 3);
    assert_eq!((program.rows.lower[scrap], program.rows.upper[pig]), (0.0, 0.0));
    assert!(activity[scrap].abs() < 1e-15 && activity[pig].abs() < 1e-15);
    let balance = first_share - 3 - 5 + 3;
    assert!(activity[balance].abs() < 1e-15);
    x[column(&trade, Family::PigToArc, 0, 3)] *= 1.01;
    assert!(crate::activity(&program, &x)[pig] > 0.0, "a little more pig iron is too much");
}

#[test]
fn triples_are_the_matrix_row_by_row() {
    let trade = trade(Shape::S, everything());
    let matrix = trade.matrix();
    let Triples { height, width, rows, columns, values } = trade.triples();
    assert_eq!((height, width, rows.len()), (matrix.height(), matrix.width(), matrix.entries()));
    let places: Vec<_> = rows.iter().zip(&columns).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    let mut entries: Vec<_> = columns.iter().zip(&rows).zip(&values).collect();
    entries.sort_by_key(|(place, _)| *place);
    let whole: Vec<_> =
        (0..width).flat_map(|j| matrix.column(j).map(move |(row, value)| (j as u32, row, value))).collect();
    assert_eq!(entries.iter().map(|((j, row), value)| (**j, **row, **value)).collect::<Vec<_>>(), whole);
}

fn shapes() -> impl Strategy<Value = Shape> {
    (0..3_u32, 0..3_u32, 0..4_u32, 0..3_u32, 0..4_u32, 1..5_u32).prop_map(
        |(mines, pools, blast_furnaces, reduction_plants, arc_furnaces, demands)| Shape {
            mines,
            pools,
            blast_furnaces,
            reduction_plants,
            arc_furnaces,
            demands,
        },
    )
}

proptest! {
    #[test]
    fn every_year_of_every_trade_is_whole_dear_and_feasible(
        shape in shapes(),
        quotas in proptest::option::of(0.0..1.0),
        soft_minimum in proptest::option::of(0.0..1.0),
        keep in proptest::option::of(1..4_u32),
        openings in proptest::option::of(0.0..1.0),
        shock in 0.0..1.0,
        seed: u64,
        year in 0..40_u32,
    ) {
        let options = Options { shock, quotas, soft_minimum, keep, openings, ..Options::default() };
        let trade = SteelTrade::new(shape, options, seed).unwrap();
        let program = trade.program(year);
        prop_assert_eq!(program.check(), Ok(()));
        prop_assert!(program.costs.iter().all(|cost| *cost > 0.0));
        let slacks: Vec<f64> = trade
            .links()
            .iter()
            .map(|link| if link.family.is_slack() { program.rows.lower[link.destination as usize] } else { 0.0 })
            .collect();
        for (row, sum) in activity(&program, &slacks).into_iter().enumerate() {
            prop_assert!(program.rows.lower[row] <= sum && sum <= program.rows.upper[row], "row {}", row);
        }
        let totals = trade.totals(&trade.year(year), &slacks);
        let objective = program.objective(&slacks);
        prop_assert!((totals.cost.total() - objective).abs() <= 1e-12 * objective);
        prop_assert_eq!(totals.cost.unmet + totals.cost.idle, totals.cost.total());
    }

    #[test]
    fn parts_of_the_cost_add_up_to_the_objective(seed: u64, year in 0..40_u32, factor in 1..1000_u32) {
        let trade = SteelTrade::new(Shape::XS, everything(), seed).unwrap();
        let x: Vec<f64> = (0..trade.width() as u32).map(|j| f64::from(j * factor % 17)).collect();
        let totals = trade.totals(&trade.year(year), &x);
        let objective = trade.program(year).objective(&x);
        prop_assert!((totals.cost.total() - objective).abs() <= 1e-12 * objective);
    }
}
