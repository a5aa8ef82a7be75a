//! How far: the haversine that the reference is made of, and the f64 distance to a plant already chosen, which all other
//! methods share, so that they may differ in whom they choose but never in how they measure.

use std::{f64::consts::FRAC_PI_2, ops::Range};

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Grid, Plants,
    tables::{Columns, Row, strip},
};

/// Mean radius of the Earth in kilometres (IUGG).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The textbook's great-circle distance between two places in degrees.
pub fn haversine_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat_cos, plant_cos) = (crate::angle::sin_cos(from.0).1, crate::angle::sin_cos(to.0).1);
    arc_km(haversine(from.0 - to.0, from.1 - to.1, lat_cos * plant_cos))
}

/// `sin²(Δφ/2) + cos φ1·cos φ2·sin²(Δλ/2)`, differences in degrees.
#[inline(always)]
pub(crate) fn haversine(lat_difference: f64, lon_difference: f64, cosines: f64) -> f64 {
    let lat = (lat_difference / 2.0).to_radians().sin();
    let lon = (lon_difference / 2.0).to_radians().sin();
    lat * lat + cosines * (lon * lon)
}

/// The distance that belongs to a haversine.
pub(crate) fn arc_km(haversine: f64) -> f64 {
    2.0 * EARTH_RADIUS_KM * haversine.sqrt().min(1.0).asin()
}

/// Squared chord by differences: the cosine form would lose 2.5 km near zero.
#[inline(always)]
pub(crate) fn squared_chord(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (x, y, z) = (a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    x * x + y * y + z * z
}

/// Measures the chosen plants of some rows in f64. `nearest` comes in as positions among the distinct plants and goes out as
/// the callers' numbers. The bits do not depend on the lanes: there is no fused operation in it.
pub(crate) fn measure_rows(
    grid: &Grid,
    columns: &Columns,
    plants: &Plants,
    rows: Range<usize>,
    nearest: &mut [u32],
    km: &mut [f32],
) {
    Lanes::detect().run(MeasureRows { grid, columns, plants, rows, nearest, km });
}

struct MeasureRows<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    plants: &'a Plants,
    rows: Range<usize>,
    nearest: &'a mut [u32],
    km: &'a mut [f32],
}

impl LaneWork for MeasureRows<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let n_lon = self.grid.n_lon();
        let plants = self.plants.kept();
        for (i, (nearest, km)) in
            self.rows.zip(self.nearest.chunks_exact_mut(n_lon).zip(self.km.chunks_exact_mut(n_lon)))
        {
            let row = Row::new(self.grid, i);
            for number in 0..n_lon.div_ceil(LANES) {
                let span = strip(n_lon, number);
                let mut plant = [[0.0; LANES]; 3];
                for (lane, chosen) in nearest[span.clone()].iter_mut().enumerate() {
                    let owner = &plants[*chosen as usize];
                    *chosen = owner.number;
                    plant[0][lane] = owner.unit[0];
                    plant[1][lane] = owner.unit[1];
                    plant[2][lane] = owner.unit[2];
                }
                let mut arc = [0.0; LANES];
                let padded = span.start..span.start + LANES;
                for (lane, (&sin, &cos)) in
                    self.columns.sin[padded.clone()].iter().zip(&self.columns.cos[padded]).enumerate()
                {
                    let x = row.cos * cos - plant[0][lane];
                    let y = row.cos * sin - plant[1][lane];
                    let z = row.sin - plant[2][lane];
                    let half_chord = (x * x + y * y + z * z).sqrt() * 0.5;
                    let half_chord = if half_chord < 1.0 { half_chord } else { 1.0 };
                    arc[lane] = (2.0 * EARTH_RADIUS_KM * arc_sine(half_chord)) as f32;
                }
                let real = span.len();
                km[span].copy_from_slice(&arc[..real]);
            }
        }
    }
}

/// `asin` on 0..=1 without a branch or a call, so that it vectorises; the rational function is fdlibm's `e_asin.c`
/// (Sun Microsystems, 1993). Off by less than 4e-16, a few nanometres of arc.
#[inline(always)]
fn arc_sine(x: f64) -> f64 {
    let far = x >= 0.5;
    // asin(x) = π/2 - 2·asin(√((1 - x)/2)) keeps the argument of the rational function below 1/4.
    let t = if far { (1.0 - x) * 0.5 } else { x * x };
    let s = if far { t.sqrt() } else { x };
    let p = t
        * (1.666_666_666_666_666_6e-1
            + t * (-3.255_658_186_224_009e-1
                + t * (2.012_125_321_348_629_3e-1
                    + t * (-4.005_553_450_067_941e-2
                        + t * (7.915_349_942_898_145e-4 + t * 3.479_331_075_960_212e-5)))));
    let q = 1.0
        + t * (-2.403_394_911_734_414
            + t * (2.020_945_760_233_505_7 + t * (-6.882_839_716_054_533e-1 + t * 7.703_815_055_590_193e-2)));
    let angle = s + s * (p / q);
    if far { FRAC_PI_2 - 2.0 * angle } else { angle }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sphere_has_the_known_distances() {
        for ((from, to), km) in [
            (((0.0, 0.0), (90.0, 123.0)), 10_007.557_22),
            (((0.0, 0.0), (0.0, 180.0)), 20_015.114_44),
            (((0.0, 0.0), (0.0, 1.0)), 111.195_08),
            (((0.0, 179.9), (0.0, -179.9)), 22.239_02),
            (((60.0, 179.9), (60.0, -179.9)), 11.119_50),
            (((51.5007, -0.1246), (40.6892, -74.0445)), 5_574.848_16),
        ] {
            assert!(
                (haversine_km(from, to) - km).abs() < 1e-5,
                "{from:?} {to:?}: {}",
                haversine_km(from, to)
            );
            let chord = squared_chord(
                crate::angle::unit_vector(from.0, from.1),
                crate::angle::unit_vector(to.0, to.1),
            );
            let arc = 2.0 * EARTH_RADIUS_KM * arc_sine((chord.sqrt() / 2.0).min(1.0));
            assert!((arc - km).abs() < 1e-5, "{from:?} {to:?} by chord: {arc}");
        }
    }

    #[test]
    fn the_arc_sine_is_that_of_the_library() {
        for step in 0..=1_000_000 {
            let x = f64::from(step) / 1e6;
            assert!((arc_sine(x) - x.asin()).abs() < 4e-16, "asin({x})");
        }
        assert_eq!((arc_sine(0.0), arc_sine(1.0)), (0.0, FRAC_PI_2));
    }
}
