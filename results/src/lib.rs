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
//! | `accepted.md` | in `accepted/<class>/` only: since when it is a reference, and why |
//!
//! `run.parquet` has a row per experiment. What people ask by stands in columns; what is nested (a declaration, the
//! reason of a verdict, a machine) stands beside them as JSON, from which rows come back as they were. Samples, metrics,
//! checks and spans are columns only. `results/README.md` lists every column, and a test keeps it true.
//!
//! Every file is read with its own version: columns that it lacks are empty, the others are cast to the declared type. A
//! file that is newer, torn or no table at all is an error that names it; nothing is ever skipped.
//!
//! Polars stays behind this crate: what leaves it is rows of `model` or a [`Table`] of plain cells.

mod accept;
mod columns;
mod error;
mod export;
mod files;
mod finish;
mod hash;
mod journal;
mod lock;
mod pin;
mod query;
mod read;
mod rowwise;
mod run_id;
mod scan;
mod store;
mod table;
mod tables;

pub use columns::{DeclaredColumn, Kind, SCHEMA, TableName};
pub use error::Error;
pub use export::Format;
pub use hash::{file_hash, text_hash, tree_hash};
pub use journal::{Journal, Notes, Row};
pub use lock::Lock;
pub use pin::pin;
pub use run_id::new_run_id;
pub use store::{PartialRun, RunEntry, Store};
pub use table::{Cell, Table};
