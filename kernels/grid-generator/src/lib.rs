//! Grids out of chance: as large, as colourful and as full of objects as those of the puzzles are, without being any of them.
//!
//! A grid is a function of its seed and its number, so that any split of the work makes the same ones:
//!
//! ```
//! let batch = grid_generator::mixed(3, 42);
//! let alone = grid_generator::Recipe::mixed(&mut grid_generator::chance(42, 2));
//! assert_eq!([alone.height, alone.width].map(|side| side as u8), batch.dims()[2]);
//! ```

mod band;
mod figures;
mod paint;
mod quantiles;
mod recipe;
mod shapes;

use grid_batch::{COLOURS, Grid, GridBatch, MAX_SIDE};
use rand::RngExt;
use rand_pcg::Pcg64Mcg;

pub use band::Band;
pub use figures::{checkerboard, comb, one_coloured, rows_of_all_colours, spiral};
pub use recipe::Recipe;

/// The chance of one grid.
pub type Chance = Pcg64Mcg;

/// What chance is used for; the same seed means something else for each.
#[derive(Clone, Copy)]
enum Stream {
    Recipes = 0,
    Noise = 1,
}

/// The chance of grid `number` of a seed. Whoever makes grids of their own begins with it.
#[must_use]
pub fn chance(seed: u64, number: u32) -> Chance {
    stream(seed, number, Stream::Recipes)
}

fn stream(seed: u64, number: u32, stream: Stream) -> Chance {
    let words = philox::words([number, stream as u32, 0, 0], philox::key(seed));
    Chance::new(words.iter().fold(0, |state, &word| state << 32 | u128::from(word)))
}

/// Grids as the puzzles have them.
#[must_use]
pub fn mixed(count: usize, seed: u64) -> GridBatch {
    gather(count, seed, Recipe::mixed)
}

/// Those of a band of sizes.
#[must_use]
pub fn banded(band: Band, count: usize, seed: u64) -> GridBatch {
    gather(count, seed, |chance| Recipe::banded(band, chance))
}

/// Grids of 30 x 30 cells, each any of ten colours: nothing has more objects.
#[must_use]
pub fn noise(count: usize, seed: u64) -> GridBatch {
    collect(count, |number| {
        let mut chance = stream(seed, number, Stream::Noise);
        let cells = (0..MAX_SIDE * MAX_SIDE).map(|_| chance.random_range(0..COLOURS as u8)).collect();
        paint::valid(Grid::new(MAX_SIDE, MAX_SIDE, cells))
    })
}

fn gather(count: usize, seed: u64, recipe: impl Fn(&mut Chance) -> Recipe) -> GridBatch {
    collect(count, |number| {
        let mut chance = chance(seed, number);
        recipe(&mut chance).paint(&mut chance)
    })
}

fn collect(count: usize, grid: impl Fn(u32) -> Grid) -> GridBatch {
    let count = u32::try_from(count).expect("a seed has 4,294,967,295 grids");
    let mut batch = GridBatch::default();
    for number in 0..count {
        batch.push(grid(number).view());
    }
    batch
}
