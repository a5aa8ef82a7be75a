//! Countries, and what stands in them: places, capacities, prices of making things. All figures are of the first year.

use std::ops::Range;

use libm::exp;

use crate::{
    Shape,
    draws::{Draws, Purpose, Stream},
    family::Kind,
    places::{Place, Spot},
    shape::GRADES,
};

/// Countries, each around a centre; a place belongs to the nearest one.
pub(crate) const COUNTRIES: usize = 30;
/// Steel that the world wants in the first year, Mt.
const DEMAND: f64 = 1_900.0;
/// Demand over the capacity to make steel.
const USE: (f64, f64) = (0.85, 0.95);
/// What converters make, where there are arc furnaces too: seven tenths, as in the world of 2020.
const CONVERTER_SHARE: f64 = 0.7;
/// Low, mid and high grade: part of all ore, price and CO2 beside the mid one's.
const GRADED: [(f64, f64, f64); GRADES as usize] = [(0.4, 0.8, 1.3), (0.35, 1.0, 1.0), (0.25, 1.35, 0.75)];
/// How uneven capacities and demands are: the standard deviation of their logarithms.
const UNEVEN: f64 = 0.6;
/// How uneven prices are, likewise.
const DEAR: f64 = 0.15;
/// What stands anywhere instead of around a centre.
const SCATTERED: f64 = 0.2;
/// Around its centre, degrees.
const SPREAD: f64 = 4.0;
const SOUTH: f64 = -40.0;
const NORTH: f64 = 65.0;

/// One entity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Site {
    pub(crate) spot: Spot,
    pub(crate) country: u32,
    /// Mt a year; of a demand, what it wants.
    pub(crate) capacity: f64,
    /// Of making, mining or gathering a tonne, $.
    pub(crate) price: f64,
    /// Tonnes of CO2 that come with a tonne.
    pub(crate) intensity: f64,
}

/// Everything that stands somewhere.
#[derive(Clone, Debug)]
pub(crate) struct World {
    sites: [Vec<Site>; 7],
    /// $ per tonne of steel, from row to column.
    tariffs: Vec<f64>,
}

struct Countries {
    centres: Vec<Spot>,
    degrees: Vec<(f64, f64)>,
    /// Tonnes of CO2 per MWh.
    grids: Vec<f64>,
}

impl World {
    pub(crate) fn new(shape: &Shape, draws: Draws, listed: &[Place]) -> Self {
        let countries = Countries::new(draws);
        let steel = DEMAND / draws.stream(Purpose::Use, 0).item(0).within(0, USE.0, USE.1);
        let share = match (shape.blast_furnaces, shape.arc_furnaces) {
            (_, 0) => 1.0,
            (0, _) => 0.0,
            _ => CONVERTER_SHARE,
        };
        let (oxygen, arc) = (share * steel, (1.0 - share) * steel);
        // A converter charge of 1.1 is at least 0.77 iron; an arc furnace lives mostly on scrap. Together about a seventh more
        // iron and scrap than the steel needs, and a fifth more ore than the iron.
        let (iron, sponge, scrap) = (0.97 * oxygen, 0.4 * arc, 0.1 * oxygen + 1.15 * arc);
        let ore = 1.9 * (iron + sponge);
        let made = |kind, count, total| sites(kind, count, total, draws, &countries, listed);
        let mut mines = Vec::new();
        for (grade, (part, price, intensity)) in (0..GRADES).zip(GRADED) {
            let graded = made(Kind::Mine, grade * shape.mines..(grade + 1) * shape.mines, part * ore);
            mines.extend(graded.into_iter().map(|mine| Site {
                price: price * mine.price,
                intensity: intensity * mine.intensity,
                ..mine
            }));
        }
        let furnaces = made(Kind::BlastFurnace, 0..shape.blast_furnaces, iron);
        let converters = converters(&furnaces, oxygen, draws);
        Self {
            sites: [
                mines,
                made(Kind::Pool, 0..shape.pools, scrap),
                furnaces,
                made(Kind::ReductionPlant, 0..shape.reduction_plants, sponge),
                converters,
                made(Kind::ArcFurnace, 0..shape.arc_furnaces, arc),
                made(Kind::Demand, 0..shape.demands, DEMAND),
            ],
            tariffs: tariffs(draws),
        }
    }

    pub(crate) fn sites(&self, kind: Kind) -> &[Site] {
        &self.sites[kind as usize]
    }

    /// $ per tonne of steel that goes from one to the other.
    pub(crate) fn tariff(&self, from: &Site, to: &Site) -> f64 {
        self.tariffs[from.country as usize * COUNTRIES + to.country as usize]
    }

    /// Those that want steel, in rising order.
    pub(crate) fn importers(&self) -> Vec<u32> {
        let mut importers: Vec<u32> = self.sites(Kind::Demand).iter().map(|site| site.country).collect();
        importers.sort_unstable();
        importers.dedup();
        importers
    }
}

impl Countries {
    fn new(draws: Draws) -> Self {
        let draw =
            |purpose, index: usize, from, to| draws.stream(purpose, 0).item(index as u64).within(0, from, to);
        let degrees: Vec<(f64, f64)> = (0..COUNTRIES)
            .map(|country| {
                let latitude = draw(Purpose::CentreLatitude, country, SOUTH, NORTH);
                (latitude, draw(Purpose::CentreLongitude, country, -180.0, 180.0))
            })
            .collect();
        Self {
            centres: degrees.iter().map(|&(latitude, longitude)| Spot::at(latitude, longitude)).collect(),
            grids: (0..COUNTRIES).map(|country| draw(Purpose::Grid, country, 0.05, 0.8)).collect(),
            degrees,
        }
    }

    /// The one whose centre is nearest, the lowest among equals.
    fn of(&self, spot: Spot) -> u32 {
        let mut nearest = (f64::INFINITY, 0);
        for (country, centre) in self.centres.iter().enumerate() {
            let distance = spot.chord_squared(*centre);
            if distance < nearest.0 {
                nearest = (distance, country as u32);
            }
        }
        nearest.1
    }

    /// Four of five stand around a centre, one anywhere; plants stand at listed places if there are any.
    fn spot(&self, kind: Kind, index: u64, draws: Draws, listed: &[Place]) -> Spot {
        let draw = |purpose| draws.stream(purpose, kind as usize).item(index);
        if Kind::PLANTS.contains(&kind) && !listed.is_empty() {
            return listed[draw(Purpose::Listed).choice(listed.len())].into();
        }
        if draw(Purpose::Scattered).unit(0) < SCATTERED {
            let latitude = draw(Purpose::Latitude).within(0, SOUTH, NORTH);
            return Spot::at(latitude, draw(Purpose::Longitude).within(0, -180.0, 180.0));
        }
        let (latitude, longitude) = self.degrees[draw(Purpose::Centre).choice(COUNTRIES)];
        // Six standard deviations, where deviates end, north of the northernmost centre are one degree short of the pole.
        let latitude = latitude + SPREAD * draw(Purpose::Latitude).normal(0);
        Spot::at(latitude, longitude + SPREAD * draw(Purpose::Longitude).normal(0))
    }
}

/// Entities of a kind that have so much capacity together.
fn sites(
    kind: Kind,
    numbers: Range<u32>,
    total: f64,
    draws: Draws,
    countries: &Countries,
    listed: &[Place],
) -> Vec<Site> {
    let mut sites: Vec<Site> = numbers
        .map(|number| {
            let index = u64::from(number);
            let spot = countries.spot(kind, index, draws, listed);
            let country = countries.of(spot);
            let (price, intensity) = making(kind, countries.grids[country as usize]);
            let price = price * lognormal(draws.stream(Purpose::Price, kind as usize), index, DEAR);
            let capacity = lognormal(draws.stream(Purpose::Capacity, kind as usize), index, UNEVEN);
            Site { spot, country, capacity, price, intensity }
        })
        .collect();
    scale(&mut sites, total);
    sites
}

/// One stands at each furnace, and is about as large.
fn converters(furnaces: &[Site], total: f64, draws: Draws) -> Vec<Site> {
    let (base, intensity) = making(Kind::Converter, 0.0);
    let mut converters: Vec<Site> = furnaces
        .iter()
        .enumerate()
        .map(|(number, furnace)| {
            let draw = |purpose, kind| draws.stream(purpose, kind as usize);
            let size = draw(Purpose::Converter, Kind::Converter).item(number as u64).within(0, 0.85, 1.15);
            let price = base * lognormal(draw(Purpose::Price, Kind::Converter), number as u64, DEAR);
            Site { capacity: furnace.capacity * size, price, intensity, ..furnace.clone() }
        })
        .collect();
    scale(&mut converters, total);
    converters
}

fn scale(sites: &mut [Site], total: f64) {
    let sum: f64 = sites.iter().map(|site| site.capacity).sum();
    for site in sites {
        site.capacity *= total / sum;
    }
}

/// Typical $ and tonnes of CO2 per tonne that leaves, of the order of the 2020s.
fn making(kind: Kind, grid: f64) -> (f64, f64) {
    match kind {
        Kind::Mine => (40.0, 0.06),
        Kind::Pool => (260.0, 0.01),
        Kind::BlastFurnace => (130.0, 1.45),
        Kind::ReductionPlant => (170.0, 0.9),
        Kind::Converter => (60.0, 0.15),
        // Half a MWh from the grid, and the electrodes.
        Kind::ArcFurnace => (90.0, 0.1 + 0.5 * grid),
        Kind::Demand => (0.0, 0.0),
    }
}

fn lognormal(stream: Stream, index: u64, deviation: f64) -> f64 {
    exp(deviation * stream.item(index).normal(0))
}

/// None at home and between partners, who are two of five pairs; the others take 5 to 60 $ per tonne of steel.
fn tariffs(draws: Draws) -> Vec<f64> {
    let mut tariffs = Vec::with_capacity(COUNTRIES * COUNTRIES);
    for from in 0..COUNTRIES {
        for to in 0..COUNTRIES {
            let (low, high) = (from.min(to), from.max(to));
            let partners = draws.stream(Purpose::Agreement, 0).pair(low, high).unit(0) < 0.4;
            let tariff = draws.stream(Purpose::Tariff, 0).pair(from, to).within(0, 5.0, 60.0);
            tariffs.push(if from == to || partners { 0.0 } else { tariff });
        }
    }
    tariffs
}
