//! The ways to cut a sequence of years, each as the layout it stands for.

use std::num::NonZeroUsize;
use std::ops::Range;

use crate::solver::{Instance, Start};
use crate::{Layout, Stage, Step, Track};

/// In which order years are solved and what each starts from. The first five are for one core: more threads find no work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// A new instance for every year.
    Rebuild,
    /// One instance, cleared before every year.
    ReuseCold,
    /// A new instance for every year, with the basis of the year before.
    ChainBasis,
    /// One instance that stays alive: every year goes on from the year before.
    Chain,
    /// Every year from the basis of the first.
    FirstBasis,
    /// Every year for itself, from nothing.
    ColdParallel,
    /// Batches one after the other. The first year of a batch starts from the last *year* of the batch before, not from
    /// the one that happened to finish last, which would make results depend on time; the others start from nothing.
    PlanCascade {
        /// Years in a batch.
        batch: NonZeroUsize,
    },
    /// The same batches, but every year of a batch starts from the last year of the batch before.
    BatchesWarm {
        /// Years in a batch.
        batch: NonZeroUsize,
    },
    /// Chunks of consecutive years side by side, each a chain that begins from nothing.
    ChunksCold {
        /// Chunks side by side.
        width: NonZeroUsize,
    },
    /// The middle year first, then chunks side by side: each a chain that begins from the basis of the middle year. In the
    /// chunk that the middle year belongs to, the chain skips it, and the year after it starts from its basis.
    Chunks {
        /// Chunks side by side.
        width: NonZeroUsize,
    },
}

impl Schedule {
    /// How the years `0..years` are laid out.
    pub fn layout(self, years: usize) -> Layout {
        match self {
            Self::Rebuild => one_track((0..years).map(|year| cold(year, Instance::New))),
            Self::ReuseCold => one_track((0..years).map(|year| cold(year, Instance::Cleared))),
            Self::ChainBasis => one_track((0..years).map(|year| match year.checked_sub(1) {
                None => cold(year, Instance::New),
                Some(before) => from_basis(year, before, Instance::New),
            })),
            Self::Chain => Layout::new([Stage::new([chain(cold_start(), 0..years)])]),
            Self::FirstBasis => one_track((0..years).map(|year| match year {
                0 => cold(0, Instance::Cleared),
                year => from_basis(year, 0, Instance::Cleared),
            })),
            Self::ColdParallel => Layout::new([side_by_side(0..years, |_| cold_start())]),
            Self::PlanCascade { batch } => {
                in_batches(
                    years,
                    batch,
                    |year, last| {
                        if year == last + 1 { basis_start(last) } else { cold_start() }
                    },
                )
            }
            Self::BatchesWarm { batch } => in_batches(years, batch, |_, last| basis_start(last)),
            Self::ChunksCold { width } => {
                Layout::new([Stage::new(chunks(years, width).map(|chunk| chain(cold_start(), chunk)))])
            }
            Self::Chunks { width } => from_the_middle(years, width),
        }
    }
}

fn from_the_middle(years: usize, width: NonZeroUsize) -> Layout {
    let middle = years / 2;
    let first = Stage::new([chain(cold_start(), middle..years.min(middle + 1))]);
    let rest = Stage::new(chunks(years, width).map(|chunk| {
        if !chunk.contains(&middle) {
            return chain(basis_start(middle), chunk);
        }
        let until = chain(basis_start(middle), chunk.start..middle);
        let beyond = chain(basis_start(middle), middle + 1..chunk.end);
        Track::new(until.steps().iter().chain(beyond.steps()).copied())
    }));
    Layout::new([first, rest])
}

/// Chunk k of n is `[⌊k·years/n⌋, ⌊(k+1)·years/n⌋)`: lengths differ by one at most, and none is empty.
fn chunks(years: usize, width: NonZeroUsize) -> impl Iterator<Item = Range<usize>> {
    let count = width.get().min(years);
    (0..count).map(move |k| k * years / count..(k + 1) * years / count)
}

/// Batches one after the other; `start` says what a year starts from, given the last year of the batch before.
fn in_batches(years: usize, batch: NonZeroUsize, start: impl Fn(usize, usize) -> Start<usize>) -> Layout {
    Layout::new((0..years).step_by(batch.get()).map(|first| {
        let batch = first..years.min(first.saturating_add(batch.get()));
        side_by_side(batch, |year| match first.checked_sub(1) {
            None => cold_start(),
            Some(last) => start(year, last),
        })
    }))
}

fn side_by_side(years: Range<usize>, start: impl Fn(usize) -> Start<usize>) -> Stage {
    Stage::new(years.map(|year| Track::new([Step { year, start: start(year) }])))
}

fn one_track(steps: impl IntoIterator<Item = Step>) -> Layout {
    Layout::new([Stage::new([Track::new(steps)])])
}

/// The first year from `start`, each later one from the year before it.
fn chain(start: Start<usize>, years: Range<usize>) -> Track {
    let first = years.start;
    Track::new(years.map(|year| Step { year, start: if year == first { start } else { Start::Live } }))
}

fn cold(year: usize, instance: Instance) -> Step {
    Step { year, start: Start::Cold(instance) }
}

fn from_basis(year: usize, of: usize, instance: Instance) -> Step {
    Step { year, start: Start::Basis(of, instance) }
}

fn cold_start() -> Start<usize> {
    Start::Cold(Instance::Cleared)
}

fn basis_start(of: usize) -> Start<usize> {
    Start::Basis(of, Instance::Cleared)
}
