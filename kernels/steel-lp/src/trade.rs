//! A steel trade: a matrix that never changes, and what every year says.

use std::ops::Range;

use linear_program::{Bounds, Columns, LinearProgram};

use crate::{
    Options, Place, Refusal, Shape, Totals, Triples, Year, Years, arcs,
    digest::Digest,
    draws::Draws,
    entries::Entries,
    family::{Kind, Link},
    rows::Rows,
    totals,
    world::{COUNTRIES, Site, World},
};

/// The linear programs of one steel trade, made from a seed: the same bits everywhere.
#[derive(Clone, Debug)]
pub struct SteelTrade {
    shape: Shape,
    pub(crate) options: Options,
    pub(crate) draws: Draws,
    pub(crate) world: World,
    pub(crate) rows: Rows,
    /// The row of each country's quota, if it has one.
    pub(crate) quotas: Vec<Option<u32>>,
    pub(crate) links: Vec<Link>,
    /// How many of the links are no slacks; they come first.
    pub(crate) arcs: usize,
    /// Of the first year.
    pub(crate) costs: Vec<f64>,
}

impl SteelTrade {
    /// A world from a seed.
    pub fn new(shape: Shape, options: Options, seed: u64) -> Result<Self, Refusal> {
        Self::build(shape, options, seed, &[])
    }

    /// The same, but for its plants: each stands at one of these places, chosen by the seed.
    pub fn with_places(shape: Shape, options: Options, seed: u64, places: &[Place]) -> Result<Self, Refusal> {
        if places.is_empty() { Err(Refusal::NoPlaces) } else { Self::build(shape, options, seed, places) }
    }

    fn build(shape: Shape, options: Options, seed: u64, places: &[Place]) -> Result<Self, Refusal> {
        shape.check()?;
        options.check()?;
        let draws = Draws::new(seed);
        let world = World::new(&shape, draws, places);
        let importers = world.importers();
        let rows = Rows::new(&shape, &options, importers.len() as u32);
        let mut quotas = vec![None; COUNTRIES];
        if options.quotas.is_some() {
            for (country, row) in importers.into_iter().zip(rows.quota..) {
                quotas[country as usize] = Some(row);
            }
        }
        let (links, costs) = arcs::columns(&world, &rows, &options);
        let arcs = links.partition_point(|link| !link.family.is_slack());
        Ok(Self { shape, options, draws, world, rows, quotas, links, arcs, costs })
    }

    /// Of how many entities it is made.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.rows.height as usize
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.links.len()
    }

    /// What every column is, in their order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Does it go from one country to another? A slack goes nowhere.
    pub fn crosses_border(&self, link: Link) -> bool {
        self.ends(link).is_some_and(|[from, to]| from.country != to.country)
    }

    /// The capacity of where it comes from, and of where it goes (a demand's is what it wants), in the first year, Mt. A slack
    /// has none.
    pub fn capacities(&self, link: Link) -> Option<[f64; 2]> {
        self.ends(link).map(|ends| ends.map(|site| site.capacity))
    }

    /// The capacity rows of a kind, one for each entity; of demands, the rows where steel arrives and has its price.
    pub fn rows_of(&self, kind: Kind) -> Range<u32> {
        self.rows.capacities(kind)
    }

    /// Where the entities of a kind stand, in the order of their rows.
    pub fn places_of(&self, kind: Kind) -> impl ExactSizeIterator<Item = Place> + '_ {
        self.world.sites(kind).iter().map(|site| site.spot.place())
    }

    /// The matrix, emitted column by column: nothing is sorted.
    pub fn matrix(&self) -> Columns {
        let entries = Entries { rows: &self.rows, world: &self.world, quotas: &self.quotas };
        let mut columns = Columns::with_capacity(self.height(), self.width(), 4 * self.width());
        let mut column = Vec::with_capacity(7);
        for link in &self.links {
            entries.of(*link, &mut column);
            columns
                .push(column.iter().copied())
                .expect("rows rise, and a shape that is too large was refused");
        }
        columns
    }

    /// The same matrix as a modelling layer would say it: row after row.
    pub fn triples(&self) -> Triples {
        Triples::row_by_row(&self.matrix())
    }

    /// One year, as if there were no other. Beyond [`crate::LAST_YEAR`] it panics.
    pub fn year(&self, year: u32) -> Year {
        self.years(year..year + 1).next().expect("the range has one year")
    }

    /// Years in a row, bit for bit as [`SteelTrade::year`] makes them, with one draw per column and year. Beyond
    /// [`crate::LAST_YEAR`] it panics.
    pub fn years(&self, years: Range<u32>) -> Years<'_> {
        Years::new(self, years)
    }

    /// The bounds of the columns, the same in every year: every flow is at least 0.
    pub fn column_bounds(&self) -> Bounds {
        Bounds::all(self.width(), 0.0, f64::INFINITY)
    }

    /// A whole year.
    pub fn program(&self, year: u32) -> LinearProgram {
        let Year { costs, rows, .. } = self.year(year);
        LinearProgram { matrix: self.matrix(), costs, columns: self.column_bounds(), rows, offset: 0.0 }
    }

    /// What the flows of a year add up to.
    pub fn totals(&self, year: &Year, x: &[f64]) -> Totals {
        totals::of(self, year, x)
    }

    fn ends(&self, link: Link) -> Option<[&Site; 2]> {
        let (from, to) = link.family.ends()?;
        let source = self.rows.entity(from, link.source);
        let destination = link.destination - self.rows.arrivals(to).start;
        Some([&self.world.sites(from)[source as usize], &self.world.sites(to)[destination as usize]])
    }

    /// A digest of the matrix, of what its columns are, and of these years: equal digests are equal bits.
    pub fn digest(&self, years: Range<u32>) -> u64 {
        let mut digest = Digest::default();
        digest.matrix(&self.matrix());
        for link in &self.links {
            digest.words([link.family as u64, u64::from(link.source) << 32 | u64::from(link.destination)]);
        }
        for year in self.years(years) {
            digest.words([u64::from(year.year)]);
            digest.numbers(&year.costs);
            digest.numbers(&year.rows.lower);
            digest.numbers(&year.rows.upper);
        }
        digest.value()
    }
}
