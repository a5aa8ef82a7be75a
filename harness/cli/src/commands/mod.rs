//! One file per command, each with what it does and nothing else.

pub(crate) mod accept;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod query;
pub(crate) mod run;
pub(crate) mod show;

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
        (Some(runner::Error::Io { .. } | runner::Error::Changed { .. }), _) => FAILED,
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

/// JSON for programs, indented so that people can read it too.
pub(crate) fn say_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    crate::say(&(serde_json::to_string_pretty(value)? + "\n"))
}
