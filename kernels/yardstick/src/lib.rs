//! Four small kernels that do a given share more of the same work when they are told to: known slowdowns, to see whether
//! they are seen. The extra work comes last, is of the same kind and is thrown away, so the answer is the same with it.

mod compute;
mod extra;
mod hash;
mod memory;
mod sequence;
mod threads;

pub use compute::compute;
pub use extra::{Extra, ExtraError};
pub use hash::hash;
pub use memory::Memory;
pub use threads::threads;

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// One long chain of multiplications, each waiting for the one before.
    Compute,
    /// A sum over more memory than a core's own caches hold.
    Memory,
    /// Hash tables, filled and looked up.
    Hash,
    /// Chains of multiplications, shared among threads.
    Threads,
}

/// What a call gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The answer, which does not depend on the extra work.
    pub answer: u64,
    /// Units of work that were really done, the extra ones among them; counted one by one.
    pub units: usize,
}

impl Kernel {
    /// The units of one call without extra work: so many that 2 % is many, and that a call of scale 1 takes some
    /// milliseconds.
    pub fn units(self, scale: usize) -> usize {
        let units = match self {
            Self::Compute | Self::Memory | Self::Hash => 2_000,
            Self::Threads => 4_000,
        };
        units * scale
    }

    /// The right answer, by arithmetic and not by doing the work.
    pub fn answer(self, scale: usize) -> u64 {
        let units = self.units(scale);
        match self {
            Self::Compute => compute::answer(units),
            Self::Memory => memory::answer(scale),
            Self::Hash => hash::answer(units),
            Self::Threads => threads::answer(units),
        }
    }
}
