//! The seven outcomes without their reasons: the order, the signs and the words that every page shares.

use model::Outcome;

use crate::Tone;

/// One of the seven, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Regressed,
    Suspect,
    Inconclusive,
    NoBaseline,
    Improved,
    Ok,
    Identical,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Regressed,
        Self::Suspect,
        Self::Inconclusive,
        Self::NoBaseline,
        Self::Improved,
        Self::Ok,
        Self::Identical,
    ];

    pub(crate) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Ok => Self::Ok,
            Outcome::Improved => Self::Improved,
            Outcome::Regressed(_) => Self::Regressed,
            Outcome::Identical(_) => Self::Identical,
            Outcome::Suspect(_) => Self::Suspect,
            Outcome::Inconclusive(_) => Self::Inconclusive,
            Outcome::NoBaseline(_) => Self::NoBaseline,
        }
    }

    /// The word of the glossary.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::Suspect => "suspect",
            Self::Inconclusive => "inconclusive",
            Self::NoBaseline => "no baseline",
            Self::Improved => "improved",
            Self::Ok => "ok",
            Self::Identical => "identical",
        }
    }

    /// The word behind its sign, so that nobody needs the colour.
    pub(crate) fn signed(self) -> String {
        let sign = match self {
            Self::Regressed => '✗',
            Self::Suspect => '~',
            Self::Inconclusive => '?',
            Self::NoBaseline => '–',
            Self::Improved => '↑',
            Self::Ok => '✓',
            Self::Identical => '=',
        };
        format!("{sign} {}", self.word())
    }

    /// Only what was compared and held may be green.
    pub(crate) fn tone(self) -> Tone {
        match self {
            Self::Regressed => Tone::Bad,
            Self::Suspect | Self::Inconclusive | Self::NoBaseline => Tone::Unsure,
            Self::Improved | Self::Ok => Tone::Good,
            Self::Identical => Tone::Faint,
        }
    }

    /// What the word means.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Regressed => "worse by more than its margin, or wrong",
            Self::Suspect => "time and counts disagree; this is not a pass",
            Self::Inconclusive => "the rounds do not decide; this is not a pass",
            Self::NoBaseline => "there is nothing to hold it against; it was not compared",
            Self::Improved => "better by more than its margin",
            Self::Ok => "shown not to be worse by its margin",
            Self::Identical => "the same code; nothing was timed",
        }
    }

    /// What a reader can do.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Regressed => {
                "Look at the numbers with `touchstone show`, find what made it slower or wrong, and run the gate again."
            }
            Self::Suspect => {
                "The time says one thing and the instructions say another. Measure again on a quiet host, with more rounds."
            }
            Self::Inconclusive => {
                "Measure again with more rounds or on a quieter host, or widen the margin to what this host can resolve."
            }
            Self::NoBaseline => "It is new, or its base cannot be measured. The next gate can compare it.",
            Self::Improved | Self::Ok | Self::Identical => "Nothing needs to be done.",
        }
    }
}
