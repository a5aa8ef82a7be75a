//! HiGHS with its basis, its data and its counts in our hands. The only crate that names `highs-sys`.
//!
//! A [`Solver`] is a live instance: what it knows from the last run it uses in the next one. Only simplex can: a basis skips
//! presolve and survives changes of costs and bounds. Who wants a cold start makes a new one, or says [`Solver::clear`].
//!
//! **Threads.** An instance belongs to the thread that made it (it is not `Send`). HiGHS has one scheduler in each thread, sized
//! at its first solve, and destroying an instance touches a global one: keep all instances until all threads have solved.
//!
//! **Trust.** A hot start can call a wrong objective optimal. What counts is a certificate made from the answer alone
//! (`linear_program`), never the status.

mod basis;
mod error;
mod options;
mod outcome;
mod raw;
mod settle;
mod solver;

pub use basis::Basis;
pub use error::SolverError;
pub use options::{Method, Options, Presolve};
pub use outcome::{Iterations, Outcome, Status};
pub use raw::version;
pub use solver::Solver;
