//! What a linear program is, and what counts as an answer to it. Solvers are elsewhere: this crate knows none of them, so it
//! can judge them all.
//!
//! min `cᵀx + offset`, with `L <= Ax <= U` and `l <= x <= u`.

mod columns;
mod fault;
mod program;

pub use columns::Columns;
pub use fault::Fault;
pub use program::{Answer, Bounds, LinearProgram};
