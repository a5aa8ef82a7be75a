//! One harness at a time in one results folder: two would measure each other.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Seek, SeekFrom, Write},
    path::Path,
};

use crate::Error;

/// Held until it is dropped, or until the process is gone, however that ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// In `runs/`, which git ignores: a lock beside it would make every tree that is measured dirty.
    pub(crate) fn take(runs: &Path) -> Result<Self, Error> {
        let path = runs.join(".lock");
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(Error::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let written = fs::read_to_string(&path).unwrap_or_default();
                let holder = match written.trim() {
                    // It has the lock and has not said its name yet.
                    "" => "a process that has just begun".to_owned(),
                    holder => holder.to_owned(),
                };
                return Err(Error::Locked { path, holder });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(path)(error)),
        }
        let holder = format!("process {} since {:.0}\n", std::process::id(), jiff::Timestamp::now());
        file.set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| file.write_all(holder.as_bytes()))
            .map_err(Error::io(path))?;
        Ok(Self { _file: file })
    }
}

/// The process that holds the lock, if it is still there. The file alone tells nothing: it stays when its holder goes.
pub(crate) fn holder(runs: &Path) -> Option<i32> {
    let written = fs::read_to_string(runs.join(".lock")).ok()?;
    let process: i32 = written.strip_prefix("process ")?.split_whitespace().next()?.parse().ok()?;
    let pid = rustix::process::Pid::from_raw(process)?;
    rustix::process::test_kill_process(pid).is_ok().then_some(process)
}
