//! Public programs: the check instances inside the HiGHS source, where cargo has it. None of them is shipped.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

const VERSION: &str = "highs-sys-1.15.0";

/// Their folder; or nothing, with the reason on stderr, past the capture of the test.
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    let found = instances();
    if let Err(reason) = &found {
        io::stderr().write_all(format!("skipped: {test}: {reason}\n").as_bytes()).unwrap();
    }
    found.ok()
}

fn instances() -> Result<PathBuf, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let manifest = format!("{VERSION}/Cargo.toml\"");
    let end = text.find(&manifest).ok_or_else(|| format!("cargo metadata knows no source of {VERSION}"))?;
    let start = text[..end].rfind('"').map_or(0, |quote| quote + 1);
    let folder = Path::new(&text[start..end]).join(VERSION).join("HiGHS/check/instances");
    if folder.is_dir() { Ok(folder) } else { Err(format!("{} is no folder", folder.display())) }
}
