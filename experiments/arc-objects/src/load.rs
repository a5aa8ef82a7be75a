//! The input: grids, the modes in which their objects are asked for, and what else is drawn of the same seed.

use grid_batch::{GridBatch, MAX_SIDE};
use grid_generator::Band;
use grid_objects::Mode;
use touchstone::{Rng, prelude::RngExt};

use crate::puzzles::Puzzles;

/// Univalued, four neighbours, without background: what programs ask for most.
pub(crate) const TFT: Mode = Mode::of(true, false, true);
/// The same with the background, whose parts are objects too.
pub(crate) const TFF: Mode = Mode::of(true, false, false);

/// How many grids a batch of the table has.
pub(crate) const BATCHES: [usize; 8] = [1, 10, 30, 100, 300, 1_000, 10_000, 100_000];

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// Grids as the puzzles have them, in the first so many modes.
    Mixed { grids: usize, modes: &'static [Mode] },
    /// Of 30 x 30 cells, each any of ten colours.
    Noise { grids: usize },
    /// Of 30 x 30 cells, each one winding path: the longest way that a label can have.
    Spirals { grids: usize },
    /// One entry of the table.
    Entry(Entry),
    /// All of them.
    Table,
    /// The puzzles themselves, where somebody has them.
    Puzzles,
}

/// One entry of the table: so many grids of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) band: Band,
    pub(crate) grids: usize,
}

/// Everything that some variant needs.
pub(crate) struct World {
    pub(crate) load: Load,
    /// What is labelled: one batch, or one for each entry of the table.
    pub(crate) batches: Vec<GridBatch>,
    pub(crate) modes: &'static [Mode],
    /// What times are foretold from is drawn from another seed than what is judged.
    pub(crate) calibration_seed: u64,
    /// Only of the puzzles.
    pub(crate) puzzles: Option<Result<Puzzles, String>>,
}

impl Entry {
    /// By band, then by batch.
    pub(crate) fn all() -> impl Iterator<Item = Self> + Clone {
        Band::ALL.into_iter().flat_map(|band| BATCHES.map(|grids| Self { band, grids }))
    }

    /// Of its workload.
    pub(crate) fn name(self) -> String {
        format!("table-{}-x{}", self.band.name(), self.grids)
    }

    pub(crate) fn draw(self, seed: u64) -> GridBatch {
        grid_generator::banded(self.band, self.grids, seed)
    }
}

impl Load {
    /// How much there is to do, roughly: cells, once for each mode.
    pub(crate) fn size(self) -> f64 {
        let of = |entry: Entry| {
            let cells = entry.band.cells();
            (cells.start() + cells.end()) as f64 / 2.0 * entry.grids as f64
        };
        match self {
            Self::Mixed { grids, modes } => 145.0 * (grids * modes.len()) as f64,
            Self::Noise { grids } | Self::Spirals { grids } => 900.0 * grids as f64,
            Self::Entry(entry) => of(entry),
            Self::Table => Entry::all().map(of).sum(),
            Self::Puzzles => 2.0 * 248_975.0,
        }
    }
}

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        let (seed, calibration_seed) = two_seeds(rng);
        let mut puzzles = None;
        let (batches, modes) = match load {
            Load::Mixed { grids, modes } => (vec![grid_generator::mixed(grids, seed)], modes),
            Load::Noise { grids } => (vec![grid_generator::noise(grids, seed)], &[TFT][..]),
            Load::Spirals { grids } => {
                let spiral = grid_generator::spiral(MAX_SIDE, MAX_SIDE);
                (vec![std::iter::repeat_n(&spiral, grids).collect()], &[TFT][..])
            }
            Load::Entry(entry) => (vec![entry.draw(seed)], &[TFT][..]),
            Load::Table => {
                let draw = |(number, entry): (usize, Entry)| entry.draw(seed.wrapping_add(number as u64));
                (Entry::all().enumerate().map(draw).collect(), &[TFT][..])
            }
            Load::Puzzles => {
                let read = puzzles.insert(Puzzles::read());
                let batches = read.as_ref().map(|puzzles| vec![puzzles.training.clone()]);
                (batches.unwrap_or_default(), &[TFT, TFF][..])
            }
        };
        Self { load, batches, modes, calibration_seed, puzzles }
    }

    /// Every batch in every mode: what a variant labels.
    pub(crate) fn cases(&self) -> impl Iterator<Item = (&GridBatch, Mode)> {
        self.batches.iter().flat_map(|batch| self.modes.iter().map(move |&mode| (batch, mode)))
    }

    pub(crate) fn grids(&self) -> usize {
        self.cases().map(|(batch, _)| batch.len()).sum()
    }

    /// Why there is nothing to label.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.puzzles.as_ref().and_then(|read| read.as_ref().err()).map(String::as_str)
    }
}

fn two_seeds(rng: &mut Rng) -> (u64, u64) {
    let seed = rng.random();
    loop {
        let other = rng.random();
        // The table draws its entries from the seeds that follow.
        if u64::wrapping_sub(other, seed) > 1 << 32 && u64::wrapping_sub(seed, other) > 1 << 32 {
            return (seed, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_32_entries_each_with_a_name_of_its_own() {
        let mut names: Vec<String> = Entry::all().map(Entry::name).collect();
        assert_eq!(names.len(), 32);
        assert!(names.contains(&"table-71-200-x1000".to_owned()));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 32);
    }

    #[test]
    fn what_is_judged_and_what_times_are_foretold_from_are_other_grids() {
        let entry = Entry { band: Band::Middle, grids: 100 };
        let world = World::new(Load::Entry(entry), &mut Rng::new(1, 1));
        assert!(world.batches[0] != entry.draw(world.calibration_seed));
    }
}
