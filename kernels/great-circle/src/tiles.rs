//! Points close together have few plants to choose from: the grid is halved into tiles, and a tile hands on only those plants
//! that can win somewhere in it. A tile with one plant left is answered without looking at its points.
//!
//! The pruning is exact. Let c be a point of the tile, r the largest chord from c to any point of it, q the plant nearest to
//! c. On the unit sphere |x-p|² - |x-q|² = 2x·(q-p), so at any x of the tile it is at least |c-p|² - |c-q|² - 2r·|p-q|: where
//! that is positive, q is nearer than p everywhere in the tile. Computed in f64 with a slack far above its rounding.

use std::ops::Range;

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Counts, Grid, Nearest, Plants,
    closest::Closest,
    distance::{measure_rows, squared_chord},
    tables::{Columns, HalfAngles, Row, strip},
    threads::{Band, Threads},
};

/// Rows that one piece of work starts from. Fixed, so that counts do not depend on the number of threads.
pub(crate) const BAND: usize = 64;

/// Pairs below which a tile is searched and not halved again: about what halving costs (measured, full grid, 1,000 plants).
const SEARCH_AT_MOST: usize = 4096;

/// Added to the bound: a thousand times the rounding of the squared chords, and 0.3 mm on the ground where it matters most.
const SLACK: f64 = 1e-10;

pub(crate) fn nearest(grid: &Grid, plants: &Plants, lanes: Lanes, threads: &Threads) -> Nearest {
    let tiles = Tiles::new(grid, plants, lanes);
    threads.over_rows(grid, Band::Rows(BAND), |band, nearest, km| tiles.answer(band, nearest, km))
}

/// What every band looks at.
pub(crate) struct Tiles<'a> {
    grid: &'a Grid,
    plants: &'a Plants,
    columns: Columns,
    rows: Vec<Row>,
    angles: Vec<HalfAngles>,
    candidates: Vec<Candidate>,
    lanes: Lanes,
}

impl<'a> Tiles<'a> {
    pub(crate) fn new(grid: &'a Grid, plants: &'a Plants, lanes: Lanes) -> Self {
        Self {
            grid,
            plants,
            columns: Columns::new(grid),
            rows: (0..grid.n_lat()).map(|i| Row::new(grid, i)).collect(),
            angles: HalfAngles::of(plants),
            candidates: (0..)
                .zip(plants.kept())
                .map(|(position, plant)| Candidate { position, unit: plant.unit })
                .collect(),
            lanes,
        }
    }

    /// Answers a band of whole rows.
    pub(crate) fn answer(&self, band: Range<usize>, nearest: &mut [u32], km: &mut [f32]) -> Counts {
        let mut search = Search { band: band.clone(), nearest, ..Search::new(self) };
        search.candidates.extend_from_slice(&self.candidates);
        let strips = 0..self.grid.n_lon().div_ceil(LANES);
        search.tile(&Tile { rows: band.clone(), strips }, 0..self.candidates.len());
        let counts = Counts { pairs: Some(search.pairs), tiles: Some(search.tiles) };
        measure_rows(self.grid, &self.columns, self.plants, band, nearest, km);
        counts
    }
}

/// A plant that may still win in a tile.
#[derive(Clone, Copy)]
struct Candidate {
    position: u32,
    unit: [f64; 3],
}

/// Whole rows by whole strips of [`LANES`] columns.
#[derive(Clone)]
struct Tile {
    rows: Range<usize>,
    strips: Range<usize>,
}

/// The search of one band.
struct Search<'a> {
    world: &'a Tiles<'a>,
    band: Range<usize>,
    nearest: &'a mut [u32],
    /// The candidates of the tile at hand and of all tiles around it, as a stack.
    candidates: Vec<Candidate>,
    /// Squared chords from the centre of the tile at hand.
    chords: Vec<f64>,
    table: Vec<[f32; LANES]>,
    terms: Vec<[f32; 2]>,
    pairs: u64,
    tiles: u64,
}

impl<'a> Search<'a> {
    fn new(world: &'a Tiles<'a>) -> Self {
        Self {
            world,
            band: 0..0,
            nearest: &mut [],
            candidates: Vec::new(),
            chords: Vec::new(),
            table: Vec::new(),
            terms: Vec::new(),
            pairs: 0,
            tiles: 0,
        }
    }

    /// Answers a tile whose nearest plants are among `candidates[parents]`.
    fn tile(&mut self, tile: &Tile, parents: Range<usize>) {
        self.tiles += 1;
        self.pairs += parents.len() as u64;
        let extent = Extent::of(self.world, tile);
        let start = self.candidates.len();
        self.keep_possible(&extent, parents);
        let kept = start..self.candidates.len();
        let columns = self.columns(tile);
        let points = tile.rows.len() * columns.len();
        if kept.len() == 1 {
            let only = self.candidates[start].position;
            for i in tile.rows.clone() {
                self.row_of(i)[columns.clone()].fill(only);
            }
        } else if let Some(halves) = extent.halves(tile).filter(|_| kept.len() * points > SEARCH_AT_MOST) {
            for half in &halves {
                self.tile(half, kept.clone());
            }
        } else {
            self.pairs += (kept.len() * points) as u64;
            self.search(tile, kept);
        }
        self.candidates.truncate(start);
    }

    /// Pushes those of the parents that can be nearest somewhere in the tile.
    fn keep_possible(&mut self, extent: &Extent, parents: Range<usize>) {
        self.chords.clear();
        let mut best = (f64::INFINITY, [0.0; 3]);
        for candidate in &self.candidates[parents.clone()] {
            let chord = squared_chord(extent.centre, candidate.unit);
            if chord < best.0 {
                best = (chord, candidate.unit);
            }
            self.chords.push(chord);
        }
        for (at, &chord) in parents.zip(&self.chords) {
            let candidate = self.candidates[at];
            let apart = squared_chord(candidate.unit, best.1).sqrt();
            if chord - best.0 <= 2.0 * extent.radius * apart + SLACK {
                self.candidates.push(candidate);
            }
        }
    }

    fn search(&mut self, tile: &Tile, kept: Range<usize>) {
        let candidates = &self.candidates[kept];
        self.world.lanes.run(SearchTile {
            world: self.world,
            tile,
            candidates,
            band: self.band.start,
            table: &mut self.table,
            terms: &mut self.terms,
            nearest: self.nearest,
        });
    }

    fn columns(&self, tile: &Tile) -> Range<usize> {
        tile.strips.start * LANES..(tile.strips.end * LANES).min(self.world.grid.n_lon())
    }

    fn row_of(&mut self, i: usize) -> &mut [u32] {
        let n_lon = self.world.grid.n_lon();
        let at = (i - self.band.start) * n_lon;
        &mut self.nearest[at..at + n_lon]
    }
}

/// A point of a tile and how far the tile reaches from it.
struct Extent {
    centre: [f64; 3],
    radius: f64,
    tall: bool,
}

impl Extent {
    fn of(world: &Tiles<'_>, tile: &Tile) -> Self {
        let rows = &world.rows[tile.rows.clone()];
        let middle = &rows[rows.len() / 2];
        let first = tile.strips.start * LANES;
        let last = (tile.strips.end * LANES).min(world.grid.n_lon()) - 1;
        let column = first.midpoint(last);
        let columns = &world.columns;
        let across = |j: usize| {
            let sin = columns.half_sin[j] * columns.half_cos[column]
                - columns.half_cos[j] * columns.half_sin[column];
            sin * sin
        };
        // On a row, the farthest column is the one with the largest difference in longitude; over the rows we look.
        let across = across(first).max(across(last));
        let (mut reach, mut height, mut width) = (0.0_f64, 0.0_f64, 0.0_f64);
        for row in rows {
            let sin = row.half_sin * middle.half_cos - row.half_cos * middle.half_sin;
            height = height.max(sin * sin);
            width = width.max(row.cos * row.cos * across);
            reach = reach.max(sin * sin + row.cos * middle.cos * across);
        }
        let centre = [middle.cos * columns.cos[column], middle.cos * columns.sin[column], middle.sin];
        // The chord is twice the root of the haversine; a hair more for its rounding.
        Self { centre, radius: 2.0 * reach.sqrt() * (1.0 + 1e-9), tall: height >= width }
    }

    /// The tile cut across its longer side, or nothing where it is one strip of one row.
    fn halves(&self, tile: &Tile) -> Option<[Tile; 2]> {
        let (rows, strips) = (tile.rows.len(), tile.strips.len());
        if rows > 1 && (self.tall || strips == 1) {
            let cut = tile.rows.start + rows / 2;
            let half = |rows| Tile { rows, strips: tile.strips.clone() };
            Some([half(tile.rows.start..cut), half(cut..tile.rows.end)])
        } else if strips > 1 {
            let cut = tile.strips.start + strips / 2;
            let half = |strips| Tile { rows: tile.rows.clone(), strips };
            Some([half(tile.strips.start..cut), half(cut..tile.strips.end)])
        } else {
            None
        }
    }
}

/// Every candidate at every point of a tile, as in the row table.
struct SearchTile<'a> {
    world: &'a Tiles<'a>,
    tile: &'a Tile,
    candidates: &'a [Candidate],
    band: usize,
    table: &'a mut Vec<[f32; LANES]>,
    terms: &'a mut Vec<[f32; 2]>,
    nearest: &'a mut [u32],
}

impl LaneWork for SearchTile<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let n_lon = self.world.grid.n_lon();
        self.terms.clear();
        for row in &self.world.rows[self.tile.rows.clone()] {
            for candidate in self.candidates {
                let plant = &self.world.angles[candidate.position as usize];
                self.terms.push(plant.row_terms(row));
            }
        }
        for number in self.tile.strips.clone() {
            let span = strip(n_lon, number);
            let padded = span.start..span.start + LANES;
            let sines = &self.world.columns.half_sin[padded.clone()];
            let cosines = &self.world.columns.half_cos[padded];
            self.table.clear();
            for candidate in self.candidates {
                let plant = &self.world.angles[candidate.position as usize];
                self.table.push(plant.strip_terms(sines, cosines));
            }
            for (i, terms) in self.tile.rows.clone().zip(self.terms.chunks_exact(self.candidates.len())) {
                let mut closest = Closest::NONE;
                for ((s, &terms), candidate) in self.table.iter().zip(terms).zip(self.candidates) {
                    closest.try_plant::<A>(candidate.position, s, terms);
                }
                let out = (i - self.band) * n_lon;
                self.nearest[out + span.start..out + span.end].copy_from_slice(&closest.plant[..span.len()]);
            }
        }
    }
}
