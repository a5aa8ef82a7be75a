//! What is asked for is there, and moves nothing else.

use std::collections::HashMap;

use steel_lp::{Family, GREATEST_USE, IDLE_COST, Kind, Link, Options, Place, Shape, SteelTrade};

use crate::{PLANTS, bits, plain, trade};

/// The bounds of the first rows, and the costs of these links, are those of a plain trade.
fn assert_moves_nothing(changed: &SteelTrade, year: u32) {
    let plain = plain(changed.shape());
    let (before, after) = (plain.year(year), changed.year(year));
    let height = plain.height();
    assert_eq!(bits(&before.rows.lower), bits(&after.rows.lower[..height]));
    assert_eq!(bits(&before.rows.upper), bits(&after.rows.upper[..height]));
    let key = |link: &Link| (link.family as u8, link.source, link.destination);
    let numbers: HashMap<_, _> = plain.links().iter().map(key).zip(0_usize..).collect();
    let (old, new) = (plain.matrix(), changed.matrix());
    for (column, link) in changed.links().iter().enumerate().filter(|(_, link)| link.family != Family::Idle) {
        let number = numbers[&key(link)];
        assert_eq!(before.costs[number].to_bits(), after.costs[column].to_bits(), "{link:?}");
        let entries = new.column(column).filter(|(row, _)| (*row as usize) < height);
        assert_eq!(old.column(number).collect::<Vec<_>>(), entries.collect::<Vec<_>>(), "{link:?}");
    }
}

#[test]
fn quotas_add_rows_for_steel_from_abroad_and_nothing_else() {
    let changed = trade(Shape::S, Options { quotas: Some(0.25), ..Options::default() });
    assert_moves_nothing(&changed, 7);
    let (plain, matrix) = (plain(Shape::S), changed.matrix());
    assert_eq!(changed.width(), plain.width());
    let quotas = plain.height()..changed.height();
    assert!((2..=30).contains(&quotas.len()), "{}", quotas.len());
    let bounds = changed.year(7).rows;
    assert!(quotas.clone().all(|row| bounds.lower[row] == f64::NEG_INFINITY));
    let demand: f64 = plain.rows_of(Kind::Demand).map(|row| bounds.upper[row as usize]).sum();
    let allowed: f64 = quotas.clone().map(|row| bounds.upper[row]).sum();
    assert!((allowed / demand - 0.25).abs() < 1e-12);
    let mut abroad = [0, 0];
    for (column, link) in changed.links().iter().enumerate() {
        let counted = matrix.column(column).filter(|(row, _)| quotas.contains(&(*row as usize))).count();
        if matches!(link.family, Family::ConverterSteel | Family::ArcSteel) {
            abroad[counted] += 1;
        } else {
            assert_eq!(counted, 0, "{link:?}");
        }
    }
    assert!(abroad[0] > 0 && abroad[1] > abroad[0], "{abroad:?}");
}

#[test]
fn every_quota_is_the_demand_of_its_country() {
    let changed = trade(Shape::XS, Options { quotas: Some(1.0), ..Options::default() });
    let (matrix, upper) = (changed.matrix(), changed.year(0).rows.upper);
    let first = plain(Shape::XS).height();
    // Whoever receives under a quota belongs to its country.
    let mut wanted: HashMap<usize, HashMap<u32, f64>> = HashMap::new();
    for (column, link) in changed.links().iter().enumerate() {
        let quota = matrix.column(column).map(|(row, _)| row as usize).find(|row| *row >= first);
        if let Some(quota) = quota {
            wanted.entry(quota).or_default().insert(link.destination, upper[link.destination as usize]);
        }
    }
    assert!(!wanted.is_empty());
    for (quota, demands) in wanted {
        assert!((demands.values().sum::<f64>() - upper[quota]).abs() < 1e-9, "row {quota}");
    }
}

#[test]
fn a_soft_minimum_adds_a_row_and_a_slack_per_plant_and_nothing_else() {
    let changed = trade(Shape::S, Options { soft_minimum: Some(0.6), ..Options::default() });
    assert_moves_nothing(&changed, 7);
    let plain = plain(Shape::S);
    let plants: Vec<u32> = PLANTS.into_iter().flat_map(|kind| plain.rows_of(kind)).collect();
    assert_eq!(changed.height(), plain.height() + plants.len());
    assert_eq!(changed.width(), plain.width() + plants.len());
    let (year, triples) = (changed.year(7), changed.triples());
    let columns = |row: usize| -> Vec<u32> {
        let of_row = triples.rows.iter().zip(&triples.columns).filter(|(other, _)| **other as usize == row);
        of_row.map(|(_, column)| *column).collect()
    };
    for (plant, capacity) in plants.into_iter().enumerate() {
        let (row, slack) = (plain.height() + plant, plain.width() + plant);
        let share = year.rows.lower[row] / (year.rows.upper[capacity as usize] / 0.95);
        assert!((share - 0.6).abs() < 1e-12 && year.rows.upper[row] == f64::INFINITY);
        assert_eq!(changed.links()[slack].family, Family::Idle);
        assert_eq!(year.costs[slack], IDLE_COST);
        let mut used = columns(capacity as usize);
        used.push(slack as u32);
        assert_eq!(columns(row), used, "the minimum of row {capacity} counts what its capacity counts");
    }
}

#[test]
fn kept_arcs_are_the_cheapest_of_either_end_and_nothing_else_moves() {
    let kept = 3;
    let changed = trade(Shape::S, Options { keep: Some(kept), ..Options::default() });
    assert_moves_nothing(&changed, 7);
    let plain = plain(Shape::S);
    assert!(changed.width() < plain.width() / 3);
    assert_eq!(changed.height(), plain.height());
    let costs = plain.year(0).costs;
    let mut rest = changed.links().iter().peekable();
    for (column, link) in plain.links().iter().enumerate() {
        // Cheaper ones of the same family that share an end.
        let better = |shares: &dyn Fn(&Link) -> bool| {
            let others = plain.links().iter().enumerate();
            let others = others.filter(|(_, other)| other.family == link.family && shares(other));
            others.filter(|(other, _)| (costs[*other], *other) < (costs[column], column)).count()
        };
        let cheap = better(&|other| other.source == link.source) < kept as usize
            || better(&|other| other.destination == link.destination) < kept as usize;
        let is_kept = rest.next_if(|next| *next == link).is_some();
        assert_eq!(is_kept, cheap || link.family.always_there(), "{link:?}");
    }
    assert!(rest.next().is_none());
}

#[test]
fn to_keep_many_is_to_keep_all() {
    let changed = trade(Shape::S, Options { keep: Some(1_000), ..Options::default() });
    assert_eq!(changed.program(3), plain(Shape::S).program(3));
}

#[test]
fn plants_close_and_open_as_a_capacity_of_0_and_the_matrix_stays() {
    let shape = Shape::M;
    let (plain, changed) =
        (plain(shape), trade(shape, Options { openings: Some(0.05), ..Options::default() }));
    assert_eq!(plain.matrix(), changed.matrix());
    assert_eq!(plain.program(0), changed.program(0));
    let rows: Vec<u32> = PLANTS.into_iter().flat_map(|kind| plain.rows_of(kind)).collect();
    let (mut closes, mut opens, mut before) = (0, 0, vec![true; rows.len()]);
    for (old, new) in plain.years(0..12).zip(changed.years(0..12)) {
        assert_eq!(bits(&old.costs), bits(&new.costs));
        assert_eq!(bits(&old.rows.lower), bits(&new.rows.lower));
        for row in 0..plain.height() as u32 {
            let (old, new) = (old.rows.upper[row as usize], new.rows.upper[row as usize]);
            assert!(new.to_bits() == old.to_bits() || new == 0.0 && rows.contains(&row), "row {row}");
        }
        for (open, row) in before.iter_mut().zip(&rows) {
            let now = new.rows.upper[*row as usize] > 0.0;
            closes += u32::from(*open && !now);
            opens += u32::from(now && !*open);
            *open = now;
        }
        let open =
            |kind| changed.rows_of(kind).map(|row| new.rows.upper[row as usize] > 0.0).collect::<Vec<_>>();
        assert_eq!(open(Kind::BlastFurnace), open(Kind::Converter), "a converter closes with its furnace");
    }
    assert!(closes > 20 && opens > 10, "{closes} closed, {opens} opened");
}

#[test]
fn no_plant_closes_at_a_chance_of_0() {
    let changed = trade(Shape::S, Options { openings: Some(0.0), ..Options::default() });
    assert_eq!(changed.year(30), plain(Shape::S).year(30));
}

#[test]
fn scenario_0_is_no_scenario_and_others_part_after_the_first_year() {
    let of = |scenario| trade(Shape::S, Options { scenario, ..Options::default() });
    assert_eq!(of(0).program(9), plain(Shape::S).program(9));
    let (base, one, two) = (of(0), of(1), of(2));
    assert_eq!(base.program(0), one.program(0));
    assert_eq!(base.matrix(), two.matrix());
    let demand = |trade: &SteelTrade| trade.year(9).rows.upper[trade.rows_of(Kind::Demand).start as usize];
    for (left, right) in [(&base, &one), (&one, &two)] {
        let same =
            left.year(9).costs.iter().zip(&right.year(9).costs).filter(|(one, other)| one == other).count();
        assert_eq!(same, 36, "only slacks cost the same");
        assert_ne!(demand(left), demand(right));
    }
}

#[test]
fn plants_stand_at_listed_places_and_mines_stay() {
    let places = [Place::new(52.5, 13.4).unwrap()];
    let listed = SteelTrade::with_places(Shape::XS, Options::default(), 1, &places).unwrap();
    let plain = plain(Shape::XS);
    assert_eq!(listed.matrix(), plain.matrix());
    let (old, new) = (plain.year(5), listed.year(5));
    assert_eq!(old.rows, new.rows);
    assert_ne!(old.costs, new.costs);
    // All plants stand in one place: pig iron of a furnace costs the same whichever converter it goes to.
    let first = listed.year(0).costs;
    for link in listed.links().iter().filter(|link| link.family == Family::PigToConverter) {
        let same = |other: &Link| other.family == link.family && other.source == link.source;
        let costs: Vec<f64> = (listed.links().iter().zip(&first))
            .filter(|(other, _)| same(other))
            .map(|(_, cost)| *cost)
            .collect();
        assert!(costs.windows(2).all(|pair| pair[0] == pair[1]), "{costs:?}");
    }
}

#[test]
fn a_column_knows_its_borders_and_what_its_ends_can_carry() {
    let trade = plain(Shape::S);
    let rows = trade.year(0).rows;
    let mut abroad = 0;
    for link in trade.links() {
        let Some([gives, takes]) = trade.capacities(*link) else {
            assert!(link.family.is_slack() && !trade.crosses_border(*link), "{link:?}");
            continue;
        };
        let most = rows.upper[link.source as usize];
        assert!((most - GREATEST_USE * gives).abs() <= 1e-12 * most, "{link:?}: {most} of {gives}");
        if trade.rows_of(Kind::Demand).contains(&link.destination) {
            assert_eq!(rows.lower[link.destination as usize].to_bits(), takes.to_bits(), "{link:?}");
        }
        // A furnace and its own converter stand at one place.
        assert!(link.family != Family::HotMetal || !trade.crosses_border(*link), "{link:?}");
        abroad += usize::from(trade.crosses_border(*link));
    }
    assert!(2 * abroad > trade.width() && abroad < trade.width(), "{abroad} of {}", trade.width());
}
