//! What a file says besides the numbers: names, the sense of its objective, and what was read otherwise than it stands there.

use std::fmt;

use crate::LinearProgram;

/// A linear program as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Always to be minimised; a maximised one has its costs and its offset negated.
    pub program: LinearProgram,
    /// Of the file's rows and columns.
    pub names: Names,
    /// What the file asks for.
    pub sense: Sense,
    /// What a reader should know.
    pub notes: Vec<Note>,
}

impl Named {
    /// An objective of the program in the sense of its file.
    pub fn shown(&self, objective: f64) -> f64 {
        self.sense.turned(objective)
    }
}

/// What everything is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The linear program; may be empty.
    pub program: String,
    /// The row of costs.
    pub objective: String,
    /// One for each row.
    pub rows: Vec<String>,
    /// One for each column.
    pub columns: Vec<String>,
}

impl Names {
    /// `R0`, `R1`, … and `C0`, `C1`, …, for a program that has none.
    pub fn numbered(program: &LinearProgram) -> Self {
        let count = |letter: char, count: usize| (0..count).map(|place| format!("{letter}{place}")).collect();
        Self {
            program: String::new(),
            objective: "COST".into(),
            rows: count('R', program.matrix.height()),
            columns: count('C', program.matrix.width()),
        }
    }
}

/// Which end of the objective is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sense {
    /// The least.
    #[default]
    Minimise,
    /// The most.
    Maximise,
}

impl Sense {
    /// A number of the objective, from this sense into minimising or back.
    pub(super) fn turned(self, value: f64) -> f64 {
        match self {
            Self::Minimise => value,
            Self::Maximise => -value,
        }
    }
}

/// Something that the file says and that a reader may not expect. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An `N` row after the first: it bounds nothing, and is left out.
    RowDropped {
        /// Its name.
        row: String,
        /// Where it is declared.
        line: usize,
    },
    /// An upper bound below 0 and no lower one: the lower one is taken as minus infinity, not as 0.
    LowerBoundTaken {
        /// The column.
        column: String,
        /// Where its upper bound stands.
        line: usize,
    },
    /// Text after ENDATA, which is not read.
    AfterEnd {
        /// The first line of it.
        line: usize,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowDropped { row, line } => {
                write!(out, "line {line}: row {row} is another N row, which bounds nothing: it is left out")
            }
            Self::LowerBoundTaken { column, line } => write!(
                out,
                "line {line}: column {column} has an upper bound below 0 and no lower one: it has none below"
            ),
            Self::AfterEnd { line } => write!(out, "line {line}: what follows ENDATA is not read"),
        }
    }
}
