//! `touchstone notebook`: the notebooks, to be looked at, or executed and checked. Nothing is measured in them.

mod check;
mod execute;
mod home;
mod install;
mod lab;
mod sources;

use crate::arguments::{Arguments, Notebook};

pub(crate) fn run(arguments: &Arguments, asked: &Notebook) -> anyhow::Result<u8> {
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
