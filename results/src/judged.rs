//! What was claimed and found in all runs, read at once and side by side: a page looks at a thousand of them.

use std::{num::NonZeroUsize, panic, thread};

use model::RunRecord;

use crate::{
    Error, Store,
    store::Found,
    tables::{Known, read_judged},
};

/// How much is read of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// What was run, on which machine, and the verdicts.
    Verdicts,
    /// And how far off the answers were.
    Checks,
}

impl Store {
    /// Whole runs, newest first, and whether each is accepted: without samples, metrics, spans, rounds and failures.
    pub fn judged(&self, with: With) -> Result<Vec<(RunRecord, bool)>, Error> {
        let found = self.found()?;
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let share = found.len().div_ceil(threads).max(1);
        thread::scope(|scope| {
            let parts: Vec<_> =
                found.chunks(share).map(|part| scope.spawn(move || read(part, with))).collect();
            let mut all = Vec::with_capacity(found.len());
            for part in parts {
                all.append(&mut part.join().unwrap_or_else(|panic| panic::resume_unwind(panic))?);
            }
            Ok(all)
        })
    }
}

fn read(part: &[Found], with: With) -> Result<Vec<(RunRecord, bool)>, Error> {
    let mut known = Known::default();
    part.iter().map(|found| Ok((read_judged(&found.folder, with, &mut known)?, found.accepted))).collect()
}
