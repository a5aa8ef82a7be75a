//! What a grid is to have, drawn before anything is painted: its sides, colours, background and objects.

use std::sync::LazyLock;

use grid_batch::{COLOURS, Grid, MAX_SIDE};
use rand::RngExt;

use crate::{Band, Chance, paint, quantiles::Quantiles};

/// What a grid is to have. Objects are those of T,F,F, those of the background among them; painting comes close to their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Different colours, the background among them.
    pub colours: usize,
    /// Cells of the background, of which no colour has more.
    pub background: usize,
    /// Objects that are aimed at.
    pub objects: usize,
}

/// Cells, as the plan has them; how they go on beyond its last quantile is ours.
const CELLS: Quantiles<7> = Quantiles([
    (0.0, 3.0),
    (0.1, 9.0),
    (0.25, 36.0),
    (0.5, 100.0),
    (0.75, 192.0),
    (0.9, 342.0),
    (1.0, 900.0),
]);
const SQUARE: f64 = 0.64;

/// The share of the background. Not every share can be had in a small grid, so that what is asked for is not quite what the plan
/// found; the last hundredth is of one colour.
const BACKGROUND: Quantiles<7> = Quantiles([
    (0.0, 0.15),
    (0.1, 0.475),
    (0.25, 0.585),
    (0.5, 0.75),
    (0.75, 0.92),
    (0.9, 0.964),
    (ONE_COLOURED, 0.99),
]);
const ONE_COLOURED: f64 = 0.99;

/// Objects that are asked for, so that those which come out are the plan's: shapes touch, and cut the background.
const OBJECTS: Quantiles<8> = Quantiles([
    (0.0, 2.0),
    (0.1, 3.0),
    (0.25, 4.0),
    (0.5, 8.0),
    (0.75, 16.0),
    (0.9, 33.0),
    (0.99, 300.0),
    (1.0, 785.0),
]);

/// In so many grids the number of objects goes with the number of cells that are no background; elsewhere it does not.
const OBJECTS_GO_WITH_CELLS: f64 = 0.7;
/// From this rank on it always does: hundreds of objects need their room.
const CROWDED: f64 = 0.9;
/// How many cells are no background, roughly, by which the rank of a grid among all is told.
const FOREGROUND: Quantiles<8> = Quantiles([
    (0.0, 1.0),
    (0.1, 2.0),
    (0.25, 5.0),
    (0.5, 17.0),
    (0.75, 51.0),
    (0.9, 110.0),
    (0.99, 330.0),
    (1.0, 700.0),
]);

/// Shares of 2, 3, … 10 colours.
const COLOUR_SHARES: [f64; 9] = [0.32, 0.30, 0.15, 0.09, 0.06, 0.03, 0.02, 0.01, 0.01];

/// Below each of these shares of the background so many colours are needed at least: one alone must not have more.
const FEWEST_COLOURS: [(f64, usize); 3] = [(0.36, 5), (0.52, 3), (1.0, 2)];

impl Recipe {
    /// Of a grid as the puzzles have them.
    #[must_use]
    pub fn mixed(chance: &mut Chance) -> Self {
        let sides = sides(chance);
        Self::of_sides(sides, chance)
    }

    /// Of one whose size is in a band.
    #[must_use]
    pub fn banded(band: Band, chance: &mut Chance) -> Self {
        loop {
            let [height, width] = sides(chance);
            if band.cells().contains(&(height * width)) {
                return Self::of_sides([height, width], chance);
            }
        }
    }

    /// Of one with these sides.
    ///
    /// # Panics
    /// Where a side is 0, or longer than a grid may be.
    #[must_use]
    pub fn of_sides([height, width]: [usize; 2], chance: &mut Chance) -> Self {
        assert!([height, width].iter().all(|side| (1..=MAX_SIDE).contains(side)), "{height} x {width}");
        let cells = height * width;
        let one_coloured = Self { height, width, colours: 1, background: cells, objects: 1 };
        let share = chance.random::<f64>();
        if share >= ONE_COLOURED || cells == 1 {
            return one_coloured;
        }
        let colours = colours(share, chance).min(cells);
        let share = BACKGROUND.at(share);
        let most = cells - (colours - 1);
        // No other colour has more than the background.
        let fewest = cells.div_ceil(colours);
        let background = ((share * cells as f64).round() as usize).clamp(fewest.min(most), most);
        let rank = FOREGROUND.rank((cells - background) as f64);
        let follows = rank > CROWDED || chance.random_bool(OBJECTS_GO_WITH_CELLS);
        let rank = if follows { rank } else { CROWDED * chance.random::<f64>() };
        let objects = OBJECTS.at_in_powers(rank).round() as usize;
        Self { height, width, colours, background, objects: objects.clamp(colours, cells - background + 1) }
    }

    /// A grid after this recipe: rectangles, lines, frames and blobs, or noise where its objects are many.
    ///
    /// # Panics
    /// Where no grid can be like this: each colour needs a cell, and none may have more than the background.
    #[must_use]
    pub fn paint(&self, chance: &mut Chance) -> Grid {
        let cells = self.height * self.width;
        let others = cells.checked_sub(self.background);
        let possible = (1..=COLOURS).contains(&self.colours)
            && others.is_some_and(|others| {
                self.colours - 1 <= others && others <= (self.colours - 1) * self.background
            });
        assert!(possible, "no grid is like this: {self:?}");
        paint::paint(self, chance)
    }
}

fn sides(chance: &mut Chance) -> [usize; 2] {
    let longest = MAX_SIDE as f64;
    let cells = CELLS.at_in_powers(chance.random());
    if chance.random_bool(SQUARE) {
        return [cells.sqrt().round() as usize; 2];
    }
    let stretched = (cells * libm::pow(9.0, chance.random::<f64>() - 0.5)).sqrt();
    let height = stretched.clamp((cells / longest).max(1.0), longest).round();
    let width = (cells / height).round().clamp(1.0, longest);
    let (height, width) = (height as usize, width as usize);
    match (height == width, width < MAX_SIDE) {
        (false, _) => [height, width],
        (true, true) => [height, width + 1],
        (true, false) => [height, width - 1],
    }
}

/// How many, where the background has this place among all: where it is small they are many, and over all places their shares are
/// those of [`COLOUR_SHARES`].
fn colours(place: f64, chance: &mut Chance) -> usize {
    static SHARES: LazyLock<Vec<(f64, [f64; 9])>> = LazyLock::new(shares_by_place);
    let (_, shares) = SHARES.iter().find(|(to, _)| place < *to).expect("the last one reaches 1");
    let mut left = chance.random::<f64>() * shares.iter().sum::<f64>();
    for (more, share) in shares.iter().enumerate() {
        if left < *share {
            return 2 + more;
        }
        left -= share;
    }
    COLOURS
}

/// From place to place as much is taken of every share that is allowed there, in proportion to what is left of it.
fn shares_by_place() -> Vec<(f64, [f64; 9])> {
    let mut left = COLOUR_SHARES;
    let mut from = 0.0;
    FEWEST_COLOURS
        .iter()
        .map(|&(below, fewest)| {
            let to = if below < 1.0 { BACKGROUND.rank(below) } else { 1.0 };
            let allowed = |more: usize| 2 + more >= fewest;
            let all: f64 = left.iter().enumerate().filter(|(more, _)| allowed(*more)).map(|(_, s)| s).sum();
            let taken: [f64; 9] = std::array::from_fn(|more| {
                if allowed(more) { left[more] * ((to.min(ONE_COLOURED) - from) / all).min(1.0) } else { 0.0 }
            });
            left.iter_mut().zip(taken).for_each(|(left, taken)| *left -= taken);
            from = to;
            (to, taken)
        })
        .collect()
}
