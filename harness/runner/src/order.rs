//! Chance, from the stored seed alone: the same seed gives the same order, whatever happened before.

use model::Name;
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_pcg::Pcg64;

/// The generator of one round of one workload, so that a resumed run goes on exactly where it was.
pub(crate) fn chance(seed: u64, experiment: &Name, workload: &Name, round: u32) -> Pcg64 {
    let text = format!("{experiment}/{workload}/{round}");
    let mixed = text.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    Pcg64::seed_from_u64(mixed)
}

/// The slots of a round in random order.
pub(crate) fn shuffled<T>(mut slots: Vec<T>, chance: &mut Pcg64) -> Vec<T> {
    slots.shuffle(chance);
    slots
}

/// An environment variable of random length moves the stack: layout is luck, and luck must vary (METHOD.md).
pub(crate) fn padding(chance: &mut Pcg64) -> usize {
    chance.random_range(0..4096)
}

/// Something that no other run has, for its name. Not from the seed: two runs may have the same one.
pub(crate) fn unique() -> u32 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id()) as u32
}

/// A seed for a run that was given none.
pub fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    // Within 53 bits, so that every tool that reads JSON reads it whole.
    RandomState::new().hash_one(std::process::id()) >> 11
}
