//! Cases that anybody can check on a globe.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod methods;

use great_circle::{Grid, Nearest, Plants, Threads, nearest};
use methods::methods;

/// Runs every method and hands each answer to `check` with its name.
fn each_answer(grid: &Grid, places: &[(f64, f64)], check: impl Fn(&str, &Nearest)) {
    let plants = Plants::from_degrees(places).unwrap();
    for method in methods() {
        check(&format!("{method:?}"), &nearest(grid, &plants, method, &Threads::one()));
    }
}

/// The point of a grid at whole steps from the south-west corner.
fn at(grid: &Grid, lat: f64, lon: f64) -> usize {
    (0..grid.points()).find(|&point| grid.place(point) == (lat, lon)).unwrap()
}

#[test]
fn distances_to_one_plant_are_the_known_ones() {
    let grid = Grid::new(181, 361).unwrap();
    each_answer(&grid, &[(0.0, 0.0)], |method, got| {
        for ((lat, lon), km) in
            [((90.0, 77.0), 10_007.557_22), ((0.0, 180.0), 20_015.114_44), ((0.0, 1.0), 111.195_08)]
        {
            let stated = got.km[at(&grid, lat, lon)];
            // f32 has steps of 2 m at 20,000 km.
            assert!((f64::from(stated) - km).abs() < 2e-3, "{method}: ({lat}, {lon}) is {stated} km away");
        }
        assert!(got.nearest.iter().all(|&plant| plant == 0), "{method}");
    });
}

#[test]
fn a_plant_on_a_grid_point_is_at_zero_exactly() {
    let grid = Grid::new(37, 73).unwrap();
    let places = [(45.0, -120.0), (-90.0, 33.0), (90.0, 0.0), (0.0, 180.0), (5.0, 5.0), (-35.0, 140.0)];
    each_answer(&grid, &places, |method, got| {
        for (number, &(lat, lon)) in places.iter().enumerate() {
            let lon = if lat.abs() == 90.0 { 0.0 } else { lon };
            let point = at(&grid, lat, lon);
            assert_eq!(
                (got.nearest[point], got.km[point]),
                (number as u32, 0.0),
                "{method} at ({lat}, {lon})"
            );
        }
        assert_eq!(got.km[at(&grid, 0.0, -180.0)], 0.0, "{method}: -180° is +180°");
    });
}

#[test]
fn a_pole_row_is_one_point_and_both_ends_are_one_meridian() {
    let grid = Grid::new(61, 119).unwrap();
    let places = great_circle::plant_degrees(9, 0, 150);
    each_answer(&grid, &places, |method, got| {
        let last = grid.n_lat() - 1;
        for i in [0, last] {
            let row = i * grid.n_lon()..(i + 1) * grid.n_lon();
            let first = (got.nearest[row.start], got.km[row.start].to_bits());
            assert!(
                row.clone().all(|point| (got.nearest[point], got.km[point].to_bits()) == first),
                "{method}: pole row {i} is not one point"
            );
        }
        for i in 0..grid.n_lat() {
            let (west, east) = (i * grid.n_lon(), (i + 1) * grid.n_lon() - 1);
            assert_eq!(got.nearest[west], got.nearest[east], "{method}, row {i}");
            assert_eq!(got.km[west].to_bits(), got.km[east].to_bits(), "{method}, row {i}");
        }
    });
}

#[test]
fn of_coincident_plants_the_lowest_number_wins() {
    let grid = Grid::new(19, 37).unwrap();
    let places = [(40.0, 10.0), (-20.0, 60.0), (40.0, 10.0), (-20.0, 60.0), (90.0, 1.0), (90.0, 2.0)];
    each_answer(&grid, &places, |method, got| {
        assert!(got.nearest.iter().all(|plant| [0, 1, 4].contains(plant)), "{method}");
        assert_eq!(got.nearest[at(&grid, 90.0, 0.0)], 4, "{method}");
    });
}

#[test]
fn the_nearest_plant_may_lie_across_the_date_line_or_the_pole() {
    let grid = Grid::new(181, 361).unwrap();
    each_answer(&grid, &[(0.0, -178.0), (0.0, 170.0), (80.0, 180.0)], |method, got| {
        assert_eq!(got.nearest[at(&grid, 0.0, 178.0)], 0, "{method}: across the date line");
        assert_eq!(got.nearest[at(&grid, 89.0, 0.0)], 2, "{method}: across the pole");
    });
}
