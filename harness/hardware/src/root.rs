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

    /// A file's text. The device tree ends its strings with a NUL, and an environment may hold any byte.
    pub(crate) fn text(&self, inside: &str) -> Option<String> {
        let bytes = fs::read(self.path(inside)).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        Some(text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned())
    }

    /// A file's text, where it says anything.
    pub(crate) fn words(&self, inside: &str) -> Option<String> {
        self.text(inside).filter(|text| !text.is_empty())
    }

    pub(crate) fn number(&self, inside: &str) -> Option<u64> {
        self.text(inside)?.parse().ok()
    }

    /// Where a symbolic link points, be there something or not: namespaces are named so.
    pub(crate) fn link(&self, inside: &str) -> Option<String> {
        Some(fs::read_link(self.path(inside)).ok()?.to_str()?.to_owned())
    }

    pub(crate) fn exists(&self, inside: &str) -> bool {
        self.path(inside).exists()
    }

    /// The names in a folder.
    pub(crate) fn names(&self, inside: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(inside)).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names
    }

    /// The names in a folder that are `prefix` and a number, by that number.
    pub(crate) fn numbered(&self, inside: &str, prefix: &str) -> Vec<u32> {
        let names = self.names(inside);
        let mut numbers: Vec<u32> =
            names.iter().filter_map(|name| name.strip_prefix(prefix)?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }

    /// `0-3,8` as numbers; an empty list is no list.
    pub(crate) fn list(&self, inside: &str) -> Option<Vec<u32>> {
        parse_list(&self.text(inside)?)
    }
}

/// Numbers in rising order, each once.
pub(crate) fn parse_list(text: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            Some((from, to)) => {
                let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
                // A garbled file must not make us count to four thousand millions.
                (to >= from && to - from < 65_536).then(|| numbers.extend(from..=to))?;
            }
            None => numbers.push(part.trim().parse().ok()?),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::parse_list;

    #[test]
    fn lists_of_processors() {
        for (text, numbers) in [
            ("0", Some(vec![0])),
            ("0-3,8", Some(vec![0, 1, 2, 3, 8])),
            ("8,0-1,1", Some(vec![0, 1, 8])),
            ("", None),
            ("max", None),
            ("0-", None),
            ("3-1", None),
            ("-1", None),
            ("0,", None),
            ("0-4294967295", None),
        ] {
            assert_eq!(parse_list(text), numbers, "{text:?}");
        }
    }
}
