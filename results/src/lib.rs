//! The tables: one immutable folder per run, Parquet inside, read back as plain rows or asked in SQL.
//!
//! A run is written first as a journal in `runs/.tmp-<run>/`, one synchronised append per round, so that whatever kills
//! the harness leaves either a journal that `--resume` takes up or a whole run. Finishing writes one Parquet file per
//! table beside the journal, reads it back, synchronises it and renames the folder without replacing anything.
//!
//! Polars stays behind this crate: what leaves it is rows of `model` or a [`Table`] of plain cells.

mod columns;
mod error;
mod finish;
mod frames;
mod hash;
mod journal;
mod lock;
mod pin;
mod query;
mod read;
mod run_id;
mod store;
mod table;

pub use columns::{SCHEMA, TableName};
pub use error::Error;
pub use hash::{file_hash, text_hash, tree_hash};
pub use journal::{Journal, Notes, Row};
pub use lock::Lock;
pub use pin::pin;
pub use run_id::new_run_id;
pub use store::{PartialRun, RunEntry, Store};
pub use table::{Cell, Table};
