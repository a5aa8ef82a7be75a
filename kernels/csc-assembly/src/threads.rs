//! Who works: the caller alone, or a pool of its own size. The pool is made beforehand, as a device would be.

use std::num::NonZeroUsize;

use rayon::prelude::*;
use thiserror::Error;

/// One thread, or a pool of W threads.
#[derive(Debug)]
pub struct Threads(Option<rayon::ThreadPool>);

/// The system refused to start the threads.
#[derive(Debug, Error)]
#[error("{wanted} threads could not be started: {reason}; ask for fewer")]
pub struct ThreadsError {
    wanted: NonZeroUsize,
    #[source]
    reason: rayon::ThreadPoolBuildError,
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
            .thread_name(|index| format!("csc-assembly-{index}"))
            .build()
            .map(|pool| Self(Some(pool)))
            .map_err(|reason| ThreadsError { wanted, reason })
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// Does `work` on every item and keeps the results in the items' order. Each thread makes its tools a few times at most.
    pub(crate) fn map<T, S, R>(
        &self,
        items: Vec<T>,
        tools: impl Fn() -> S + Sync + Send,
        work: impl Fn(&mut S, T) -> R + Sync + Send,
    ) -> Vec<R>
    where
        T: Send,
        R: Send,
    {
        match &self.0 {
            None => {
                let mut tools = tools();
                items.into_iter().map(|item| work(&mut tools, item)).collect()
            }
            Some(pool) => pool.install(|| items.into_par_iter().map_init(tools, work).collect()),
        }
    }
}
