//! What notebooks take, installed where it is missing: the Rust kernel, Jupyter, and what tells the one of the other.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};
use serde_json::json;

use super::home::{Home, JUPYTER, KERNEL};
use crate::commands::write;

pub(super) fn install(home: &Home, workspace: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(home.root()).with_context(|| format!("{} cannot be made", home.root().display()))?;
    if !home.kernel().is_file() {
        kernel(home)?;
    }
    if !is_whole(home) {
        jupyter(home)?;
    }
    introduce(home, workspace)
}

fn kernel(home: &Home) -> anyhow::Result<()> {
    say(&format!("building the Rust kernel, evcxr_jupyter {KERNEL}: about ten minutes on two cores, once"));
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut install = Command::new(cargo);
    install.args(["install", "--locked", "--quiet", "evcxr_jupyter", "--version", KERNEL, "--root"]);
    install.arg(home.cargo_root());
    // Neither our workspace nor its build folder: the kernel is a program of its own.
    install.current_dir(home.root()).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
    done(&mut install, "the Rust kernel cannot be built")
}

/// The last thing that is written: where it is missing, an installation was broken off.
fn whole(home: &Home) -> PathBuf {
    home.python_folder().join("whole")
}

fn is_whole(home: &Home) -> bool {
    whole(home).is_file()
}

fn jupyter(home: &Home) -> anyhow::Result<()> {
    let packages: Vec<String> = JUPYTER.iter().map(|(name, version)| format!("{name}=={version}")).collect();
    say(&format!("installing {} into an environment of its own", packages.join(" and ")));
    let folder = home.python_folder();
    done(
        Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder),
        "notebooks take Python 3 with its module venv (Debian: apt-get install python3-venv)",
    )?;
    let mut pip = Command::new(home.python());
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(&packages);
    done(&mut pip, "Jupyter cannot be installed")?;
    write(&whole(home), "")
}

/// Says what a command printed where it fails; the way out is in `otherwise`.
fn done(command: &mut Command, otherwise: &str) -> anyhow::Result<()> {
    let output = command.output().with_context(|| {
        format!("{otherwise}: {} cannot be started", command.get_program().to_string_lossy())
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = said.lines().rev().take(12).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    bail!("{otherwise}:\n{}", last.join("\n"))
}

/// The kernel that this workspace's notebooks name, for a Jupyter that we start.
fn introduce(home: &Home, workspace: &Path) -> anyhow::Result<()> {
    let launcher = home.launcher();
    write(&launcher, include_str!("launch.sh"))?;
    let kernel = json!({
        "argv": [
            "sh", launcher, home.builds(), workspace.join("Cargo.lock"), home.kernel(),
            "--control_file", "{connection_file}",
        ],
        "display_name": "Rust",
        "interrupt_mode": "message",
        "language": "rust",
    });
    write(&home.jupyter_path().join("kernels/rust/kernel.json"), &format!("{kernel:#}\n"))
}

/// What is going on, beside what is asked for.
pub(super) fn say(what: &str) {
    use std::io::Write;
    // If standard error is closed, there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "notebook: {what}");
}
