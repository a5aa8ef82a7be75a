//! A cache in front of a table, keyed by the exact bits of the state. It answers right, if the same state ever comes again.

use super::kept::{Kept, Tally};
use crate::{Lookup, OutOfRange};

/// What the table answered last, by the bits of pressure and temperature; first in, first out.
#[derive(Clone, Debug)]
pub struct ExactCache<L: Lookup> {
    table: L,
    kept: Kept<L::Answer>,
    tally: Tally,
}

impl<L: Lookup> ExactCache<L> {
    /// What the plan `h2` keeps.
    pub const ENTRIES: usize = 10_000;

    /// In front of a table.
    ///
    /// # Panics
    /// For no entries.
    pub fn new(table: L, entries: usize) -> Self {
        Self { table, kept: Kept::new(entries), tally: Tally::default() }
    }

    /// The bits of the table's own answer.
    #[inline]
    pub fn get(&mut self, p: f64, t: f64) -> Result<L::Answer, OutOfRange> {
        let key = [p.to_bits(), t.to_bits()];
        if let Some(answer) = self.kept.get(key) {
            self.tally.count(true);
            return Ok(answer);
        }
        // What is refused is not kept, so it can never be answered from here.
        let answer = self.table.look_up(p, t)?;
        self.tally.count(false);
        self.kept.insert(key, answer);
        Ok(answer)
    }

    /// How often there was no need to ask the table.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// How many answers are kept now.
    pub fn kept(&self) -> usize {
        self.kept.len()
    }
}
