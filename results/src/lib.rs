//! The tables: one immutable folder per run, Parquet inside, read back as plain rows or asked in SQL.
//!
//! # From a round to a run
//!
//! A run is gathered in a journal, `runs/.tmp-<run>/journal.ndjson`: one synchronised line per round, so that whatever
//! kills the harness leaves either a journal that `--resume` takes up or a whole run. [`Journal::finish`] writes one
//! Parquet file per table beside it, reads each back and compares it, synchronises them and renames the folder without
//! replacing anything. A folder whose name begins with `.` is never listed as a run.
//!
//! # Format
//!
//! | file | what it holds |
//! | --- | --- |
//! | `<table>.parquet` | one table; its footer says the version of the columns under `touchstone.schema` |
//! | `summary.md` | the verdicts for people and for git |
//! | `declarations.json` | what every experiment said about itself, by name |
//! | `patch.diff` | what makes the commit what was built, where the tree was dirty |
//! | `logs/` | what failed invocations printed |
//! | `accepted.json` | in `accepted/<class>/` only: by whom it was made a reference, when, why, and instead of which run |
//! | `accepted.md` | the same for people; all there is of runs that were accepted by an early Touchstone |
//!
//! `run.parquet` has a row per experiment. What people ask by stands in columns; what is nested (a declaration, the
//! reason of a verdict, a machine) stands beside them as JSON, from which rows come back as they were. Samples, metrics,
//! checks and spans are columns only. `results/README.md` lists every column, and a test keeps it true.
//!
//! Runs of a pack come in from elsewhere ([`Store::take_in`]); `runs/.packs/` holds what each pack that was made here says of
//! itself.
//!
//! Every file is read with its own version: columns that it lacks are empty, the others are cast to the declared type. A
//! file that is newer, torn or no table at all is an error that names it; nothing is ever skipped.
//!
//! # Git
//!
//! [`pin`] says from which sources a run was built, a [`Repository`] what a word means and what lies between two commits,
//! [`Checkouts`] puts other commits on disk. All of it only reads: no index, branch or object of the user changes.
//!
//! Polars stays behind this crate: what leaves it is rows of `model` or a [`Table`] of plain cells.

mod accept;
mod accepted;
mod ancestry;
mod arrivals;
mod columns;
mod error;
mod export;
mod files;
mod finish;
mod git_error;
mod hash;
mod history;
mod journal;
mod judged;
mod lock;
mod numbers;
mod packs;
mod pages;
mod patch;
mod pin;
mod query;
mod read;
mod repository;
mod rowwise;
mod run_id;
mod scan;
mod store;
mod table;
mod tables;
mod tree_files;
mod watch;
mod worktree;

pub use accept::author;
pub use accepted::{Acceptance, Reference};
pub use arrivals::{Arrival, Arrived};
pub use columns::{DeclaredColumn, Kind, SCHEMA, TableName};
pub use error::Error;
pub use export::Format;
pub use git_error::GitError;
pub use hash::{file_hash, text_hash, tree_hash};
pub use history::LineChange;
pub use journal::{Journal, Notes, Row};
pub use judged::With;
pub use lock::Lock;
pub use pin::pin;
pub use repository::{Commit, Repository};
pub use run_id::new_run_id;
pub use store::{PartialRun, RunEntry, Store};
pub use table::{Cell, Table};
pub use watch::{Going, Watch};
pub use worktree::{Checkout, Checkouts};
