//! In which order years are solved, what each starts from, and what goes side by side: the schedules, without any solver, so
//! that they can be proved with one that only writes down what it is asked.
//!
//! Three things are kept apart. A [`Schedule`] fixes the result: it says what every year starts from. Its *width* (or
//! *batch*) belongs to it: how many years may go side by side. *Threads* are only how many of them really do; they change
//! times and never a result, as long as the [`Solver`] keeps its promises.
//!
//! [`Layout`] writes a schedule down before anything is solved. Here for seven years, `!` being a new instance of the
//! solver, `<` a basis, `+` going on from the year before, `|` side by side, and a new line a wait for all above:
//!
//! ```
//! use std::num::NonZeroUsize;
//! use year_schedule::Schedule::*;
//!
//! let [batch, width] = [NonZeroUsize::new(3).unwrap(); 2];
//! for (schedule, written) in [
//!     (Rebuild, "0! 1! 2! 3! 4! 5! 6!"),
//!     (ReuseCold, "0 1 2 3 4 5 6"),
//!     (ChainBasis, "0! 1!<0 2!<1 3!<2 4!<3 5!<4 6!<5"),
//!     (Chain, "0 +1 +2 +3 +4 +5 +6"),
//!     (FirstBasis, "0 1<0 2<0 3<0 4<0 5<0 6<0"),
//!     (ColdParallel, "0 | 1 | 2 | 3 | 4 | 5 | 6"),
//!     (PlanCascade { batch }, "0 | 1 | 2\n3<2 | 4 | 5\n6<5"),
//!     (BatchesWarm { batch }, "0 | 1 | 2\n3<2 | 4<2 | 5<2\n6<5"),
//!     (ChunksCold { width }, "0 +1 | 2 +3 | 4 +5 +6"),
//!     (Chunks { width }, "3\n0<3 +1 | 2<3 | 4<3 +5 +6"),
//! ] {
//!     assert_eq!(schedule.layout(7).to_string(), written);
//! }
//! ```
//!
//! What a solver is told besides (interior point, primal simplex, threads of its own) is the solver's: such variants are
//! `Rebuild` or `Chain` of another [`Solver`].

mod crew;
mod desk;
mod failure;
mod layout;
mod makespan;
mod record;
mod scenarios;
mod schedule;
mod solver;
mod worker;

use std::num::NonZeroUsize;

pub use crew::solve;
pub use failure::{Cause, Failure, Unsolved};
pub use layout::{Layout, Stage, Step, Track};
pub use record::{Record, Records};
pub use scenarios::ScenarioYear;
pub use schedule::Schedule;
pub use solver::{Instance, Solver, Start};

/// Solves the years `0..years` as `schedule` has it, on at most `threads` threads; `make` makes the solver of a worker, in
/// the thread of that worker.
pub fn solve_years<S: Solver>(
    schedule: Schedule,
    years: usize,
    threads: NonZeroUsize,
    make: impl Fn(usize) -> Result<S, S::Error> + Sync,
) -> Result<Records<S::Answer>, Unsolved<S::Error>> {
    solve(&schedule.layout(years), threads, make)
}

/// Solves scenarios side by side, the years of each one after the other in one worker: the lawful parallel axis where a year
/// needs the decisions of the year before.
pub fn solve_scenarios<S: Solver<ScenarioYear>>(
    scenarios: usize,
    years: usize,
    threads: NonZeroUsize,
    make: impl Fn(usize) -> Result<S, S::Error> + Sync,
) -> Result<Records<S::Answer, ScenarioYear>, Unsolved<S::Error, ScenarioYear>> {
    solve(&Layout::of_scenarios(scenarios, years), threads, make)
}
