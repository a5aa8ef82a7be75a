//! Tasks are pairs of grids and a program that makes the one from the other: read from files or made from a seed, solved, held
//! against their answers, and told of. Every stage is there in a plain form and in a fast one, and both say the same.

mod cache;
mod families;
mod fault;
mod hash;
mod kept;
mod plain;
mod programs;
mod read;
mod record;
mod solve;
mod sources;
mod table;
mod task;
mod task_pairs;
mod totals;
mod write;

pub use cache::{KeptTasks, keep_tasks, kept_tasks};
pub use families::{FAMILIES, Family, Made, make};
pub use fault::{Fault, Place, Reason, Side};
pub use hash::ContentHash;
pub use kept::{Keeps, NotUsed};
pub use plain::{PlainPair, PlainTask, Rows};
pub use programs::{Listings, Programs, Refused, keep_programs, kept_programs};
pub use read::{Reading, pack, read, read_at, read_plain};
pub use record::{record_columns, record_files, recorded_columns, recorded_files};
pub use solve::{Answers, Ran, Rules, Solved, solve, solve_watched, validate, validate_plain};
pub use sources::{SourceError, Sources, Threads};
pub use table::{Outcome, Row, Table};
pub use task::{Collection, Part, Task, Tasks};
pub use task_pairs::TaskPairs;
pub use totals::{AnotherEdition, TRAINING, Totals};
pub use write::{one_file, write_folder};
