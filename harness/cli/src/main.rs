//! The `touchstone` command. It is the only crate that prints; everything it says comes from the others.

mod arguments;
mod commands;
mod progress;
mod surroundings;
mod units;
mod wanted;

use std::{
    env,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    // A layer of Mesa's asks the desktop which GPU it likes best, and where there is no desktop it complains on our standard
    // error as if something had failed. Which GPU is used is our own choice.
    // SAFETY: this is the first line: no other thread reads or writes the environment yet.
    unsafe { env::set_var("NODEVICE_SELECT", "1") };
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Doctor => commands::doctor::run(&arguments),
        Command::List(list) => commands::list::run(&arguments, list),
        Command::Run(run) => commands::run::run(&arguments, run),
        Command::Show(show) => commands::show::run(&arguments, show),
        Command::Notebook(notebook) => commands::notebook::run(&arguments, notebook),
        Command::Report(report) => commands::report::run(&arguments, report),
        Command::Profile(profile) => commands::profile::run(&arguments, profile),
        Command::Query(query) => commands::query::run(&arguments, query),
        Command::Export(export) => commands::export::run(&arguments, export),
        Command::Gate(gate) => commands::gate::run(&arguments, gate),
        Command::Reproduce(reproduce) => commands::reproduce::run(&arguments, reproduce),
        Command::Bisect(bisect) => commands::bisect::run(&arguments, bisect),
        Command::Audit(audit) => commands::audit::run(&arguments, audit),
        Command::Selftest(selftest) => commands::selftest::run(&arguments, selftest),
        Command::Accept(accept) => commands::accept::run(&arguments, accept),
        Command::Pack(pack) => commands::pack::run(&arguments, pack),
        Command::Merge(merge) => commands::merge::run(&arguments, merge),
        Command::New(new) => commands::new::run(&arguments, new),
        Command::Completions { shell } => commands::completions(*shell),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed too, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(commands::exit_code(&error))
        }
    }
}

/// `touchstone query … | head` is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let from_tables = error.downcast_ref::<results::Error>().and_then(|error| match error {
        results::Error::Io { error, .. } => Some(error),
        _ => None,
    });
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().or(from_tables).is_some_and(broken)
}

/// Writes to standard output; the caller has it as an error when that is closed.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
