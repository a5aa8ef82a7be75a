//! One small file per machine, unpacked into a folder that stands in for `/`.
//!
//! ```text
//! # a comment
//! path = text                          a file of one line; `\0` is a NUL
//! cpu{0-3}/siblings = {},{+4}          one file per number: `{}` is the number, `{+4}` four more, `{-4}` four less
//! path -> target                       a symbolic link, as namespaces are
//! path:                                a file of several lines: those that follow with four blanks before them
//!     a line
//! ```

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::{HostReading, Machine};
use tempfile::TempDir;

use crate::{Gpus, Root, detect_in, host_reading, root::parse_list};

/// What a file was before a test spoilt it.
pub(super) enum Kept {
    Bytes(Vec<u8>),
    Link(PathBuf),
}

/// A machine in a folder of its own, gone when it is dropped.
pub(super) struct Tree(TempDir);

impl Tree {
    /// Nothing tells anything.
    pub(super) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One of `machines/`.
    pub(super) fn of(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("machines/{name}.tree"));
        Self::empty().with(&fs::read_to_string(file).unwrap())
    }

    /// Adds files, or says something else in those that are there.
    pub(super) fn with(self, text: &str) -> Self {
        self.changed(text);
        self
    }

    /// The same in place, for many changes of one file in a row.
    pub(super) fn changed(&self, text: &str) -> &Self {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim().is_empty() || line.starts_with('#') {
            } else if let Some((path, text)) = line.split_once(" = ") {
                self.write_all(path, &text.replace("\\0", "\0"));
            } else if let Some((path, target)) = line.split_once(" -> ") {
                let link = self.cleared(path);
                std::os::unix::fs::symlink(target, link).unwrap();
            } else if let Some(path) = line.strip_suffix(':') {
                let mut text = String::new();
                while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
                    text += &line[4..];
                    text += "\n";
                }
                self.write_all(path, &text);
            } else {
                panic!("{line:?} is no file, no link and no comment");
            }
        }
        self
    }

    /// The file is there, and cannot be read: a folder in its place, since root may read anything else.
    pub(super) fn unreadable(self, path: &str) -> Self {
        let place = self.cleared(path);
        fs::create_dir_all(place).unwrap();
        self
    }

    /// What a file says, or where a link points, for [`Tree::restored`].
    pub(super) fn kept(&self, path: &str) -> Kept {
        let place = self.place(path);
        fs::read_link(&place).map_or_else(|_| Kept::Bytes(fs::read(place).unwrap()), Kept::Link)
    }

    /// Puts back what was kept.
    pub(super) fn restored(self, path: &str, kept: Kept) -> Self {
        let place = self.cleared(path);
        match kept {
            Kept::Bytes(bytes) => fs::write(place, bytes).unwrap(),
            Kept::Link(target) => std::os::unix::fs::symlink(target, place).unwrap(),
        }
        self
    }

    /// Bytes, be they text or not.
    pub(super) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let place = self.cleared(path);
        fs::write(place, bytes).unwrap();
        self
    }

    /// Neither the file nor the folder is there.
    pub(super) fn without(self, path: &str) -> Self {
        assert!(self.place(path).symlink_metadata().is_ok(), "{path} is not there to begin with");
        self.cleared(path);
        self
    }

    /// All files, by their paths inside.
    pub(super) fn files(&self) -> Vec<String> {
        fn below(folder: &Path, files: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    below(&entry.path(), files);
                } else {
                    files.push(entry.path());
                }
            }
        }
        let mut files = Vec::new();
        below(self.0.path(), &mut files);
        files.sort();
        let inside = |file: &PathBuf| file.strip_prefix(self.0.path()).unwrap().to_str().unwrap().to_owned();
        files.iter().map(inside).collect()
    }

    pub(super) fn root(&self) -> Root {
        Root::at(self.0.path())
    }

    pub(super) fn machine(&self) -> Machine {
        detect_in(&self.root(), Gpus::Skip)
    }

    pub(super) fn host(&self) -> HostReading {
        host_reading(&self.root())
    }

    /// One file, or one for each number of a list in braces.
    fn write_all(&self, path: &str, text: &str) {
        let Some((before, rest)) = path.split_once('{') else {
            return fs::write(self.place(path), text).unwrap();
        };
        let (list, after) = rest.split_once('}').unwrap();
        for number in parse_list(list).unwrap() {
            fs::write(self.place(&format!("{before}{number}{after}")), counted(text, number)).unwrap();
        }
    }

    /// The place of a file, with nothing there: writing must never go through a link.
    fn cleared(&self, path: &str) -> PathBuf {
        let place = self.place(path);
        let is_folder = place.is_dir() && !place.is_symlink();
        // Nothing may have been there at all.
        let _ = if is_folder { fs::remove_dir_all(&place) } else { fs::remove_file(&place) };
        place
    }

    fn place(&self, path: &str) -> PathBuf {
        let place = self.0.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        place
    }
}

fn counted(text: &str, number: u32) -> String {
    let mut parts = text.split('{');
    let mut counted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (more, rest) = part.split_once('}').unwrap();
        let more: i64 = if more.is_empty() { 0 } else { more.parse().unwrap() };
        counted += &(i64::from(number) + more).to_string();
        counted += rest;
    }
    counted
}

#[test]
fn a_tree_becomes_files() {
    let tree = Tree::empty().with(
        "# nobody reads this\n\
         a/one = x\\0\n\
         a/cpu{2-3,7} = {},{+10} of {-2}\n\
         a/ns -> pid:[1]\n\
         a/many:\n    first:\n      second\n\
         a/last = y",
    );
    let read = |path: &str| fs::read_to_string(tree.0.path().join(path)).unwrap();
    assert_eq!(read("a/one"), "x\0");
    assert_eq!(read("a/cpu3"), "3,13 of 1");
    assert_eq!(read("a/cpu7"), "7,17 of 5");
    assert_eq!(read("a/many"), "first:\n  second\n");
    assert_eq!(read("a/last"), "y");
    assert_eq!(tree.root().link("a/ns").unwrap(), "pid:[1]");
    let tree = tree.unreadable("a/one");
    assert!(tree.root().exists("a/one") && tree.root().text("a/one").is_none());
}
