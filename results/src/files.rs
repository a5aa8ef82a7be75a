//! Writing so that a kill or a power cut leaves the old or the new, never something between.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use crate::Error;

/// Writes a whole file, and waits until it is on disk.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = File::create(path).map_err(Error::io(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io(path))
}

/// Waits until the names in a folder are on disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))
}

/// Renames a folder; where there is one of that name already, it stays as it is and this fails.
pub(crate) fn rename_without_replacing(from: &Path, to: &Path) -> Result<(), Error> {
    no_replace(from, to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => Error::Exists(to.to_owned()),
        _ => Error::io(to)(error),
    })
}

#[cfg(target_os = "linux")]
fn no_replace(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems do not know the flag; that nobody else is at work is ensured by the lock.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => checked(from, to),
        other => other.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn no_replace(from: &Path, to: &Path) -> io::Result<()> {
    checked(from, to)
}

fn checked(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}
