//! The years of a steel trade, solved: whole by HiGHS, or sifted; one after the other, or side by side; and the judgement
//! whether what came out is right, which trusts no solver.
//!
//! A [`Horizon`] is what is solved. [`solve_whole`] and [`solve_sifted`] solve it by any schedule of `year_schedule`; what they
//! give is a [`Course`]. [`validate`] holds a course against a horizon and a reference. [`solve_afresh`] builds every year anew,
//! watched or not: what a simulation does that keeps nothing.

mod afresh;
mod course;
mod horizon;
mod sifted;
mod validate;
mod watch;
mod whole;

pub use highs_solver::Iterations;

pub use afresh::{Afresh, solve_afresh};
pub use course::{Course, Solved, Stage, Timed};
pub use horizon::{Horizon, HorizonError};
pub use sifted::solve_sifted;
pub use validate::{Validation, YearFault, validate};
pub use watch::{Unwatched, Watch, Watching};
pub use whole::solve_whole;
