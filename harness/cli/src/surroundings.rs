//! Where we are: the workspace, the results folder, the terminal.

use std::{
    env,
    io::{self, IsTerminal},
    path::PathBuf,
};

use anyhow::Context;
use report::Style;
use results::Store;
use runner::Workspace;

use crate::arguments::{Arguments, Colour};

impl Arguments {
    pub(crate) fn folder(&self) -> anyhow::Result<PathBuf> {
        match &self.directory {
            Some(folder) => Ok(folder.clone()),
            None => env::current_dir().context("the folder we are in cannot be found"),
        }
    }

    pub(crate) fn workspace(&self) -> anyhow::Result<Workspace> {
        Ok(Workspace::find(&self.folder()?)?)
    }

    /// The results folder: named, or that of the workspace.
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        let root = match &self.results {
            Some(folder) => folder.clone(),
            None => self.workspace()?.root.join("results"),
        };
        Ok(Store::open(&root)?)
    }

    pub(crate) fn style(&self) -> Style {
        let coloured = match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none(),
        };
        Style { colour: if coloured { report::Colour::On } else { report::Colour::Off }, ..Style::PLAIN }
    }
}
