//! Plants that look like the world's: crowded around a few places, some anywhere, a few entered twice.
//!
//! Every draw is a hash of (seed, family, index, what for): any plant can be made alone, in any order, on any machine. The
//! arithmetic is +, -, x, / and rounding only, whose bits no mathematics library can change: the normal deviate is a sum of
//! twelve uniforms (Irwin-Hall), which ends at six standard deviations, 12° here.

/// Places that four of five plants gather around.
const CENTRES: u64 = 30;
/// Share of plants anywhere in the inhabited latitudes, uniform in degrees.
const SCATTERED: f64 = 0.2;
/// Share of plants that repeat an earlier one exactly.
const REPEATED: f64 = 0.01;
/// Degrees, along the meridian and along the parallel alike.
const STANDARD_DEVIATION: f64 = 2.0;
/// Where plants stand.
const SOUTH: f64 = -40.0;
/// Where plants stand.
const NORTH: f64 = 65.0;

/// What a draw is for; two purposes never share one.
#[derive(Clone, Copy)]
enum Draw {
    Repeats = 1,
    Earlier,
    Scatters,
    Centre,
    CentreLat,
    CentreLon,
    Lat,
    Lon,
}

/// `count` plants of a family, (latitude, longitude) in degrees.
pub fn plant_degrees(seed: u64, family: u64, count: usize) -> Vec<(f64, f64)> {
    (0..count as u64).map(|index| one_plant_degrees(seed, family, index)).collect()
}

/// Plant number `index` of a family alone.
pub fn one_plant_degrees(seed: u64, family: u64, index: u64) -> (f64, f64) {
    let draws = Draws { seed, family };
    let mut index = index;
    while index > 0 && draws.unit(index, Draw::Repeats, 0) < REPEATED {
        index = draws.bits(index, Draw::Earlier, 0) % index;
    }
    let scattered = draws.unit(index, Draw::Scatters, 0) < SCATTERED;
    let centre = draws.bits(index, Draw::Centre, 0) % CENTRES;
    let (lat, lon) = if scattered {
        (draws.within(index, Draw::Lat, SOUTH, NORTH), draws.within(index, Draw::Lon, -180.0, 180.0))
    } else {
        let centre_lon = draws.within(centre, Draw::CentreLon, -180.0, 180.0);
        let centre_lat = draws.within(centre, Draw::CentreLat, SOUTH, NORTH);
        let lat = draws.redrawn_near(index, centre_lat);
        (lat, centre_lon + STANDARD_DEVIATION * draws.normal(index, Draw::Lon, 0))
    };
    let lon = if lon >= 180.0 {
        lon - 360.0
    } else if lon < -180.0 {
        lon + 360.0
    } else {
        lon
    };
    (rounded(lat), rounded(lon))
}

/// To 1e-4°, about 11 m: the f64 nearest to that decimal.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}

struct Draws {
    seed: u64,
    family: u64,
}

impl Draws {
    fn bits(&self, index: u64, draw: Draw, nth: u64) -> u64 {
        [self.family, index, draw as u64, nth].into_iter().fold(mix(self.seed), |hash, word| mix(hash ^ word))
    }

    /// In 0..1, 53 bits.
    fn unit(&self, index: u64, draw: Draw, nth: u64) -> f64 {
        (self.bits(index, draw, nth) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn within(&self, index: u64, draw: Draw, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit(index, draw, 0)
    }

    /// Mean 0, standard deviation 1; `attempt` numbers the redraws.
    fn normal(&self, index: u64, draw: Draw, attempt: u64) -> f64 {
        (0..12).map(|nth| self.unit(index, draw, attempt * 12 + nth)).sum::<f64>() - 6.0
    }

    /// A latitude near the centre's that lies where plants stand. A centre on the border gets there every second time.
    fn redrawn_near(&self, index: u64, centre: f64) -> f64 {
        (0..64)
            .map(|attempt| centre + STANDARD_DEVIATION * self.normal(index, Draw::Lat, attempt))
            .find(|lat| (SOUTH..=NORTH).contains(lat))
            .unwrap_or(centre)
    }
}

/// One step of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
fn mix(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_plant_does_not_depend_on_its_company() {
        let all = plant_degrees(7, 0, 2000);
        assert_eq!(plant_degrees(7, 0, 10), all[..10]);
        assert_eq!(one_plant_degrees(7, 0, 1999), all[1999]);
        assert_ne!(plant_degrees(8, 0, 10), all[..10]);
        assert_ne!(plant_degrees(7, 1, 10), all[..10]);
    }

    #[test]
    fn the_bits_are_the_same_on_every_machine() {
        assert_eq!(plant_degrees(1, 0, 3), [(49.8744, 115.204), (43.5308, 100.711), (1.302, -147.0455)]);
    }

    #[test]
    fn plants_stand_where_plants_stand() {
        let plants = plant_degrees(3, 0, 10_000);
        assert!(
            plants
                .iter()
                .all(|&(lat, lon)| (SOUTH..=NORTH).contains(&lat) && (-180.0..=180.0).contains(&lon))
        );
        let distinct: HashSet<_> = plants.iter().map(|(lat, lon)| (lat.to_bits(), lon.to_bits())).collect();
        let repeated = plants.len() - distinct.len();
        assert!((50..200).contains(&repeated), "{repeated} of 10,000 are repeated, about 100 should be");
        assert!(plants.iter().all(|&(lat, lon)| rounded(lat) == lat && rounded(lon) == lon));
    }

    #[test]
    fn four_of_five_crowd_around_few_places() {
        let plants = plant_degrees(3, 0, 2000);
        let crowded = plants.iter().filter(|a| {
            plants.iter().filter(|b| (a.0 - b.0).abs() < 4.0 && (a.1 - b.1).abs() < 4.0).count() > 8
        });
        let share = crowded.count() as f64 / plants.len() as f64;
        assert!((0.65..0.95).contains(&share), "{share}");
    }
}
