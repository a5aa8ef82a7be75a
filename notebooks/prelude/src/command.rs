//! Where the command is that answers.

use std::{
    env,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::error::{Error, Result};

const NAMED: &str = "TOUCHSTONE_COMMAND";

pub(crate) fn command() -> Result<PathBuf> {
    if let Some(named) = env::var_os(NAMED).filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if named.is_file() {
            return Ok(named);
        }
        return Err(Error::of(format!("{NAMED} names {}, where no command is", named.display())));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let found =
        beside().or_else(built).or_else(|| env::split_paths(&path).find_map(|folder| inside(&folder)));
    found.ok_or_else(|| {
        Error::of(format!(
            "a notebook asks the command `touchstone`, which is not built here: `cargo build --bin touchstone` builds it, \
             or name it in {NAMED}"
        ))
    })
}

/// Of the same build as this program: `target/debug`, in which tests and examples have folders.
fn beside() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    program.ancestors().skip(1).take(2).find_map(inside)
}

/// The newest that the workspace around us built.
fn built() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let root = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file())?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let all = ["debug", "release"].into_iter().filter_map(|profile| inside(&target.join(profile)));
    let of =
        |path: &PathBuf| path.metadata().and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    all.max_by_key(of)
}

fn inside(folder: &Path) -> Option<PathBuf> {
    Some(folder.join(format!("touchstone{}", env::consts::EXE_SUFFIX))).filter(|path| path.is_file())
}
