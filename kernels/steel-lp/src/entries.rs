//! What a tonne of a flow does to each row: the matrix.

use crate::{
    family::{Family, Link},
    rows::Rows,
    shape::GRADES,
    world::World,
};

/// Tonnes of ore for a tonne of iron: low, mid and high grade.
pub const ORE_PER_IRON: [f64; 3] = [1.8, 1.6, 1.45];
/// Tonnes of iron and scrap that a converter is charged with for a tonne of steel.
pub const CONVERTER_CHARGE: f64 = 1.1;
/// Tonnes that an arc furnace is charged with for a tonne of steel.
pub const ARC_CHARGE: f64 = 1.12;
/// Least share of iron in the charge of a converter.
pub const LEAST_IRON: f64 = 0.7;
/// Least share of scrap in the charge of an arc furnace.
pub const LEAST_SCRAP: f64 = 0.2;
/// Greatest share of pig iron in the charge of an arc furnace.
pub const GREATEST_PIG: f64 = 0.4;

/// What a matrix is made from, besides its columns.
pub(crate) struct Entries<'trade> {
    pub(crate) rows: &'trade Rows,
    pub(crate) world: &'trade World,
    /// The row of each country's quota, if there are quotas.
    pub(crate) quotas: &'trade [Option<u32>],
}

impl Entries<'_> {
    /// Fills a list with the entries of a column, in rising rows.
    pub(crate) fn of(&self, link: Link, entries: &mut Vec<(u32, f64)>) {
        entries.clear();
        let Some((from, to)) = link.family.ends() else {
            entries.push((link.destination, 1.0));
            return;
        };
        let rows = self.rows;
        let source = rows.entity(from, link.source);
        let destination = link.destination - rows.arrivals(to).start;
        entries.push((link.source, 1.0));
        let leaves = (rows.arrivals(from).start + source, -1.0);
        let arrives = |ratio: f64| (link.destination, 1.0 / ratio);
        let arc_shares =
            |scrap, pig| [(rows.scrap_share + destination, scrap), (rows.pig_share + destination, pig)];
        match link.family {
            Family::OreToFurnace | Family::OreToReduction => {
                let grade = source / (rows.count(from) / GRADES);
                entries.push(arrives(ORE_PER_IRON[grade as usize]));
            }
            Family::HotMetal | Family::PigToConverter => {
                entries.extend([leaves, arrives(CONVERTER_CHARGE)]);
                entries.push((rows.iron_share + destination, 1.0 - LEAST_IRON));
            }
            Family::PigToArc => {
                entries.extend([leaves, arrives(ARC_CHARGE)]);
                entries.extend(arc_shares(-LEAST_SCRAP, 1.0 - GREATEST_PIG));
            }
            Family::SpongeToArc => {
                entries.extend([leaves, arrives(ARC_CHARGE)]);
                entries.extend(arc_shares(-LEAST_SCRAP, -GREATEST_PIG));
            }
            Family::ScrapToConverter => {
                entries.push(arrives(CONVERTER_CHARGE));
                entries.push((rows.iron_share + destination, -LEAST_IRON));
            }
            Family::ScrapToArc => {
                entries.push(arrives(ARC_CHARGE));
                entries.extend(arc_shares(1.0 - LEAST_SCRAP, -GREATEST_PIG));
            }
            Family::ConverterSteel | Family::ArcSteel => entries.extend([leaves, (link.destination, 1.0)]),
            Family::Unmet | Family::Idle => unreachable!("slacks have no ends"),
        }
        entries.extend(rows.minimum(from, source).map(|row| (row, 1.0)));
        if matches!(link.family, Family::ConverterSteel | Family::ArcSteel) {
            let country = |kind, place: u32| self.world.sites(kind)[place as usize].country;
            let importer = country(to, destination);
            if country(from, source) != importer {
                entries.extend(self.quotas[importer as usize].map(|row| (row, 1.0)));
            }
        }
    }
}
