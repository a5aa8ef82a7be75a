//! Bands of sizes: the plan asks of each whether a GPU pays there.

use std::ops::RangeInclusive;

/// How many cells a grid has, coarsely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Band {
    /// 1 to 70 cells.
    Small,
    /// 71 to 200.
    Middle,
    /// 201 to 500.
    Large,
    /// 501 to 900.
    Huge,
}

impl Band {
    /// From the smallest to the largest.
    pub const ALL: [Self; 4] = [Self::Small, Self::Middle, Self::Large, Self::Huge];

    /// Which numbers of cells are in it.
    #[must_use]
    pub const fn cells(self) -> RangeInclusive<usize> {
        match self {
            Self::Small => 1..=70,
            Self::Middle => 71..=200,
            Self::Large => 201..=500,
            Self::Huge => 501..=900,
        }
    }

    /// As names of workloads and metrics have it: `71-200`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "1-70",
            Self::Middle => "71-200",
            Self::Large => "201-500",
            Self::Huge => "501-900",
        }
    }
}
