//! Notebooks show what is here, and a broken one is red in the real kernel.

#![expect(clippy::print_stderr, reason = "a skip says why it is one")]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::world::{project, touchstone};

fn notebook(arguments: &[&str]) -> Command {
    let mut command = Command::new(touchstone());
    command.arg("notebook").args(arguments).current_dir(project());
    for name in ["TOUCHSTONE_RESULTS", "TOUCHSTONE_BASE", "TOUCHSTONE_HEAD"] {
        command.env_remove(name);
    }
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_notebooks_that_are_kept_show_what_is_here() {
    let output = notebook(&["--stale"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for entry in fs::read_dir(project().join("notebooks")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ipynb") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains(&*project().to_string_lossy()),
                "{} names a folder of a machine",
                path.display()
            );
        }
    }
}

#[test]
fn a_notebook_that_is_not_there_is_told_with_those_that_are() {
    let output = notebook(&["--stale", "regresion"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(
        said.contains("there is no notebook `regresion`; did you mean `regression`? there are 00-tour"),
        "{said}"
    );
}

/// A folder in which the kernel seems to be installed, so that only what follows is tried.
fn with_kernel(script: &str) -> tempfile::TempDir {
    let cache = tempfile::tempdir().unwrap();
    let kernel = cache.path().join("notebook/kernel-0.22.0/bin/evcxr_jupyter");
    fs::create_dir_all(kernel.parent().unwrap()).unwrap();
    fs::write(&kernel, script).unwrap();
    fs::set_permissions(&kernel, fs::Permissions::from_mode(0o755)).unwrap();
    cache
}

#[test]
fn without_python_it_says_what_to_install() {
    let cache = with_kernel("");
    // Cargo and its compiler, and nothing else.
    let toolchain = Path::new(env!("CARGO")).parent().unwrap();
    let mut command = notebook(&["--check"]);
    let output = command.env("TOUCHSTONE_CACHE", cache.path()).env("PATH", toolchain).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("notebooks take Python 3 with its module venv"), "{}", said(&output));
}

/// Where `make notebooks` has installed the kernel, if it asks for this.
fn real() -> Option<PathBuf> {
    if env::var_os("TOUCHSTONE_EXPECT_NOTEBOOKS").is_none() {
        eprintln!("skipped: the real Rust kernel is tried by `make notebooks`");
        return None;
    }
    let folder = |name: &str| env::var_os(name).map(PathBuf::from);
    let cache = folder("TOUCHSTONE_CACHE").or_else(|| Some(folder("XDG_CACHE_HOME")?.join("touchstone")));
    Some(cache.unwrap_or_else(|| folder("HOME").unwrap().join(".cache/touchstone")))
}

#[test]
fn broken_notebooks_are_red_in_the_real_kernel() {
    if real().is_none() {
        return;
    }
    let all = ["panics", "swallows", "empty-chart"].map(|name| format!("tests/notebooks/{name}.rs"));
    let mut command = notebook(&["--check"]);
    let output = command.args(&all).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let said = said(&output);
    for (name, why) in [
        ("panics", "it panicked: "),
        (
            "swallows",
            "it wrote to standard error, as an error does that leaves a cell early: the query cannot be answered",
        ),
        ("empty-chart", "it promises a picture, and shows none"),
    ] {
        let told = said.lines().any(|line| line.starts_with(&format!("{name}:")) && line.contains(why));
        assert!(told, "{name} is not red for its reason: {said}");
    }
}

#[test]
fn a_kernel_that_does_not_start_is_told() {
    let Some(cache) = real() else { return };
    let broken = with_kernel("#!/bin/sh\nexit 1\n");
    for entry in fs::read_dir(cache.join("notebook")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_owned();
        if name.to_string_lossy().starts_with("jupyter-") {
            std::os::unix::fs::symlink(&path, Path::new(&broken.path().join("notebook")).join(name)).unwrap();
        }
    }
    let mut command = notebook(&["--check", "00-tour"]);
    let output = command.env("TOUCHSTONE_CACHE", broken.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("the kernel gave up: "), "{}", said(&output));
}
