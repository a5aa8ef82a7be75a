//! What can be done to all grids of a batch: a symmetry, or other colours.

use crate::{COLOURS, Symmetry};

/// How often each colour is there.
pub type Histogram = [u16; COLOURS];

/// What is done to every grid of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Turned or mirrored.
    Symmetry(Symmetry),
    /// Other colours in the same places.
    Recolour(Recolouring),
}

/// For each colour the one that takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recolouring([u8; COLOURS]);

/// A table that leads out of the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("colour {from} would become {becomes}: colours are 0 to 9")]
pub struct NoColour {
    from: usize,
    becomes: u8,
}

impl Recolouring {
    /// Every colour as it was.
    pub const NONE: Self = Self([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

    /// # Errors
    /// Where an entry is no colour.
    pub fn new(table: [u8; COLOURS]) -> Result<Self, NoColour> {
        match table.iter().position(|&colour| usize::from(colour) >= COLOURS) {
            Some(from) => Err(NoColour { from, becomes: table[from] }),
            None => Ok(Self(table)),
        }
    }

    /// By old colour the new one.
    #[must_use]
    pub const fn table(&self) -> &[u8; COLOURS] {
        &self.0
    }
}

impl Change {
    /// Height and width of what comes out.
    #[must_use]
    pub fn dims(self, dims: [u8; 2]) -> [u8; 2] {
        match self {
            Self::Symmetry(symmetry) => symmetry.dims(dims),
            Self::Recolour(_) => dims,
        }
    }

    /// A planted fault, to prove that checks can fail: NumPy's `rot90` turns to the left, and who takes it for ours has the quarters
    /// exchanged.
    #[must_use]
    pub fn as_numpy_turns(self) -> Self {
        match self {
            Self::Symmetry(Symmetry::Rot90) => Self::Symmetry(Symmetry::Rot270),
            Self::Symmetry(Symmetry::Rot270) => Self::Symmetry(Symmetry::Rot90),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_leads_out_of_the_colours_is_refused() {
        let refused = Recolouring::new([0, 1, 2, 3, 10, 5, 6, 7, 8, 9]).unwrap_err();
        assert_eq!(refused.to_string(), "colour 4 would become 10: colours are 0 to 9");
    }
}
