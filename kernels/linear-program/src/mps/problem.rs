//! What can be wrong with a file, said so that whoever wrote it can find and mend it.

use thiserror::Error;

use crate::Fault;

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum MpsError {
    /// There is no such file, or it may not be read.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Which.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no linear program.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// Which file.
        file: String,
        /// Counts from 1; the last line where something is missing.
        line: usize,
        /// What is wrong there.
        problem: MpsProblem,
    },
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Error)]
#[expect(missing_docs, reason = "the sentence of each is its documentation")]
pub enum MpsProblem {
    #[error("bytes that are no UTF-8 text: convert the file")]
    NoText,
    #[error(
        "{section:?} is no section of an MPS file; those are NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA, \
         and other lines begin with a space"
    )]
    NoSection { section: String },
    #[error("section {section} holds {what}: this reader takes linear programs only")]
    OtherProgram { section: String, what: &'static str },
    #[error("a second section {section}: join the two")]
    SectionTwice { section: &'static str },
    #[error("section {section} before section {needs}: put {needs} first")]
    SectionEarly { section: &'static str, needs: &'static str },
    #[error("the file ends without section {section}: is it cut off?")]
    SectionMissing { section: &'static str },
    #[error("{text:?} after the word {section}: data begins on the next line, with a space")]
    SectionText { section: &'static str, text: String },
    #[error("{line:?} is in no section that takes data: put it under ROWS, COLUMNS, RHS, RANGES or BOUNDS")]
    NoPlace { line: String },
    #[error(
        "{line:?} has {got} fields, and {takes} is needed: fields are split at white space, so a name with a space in it \
         (fixed form) must be written without"
    )]
    Fields { line: String, got: usize, takes: &'static str },
    #[error("the sense {value:?}: MIN or MAX is needed")]
    Sense { value: String },
    #[error("OBJSENSE says nothing, or twice: one line, MIN or MAX, is needed")]
    SenseCount,
    #[error("{value:?} is no kind of row: N, E, L or G is needed")]
    RowKind { value: String },
    #[error("the name {name:?} begins with $, as comments do: rename it")]
    Dollar { name: String },
    #[error("row {row} is declared twice: rename one or remove it")]
    RowTwice { row: String },
    #[error("no N row, so there is no objective: declare one, it may be empty")]
    NoObjective,
    #[error("row {row} is not declared in ROWS")]
    NoRow { row: String },
    #[error("column {column} is not declared in COLUMNS")]
    NoColumn { column: String },
    #[error("column {column} was already ended by another column: put its lines together, or rename one")]
    ColumnParted { column: String },
    #[error("column {column} has two entries in row {row}: add them up, or remove one")]
    EntryTwice { column: String, row: String },
    #[error("{value:?} is no number")]
    NoNumber { value: String },
    #[error(
        "{value} is no finite number: numbers must be below 1.8e308, and a bound that is none is left out or written as MI \
         (below), PL (above), FR (both)"
    )]
    NotFinite { value: String },
    #[error("{value} has more digits than any f64 needs: round it")]
    Digits { value: String },
    #[error("{what}: integer columns; this reader takes linear programs only")]
    Integer { what: String },
    #[error("{what}: semi-continuous columns; this reader takes linear programs only")]
    SemiContinuous { what: String },
    #[error("{value:?} is no marker of integer columns: remove it")]
    Marker { value: String },
    #[error(
        "a second set of {section}, {second:?} after {first:?}: which one is meant is not said, keep one"
    )]
    SecondSet { section: &'static str, first: String, second: String },
    #[error("row {row} has two entries in {section}: keep one")]
    RowSetTwice { section: &'static str, row: String },
    #[error("a range of the objective {row}, which has no bounds: remove it")]
    ObjectiveRange { row: String },
    #[error("{value:?} is no kind of bound: LO, UP, FX, FR, MI or PL is needed")]
    BoundKind { value: String },
    #[error("column {column} has its {side} bound already, and {kind} sets it again: keep one")]
    BoundTwice { column: String, side: &'static str, kind: String },
    #[error("column {column} has the bounds {lower:?} and {upper:?}, with nothing between: mend one of them")]
    BoundsCrossed { column: String, lower: f64, upper: f64 },
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// As much of a text as belongs into a sentence.
pub(super) fn clipped(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().nth(MOST).is_none() {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(std::iter::once('…')).collect()
}
