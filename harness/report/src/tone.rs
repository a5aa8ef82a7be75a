//! The six verdicts at a glance: a sign, a word and, on a terminal, a colour. Never the colour alone.

use model::Verdict;

/// May the text hold colours?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    On,
    /// For a file, a pipe, or somebody who said so.
    Off,
}

/// How a page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With colours or without.
    pub colour: Colour,
    /// So many columns wide.
    pub width: usize,
}

impl Style {
    /// 100 columns without colours.
    pub const PLAIN: Self = Self { colour: Colour::Off, width: 100 };
}

/// What a text says about the thing it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing of note.
    Plain,
    /// A heading.
    Strong,
    /// As hoped.
    Good,
    /// Needs attention.
    Bad,
    /// Open.
    Unsure,
    /// Aside.
    Faint,
}

impl Tone {
    /// Its class in the style sheet of a page.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("strong"),
            Self::Good => Some("good"),
            Self::Bad => Some("bad"),
            Self::Unsure => Some("open"),
            Self::Faint => Some("faint"),
        }
    }

    /// The text in its colour.
    pub fn paint(self, text: &str, colour: Colour) -> String {
        let code = match self {
            Self::Plain => return text.to_owned(),
            Self::Strong => "1",
            Self::Good => "32",
            Self::Bad => "31",
            Self::Unsure => "33",
            Self::Faint => "2",
        };
        match colour {
            Colour::On if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::On | Colour::Off => text.to_owned(),
        }
    }
}

/// Sign and word of a verdict, and how they sound.
pub fn word(verdict: &Verdict) -> (String, Tone) {
    let (sign, tone) = match verdict {
        Verdict::Confirmed => ('✓', Tone::Good),
        // A refuted hypothesis is a result, not an error.
        Verdict::Refuted(_) => ('✗', Tone::Unsure),
        Verdict::Inconclusive(_) => ('?', Tone::Unsure),
        Verdict::Inaccurate(_) => ('≠', Tone::Bad),
        Verdict::Crashed(_) => ('!', Tone::Bad),
        Verdict::NotJudged(_) => ('–', Tone::Faint),
    };
    (format!("{sign} {}", verdict.word()), tone)
}
