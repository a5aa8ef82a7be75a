//! Tasks are pairs of grids and a program that makes the one from the other: read from files or made from a seed, solved, held
//! against their answers, and told of. Every stage is there in a plain form and in a fast one, and both say the same.

mod cache;
mod families;
mod fault;
mod hash;
mod kept;
mod plain;
mod read;
mod sources;
mod task;
mod totals;
mod write;

pub use cache::{keep_tasks, kept_tasks};
pub use families::{FAMILIES, Family, Made, make};
pub use fault::{Fault, Place, Reason, Side};
pub use hash::ContentHash;
pub use kept::{Keeps, NotUsed};
pub use plain::{PlainPair, PlainTask, Rows};
pub use read::{Reading, pack, read, read_plain};
pub use sources::{SourceError, Sources, Threads};
pub use task::{Collection, Part, Task, Tasks};
pub use totals::{AnotherEdition, TRAINING, Totals};
pub use write::{one_file, write_folder};
