//! `touchstone notebook`: the notebooks, to be looked at, or executed and checked. Nothing is measured in them.

mod check;
mod execute;
mod home;
mod install;
mod lab;
mod sources;

use std::io;

use anyhow::Context;

use crate::arguments::{Arguments, Notebook};

pub(crate) fn run(arguments: &Arguments, asked: &Notebook) -> anyhow::Result<u8> {
    if asked.answer {
        return answer();
    }
    let workspace = arguments.checkout()?;
    let notebooks = sources::read(&workspace.root, &asked.notebooks)?;
    if asked.stale {
        return check::stale(arguments, &workspace.root, &notebooks);
    }
    let home = home::Home::of_environment()?;
    install::install(&home, &workspace.root)?;
    if asked.check {
        check::run(arguments, asked, &home, &workspace.root, &notebooks)
    } else {
        lab::open(arguments, asked, &home, &workspace.root, &notebooks)
    }
}

/// What the prelude of a notebook asks, as long as the notebook is open. The environment says what of.
fn answer() -> anyhow::Result<u8> {
    let to = io::BufWriter::new(io::stdout().lock());
    explore::answer(&explore::open(), io::stdin().lock(), to)
        .context("the notebook that asked cannot be answered")?;
    Ok(0)
}
