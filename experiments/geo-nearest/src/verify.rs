//! Where brute force takes too long the tree is the reference; here the tree itself is checked, by brute force on some
//! points.

use great_circle::{Nearest, haversine_km};
use touchstone::Checks;

use crate::world::World;

/// Points at random, besides the special ones.
const POINTS: usize = 4_096;

/// Every pole point, the two ±180° columns, and points spread over all of the grid.
pub(crate) fn verify(world: &World, reference: &Nearest) -> Checks {
    let (n_lat, n_lon) = (world.grid.n_lat(), world.grid.n_lon());
    let all = world.grid.points();
    let poles = (0..n_lon).chain(all - n_lon..all);
    let antimeridian = (0..n_lat).flat_map(|i| [i * n_lon, i * n_lon + n_lon - 1]);
    // A multiplier without a factor in common with the grid visits no point twice; as good as chance, and repeatable.
    let anywhere = (0..POINTS).map(|k| (k * 1_000_003) % all);
    let on_plants = world.degrees.iter().take(POINTS).map(|(lat, lon)| {
        let row = ((lat + 90.0) / 180.0 * (n_lat - 1) as f64).round() as usize;
        let column = ((lon + 180.0) / 360.0 * (n_lon - 1) as f64).round() as usize;
        row * n_lon + column
    });
    // Brute force over all plants for each: poles and the antimeridian are thinned out where there are many plants.
    let thin = (world.degrees.len() / 1_000).max(1);
    let special = poles.chain(antimeridian).chain(on_plants).step_by(thin);
    let (mut excess, mut off) = (0.0_f64, 0.0_f64);
    for point in special.chain(anywhere) {
        let place = world.grid.place(point);
        let nearest =
            world.degrees.iter().map(|plant| haversine_km(place, *plant)).fold(f64::INFINITY, f64::min);
        let chosen = haversine_km(place, world.degrees[reference.nearest[point] as usize]);
        excess = excess.max(chosen - nearest);
        off = off.max((f64::from(reference.km[point]) - nearest).abs());
    }
    // Haversine in f64 is itself good to a few millimetres near the antipode; f32 rounds 20,000 km to a metre.
    Checks::new().at_most("km beyond the nearest, some points", excess, 1e-5).at_most(
        "error of the distance in km, some points",
        off,
        1e-3,
    )
}
