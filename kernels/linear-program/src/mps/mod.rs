//! Linear programs as MPS files, the one form that every solver reads: what others measured on, and what we hand to others.
//!
//! Free and fixed form are read alike: fields are split at white space, and a name that holds a space is refused, never cut.
//! What a reader could take in two ways it refuses, and where readers agree on a surprise it is told as a [`Note`]:
//! an upper bound below 0 on a column without a lower one takes the lower bound 0 away, `N` rows after the first are dropped,
//! and what follows ENDATA is not read. A number of 1e30 is that number and no infinity.

mod column_list;
mod decimal;
mod fields;
mod named;
mod number;
mod problem;
mod read;
mod row_list;
mod section;
mod write;

pub use named::{Named, Names, Note, Sense};
pub use problem::{MpsError, MpsProblem};
pub use read::{read_mps, read_mps_file};
pub use write::{MpsWriteError, write_mps};
