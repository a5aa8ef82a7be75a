//! `touchstone notebook`: JupyterLab, with notebooks that open at once.

use std::{path::Path, process::Command};

use anyhow::{Context, bail};
use notebook::{Source, document, faults};

use super::{
    execute::{Kernel, execute},
    home::Home,
    install::say,
    sources::Notebook,
};
use crate::{
    arguments::{self, Arguments},
    commands::write,
};

/// What every notebook begins with.
const FIRST: &str = "// %% [markdown]\n// # Before the first notebook\n// %%\n// :dep prelude = { path = \"prelude\" }\n\
                     use prelude::{Opened, finish, open};\n// %%\nlet all: Opened = open()?;\nprintln!(\"{all}\");\n\
                     // %%\nfinish();\n";

pub(super) fn open(
    arguments: &Arguments,
    asked: &arguments::Notebook,
    home: &Home,
    workspace: &Path,
    notebooks: &[Notebook],
) -> anyhow::Result<u8> {
    let kernel = Kernel::of(arguments, home, workspace)?;
    for notebook in notebooks.iter().filter(|notebook| !notebook.document.is_file()) {
        write(&notebook.document, &document(&notebook.source, None))?;
    }
    say("building what notebooks open");
    let first = Source::read("before the first notebook", FIRST)?;
    if let Some(fault) = faults(&first, &execute(&kernel, &first)?).first() {
        bail!("the Rust kernel does not work here: {fault}");
    }
    let mut lab = Command::new(home.python());
    lab.args(["-m", "jupyterlab", "--ServerApp.root_dir"]).arg(&kernel.folder);
    if asked.no_browser {
        lab.arg("--no-browser");
    }
    if let ([notebook], false) = (notebooks, asked.notebooks.is_empty()) {
        lab.arg(&notebook.document);
    }
    kernel.jupyter(&mut lab);
    lab.current_dir(&kernel.folder);
    let status = lab.status().context("JupyterLab cannot be started")?;
    // Ctrl-C is how people leave it.
    Ok(u8::from(status.code().is_some_and(|code| code != 0)))
}
