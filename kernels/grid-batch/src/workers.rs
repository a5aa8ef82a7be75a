//! Who works: on which vector instructions, and whether the caller alone or a pool. A pool is made beforehand, as a device would be.

use std::{num::NonZeroUsize, ops::Range};

use lanes::{LaneWork, Lanes};
use rayon::prelude::*;

use crate::GridBatch;

/// One thread, or a pool of them, and the vector instructions of all.
#[derive(Debug)]
pub struct Workers {
    pool: Option<rayon::ThreadPool>,
    lanes: Lanes,
}

/// The system refused to start the threads.
#[derive(Debug, thiserror::Error)]
#[error("{wanted} threads could not be started: {reason}; ask for fewer")]
pub struct ThreadsError {
    wanted: NonZeroUsize,
    #[source]
    reason: rayon::ThreadPoolBuildError,
}

/// Fewer cells than this are not worth another thread: they take about as long as it takes to wake one.
const LEAST_CELLS: usize = 1 << 15;
/// Chunks for each thread, so that one that was held up leaves work to the others.
const CHUNKS_EACH: usize = 4;

impl Workers {
    /// The caller's own thread and no other.
    #[must_use]
    pub const fn one(lanes: Lanes) -> Self {
        Self { pool: None, lanes }
    }

    /// A pool of exactly `wanted` threads, or for one the caller's own.
    ///
    /// # Errors
    /// Where the system does not start them.
    pub fn new(wanted: NonZeroUsize, lanes: Lanes) -> Result<Self, ThreadsError> {
        if wanted.get() == 1 {
            return Ok(Self::one(lanes));
        }
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(wanted.get())
            .thread_name(|index| format!("grid-batch-{index}"))
            .build()
            .map_err(|reason| ThreadsError { wanted, reason })?;
        Ok(Self { pool: Some(pool), lanes })
    }

    /// The grids in chunks of about as many cells, one after the other: a single one where sharing them out would not pay.
    pub(crate) fn chunks(&self, batch: &GridBatch) -> Vec<Range<usize>> {
        let threads = self.pool.as_ref().map_or(1, rayon::ThreadPool::current_num_threads);
        let offsets = batch.offsets();
        let cells = batch.cells().len();
        let wanted = if threads == 1 { 1 } else { (cells / LEAST_CELLS).clamp(1, threads * CHUNKS_EACH) };
        // Grids without cells may lie on a border; they belong to the chunk before it, and the last chunk ends with the last grid.
        let border = |chunk: usize| match chunk {
            0 => 0,
            chunk if chunk == wanted => batch.len(),
            chunk => {
                offsets[..batch.len()].partition_point(|&offset| (offset as usize) < cells / wanted * chunk)
            }
        };
        (0..wanted).map(|chunk| border(chunk)..border(chunk + 1)).collect()
    }

    /// Does all of the work, on all threads where there is more than one piece of it.
    pub(crate) fn each<W: LaneWork + Send>(&self, pieces: Vec<W>) {
        match &self.pool {
            Some(pool) if pieces.len() > 1 => {
                pool.install(|| pieces.into_par_iter().for_each(|piece| self.lanes.run(piece)));
            }
            _ => pieces.into_iter().for_each(|piece| self.lanes.run(piece)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    #[test]
    fn every_grid_is_in_one_chunk_whatever_the_threads() {
        let (large, empty) = (Grid::new(30, 30, vec![1; 900]).unwrap(), Grid::default());
        let grids: Vec<&Grid> = (0..500).map(|place| if place % 3 == 0 { &empty } else { &large }).collect();
        let batch: GridBatch = grids.into_iter().collect();
        for threads in 1..=5 {
            let workers = Workers::new(NonZeroUsize::new(threads).unwrap(), Lanes::detect()).unwrap();
            for batch in [&batch, &GridBatch::default()] {
                let chunks = workers.chunks(batch);
                assert_eq!(chunks.len() > 1, threads > 1 && !batch.is_empty());
                assert_eq!((chunks[0].start, chunks[chunks.len() - 1].end), (0, batch.len()));
                assert!(chunks.windows(2).all(|pair| pair[0].end == pair[1].start));
            }
        }
    }
}
