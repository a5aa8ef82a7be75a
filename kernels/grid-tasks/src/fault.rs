//! What is wrong with a file or a task, and where. A fault is a row beside the results; the other tasks go on.

use std::fmt;

use grid_batch::GridError;

use crate::{Collection, Part};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which file.
    pub file: String,
    /// Which task of it, if it is not the file as a whole.
    pub task: Option<(Collection, String)>,
    /// Which pair of the task.
    pub place: Option<Place>,
    /// And why.
    pub reason: Reason,
}

/// Where in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Shown, or asked for.
    pub part: Part,
    /// The number of the pair there, from 0.
    pub pair: usize,
    /// Which of its grids, if it is one of them.
    pub side: Option<Side>,
}

/// A grid of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What is given.
    Input,
    /// What is asked for.
    Output,
}

/// Why something could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The file could not be opened.
    #[error("cannot be read: {0}")]
    Io(String),
    /// Another encoding.
    #[error("line {line} is not UTF-8 (byte {byte:#04x}): save the file as UTF-8")]
    Encoding {
        /// From 1.
        line: usize,
        /// The first that cannot be.
        byte: u8,
    },
    /// No JSON.
    #[error("{0}")]
    Json(String),
    /// A name or a key that stands twice.
    #[error("{0}: it is not known which of them is meant")]
    Twice(String),
    /// Something else stands there.
    #[error("{what} is {got}: {form}")]
    Form {
        /// What was looked at.
        what: String,
        /// What stands there.
        got: String,
        /// What should.
        form: &'static str,
    },
    /// Nothing stands there.
    #[error("there is no `{0}`")]
    Missing(&'static str),
    /// A task without pairs.
    #[error("there is no pair to learn from: `train` is empty")]
    NoPairs,
    /// A grid without cells: the language has one, data do not.
    #[error("the grid has no cells: each side has 1 to 30")]
    NoCells,
    /// A grid that is none.
    #[error(transparent)]
    Grid(#[from] GridError),
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} pair {}", self.part, self.pair)?;
        self.side.map_or(Ok(()), |side| write!(formatter, ", {side}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.file)?;
        if let Some((collection, id)) = &self.task {
            write!(formatter, "{collection} task {id}")?;
            if let Some(place) = self.place {
                write!(formatter, ", {place}")?;
            }
            formatter.write_str(": ")?;
        }
        write!(formatter, "{}", self.reason)
    }
}

impl std::error::Error for Fault {}
