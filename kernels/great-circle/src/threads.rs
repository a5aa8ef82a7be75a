//! Who works: the caller alone, or a pool of its own size. The pool is made beforehand, as a device would be.

use std::{fmt, num::NonZeroUsize, ops::Range};

use rayon::prelude::*;

use crate::{Counts, Grid, Nearest};

/// One thread, or a pool of W threads.
#[derive(Debug)]
pub struct Threads(Option<rayon::ThreadPool>);

/// The system refused to start the threads.
#[derive(Debug)]
pub struct ThreadsError {
    wanted: NonZeroUsize,
    reason: rayon::ThreadPoolBuildError,
}

impl fmt::Display for ThreadsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} threads could not be started: {}", self.wanted, self.reason)
    }
}

impl std::error::Error for ThreadsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

impl Threads {
    /// The caller's own thread and no other.
    pub const fn one() -> Self {
        Self(None)
    }

    /// A pool of exactly `wanted` threads; one is the caller's own.
    pub fn new(wanted: NonZeroUsize) -> Result<Self, ThreadsError> {
        if wanted.get() == 1 {
            return Ok(Self::one());
        }
        rayon::ThreadPoolBuilder::new()
            .num_threads(wanted.get())
            .thread_name(|index| format!("great-circle-{index}"))
            .build()
            .map(|pool| Self(Some(pool)))
            .map_err(|reason| ThreadsError { wanted, reason })
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Cuts the grid into bands of whole rows and lets `work` fill each: it gets the rows, their part of `nearest` and of `km`.
    /// A row's answer must not depend on its band; then the bits do not depend on the number of threads.
    pub(crate) fn over_rows<W>(&self, grid: &Grid, band: Band, work: W) -> Nearest
    where
        W: Fn(Range<usize>, &mut [u32], &mut [f32]) -> Counts + Sync,
    {
        let mut out = Nearest::nowhere(grid);
        out.counts = self.over_rows_of(&mut out, grid, band, work);
        out
    }

    /// The same in several passes over one answer: the threads wait for each other between two passes.
    pub(crate) fn over_rows_of<W>(&self, out: &mut Nearest, grid: &Grid, band: Band, work: W) -> Counts
    where
        W: Fn(Range<usize>, &mut [u32], &mut [f32]) -> Counts + Sync,
    {
        let rows = band.rows(grid, self.count());
        let fill = |(number, (nearest, km)): (usize, (&mut [u32], &mut [f32]))| {
            let first = number * rows;
            work(first..first + nearest.len() / grid.n_lon(), nearest, km)
        };
        let (points, nearest, km) = (rows * grid.n_lon(), &mut out.nearest, &mut out.km);
        match &self.0 {
            None => nearest.chunks_mut(points).zip(km.chunks_mut(points)).enumerate().map(fill).sum(),
            Some(pool) => pool.install(|| {
                nearest.par_chunks_mut(points).zip(km.par_chunks_mut(points)).enumerate().map(fill).sum()
            }),
        }
    }

    /// Lets `work` fill chunks of a table; it gets the number of the chunk.
    pub fn over_chunks<T, W>(&self, table: &mut [T], size: usize, work: W)
    where
        T: Send,
        W: Fn(usize, &mut [T]) + Sync,
    {
        self.over_chunks_with(table, size, || (), |(), number, chunk| work(number, chunk));
    }

    /// The same with something that is made once and used for many chunks, such as memory to work in.
    pub(crate) fn over_chunks_with<T, S, M, W>(&self, table: &mut [T], size: usize, make: M, work: W)
    where
        T: Send,
        M: Fn() -> S + Sync + Send,
        W: Fn(&mut S, usize, &mut [T]) + Sync,
    {
        match &self.0 {
            None => {
                let mut made = make();
                table.chunks_mut(size).enumerate().for_each(|(number, chunk)| work(&mut made, number, chunk));
            }
            Some(pool) => pool.install(|| {
                table
                    .par_chunks_mut(size)
                    .enumerate()
                    .for_each_init(make, |made, (number, chunk)| work(made, number, chunk));
            }),
        }
    }
}

/// How many rows make one piece of work.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Band {
    /// The same on every machine: the method prunes per band, and its counts must not depend on the threads.
    Rows(usize),
    /// As few pieces as keep the threads busy: something is prepared for each of them.
    PiecesPerThread(usize),
}

impl Band {
    fn rows(self, grid: &Grid, threads: usize) -> usize {
        match self {
            Self::Rows(rows) => rows,
            Self::PiecesPerThread(_) if threads == 1 => grid.n_lat(),
            // Whole groups of four rows: the kernels load a column table once for four rows.
            Self::PiecesPerThread(pieces) => grid.n_lat().div_ceil(threads * pieces).next_multiple_of(4),
        }
    }
}
