//! Sifting: solve a linear program with a few of its columns, ask with the prices that come out which of the others would pay,
//! add the best of them, and stop when none does or when a certified gap is small enough.
//!
//! It is made for programs with tens of columns for each row. A program with few columns for each row is solved as well, and
//! slower than whole.
//!
//! - [`Sieve`] keeps its columns and its basis from one solve to the next: next year's data change costs and rows only.
//! - The gap is Lagrange's: from any prices a bound below every objective follows, with no trust in the solver. See `price.rs`.
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
