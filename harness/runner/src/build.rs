//! Builds experiments in `release`, one that does not compile among good ones, and knows what is fresh without asking cargo.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::SystemTime,
};

use model::{Failure, Name};
use serde::Deserialize;

use crate::{
    Error,
    discover::{Found, Workspace, cargo},
};

/// What became of each experiment: its binary, or why there is none.
pub type Builds = BTreeMap<Name, Result<PathBuf, Failure>>;

/// May a binary that is newer than all its sources be taken as it is?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Yes: for looking only.
    Trusted,
    /// No, cargo decides: for measuring.
    AskCargo,
}

/// What cargo made of some experiments.
pub(crate) struct Compiled {
    /// The first error of every experiment that did not come out.
    pub(crate) errors: BTreeMap<Name, String>,
    /// The folders of packages that cargo did not compile again.
    pub(crate) fresh: BTreeSet<PathBuf>,
}

/// Builds what is not fresh; what came in a pack is built, and is held against its hash before it is measured. `said` is told each crate that cargo compiles.
pub fn build(
    workspace: &Workspace,
    chosen: &[&Found],
    freshness: Freshness,
    said: &mut dyn FnMut(&str),
) -> Result<Builds, Error> {
    if let Some(pack) = workspace.pack() {
        if freshness == Freshness::AskCargo {
            pack.verify()?;
        }
        return Ok(chosen.iter().map(|found| (found.name.clone(), Ok(workspace.binary(found)))).collect());
    }
    let stale: Vec<&Found> = chosen
        .iter()
        .copied()
        .filter(|found| {
            freshness == Freshness::AskCargo || !is_fresh(&workspace.binary(found), &found.folder)
        })
        .collect();
    let failed =
        if stale.is_empty() { BTreeMap::new() } else { compile(workspace, &stale, None, said)?.errors };
    Ok(chosen
        .iter()
        .map(|found| {
            let built = match failed.get(&found.name) {
                Some(error) => Err(Failure::DoesNotBuild(error.clone())),
                None => Ok(workspace.binary(found)),
            };
            (found.name.clone(), built)
        })
        .collect())
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    #[serde(rename = "message")]
    diagnostic: Option<Diagnostic>,
    target: Option<CompiledTarget>,
    executable: Option<PathBuf>,
    #[serde(default)]
    fresh: bool,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct CompiledTarget {
    name: String,
}

/// Has cargo build experiments, into the target folder of the workspace, with a file of configuration on top of those it
/// finds.
pub(crate) fn compile(
    workspace: &Workspace,
    stale: &[&Found],
    configuration: Option<&Path>,
    said: &mut dyn FnMut(&str),
) -> Result<Compiled, Error> {
    let mut command = Command::new(cargo());
    command.current_dir(&workspace.root).args([
        "build",
        "--release",
        "--keep-going",
        "--message-format=json",
    ]);
    command.arg("--target-dir").arg(&workspace.target);
    if let Some(file) = configuration {
        command.arg("--config").arg(file);
    }
    for found in stale {
        command.args(["--package", found.name.as_str()]);
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Error::NoCargo(error.to_string()))?;
    let stderr = child.stderr.take();
    let words = thread::spawn(move || {
        stderr
            .map(|stderr| BufReader::new(stderr).lines().map_while(Result::ok).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    // The first error of each crate, by the folder of its manifest.
    let mut errors: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut came_out: BTreeSet<PathBuf> = BTreeSet::new();
    let mut fresh: BTreeSet<PathBuf> = BTreeSet::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let Ok(message) = serde_json::from_str::<Message>(&line) else { continue };
            let folder = message.manifest_path.as_deref().and_then(Path::parent).map(Path::to_owned);
            if let (Some(folder), Some(diagnostic)) = (&folder, &message.diagnostic)
                && diagnostic.level == "error"
            {
                let words = || diagnostic.rendered.clone().unwrap_or_default();
                errors.entry(folder.clone()).or_insert_with(words);
            }
            if message.fresh {
                fresh.extend(folder.clone());
            }
            if message.executable.is_some() {
                came_out.extend(folder);
            }
            if let (true, Some(target)) = (message.reason == "compiler-artifact", message.target) {
                said(&target.name);
            }
        }
    }
    let status = child.wait().map_err(|error| Error::NoCargo(error.to_string()))?;
    let words = words.join().unwrap_or_default();
    if status.success() {
        return Ok(Compiled { errors: BTreeMap::new(), fresh });
    }
    let last_words = || words.iter().rev().take(12).rev().cloned().collect::<Vec<_>>().join("\n");
    let errors = stale
        .iter()
        .filter_map(|found| {
            if came_out.contains(&found.folder) {
                return None;
            }
            // Its own error, or that of a crate it is built from; else what cargo itself said last.
            let own = found.sources.iter().find_map(|folder| errors.get(folder));
            Some((found.name.clone(), own.map_or_else(last_words, |error| error.trim().to_owned())))
        })
        .collect();
    Ok(Compiled { errors, fresh })
}

/// Newer than its manifest and than every source that cargo noted beside it.
fn is_fresh(binary: &Path, folder: &Path) -> bool {
    let Some(built) = modified(binary) else { return false };
    let Ok(noted) = fs::read_to_string(binary.with_extension("d")) else { return false };
    let sources = noted.split_once(": ").map_or("", |(_, sources)| sources);
    let newer = |path: &Path| modified(path).is_none_or(|time| time > built);
    // Cargo escapes spaces in the paths of this file with a backslash.
    !newer(&folder.join("Cargo.toml"))
        && !sources
            .replace("\\ ", "\u{0}")
            .split_whitespace()
            .any(|source| newer(Path::new(&source.replace('\u{0}', " "))))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
