//! The folders where files are made. What is read again by later runs lies beside the binary. What a run writes goes into memory where
//! the machine has a file system there: before ext4 gives out an inode it looks at all that were deleted in the last minutes, so on a
//! disk creating files takes ten times as long once we have removed earlier results, and that would flatter who writes fewer.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// Where files of this build lie.
pub(crate) fn folder() -> io::Result<PathBuf> {
    let folder = env::current_exe()?.with_file_name("arc-files");
    fs::create_dir_all(&folder).map_err(|error| {
        let told = format!("{}: {error}: experiments on tasks need to write there", folder.display());
        io::Error::new(error.kind(), told)
    })?;
    Ok(folder)
}

/// A new one there that is nobody else's, and goes when it is dropped.
pub(crate) fn own(purpose: &str) -> io::Result<TempDir> {
    own_in(&folder()?, purpose)
}

/// The same in memory, or, where no folder lies there, in the machine's folder for such files, which `TMPDIR` names; and which it is.
pub(crate) fn temporary(purpose: &str) -> io::Result<(TempDir, Place)> {
    let purpose = format!("touchstone-{purpose}");
    if let Ok(folder) = own_in(Path::new("/dev/shm"), &purpose) {
        return Ok((folder, Place::Memory));
    }
    Ok((own_in(&env::temp_dir(), &purpose)?, Place::Disk))
}

/// Where what a run writes lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the memory of the machine.
    Memory,
    /// On what is most likely a disk.
    Disk,
}

fn own_in(folder: &Path, purpose: &str) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix(&format!("{purpose}-")).tempdir_in(folder)
}

/// A folder with this name and what `fill` puts into it: whole or not at all, whoever else is writing.
pub(crate) fn filled(name: &str, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<PathBuf> {
    let path = folder()?.join(name);
    if path.is_dir() {
        return Ok(path);
    }
    let unfinished = own("unfinished")?;
    fill(unfinished.path())?;
    match fs::rename(unfinished.path(), &path) {
        // It has another name now, under which it stays.
        Ok(()) => drop(unfinished.keep()),
        // Somebody else was faster.
        Err(_) if path.is_dir() => {}
        Err(error) => return Err(error),
    }
    Ok(path)
}
