//! Where we are: the workspace, the results folder, the terminal.

use std::{
    env,
    io::{self, IsTerminal},
    path::PathBuf,
};

use anyhow::Context;
use report::Style;
use results::Store;
use runner::{Pack, Workspace};

use crate::arguments::{Arguments, Colour, Command};

impl Arguments {
    pub(crate) fn folder(&self) -> anyhow::Result<PathBuf> {
        let packed = match &self.command {
            Command::Run(run) => run.packed.as_ref(),
            _ => None,
        };
        match packed.or(self.directory.as_ref()) {
            Some(folder) => Ok(folder.clone()),
            None => env::current_dir().context("the folder we are in cannot be found"),
        }
    }

    /// The pack we are in, or that lies around this very command, or else the workspace.
    pub(crate) fn workspace(&self) -> anyhow::Result<Workspace> {
        Ok(match self.pack()? {
            Some(pack) => Pack::open(&pack)?,
            None => Workspace::find(&self.folder()?)?,
        })
    }

    /// The workspace, with its sources.
    pub(crate) fn checkout(&self) -> anyhow::Result<Workspace> {
        self.not_packed()?;
        Ok(Workspace::find(&self.folder()?)?)
    }

    /// Refuses what makes no sense in a pack.
    pub(crate) fn not_packed(&self) -> anyhow::Result<()> {
        match self.pack()? {
            Some(pack) => Err(runner::Error::NeedsCheckout(pack).into()),
            None => Ok(()),
        }
    }

    /// The results folder: named, or that of the workspace. A pack is one itself.
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        let root = if let Some(folder) = &self.results {
            folder.clone()
        } else {
            let workspace = self.workspace()?;
            if workspace.pack().is_some() { workspace.root } else { workspace.root.join("results") }
        };
        Ok(Store::open(&root)?)
    }

    /// Where the pack is that we are asked about. The command in a pack is asked about that pack, unless we are told of
    /// another folder.
    fn pack(&self) -> anyhow::Result<Option<PathBuf>> {
        let folder = self.folder()?;
        let named = matches!(&self.command, Command::Run(run) if run.packed.is_some());
        if named || Pack::is_in(&folder) {
            return Ok(Some(folder));
        }
        let own = env::current_exe().ok().and_then(|command| Some(command.parent()?.to_owned()));
        Ok(own.filter(|own| self.directory.is_none() && Pack::is_in(own)))
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
