//! What changes from year to year: costs and the bounds of rows. Any year can be made alone; a chain of them costs less.

use std::ops::Range;

use libm::{exp, pow};
use linear_program::Bounds;

use crate::{
    SteelTrade,
    draws::{Draws, Purpose},
    family::Kind,
};

/// The last year that can be asked for; costs stay finite at the greatest shock until then.
pub const LAST_YEAR: u32 = 200;
/// The share of its capacity that a plant, a mine or a pool gives at most.
pub const GREATEST_USE: f64 = 0.95;
/// By which demand grows a year, in scenario 0.
const DEMAND_GROWTH: f64 = 0.012;
/// In the others: from, to.
const OTHER_GROWTH: (f64, f64) = (0.008, 0.016);
/// Standard deviation of the logarithm of a capacity, from year to year.
const CAPACITY_DRIFT: f64 = 0.005;
/// The chance that a closed plant opens again in a year.
const OPENS: f64 = 0.3;

/// All that a year says. The matrix and the bounds of the columns are those of every year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Counted from 0, which stands for 2020.
    pub year: u32,
    /// Of every column, $ per tonne: M$ per Mt.
    pub costs: Vec<f64>,
    /// Of every row.
    pub rows: Bounds,
}

/// Years in a row, each bit for bit what it is alone.
#[derive(Clone, Debug)]
pub struct Years<'trade> {
    trade: &'trade SteelTrade,
    draws: Draws,
    /// The year that `steps` and `open` are at.
    at: u32,
    left: Range<u32>,
    /// The normal deviates of all years so far, summed, for every arc and for every entity of a kind.
    steps: Vec<f64>,
    drifts: [Vec<f64>; 7],
    open: [Vec<bool>; 7],
}

impl<'trade> Years<'trade> {
    pub(crate) fn new(trade: &'trade SteelTrade, years: Range<u32>) -> Self {
        assert!(years.end <= LAST_YEAR + 1, "years {years:?}: the last one is {LAST_YEAR}");
        let count = |kind| trade.rows.count(kind) as usize;
        let arcs = if trade.options.shock == 0.0 { 0 } else { trade.arcs };
        Self {
            trade,
            draws: trade.draws.in_scenario(trade.options.scenario),
            at: 0,
            left: years,
            steps: vec![0.0; arcs],
            drifts: Kind::ALL.map(|kind| vec![0.0; count(kind)]),
            open: Kind::ALL.map(|kind| vec![true; count(kind)]),
        }
    }

    /// Deviates are summed year after year, so that a year does not depend on where the way to it began.
    fn advance_to(&mut self, year: u32) {
        let years = self.at + 1..=year;
        self.at = year;
        let draws = self.draws;
        let mut steps = self.steps.iter_mut();
        for arcs in self.trade.links[..self.trade.arcs].chunk_by(|one, next| one.family == next.family) {
            let stream = draws.stream(Purpose::CostDrift, arcs[0].family as usize);
            // The arcs first: whichever ends a zip, it has already taken one of those before it.
            for (arc, step) in arcs.iter().zip(steps.by_ref()) {
                let item = stream.pair(arc.source as usize, arc.destination as usize);
                years.clone().for_each(|year| *step += item.normal(year));
            }
        }
        for (kind, drifts) in Kind::ALL.into_iter().zip(&mut self.drifts) {
            let stream = draws.stream(Purpose::CapacityDrift, kind as usize);
            for (drift, entity) in drifts.iter_mut().zip(0..) {
                years.clone().for_each(|year| *drift += stream.item(entity).normal(year));
            }
        }
        let Some(closes) = self.trade.options.openings else { return };
        for kind in Kind::PLANTS {
            // A converter is worth nothing without its furnace's heat, and opens and closes with it.
            let switched = if kind == Kind::Converter { Kind::BlastFurnace } else { kind };
            let stream = draws.stream(Purpose::Switch, switched as usize);
            for (open, entity) in self.open[kind as usize].iter_mut().zip(0..) {
                for year in years.clone() {
                    let chance = stream.item(entity).unit(year);
                    *open = if *open { chance >= closes } else { chance < OPENS };
                }
            }
        }
    }

    fn year(&self) -> Year {
        let (trade, shock) = (self.trade, self.trade.options.shock);
        let mut costs = trade.costs.clone();
        for (cost, step) in costs.iter_mut().zip(&self.steps) {
            *cost *= exp(shock * step);
        }
        Year { year: self.at, costs, rows: self.bounds() }
    }

    fn bounds(&self) -> Bounds {
        let Self { trade, at, .. } = self;
        let (rows, options, year) = (&trade.rows, &trade.options, f64::from(*at));
        let growth = match options.scenario {
            0 => DEMAND_GROWTH,
            _ => self.draws.stream(Purpose::Growth, 0).item(0).within(0, OTHER_GROWTH.0, OTHER_GROWTH.1),
        };
        let (wanted, larger) = (pow(1.0 + growth, year), pow(1.0 + options.growth, year));
        let mut bounds = Bounds::all(rows.height as usize, 0.0, 0.0);
        let mut set = |row: u32, lower: f64, upper: f64| {
            (bounds.lower[row as usize], bounds.upper[row as usize]) = (lower, upper);
        };
        for kind in Kind::ALL {
            let number = kind as usize;
            let sites = trade.world.sites(kind).iter().zip(&self.drifts[number]).zip(&self.open[number]);
            for ((entity, row), ((site, drift), open)) in (0..).zip(rows.capacities(kind)).zip(sites) {
                if kind == Kind::Demand {
                    set(row, site.capacity * wanted, site.capacity * wanted);
                    continue;
                }
                let capacity = site.capacity * larger * exp(CAPACITY_DRIFT * drift);
                let capacity = if *open { capacity } else { 0.0 };
                set(row, f64::NEG_INFINITY, GREATEST_USE * capacity);
                if let (Some(row), Some(share)) = (rows.minimum(kind, entity), options.soft_minimum) {
                    set(row, share * capacity, f64::INFINITY);
                }
            }
        }
        for entity in 0..rows.count(Kind::Converter) {
            set(rows.iron_share + entity, 0.0, f64::INFINITY);
        }
        for entity in 0..rows.count(Kind::ArcFurnace) {
            set(rows.scrap_share + entity, 0.0, f64::INFINITY);
            set(rows.pig_share + entity, f64::NEG_INFINITY, 0.0);
        }
        if let Some(share) = options.quotas {
            for (country, row) in trade.quotas.iter().enumerate() {
                let Some(row) = *row else { continue };
                let demands = trade.world.sites(Kind::Demand).iter();
                let wants: f64 =
                    demands.filter(|site| site.country as usize == country).map(|site| site.capacity).sum();
                set(row, f64::NEG_INFINITY, share * wanted * wants);
            }
        }
        bounds
    }
}

impl Iterator for Years<'_> {
    type Item = Year;

    fn next(&mut self) -> Option<Year> {
        let next = self.left.next()?;
        self.advance_to(next);
        Some(self.year())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl ExactSizeIterator for Years<'_> {}
