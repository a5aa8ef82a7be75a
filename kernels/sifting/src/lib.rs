//! Sifting: solve a linear program with a few of its columns, ask with the prices that come out which of the others would pay,
//! add the best of them, and stop when none does or when a certified gap is small enough.
//!
//! It is made for programs with tens of columns for each row. A program with few columns for each row is solved as well: whole,
//! where the first columns would be nearly all of them.
//!
//! - [`Sieve`] keeps its columns and its basis from one solve to the next: next year's data change costs and rows only.
//! - The gap is Lagrange's: from any prices a bound below every objective follows, with no trust in the solver. See `price.rs`.
//! - The solver's steps are nearly all of the time, and pricing a few per cent. The first solve is by dual simplex with presolve,
//!   those after by primal simplex from the basis that is there: dual simplex from it is as fast (a fifth faster in programs of
//!   140,000 columns, a fifth slower in those of 14,000), and starting anew costs three to five times as much.
//! - Threads price fixed blocks of columns, and blocks are put together in their order: any number of threads gives the same.

mod error;
mod groups;
mod master;
mod options;
mod phase_one;
mod price;
mod sieve;
mod sifted;

pub use error::SiftError;
pub use groups::Groups;
pub use options::{Options, Stop};
pub use sieve::{Sieve, Start};
pub use sifted::{Pass, Sifted};
