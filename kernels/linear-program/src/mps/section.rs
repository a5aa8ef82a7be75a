//! The sections of a file, and those of other kinds of programs that have the same form.

use super::problem::{MpsProblem, clipped};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Name,
    Sense,
    Rows,
    Columns,
    Rhs,
    Ranges,
    Bounds,
    End,
}

impl Section {
    pub(super) fn parse(word: &str) -> Result<Self, MpsProblem> {
        let refused = |what| Err(MpsProblem::OtherProgram { section: word.to_owned(), what });
        match word {
            "NAME" => Ok(Self::Name),
            "OBJSENSE" => Ok(Self::Sense),
            "ROWS" => Ok(Self::Rows),
            "COLUMNS" => Ok(Self::Columns),
            "RHS" => Ok(Self::Rhs),
            "RANGES" => Ok(Self::Ranges),
            "BOUNDS" => Ok(Self::Bounds),
            "ENDATA" => Ok(Self::End),
            "QUADOBJ" | "QMATRIX" | "QSECTION" | "QCMATRIX" => refused("quadratic terms"),
            "SOS" | "SOS1" | "SOS2" | "SETS" => refused("special ordered sets"),
            "INDICATORS" => refused("indicator constraints"),
            "CSECTION" => refused("cones"),
            "GENCONS" | "PWLOBJ" => refused("general constraints"),
            _ => Err(MpsProblem::NoSection { section: clipped(word) }),
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Name => "NAME",
            Self::Sense => "OBJSENSE",
            Self::Rows => "ROWS",
            Self::Columns => "COLUMNS",
            Self::Rhs => "RHS",
            Self::Ranges => "RANGES",
            Self::Bounds => "BOUNDS",
            Self::End => "ENDATA",
        }
    }

    /// What must stand before it.
    pub(super) fn needs(self) -> Option<Self> {
        match self {
            Self::Name | Self::Sense | Self::Rows => None,
            Self::Columns | Self::Rhs | Self::Ranges => Some(Self::Rows),
            Self::Bounds | Self::End => Some(Self::Columns),
        }
    }
}
