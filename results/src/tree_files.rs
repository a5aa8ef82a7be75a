//! The files of a tree onto a disk: the bytes as they were committed, whatever this machine is set to make of them.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs, io,
    io::Write,
    os::unix::{ffi::OsStrExt, fs::OpenOptionsExt},
    path::{Path, PathBuf},
};

use git2::{FileMode, ObjectType, Oid};

use crate::GitError;

/// What a tree holds, by path. No filter applies: no line endings of this machine, no attributes.
pub(crate) type Files = BTreeMap<PathBuf, File>;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) kind: Kind,
    pub(crate) blob: Oid,
}

/// What it is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Program,
    Link,
}

impl Kind {
    /// From a mode of git; `None` for what is no file.
    pub(crate) fn of(mode: u32) -> Option<Self> {
        match mode {
            mode if mode == u32::from(FileMode::Link) => Some(Self::Link),
            mode if mode == u32::from(FileMode::Commit) || mode == u32::from(FileMode::Tree) => None,
            mode if mode & 0o111 != 0 => Some(Self::Program),
            _ => Some(Self::Plain),
        }
    }
}

/// Everything in the tree of a commit. Submodules are named, all of them, in the error.
pub(crate) fn of_tree(
    git: &git2::Repository,
    commit: &str,
    tree: &git2::Tree<'_>,
) -> Result<Files, GitError> {
    let (mut files, mut submodules) = (Files::new(), Vec::new());
    let mut waiting = vec![(PathBuf::new(), tree.clone())];
    while let Some((folder, tree)) = waiting.pop() {
        for entry in &tree {
            let path = folder.join(safe(commit, &folder, entry.name_bytes())?);
            match entry.kind() {
                Some(ObjectType::Commit) => submodules.push(path.display().to_string()),
                Some(ObjectType::Tree) => {
                    let what = format!("{} of {commit}", path.display());
                    waiting.push((path, git.find_tree(entry.id()).map_err(GitError::unreadable(what))?));
                }
                _ => {
                    let kind = Kind::of(entry.filemode() as u32).unwrap_or(Kind::Plain);
                    files.insert(path, File { kind, blob: entry.id() });
                }
            }
        }
    }
    if submodules.is_empty() {
        return Ok(files);
    }
    submodules.sort();
    Err(GitError::Submodules { commit: commit.to_owned(), paths: submodules })
}

/// A whole path, as an index holds it.
pub(crate) fn safe_path(commit: &str, path: &[u8]) -> Result<PathBuf, GitError> {
    path.split(|byte| *byte == b'/')
        .try_fold(PathBuf::new(), |folder, name| Ok(folder.join(safe(commit, &folder, name)?)))
}

/// Trees can be made by hand, and then hold names that lead elsewhere.
fn safe<'a>(commit: &str, folder: &Path, name: &'a [u8]) -> Result<&'a OsStr, GitError> {
    let leads_elsewhere =
        matches!(name, b"" | b"." | b"..") || name.eq_ignore_ascii_case(b".git") || name.contains(&b'/');
    if leads_elsewhere {
        let path = folder.join(OsStr::from_bytes(name)).display().to_string();
        return Err(GitError::UnsafeName { commit: commit.to_owned(), path });
    }
    Ok(OsStr::from_bytes(name))
}

/// Writes files into a folder in which none of them is yet.
pub(crate) fn write<'a>(
    git: &git2::Repository,
    root: &Path,
    files: impl IntoIterator<Item = (&'a PathBuf, &'a File)>,
) -> Result<(), GitError> {
    for (path, file) in files {
        let blob = git
            .find_blob(file.blob)
            .map_err(GitError::unreadable(format!("the content of {}", path.display())))?;
        make_folders(root, path)?;
        let whole = root.join(path);
        put(&whole, file.kind, blob.content()).map_err(GitError::io(&whole))?;
    }
    Ok(())
}

/// Takes files away, and the folders that are empty without them.
pub(crate) fn remove<'a>(root: &Path, paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), GitError> {
    for path in paths {
        let whole = root.join(path);
        fs::remove_file(&whole).map_err(GitError::io(&whole))?;
        for folder in path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty()) {
            if fs::remove_dir(root.join(folder)).is_err() {
                break;
            }
        }
    }
    Ok(())
}

/// The umask of this machine has its say, as with git.
fn put(path: &Path, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let mode = match kind {
        Kind::Link => return std::os::unix::fs::symlink(OsStr::from_bytes(bytes), path),
        Kind::Program => 0o777,
        Kind::Plain => 0o666,
    };
    fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?.write_all(bytes)
}

/// Step by step, so that a link on the way is never followed out of the folder.
fn make_folders(root: &Path, path: &Path) -> Result<(), GitError> {
    let mut folder = root.to_owned();
    for name in path.parent().into_iter().flatten() {
        folder.push(name);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(GitError::io(folder)(io::ErrorKind::NotADirectory.into())),
            Err(_) => fs::create_dir(&folder).map_err(GitError::io(&folder))?,
        }
    }
    Ok(())
}
