//! What a linear program is, and what counts as an answer to it. Solvers are elsewhere: this crate knows none of them, so it
//! can judge them all.
//!
//! min `cᵀx + offset`, with `L <= Ax <= U` and `l <= x <= u`.

mod certificate;
mod columns;
mod fault;
mod mps;
mod program;
mod sum;

pub use certificate::{Certificate, TOLERANCE};
pub use columns::Columns;
pub use fault::Fault;
pub use mps::{
    MpsError, MpsProblem, MpsWriteError, Named, Names, Note, Sense, read_mps, read_mps_file, write_mps,
};
pub use program::{Answer, Bounds, LinearProgram};
