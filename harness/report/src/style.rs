//! Colour, where there is a terminal, and none elsewhere. What comes from outside is made harmless first.

use model::Verdict;

/// May colours be used?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No: it is piped, or somebody asked for none.
    Plain,
    /// Yes.
    Coloured,
}

impl Style {
    pub(crate) fn verdict(self, verdict: &Verdict, text: &str) -> String {
        let code = match verdict {
            Verdict::Confirmed => "32",
            Verdict::Refuted(_) => "33",
            Verdict::Inaccurate(_) | Verdict::Crashed(_) => "31",
            Verdict::Inconclusive(_) | Verdict::NotJudged(_) => "2",
        };
        self.paint(code, text)
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// A worker may print what it likes: control characters must not reach a terminal.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Breaks at spaces so that no line is longer than `width`, where no word is.
pub(crate) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let length = indent.chars().count() + line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && length > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.into_iter().map(|line| format!("{indent}{line}").trim_end().to_owned() + "\n").collect()
}
