//! The one crate that a notebook opens: look at runs, ask them in SQL, draw them. Nothing here measures.
//!
//! ```text
//! :dep prelude = { path = "prelude" }
//! use prelude::*;
//! let all: Opened = open()?;
//! show(&all.sql("SELECT variant, count(*) AS rounds FROM samples GROUP BY variant")?);
//! chart(&all.intervals("lp-years")?);
//! ```
//!
//! Without parameters the accepted runs of the repository are shown. `TOUCHSTONE_RESULTS` names another results folder, of
//! which all runs are; `TOUCHSTONE_BASE` and `TOUCHSTONE_HEAD` name the runs, or the beginnings of their names, that
//! [`Opened::compared`] holds against each other.
//!
//! A cell shows one table or one picture: of two, the kernel keeps the last. In a program the same calls print text, so that
//! the source of a notebook is a program that tests run.
//!
//! Everything is asked of the command `touchstone`, which runs beside the notebook: this crate is only how, and so it is built
//! and loaded in a second, while the tables and pictures behind it take minutes. The command is the one that
//! `TOUCHSTONE_COMMAND` names (`touchstone notebook` names itself), or else the one that lies beside this program, in the
//! build folder of the workspace around, or in the `PATH`.

mod chart;
mod command;
mod error;
mod link;
mod opened;
mod shown;
mod table;

pub use chart::{Chart, points, roofline};
pub use error::{Error, Result};
pub use opened::{Opened, open};
pub use shown::{chart, finish, show};
pub use table::Table;
