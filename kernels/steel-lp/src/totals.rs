//! What the flows of a year add up to: what somebody who plans steel wants to know of them.

use crate::{Family, SteelTrade, Year, price, price::CostParts, world::Site};

/// Mt of a year, and what it costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Steel from converters that reached a demand.
    pub converter_steel: f64,
    /// Steel from arc furnaces that reached a demand.
    pub arc_steel: f64,
    /// Steel that was wanted and not brought.
    pub unmet: f64,
    /// Ore that was mined.
    pub ore: f64,
    /// Scrap that was used.
    pub scrap: f64,
    /// CO2, Mt.
    pub emissions: f64,
    /// M$, parts of the objective.
    pub cost: CostParts,
}

/// Flows of a year of a trade, in the order of its columns.
pub(crate) fn of(trade: &SteelTrade, year: &Year, x: &[f64]) -> Totals {
    assert_eq!(x.len(), trade.width(), "one flow for every column");
    let mut totals = Totals::default();
    for (column, (link, &flow)) in trade.links.iter().zip(x).enumerate() {
        // Most flows are 0, and their parts are dear to compute.
        if flow == 0.0 {
            continue;
        }
        match link.family {
            Family::OreToFurnace | Family::OreToReduction => totals.ore += flow,
            Family::ScrapToConverter | Family::ScrapToArc => totals.scrap += flow,
            Family::ConverterSteel => totals.converter_steel += flow,
            Family::ArcSteel => totals.arc_steel += flow,
            Family::Unmet => totals.unmet += flow,
            Family::HotMetal
            | Family::PigToConverter
            | Family::PigToArc
            | Family::SpongeToArc
            | Family::Idle => {}
        }
        totals.emissions += flow * source(trade, column).map_or(0.0, |site| site.intensity);
        // A shock moves all parts of a cost alike.
        let parts = price::of(&trade.world, &trade.rows, *link);
        totals.cost.add(&parts, flow * (year.costs[column] / trade.costs[column]));
    }
    totals
}

fn source(trade: &SteelTrade, column: usize) -> Option<&Site> {
    let link = trade.links[column];
    let (from, _) = link.family.ends()?;
    Some(&trade.world.sites(from)[trade.rows.entity(from, link.source) as usize])
}
