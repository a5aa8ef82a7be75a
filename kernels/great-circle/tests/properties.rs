//! What must hold for any plants: turning the world, adding a plant, and every way of pruning change nothing.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use great_circle::{Accuracy, Grid, Lanes, Method, Nearest, Plants, Threads, nearest};
use proptest::{collection::vec, prelude::*};

/// Places that pruning finds hard: poles, the date line, clusters, duplicates and whole degrees, which make ties.
fn places() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let place = prop_oneof![
        4 => (-90.0..=90.0, -180.0..=180.0),
        2 => (0.0..3.0, 10.0..13.0),
        2 => (-90_i32..=90, -180_i32..=180).prop_map(|(lat, lon)| (f64::from(lat), f64::from(lon))),
        1 => (-90.0..=90.0).prop_map(|lat| (lat, 180.0)),
        1 => (-90.0..=90.0).prop_map(|lat| (lat, -180.0)),
        1 => (-180.0..=180.0).prop_map(|lon| (90.0, lon)),
        1 => (-180.0..=180.0).prop_map(|lon| (-89.999, lon)),
    ];
    (vec(place, 1..60), vec(any::<prop::sample::Index>(), 0..4)).prop_map(|(mut places, repeats)| {
        for repeat in repeats {
            places.push(*repeat.get(&places));
        }
        places
    })
}

fn grids() -> impl Strategy<Value = Grid> {
    (2_usize..90, 2_usize..90).prop_map(|(n_lat, n_lon)| Grid::new(n_lat, n_lon).unwrap())
}

fn methods() -> impl Strategy<Value = Method> {
    let lanes = prop::sample::select(Lanes::available());
    (0..7, lanes).prop_map(|(which, lanes)| match which {
        0 => Method::Chord,
        1 => Method::Tree,
        2 => Method::Simd(lanes),
        3 => Method::RowTable(lanes),
        4 => Method::RowTableUnblocked(lanes),
        5 => Method::RowSweep(lanes),
        _ => Method::Tiles(lanes),
    })
}

fn run(grid: &Grid, places: &[(f64, f64)], method: Method) -> Nearest {
    nearest(grid, &Plants::from_degrees(places).unwrap(), method, &Threads::one())
}

/// Metres between two stated distances; both are f32, whose steps are 2 m at the antipodes.
fn metres(a: f32, b: f32) -> f64 {
    (f64::from(a) - f64::from(b)) * 1000.0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_method_agrees_with_the_reference(grid in grids(), places in places(), method in methods()) {
        let plants = Plants::from_degrees(&places).unwrap();
        let reference = nearest(&grid, &plants, Method::Haversine, &Threads::one());
        let got = nearest(&grid, &plants, method, &Threads::one());
        let accuracy = Accuracy::of(&grid, &plants, &reference, &got);
        prop_assert!(accuracy.holds(), "{method:?}: {accuracy:?}");
    }

    #[test]
    fn tiles_lose_no_winner(grid in grids(), places in places(), lanes in prop::sample::select(Lanes::available())) {
        let all = run(&grid, &places, Method::RowTable(lanes));
        let tiles = run(&grid, &places, Method::Tiles(lanes));
        for point in 0..grid.points() {
            prop_assert_eq!(all.km[point], tiles.km[point], "point {}", point);
        }
    }

    #[test]
    fn turning_the_world_by_a_column_moves_no_distance(
        grid in grids(), places in places(), method in methods(), step in 1_usize..20,
    ) {
        let columns = grid.n_lon() - 1;
        let step = step % columns;
        let turn = 360.0 * step as f64 / columns as f64;
        let turned: Vec<(f64, f64)> = places
            .iter()
            .map(|&(lat, lon)| (lat, if lon + turn > 180.0 { lon + turn - 360.0 } else { lon + turn }))
            .collect();
        let before = run(&grid, &places, method);
        let after = run(&grid, &turned, method);
        for i in 0..grid.n_lat() {
            for j in 0..columns {
                let (from, to) = (i * grid.n_lon() + j, i * grid.n_lon() + (j + step) % columns);
                let moved = metres(before.km[from], after.km[to]).abs();
                prop_assert!(moved <= 10.0, "{method:?}: row {i}, column {j} moved by {moved} m");
            }
        }
    }

    #[test]
    fn one_more_plant_never_increases_a_distance(
        grid in grids(), places in places(), more in (-90.0..=90.0, -180.0..=180.0), method in methods(),
    ) {
        let before = run(&grid, &places, method);
        let after = run(&grid, &[places.as_slice(), &[more]].concat(), method);
        // The f64 methods to the last bit of what they state; f32 ones may choose another among plants 2 m apart.
        let allowed = if matches!(method, Method::Chord | Method::Tree) { 0.0 } else { 10.0 };
        for point in 0..grid.points() {
            let grown = metres(after.km[point], before.km[point]);
            prop_assert!(grown <= allowed, "{method:?}: point {point} grew by {grown} m");
        }
    }
}
