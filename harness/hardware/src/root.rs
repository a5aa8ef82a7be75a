//! The folder under which `proc` and `sys` lie: `/` on a real machine, a recorded tree in a test.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where `/proc` and `/sys` are read.
#[derive(Clone, Debug)]
pub struct Root(PathBuf);

impl Root {
    /// This machine.
    pub fn real() -> Self {
        Self(PathBuf::from("/"))
    }

    /// A recorded one.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Is it this machine?
    pub(crate) fn is_real(&self) -> bool {
        self.0 == Path::new("/")
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.0.join(inside)
    }

    pub(crate) fn text(&self, inside: &str) -> Option<String> {
        fs::read_to_string(self.path(inside)).ok().map(|text| text.trim().to_owned())
    }

    pub(crate) fn number(&self, inside: &str) -> Option<u64> {
        self.text(inside)?.parse().ok()
    }

    /// The names in a folder that are `prefix` and a number, by that number.
    pub(crate) fn numbered(&self, inside: &str, prefix: &str) -> Vec<u32> {
        let entries = fs::read_dir(self.path(inside)).into_iter().flatten().filter_map(Result::ok);
        let mut numbers: Vec<u32> = entries
            .filter_map(|entry| entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok())
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// `0-3,8` as numbers.
    pub(crate) fn list(&self, inside: &str) -> Option<Vec<u32>> {
        parse_list(&self.text(inside)?)
    }
}

pub(crate) fn parse_list(text: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        match part.split_once('-') {
            Some((from, to)) => {
                let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
                // A garbled file must not make us count to four thousand millions.
                (to >= from && to - from < 65_536).then(|| numbers.extend(from..=to))?;
            }
            None => numbers.push(part.trim().parse().ok()?),
        }
    }
    Some(numbers)
}
