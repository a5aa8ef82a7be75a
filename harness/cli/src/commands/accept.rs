//! `touchstone accept`: a run becomes the reference of its hardware class.

use std::path::PathBuf;

use anyhow::bail;
use serde_json::json;

use crate::{
    arguments::{Accept, Arguments},
    commands::say_json,
    say,
};

pub(crate) fn run(arguments: &Arguments, accept: &Accept) -> anyhow::Result<u8> {
    if accept.because.trim().is_empty() {
        bail!("--because is empty: say why later runs are to be held against this one");
    }
    let store = arguments.store()?;
    let folder: PathBuf = store.accept(&accept.run, &accept.because, jiff::Timestamp::now())?;
    if arguments.json {
        say_json(&json!({ "folder": folder }))?;
    } else {
        say(&format!("{}\ncommit it, and others can hold their runs against it\n", folder.display()))?;
    }
    Ok(0)
}
