//! Where results are, and which runs somebody wants to see beside each other.

use std::{
    env,
    path::{Path, PathBuf},
};

use results::Store;

use crate::error::{Result, asked};

/// What the environment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pub(crate) results: Option<PathBuf>,
    pub(crate) base: Option<String>,
    pub(crate) head: Option<String>,
}

impl Parameters {
    pub(crate) fn of_environment() -> Self {
        let value = |name| env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            results: value("TOUCHSTONE_RESULTS").map(PathBuf::from),
            base: value("TOUCHSTONE_BASE"),
            head: value("TOUCHSTONE_HEAD"),
        }
    }
}

/// The results folder, and what is looked at there, in words.
pub(crate) fn store(parameters: &Parameters) -> Result<(Store, String)> {
    if let Some(folder) = &parameters.results {
        return Ok((Store::look(folder)?, format!("all runs in {}", folder.display())));
    }
    let here = env::current_dir().unwrap_or_default();
    let Some(root) = here.ancestors().find(|folder| is_root(folder)) else {
        return asked(format!(
            "{} is in no workspace with results: start the kernel in `notebooks`, or name a folder in TOUCHSTONE_RESULTS",
            here.display()
        ));
    };
    let store = Store::look(&root.join("results"))?.only_accepted();
    Ok((store, "the accepted runs of the repository".to_owned()))
}

fn is_root(folder: &Path) -> bool {
    folder.join("Cargo.lock").is_file() && folder.join("results/accepted").is_dir()
}
