//! A page of text under construction: indented, broken to its width, with its tones.

use crate::{Style, Tone, text::indented};

/// Text that grows from top to bottom. What goes in is harmless already.
pub(crate) struct Page {
    out: String,
    style: Style,
}

/// Where the text beside a label starts.
const TEXT: usize = 18;

impl Page {
    pub(crate) fn new(style: Style) -> Self {
        Self { out: String::new(), style }
    }

    pub(crate) fn text(self) -> String {
        self.out
    }

    pub(crate) fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(crate) fn line(&mut self, margin: usize, text: &str) {
        self.toned(Tone::Plain, margin, text);
    }

    pub(crate) fn toned(&mut self, tone: Tone, margin: usize, text: &str) {
        for line in indented(text, margin, self.style.width).lines() {
            let words = line.trim_start();
            self.out.push_str(&line[..line.len() - words.len()]);
            self.out.push_str(&tone.paint(words, self.style.colour));
            self.blank();
        }
    }

    /// A line whose blanks mean something: a log is quoted as it is, however long its lines.
    pub(crate) fn verbatim(&mut self, margin: usize, text: &str) {
        self.out.push_str(format!("{}{text}", " ".repeat(margin)).trim_end());
        self.blank();
    }

    /// Lines that are set already.
    pub(crate) fn rendered(&mut self, lines: &str) {
        self.out.push_str(lines);
    }

    /// A sentence of a list; its lines stand under each other.
    pub(crate) fn item(&mut self, margin: usize, text: &str) {
        let body = indented(text, margin, self.style.width);
        let mark = format!("{}- ", " ".repeat(margin.saturating_sub(2)));
        self.out.push_str(&mark);
        self.out.push_str(body.get(mark.len()..).unwrap_or(&body));
    }

    pub(crate) fn heading(&mut self, text: &str) {
        self.blank();
        self.toned(Tone::Strong, 0, text);
    }

    pub(crate) fn labelled(&mut self, label: &str, text: &str) {
        let label = format!("      {label}");
        let body = indented(text, TEXT, self.style.width);
        self.out.push_str(&label);
        self.out.push_str(body.get(label.len()..).unwrap_or(&body));
    }
}
