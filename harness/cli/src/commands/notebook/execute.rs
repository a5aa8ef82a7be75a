//! A notebook goes through the real kernel, without a window.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use notebook::{Executed, Source, document};

use super::home::Home;
use crate::arguments::Arguments;

/// So many seconds are a cell's that builds, or reads many runs; after them it hangs.
const CELL: u32 = 600;

/// What a kernel is begun with.
pub(super) struct Kernel<'a> {
    pub(super) home: &'a Home,
    /// The folder of the notebooks: paths in cells are relative to it.
    pub(super) folder: PathBuf,
    /// The results folder that cells see, if one was named.
    pub(super) results: Option<PathBuf>,
}

impl<'a> Kernel<'a> {
    pub(super) fn of(arguments: &Arguments, home: &'a Home, workspace: &Path) -> anyhow::Result<Self> {
        // Cells are executed in another folder than the one that the name was given in.
        let results = arguments.results.as_ref().map(std::path::absolute).transpose()?;
        Ok(Self { home, folder: workspace.join("notebooks"), results })
    }

    /// For a Jupyter that finds our kernel, and a kernel that finds cargo and no settings of a build around it.
    pub(super) fn jupyter(&self, command: &mut Command) {
        command.env("JUPYTER_PATH", self.home.jupyter_path());
        command.env("JUPYTER_CONFIG_DIR", self.home.root().join("config"));
        command.env("JUPYTER_RUNTIME_DIR", self.home.root().join("runtime"));
        command.env("JUPYTER_PLATFORM_DIRS", "1");
        // What the notebooks ask is this program, and no other that lies somewhere.
        if let Ok(program) = env::current_exe() {
            command.env("TOUCHSTONE_COMMAND", program);
        }
        for (name, _) in env::vars_os() {
            let of_cargo = name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME";
            if of_cargo || name == "RUSTFLAGS" || name == "RUSTC_WRAPPER" {
                command.env_remove(&name);
            }
        }
        if let Some(results) = &self.results {
            command.env("TOUCHSTONE_RESULTS", results);
        }
    }
}

/// Executes all cells.
pub(super) fn execute(kernel: &Kernel<'_>, source: &Source) -> anyhow::Result<Executed> {
    let home = kernel.home;
    let scratch = home.root().join(format!("executed-{}", std::process::id()));
    fs::create_dir_all(&scratch).with_context(|| format!("{} cannot be made", scratch.display()))?;
    let executed = through(kernel, source, &scratch);
    // It holds nothing that is not in the answer.
    let _ = fs::remove_dir_all(&scratch);
    executed
}

fn through(kernel: &Kernel<'_>, source: &Source, scratch: &Path) -> anyhow::Result<Executed> {
    let (given, taken) = (scratch.join("given.ipynb"), scratch.join("taken.json"));
    crate::commands::write(&given, &document(source, None))?;
    let mut python = Command::new(kernel.home.python());
    python.args(["-c", include_str!("execute.py")]).arg(&given).arg(&taken);
    python.arg(&kernel.folder).arg(CELL.to_string());
    kernel.jupyter(&mut python);
    let output =
        python.stdin(Stdio::null()).output().context("the Python that Jupyter was installed for is gone")?;
    // Jupyter's own warnings, and what a kernel says that cannot go on.
    let said = String::from_utf8_lossy(&output.stderr);
    let Ok(text) = fs::read_to_string(&taken) else {
        let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
        bail!("{}: Jupyter could not execute it: {last}", source.name);
    };
    let mut executed = Executed::read(source, &text)
        .with_context(|| format!("{}: Jupyter's answer cannot be read", source.name))?;
    if let Some(why) = &mut executed.broke
        && let Some(error) = said.lines().find(|line| line.starts_with("Error: "))
    {
        why.push_str(&format!(" ({})", error.trim_start_matches("Error: ")));
    }
    Ok(executed)
}
