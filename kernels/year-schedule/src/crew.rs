//! The workers of a layout: how many, in which threads, and what they bring home together.

use std::error::Error;
use std::fmt::Display;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{Arrival, Desk};
use crate::worker::{Share, Worker};
use crate::{Layout, Records, Solver, Unsolved};

type Shares<A, E, Y> = Result<Vec<Share<A, E, Y>>, Unsolved<E, Y>>;

/// Solves every year of a layout on at most `threads` threads; `make` makes the solver of a worker, in the thread of that
/// worker. A single worker works in the caller's own thread, so that the clock of that thread counts it.
pub fn solve<Y, S>(
    layout: &Layout<Y>,
    threads: NonZeroUsize,
    make: impl Fn(usize) -> Result<S, S::Error> + Sync,
) -> Result<Records<S::Answer, Y>, Unsolved<S::Error, Y>>
where
    Y: Copy + Ord + Display + Send + Sync,
    S: Solver<Y>,
{
    let workers = threads.get().min(layout.width());
    let desk = Desk::new(layout, workers);
    let called = Instant::now();
    let work = |number| Worker::new(number, &desk, &make, called).work();
    let shares = if workers == 1 { vec![work(0)] } else { side_by_side(workers, &desk, work)? };
    gather(shares)
}

fn side_by_side<Y, B, A, E>(
    workers: usize,
    desk: &Desk<'_, B, Y>,
    work: impl Fn(usize) -> Share<A, E, Y> + Sync,
) -> Shares<A, E, Y>
where
    Y: Copy + Ord + Display + Send + Sync,
    B: Send + Sync,
    A: Send,
    E: Error + Send + 'static,
{
    thread::scope(|scope| {
        let work = &work;
        let mut handles = Vec::with_capacity(workers);
        let mut refused = None;
        for worker in 0..workers {
            let name = format!("years-{worker}");
            match thread::Builder::new().name(name).spawn_scoped(scope, move || work(worker)) {
                Ok(handle) => handles.push(handle),
                Err(source) => {
                    (worker..workers).for_each(|_| desk.arrive(&Arrival::Never));
                    refused = Some(Unsolved::Thread { worker, source });
                    break;
                }
            }
        }
        let shares = handles
            .into_iter()
            // What panics outside of a year (a solver's end) belongs to no year: it goes on in the caller.
            .map(|handle| handle.join().unwrap_or_else(|payload| resume_unwind(payload)))
            .collect();
        refused.map_or(Ok(shares), Err)
    })
}

fn gather<A, E, Y>(shares: Vec<Share<A, E, Y>>) -> Result<Records<A, Y>, Unsolved<E, Y>>
where
    E: Error + 'static,
    Y: Copy + Ord + Display,
{
    let workers = shares.len();
    let mut ready = Duration::ZERO;
    let (mut records, mut failures, mut untried) = (Vec::new(), Vec::new(), Vec::new());
    for (worker, share) in shares.into_iter().enumerate() {
        if let Some(cause) = share.unmade {
            return Err(Unsolved::Worker { worker, cause });
        }
        ready = ready.max(share.ready);
        records.extend(share.records);
        failures.extend(share.failures);
        untried.extend(share.untried);
    }
    records.sort_by_key(|record| record.year);
    failures.sort_by_key(|failure| failure.year);
    untried.sort();
    if failures.is_empty() {
        return Ok(Records { records, workers, ready });
    }
    Err(Unsolved::Years { failures, untried, solved: records.len() })
}

#[cfg(test)]
mod tests {
    use std::fmt::Error;

    use super::*;
    use crate::{Cause, Failure};

    fn share(failed: usize, untried: usize) -> Share<(), Error, usize> {
        Share {
            ready: Duration::ZERO,
            unmade: None,
            records: Vec::new(),
            failures: vec![Failure { year: failed, cause: Cause::Error(Error) }],
            untried: vec![untried],
        }
    }

    #[test]
    fn years_are_named_in_their_order_whoever_had_them() {
        match gather(vec![share(6, 7), share(0, 1), share(3, 4)]) {
            Err(Unsolved::Years { failures, untried, .. }) => {
                let failed: Vec<_> = failures.iter().map(|failure| failure.year).collect();
                assert_eq!((failed, untried), (vec![0, 3, 6], vec![1, 4, 7]));
            }
            other => panic!("{other:?}"),
        }
    }
}
