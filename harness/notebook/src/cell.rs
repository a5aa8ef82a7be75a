//! The cells of a notebook.

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Of text or of code.
    pub kind: Kind,
    /// Where it begins in the source, from 1.
    pub line: usize,
    /// What stands in it: Markdown, or what the kernel is given.
    pub text: String,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Markdown.
    Text,
    /// Rust, and commands of the kernel.
    Code,
}

/// What a cell of code promises to show, read from the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// Lines.
    Lines,
    /// A table.
    Table,
    /// A picture.
    Picture,
    /// That everything above was executed.
    TheEnd,
}

impl Cell {
    /// What it must have shown when it was executed. A cell shows one thing: the kernel keeps the last of each kind only.
    pub fn shows(&self) -> Shows {
        let calls = |name: &str| self.calls(name) > 0;
        if self.kind == Kind::Text {
            Shows::Nothing
        } else if calls("finish") {
            Shows::TheEnd
        } else if calls("chart") {
            Shows::Picture
        } else if calls("show") {
            Shows::Table
        } else if calls("println!") {
            Shows::Lines
        } else {
            Shows::Nothing
        }
    }

    /// How often a function of this name is called in it, comments aside.
    pub(crate) fn calls(&self, name: &str) -> usize {
        let call = format!("{name}(");
        let code = self.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let is_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.' | ':');
        code.map(|line| {
            let places = line.match_indices(&call).map(|(place, _)| place);
            places.filter(|place| !line[..*place].ends_with(is_name)).count()
        })
        .sum()
    }
}
