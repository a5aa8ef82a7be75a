//! One file per command, each with what it does and nothing else.

pub(crate) mod accept;
pub(crate) mod audit;
pub(crate) mod bisect;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod gate;
pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod new;
pub(crate) mod notebook;
pub(crate) mod pack;
pub(crate) mod profile;
pub(crate) mod query;
pub(crate) mod report;
pub(crate) mod reproduce;
pub(crate) mod run;
pub(crate) mod selftest;
pub(crate) mod show;

use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use anyhow::Context;
use clap::CommandFactory;

use crate::arguments::Arguments;

/// The command line is wrong, or something it names is not there.
const USAGE: u8 = 2;
/// A measurement failed: here, because the tables cannot be written or read.
const FAILED: u8 = 4;

/// The exit code of an error.
pub(crate) fn exit_code(error: &anyhow::Error) -> u8 {
    let of_tables = |error: &results::Error| match error {
        results::Error::NoSuchRun { .. } | results::Error::Query(_) => USAGE,
        _ => FAILED,
    };
    match (error.downcast_ref::<runner::Error>(), error.downcast_ref::<results::Error>()) {
        (Some(runner::Error::Results(error)), _) | (_, Some(error)) => of_tables(error),
        (
            Some(
                runner::Error::Io { .. }
                | runner::Error::Changed { .. }
                | runner::Error::NotReady { .. }
                | runner::Error::Stale { .. }
                | runner::Error::Pack { .. },
            ),
            _,
        ) => FAILED,
        _ => USAGE,
    }
}

/// Prints the completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "touchstone", &mut script);
    crate::say(&String::from_utf8_lossy(&script))?;
    Ok(0)
}

/// Set by the first Ctrl-C; a second one while we stop ends us at once, as people expect.
pub(crate) fn stop_by_hand() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .context("Ctrl-C cannot be caught")?;
    }
    Ok(stop)
}

/// JSON for programs, indented so that people can read it too.
pub(crate) fn say_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    crate::say(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// A file, and the folders that it lies in.
pub(crate) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .with_context(|| format!("{} cannot be written", file.display()))
}
