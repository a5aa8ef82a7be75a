//! What counts as one object: three questions, each with two answers.

use std::{fmt, str::FromStr};

/// Whether cells of several colours may be one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colours {
    /// Neighbours join where their colours are equal.
    One,
    /// All cells that are not background join, whatever their colours.
    Any,
}

/// Who is a neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Neighbours {
    /// Above, below, left and right.
    Four,
    /// And the four across a corner.
    Eight,
}

/// Which cells can be part of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cells {
    /// All but those of the most common colour.
    WithoutBackground,
    /// All.
    All,
}

/// What counts as one object; written `T,F,T` for univalued, diagonal, without background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mode {
    /// The first letter: `T` is [`Colours::One`].
    pub colours: Colours,
    /// The second letter: `T` is [`Neighbours::Eight`].
    pub neighbours: Neighbours,
    /// The third letter: `T` is [`Cells::WithoutBackground`].
    pub cells: Cells,
}

/// A text that is no mode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no mode: write univalued, diagonal, without background as T or F, as in T,F,T")]
pub struct ModeError(String);

impl Mode {
    /// All but the two whose only object is the whole grid (several colours, with the background).
    pub const ALL: [Self; 6] = [
        Self::of(true, false, true),
        Self::of(true, false, false),
        Self::of(true, true, true),
        Self::of(true, true, false),
        Self::of(false, true, true),
        Self::of(false, false, true),
    ];

    /// From the three answers in the order in which programs write them.
    #[must_use]
    pub const fn of(univalued: bool, diagonal: bool, without_background: bool) -> Self {
        Self {
            colours: if univalued { Colours::One } else { Colours::Any },
            neighbours: if diagonal { Neighbours::Eight } else { Neighbours::Four },
            cells: if without_background { Cells::WithoutBackground } else { Cells::All },
        }
    }

    /// Whether all of a grid is one object, whatever is in it.
    #[must_use]
    pub fn is_whole_grid(self) -> bool {
        self.colours == Colours::Any && self.cells == Cells::All
    }

    /// As a name of a metric has it: `TFT`.
    #[must_use]
    pub fn letters(self) -> String {
        let letter = |yes: bool| if yes { 'T' } else { 'F' };
        [
            letter(self.colours == Colours::One),
            letter(self.neighbours == Neighbours::Eight),
            letter(self.cells == Cells::WithoutBackground),
        ]
        .iter()
        .collect()
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.letters();
        write!(formatter, "{},{},{}", &letters[..1], &letters[1..2], &letters[2..])
    }
}

impl FromStr for Mode {
    type Err = ModeError;

    fn from_str(text: &str) -> Result<Self, ModeError> {
        let letters: Option<Vec<bool>> = text
            .split(',')
            .map(|letter| match letter.trim() {
                "T" => Some(true),
                "F" => Some(false),
                _ => None,
            })
            .collect();
        match letters.as_deref() {
            Some(&[univalued, diagonal, without_background]) => {
                Ok(Self::of(univalued, diagonal, without_background))
            }
            _ => Err(ModeError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_reads_what_it_writes() {
        for mode in Mode::ALL {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        assert!("T,F".parse::<Mode>().is_err());
        assert!("TFT".parse::<Mode>().is_err());
    }
}
