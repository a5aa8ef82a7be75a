//! What a tonne of a flow costs, and of what that is made.

use crate::{
    family::{Family, Link},
    rows::Rows,
    world::{Site, World},
};

/// $ per tonne of steel that is wanted and not brought.
pub const UNMET_COST: f64 = 10_000.0;
/// $ per tonne that a plant stays below its soft minimum.
pub const IDLE_COST: f64 = 50.0;
/// $ per tonne of CO2.
const CARBON_PRICE: f64 = 40.0;
/// Casting and charging pig iron that might have stayed liquid.
const CASTING: f64 = 12.0;

/// The parts of a cost, $ per tonne or M$.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CostParts {
    /// Carrying it along the great circle.
    pub transport: f64,
    /// At borders.
    pub tariff: f64,
    /// For the CO2 that comes with it.
    pub carbon: f64,
    /// Mining, gathering or making it.
    pub process: f64,
    /// For steel that is not brought.
    pub unmet: f64,
    /// For plants below their soft minimum.
    pub idle: f64,
}

impl CostParts {
    /// All of it.
    pub fn total(&self) -> f64 {
        self.transport + self.tariff + self.carbon + self.process + self.unmet + self.idle
    }

    pub(crate) fn add(&mut self, other: &Self, times: f64) {
        self.transport += times * other.transport;
        self.tariff += times * other.tariff;
        self.carbon += times * other.carbon;
        self.process += times * other.process;
        self.unmet += times * other.unmet;
        self.idle += times * other.idle;
    }
}

/// $ per tonne-km, and which share of the tariff on steel is due.
fn carrying(family: Family) -> (f64, f64) {
    match family {
        Family::OreToFurnace | Family::OreToReduction => (0.004, 0.1),
        Family::ScrapToConverter | Family::ScrapToArc => (0.01, 0.4),
        Family::HotMetal | Family::PigToConverter | Family::PigToArc | Family::SpongeToArc => (0.008, 0.5),
        Family::ConverterSteel | Family::ArcSteel => (0.014, 1.0),
        Family::Unmet | Family::Idle => (0.0, 0.0),
    }
}

/// Of an arc, in the first year.
pub(crate) fn between(world: &World, family: Family, from: &Site, to: &Site) -> CostParts {
    let (rate, share) = carrying(family);
    let cast = matches!(family, Family::PigToConverter | Family::PigToArc);
    CostParts {
        transport: rate * from.spot.km(to.spot),
        tariff: share * world.tariff(from, to),
        carbon: CARBON_PRICE * from.intensity,
        process: from.price + if cast { CASTING } else { 0.0 },
        ..CostParts::default()
    }
}

/// Of any column, in the first year.
pub(crate) fn of(world: &World, rows: &Rows, link: Link) -> CostParts {
    match link.family.ends() {
        Some((from, to)) => {
            let source = rows.entity(from, link.source);
            let destination = link.destination - rows.arrivals(to).start;
            let from = &world.sites(from)[source as usize];
            between(world, link.family, from, &world.sites(to)[destination as usize])
        }
        None if link.family == Family::Unmet => CostParts { unmet: UNMET_COST, ..CostParts::default() },
        None => CostParts { idle: IDLE_COST, ..CostParts::default() },
    }
}
