//! The formula in f32 on vector units, sixteen points at a time, without a branch on a point: a technology that is out costs
//! infinity, so does everything at sea, and what costs infinity at the end is written as NaN.

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Countries, DOLLARS_PER_KG_KM, LEAST_CAPACITY_FACTOR,
    costs::{Formula, RowCosts},
    sites::SiteRow,
};

/// A table of countries, and the vector units to use it on.
pub(crate) struct OnLanes {
    table: Vec<[f32; 4]>,
    lanes: Lanes,
}

impl OnLanes {
    pub(crate) fn new(countries: &Countries, lanes: Lanes) -> Self {
        Self { table: countries.rounded(), lanes }
    }
}

impl Formula for OnLanes {
    fn row(&self, sites: SiteRow<'_>, costs: &mut RowCosts<'_>) {
        self.lanes.run(Row { table: &self.table, sites, lcoe: costs.lcoe, lcoh: costs.lcoh });
    }
}

struct Row<'a> {
    table: &'a [[f32; 4]],
    sites: SiteRow<'a>,
    lcoe: &'a mut [f32],
    lcoh: &'a mut [f32],
}

impl LaneWork for Row<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let (numbers, rest_of_numbers) = self.sites.numbers.as_chunks::<LANES>();
        let (solar, rest_of_solar) = self.sites.solar.as_chunks::<LANES>();
        let (wind, rest_of_wind) = self.sites.wind.as_chunks::<LANES>();
        let (km, rest_of_km) = self.sites.km.as_chunks::<LANES>();
        let (lcoe, rest_of_lcoe) = self.lcoe.as_chunks_mut::<LANES>();
        let (lcoh, rest_of_lcoh) = self.lcoh.as_chunks_mut::<LANES>();
        let inputs = numbers.iter().zip(solar).zip(wind).zip(km);
        for ((((numbers, solar), wind), km), (lcoe, lcoh)) in inputs.zip(lcoe.iter_mut().zip(lcoh)) {
            [*lcoe, *lcoh] = strip::<A>(self.table, numbers, solar, wind, km);
        }
        let rest = rest_of_numbers.len();
        if rest > 0 {
            let [lcoe, lcoh] = strip::<A>(
                self.table,
                &padded(rest_of_numbers),
                &padded(rest_of_solar),
                &padded(rest_of_wind),
                &padded(rest_of_km),
            );
            rest_of_lcoe.copy_from_slice(&lcoe[..rest]);
            rest_of_lcoh.copy_from_slice(&lcoh[..rest]);
        }
    }
}

#[inline(always)]
fn padded<T: Copy + Default>(rest: &[T]) -> [T; LANES] {
    let mut whole = [T::default(); LANES];
    whole[..rest.len()].copy_from_slice(rest);
    whole
}

type Numbers = [f32; LANES];

/// Countries lie together: most strips lie in one, whose four numbers are then loaded once.
#[inline(always)]
fn strip<A: Arithmetic>(
    table: &[[f32; 4]],
    numbers: &[u16; LANES],
    solar: &Numbers,
    wind: &Numbers,
    km: &Numbers,
) -> [Numbers; 2] {
    let mut differ = 0;
    for lane in 0..LANES {
        differ |= numbers[lane] ^ numbers[0];
    }
    let mut full = [[0.0; LANES]; 4];
    if differ == 0 {
        full = table[usize::from(numbers[0])].map(|cost| [cost; LANES]);
    } else {
        for lane in 0..LANES {
            let country = table[usize::from(numbers[lane])];
            for (costs, cost) in full.iter_mut().zip(country) {
                costs[lane] = cost;
            }
        }
    }
    let [mut lcoe, mut lcoh] = [[0.0; LANES]; 2];
    for lane in 0..LANES {
        let (sun, air) = (solar[lane] >= LEAST_CAPACITY_FACTOR, wind[lane] >= LEAST_CAPACITY_FACTOR);
        let (by_solar, by_wind) = (1.0 / solar[lane], 1.0 / wind[lane]);
        let cost = |technology: usize, hours: f32, usable: bool| {
            if usable { full[technology][lane] * hours } else { f32::INFINITY }
        };
        let electricity = least(cost(0, by_solar, sun), cost(1, by_wind, air));
        let hydrogen = least(cost(2, by_solar, sun), cost(3, by_wind, air));
        let hydrogen = A::mul_add(DOLLARS_PER_KG_KM as f32, km[lane], hydrogen);
        let any = electricity < f32::INFINITY;
        lcoe[lane] = if any { electricity } else { f32::NAN };
        lcoh[lane] = if any { hydrogen } else { f32::NAN };
    }
    [lcoe, lcoh]
}

#[inline(always)]
fn least(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}
