//! `touchstone accept`: a run becomes the reference of its hardware class.

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
    arguments.not_packed()?;
    let store = arguments.store()?;
    let author = accept.author.clone().unwrap_or_else(|| results::author(store.root()));
    let folder = store.accept(&author, &accept.run, &accept.because, jiff::Timestamp::now())?;
    let run = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let acceptance = store.acceptance(&run)?;
    let replaces = acceptance.as_ref().and_then(|acceptance| acceptance.replaces.clone());
    if arguments.json {
        say_json(&json!({ "folder": folder, "author": author, "replaces": replaces }))?;
    } else {
        let replaces = replaces.map_or_else(String::new, |old| format!("in place of {old}\n"));
        say(&format!(
            "{}\naccepted by {author}\n{replaces}commit it, and others can hold their runs against it\n",
            folder.display()
        ))?;
    }
    Ok(0)
}
