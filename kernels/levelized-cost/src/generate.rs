//! Sites that look like the world's: countries that lie together, capacity factors that change slowly with a little noise, and
//! a few places where nothing may be built.
//!
//! Every draw is a hash of (seed, what for, index). Sines come from `libm`, which gives the same bits on every machine.

use std::f64::consts::PI;

use great_circle::Grid;

use crate::{Countries, Country, Sites, Technology};

/// What a draw is for; two purposes never share one.
#[derive(Clone, Copy)]
enum Draw {
    Rate = 1,
    SolarPrice,
    WindPrice,
    ElectrolyserPrice,
    Sea,
    CellLat,
    CellLon,
    CellOrder,
    SolarWave,
    WindWave,
    SolarNoise,
    WindNoise,
    Closed,
}

/// Sides of the cells that patches of land and sea are made of, in degrees.
const CELL: f64 = 10.0;
const CELLS: (usize, usize) = (18, 36);
/// Share of the cells that are sea: nearly that of the Earth's surface, though cells near the poles are small.
const SEA: f64 = 0.6;
/// Share of the points where nothing may be built of one kind, and of none.
const CLOSED: f64 = 0.01;

/// `count` countries. Some have no interest, and some next to none, where a careless annuity loses its digits.
pub fn generated_countries(seed: u64, count: u16) -> Countries {
    let draws = Draws { seed };
    let country = |number: u16| {
        let index = u64::from(number);
        let rate = match number {
            number if number % 25 == 24 => 0.0,
            number if number % 20 == 19 => 1e-4,
            _ => draws.within(Draw::Rate, index, 0.02, 0.14),
        };
        let technology = |draw, cheap, dear, upkeep: [f64; 2], years: [f64; 2]| Technology {
            capital: draws.within(draw, 3 * index, cheap, dear),
            upkeep: draws.within(draw, 3 * index + 1, upkeep[0], upkeep[1]),
            rate,
            years: draws.within(draw, 3 * index + 2, years[0], years[1]) as u32,
        };
        Country {
            name: format!("Country number {}", number + 1),
            solar: technology(Draw::SolarPrice, 600.0, 1400.0, [0.01, 0.03], [20.0, 31.0]),
            wind: technology(Draw::WindPrice, 900.0, 2000.0, [0.02, 0.04], [20.0, 31.0]),
            electrolyser: technology(Draw::ElectrolyserPrice, 500.0, 1500.0, [0.02, 0.05], [10.0, 26.0]),
        }
    };
    #[expect(clippy::expect_used, reason = "the ranges above are those of countries")]
    Countries::new((0..count).map(country).collect())
        .expect("at least one country, with prices that are finite")
}

/// Sites on a grid, in these countries.
pub fn generated_sites(seed: u64, grid: Grid, countries: Countries) -> Sites {
    let draws = Draws { seed };
    let cells = Cells::new(&draws, countries.count());
    let (solar, wind) =
        (Waves::new(&draws, Draw::SolarWave, &grid), Waves::new(&draws, Draw::WindWave, &grid));
    let points = grid.points();
    let mut lists = (Vec::with_capacity(points), Vec::with_capacity(points), Vec::with_capacity(points));
    for i in 0..grid.n_lat() {
        let lat = grid.latitude(i);
        let sunny = 0.05 + 0.17 * libm::cos(lat * PI / 180.0);
        for j in 0..grid.n_lon() {
            let point = (i * grid.n_lon() + j) as u64;
            let closed = draws.within(Draw::Closed, point, 0.0, 1.0) / CLOSED;
            let noise = |draw, size: f64| draws.within(draw, point, -size, size);
            let by_solar = sunny + 0.05 * solar.at(i, j) + noise(Draw::SolarNoise, 0.01);
            let by_wind = 0.28 + 0.25 * wind.at(i, j) + noise(Draw::WindNoise, 0.03);
            // Of a hundredth two quarters have no sun, two quarters no wind, and one of them neither.
            let [by_solar, by_wind] = [(by_solar, 0.0..0.5), (by_wind, 0.25..0.75)].map(|(factor, none)| {
                if none.contains(&closed) { 0.0 } else { factor.clamp(0.0, 0.65) as f32 }
            });
            lists.0.push(cells.country(lat, grid.longitude(j)));
            lists.1.push(by_solar);
            lists.2.push(by_wind);
        }
    }
    #[expect(clippy::expect_used, reason = "one item was pushed for each point")]
    Sites::new(grid, countries, lists.0, lists.1, lists.2)
        .expect("cells are numbered by the countries there are")
}

/// A point belongs to the nearest of the scattered centres around it, one to a cell: patches with uneven borders.
struct Cells(Vec<(f64, f64, u16)>);

impl Cells {
    fn new(draws: &Draws, countries: usize) -> Self {
        let mut cells: Vec<(f64, f64, u16)> = (0..CELLS.0 * CELLS.1)
            .map(|cell| {
                let index = cell as u64;
                let lat = (cell / CELLS.1) as f64 + draws.within(Draw::CellLat, index, 0.0, 1.0);
                let lon = (cell % CELLS.1) as f64 + draws.within(Draw::CellLon, index, 0.0, 1.0);
                (lat * CELL, lon * CELL, 0)
            })
            .collect();
        let mut land: Vec<usize> =
            (0..cells.len()).filter(|cell| draws.within(Draw::Sea, *cell as u64, 0.0, 1.0) >= SEA).collect();
        // Drawn as lots, so that no country is always in the south.
        land.sort_by_key(|cell| draws.bits(Draw::CellOrder, *cell as u64));
        for (order, cell) in land.into_iter().enumerate() {
            cells[cell].2 = (order % countries + 1) as u16;
        }
        Self(cells)
    }

    fn country(&self, lat: f64, lon: f64) -> u16 {
        let (north, east) = (lat + 90.0, lon + 180.0);
        let row = ((north / CELL) as usize).min(CELLS.0 - 1);
        let column = (east / CELL) as usize % CELLS.1;
        let mut nearest = (f64::INFINITY, 0);
        for row in row.saturating_sub(1)..(row + 2).min(CELLS.0) {
            for step in 0..3 {
                let (cell_lat, cell_lon, country) =
                    self.0[row * CELLS.1 + (column + CELLS.1 + step - 1) % CELLS.1];
                let apart = (east - cell_lon).abs();
                let apart = apart.min(360.0 - apart);
                let squared = (north - cell_lat) * (north - cell_lat) + apart * apart;
                if squared < nearest.0 {
                    nearest = (squared, country);
                }
            }
        }
        nearest.1
    }
}

/// A sum of waves around the world, each a product of one along the meridian and one along the parallel.
struct Waves {
    rows: Vec<[f64; WAVES]>,
    columns: Vec<[f64; WAVES]>,
}

const WAVES: usize = 6;

impl Waves {
    fn new(draws: &Draws, draw: Draw, grid: &Grid) -> Self {
        let wave = |axis: u64, degrees: f64, shortest: f64| {
            std::array::from_fn(|wave| {
                let index = 4 * wave as u64 + 2 * axis;
                // Whole numbers of waves around the world, so that both ends of it are one place.
                let count = draws.within(draw, index, 1.0, shortest).floor();
                let phase = draws.within(draw, index + 1, 0.0, 2.0 * PI);
                libm::sin(count * degrees * PI / 180.0 + phase)
            })
        };
        let halves = |waves: [f64; WAVES]| waves.map(|height| height / 2.0);
        Self {
            rows: (0..grid.n_lat()).map(|i| halves(wave(0, grid.latitude(i), 7.0))).collect(),
            columns: (0..grid.n_lon()).map(|j| wave(1, grid.longitude(j), 6.0)).collect(),
        }
    }

    /// Mostly within -1..1.
    fn at(&self, i: usize, j: usize) -> f64 {
        self.rows[i].iter().zip(&self.columns[j]).map(|(row, column)| row * column).sum()
    }
}

struct Draws {
    seed: u64,
}

impl Draws {
    fn bits(&self, draw: Draw, index: u64) -> u64 {
        stirred(stirred(stirred(self.seed) ^ draw as u64) ^ index)
    }

    fn within(&self, draw: Draw, index: u64, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.bits(draw, index) >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn stirred(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LEAST_CAPACITY_FACTOR;

    fn sites(seed: u64, n_lat: usize, n_lon: usize) -> Sites {
        generated_sites(seed, Grid::new(n_lat, n_lon).unwrap(), generated_countries(seed, 200))
    }

    #[test]
    fn the_same_seed_makes_the_same_world() {
        assert_eq!(sites(3, 19, 37), sites(3, 19, 37));
        assert_ne!(sites(3, 19, 37), sites(4, 19, 37));
        assert_eq!(generated_countries(3, 200), generated_countries(3, 200));
    }

    #[test]
    fn the_bits_are_the_same_on_every_machine() {
        let sites = sites(1, 19, 37);
        let at = |point: usize| {
            (sites.numbers()[point], sites.solar()[point].to_bits(), sites.wind()[point].to_bits())
        };
        let known =
            [(12, 0x3dcf_f165, 0x3ed7_285a), (0, 0x3e64_5d7d, 0x3e78_74bb), (0, 0x3e61_0d64, 0x3e9b_a64e)];
        assert_eq!([100, 300, 350].map(at), known);
    }

    #[test]
    fn countries_lie_together_and_there_is_sea_and_all_of_them() {
        let sites = sites(1, 181, 361);
        let same = sites.numbers().windows(2).filter(|pair| pair[0] == pair[1]).count();
        assert!(same > sites.numbers().len() * 4 / 5, "{same} neighbours are compatriots");
        let mut met = [0_usize; 201];
        sites.numbers().iter().for_each(|&country| met[usize::from(country)] += 1);
        let sea = met[0] as f64 / sites.numbers().len() as f64;
        assert!((0.5..0.7).contains(&sea), "{sea} is sea");
        assert!(met.iter().filter(|&&points| points > 0).count() > 190);
    }

    #[test]
    fn some_sites_have_one_technology_and_some_none() {
        let sites = sites(1, 181, 361);
        let count = |solar: bool, wind: bool| {
            let usable = |factor: f32| factor >= LEAST_CAPACITY_FACTOR;
            sites
                .inhabited_points()
                .filter(|&point| sites.numbers()[point] > 0)
                .filter(|&point| (usable(sites.solar()[point]), usable(sites.wind()[point])) == (solar, wind))
                .count()
        };
        assert!(count(false, false) > 0 && count(true, false) > 0 && count(false, true) > 0);
        assert!(count(true, true) > sites.grid().points() / 5);
    }
}
