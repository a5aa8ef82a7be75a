//! A cache in front of a table, keyed by a state rounded to 0.1 % and 0.1 K. Who comes first to such a bin answers for all who come
//! later, so an answer is off by the width of a bin, and depends on who was there before.

use super::kept::{Kept, Tally};
use crate::{Lookup, OutOfRange};

/// The width of a bin: a ratio of pressures, as its logarithm.
const PRESSURE_BIN: f64 = 1e-3;
/// The width of a bin in K.
const TEMPERATURE_BIN: f64 = 0.1;

/// What the table answered last, by bins of pressure and temperature; first in, first out.
#[derive(Clone, Debug)]
pub struct QuantisedCache<L: Lookup> {
    table: L,
    kept: Kept<L::Answer>,
    tally: Tally,
}

impl<L: Lookup> QuantisedCache<L> {
    /// In front of a table.
    ///
    /// # Panics
    /// For no entries.
    pub fn new(table: L, entries: usize) -> Self {
        Self { table, kept: Kept::new(entries), tally: Tally::default() }
    }

    /// The table's answer for the first state of the bin.
    #[inline]
    pub fn get(&mut self, p: f64, t: f64) -> Result<L::Answer, OutOfRange> {
        // Before anything is kept for it: a bin at the edge holds states on both sides of it.
        self.table.check(p, t)?;
        let bins = [libm::log(p) / PRESSURE_BIN, t / TEMPERATURE_BIN];
        let key = bins.map(|bin| libm::rint(bin) as i64 as u64);
        if let Some(answer) = self.kept.get(key) {
            self.tally.count(true);
            return Ok(answer);
        }
        let answer = self.table.look_up(p, t)?;
        self.tally.count(false);
        self.kept.insert(key, answer);
        Ok(answer)
    }

    /// How often there was no need to ask the table.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}
