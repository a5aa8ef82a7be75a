//! Mistakes with their places. All of them are gathered, so that an author mends a declaration in one go.

use std::panic::Location;

use model::{Name, nearest};

/// Where an author wrote something.
pub(crate) type Place = &'static Location<'static>;

/// What is wrong so far.
pub(super) struct Problems {
    /// Where the declaration begins: what is wrong in that file is told first.
    home: Place,
    list: Vec<(Place, String)>,
}

impl Problems {
    pub(super) fn new(home: Place, list: Vec<(Place, String)>) -> Self {
        Self { home, list }
    }

    pub(super) fn at(&mut self, place: Place, message: impl Into<String>) {
        self.list.push((place, message.into()));
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// As an author reads: down the file of the declaration, then down the others. One mistake is told once.
    pub(super) fn in_source_order(mut self) -> Vec<String> {
        let home = self.home.file();
        self.list.sort_by_key(|(at, _)| (at.file() != home, at.file(), at.line(), at.column()));
        let mut lines: Vec<String> = self.list.iter().map(|(at, words)| format!("{at}: {words}")).collect();
        lines.dedup();
        lines
    }

    pub(super) fn unique<'a>(&mut self, kind: &str, names: impl IntoIterator<Item = (&'a str, Place)>) {
        let mut seen: Vec<(&str, Place)> = Vec::new();
        for (name, at) in names {
            match seen.iter().find(|(other, _)| *other == name) {
                Some((_, first)) => {
                    self.at(at, format!("{kind} `{name}` is declared twice, first at {first}: rename one"));
                }
                None => seen.push((name, at)),
            }
        }
    }

    pub(super) fn name(&mut self, text: &str, at: Place) -> Option<Name> {
        text.parse().map_err(|error| self.at(at, format!("{error}"))).ok()
    }

    /// A name that must have been declared. One that was declared, and is no name, has been told of at its declaration.
    pub(super) fn known(&mut self, kind: &str, names: &[&str], text: &str, at: Place) -> Option<Name> {
        if names.contains(&text) {
            return text.parse().ok();
        }
        self.at(at, unknown(kind, names, text));
        None
    }

    pub(super) fn positive(&mut self, number: f64, at: Place) {
        if !(number.is_finite() && number > 0.0) {
            self.at(at, format!("{number} is no target: give a finite number above 0"));
        }
    }

    pub(super) fn finite(&mut self, number: f64, at: Place) {
        if !number.is_finite() {
            self.at(at, format!("{number} is no target: give a finite number"));
        }
    }
}

/// What is said of a name that nothing declared has.
pub(crate) fn unknown(kind: &str, names: &[&str], text: &str) -> String {
    let hint = match nearest(text, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => "none is declared".to_owned(),
        None => format!("there are {}", names.join(", ")),
    };
    format!("there is no {kind} `{text}`; {hint}")
}
