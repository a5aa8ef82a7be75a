//! Which notebooks there are, and what each is made from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use notebook::{Pins, Source, built_from, hash};
use results::Store;

/// A notebook with its files.
pub(super) struct Notebook {
    pub(super) source: Source,
    /// The program that it is made from.
    pub(super) program: String,
    /// Where the file with its outputs is, or would be.
    pub(super) document: PathBuf,
}

/// The named ones, by name or by path, or else all.
pub(super) fn read(workspace: &Path, named: &[String]) -> anyhow::Result<Vec<Notebook>> {
    let folder = workspace.join("notebooks");
    let all = programs(&folder)?;
    let paths = if named.is_empty() {
        all
    } else {
        named.iter().map(|name| find(&all, name)).collect::<anyhow::Result<_>>()?
    };
    paths.iter().map(|path| notebook(path)).collect()
}

fn programs(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("{}: there are no notebooks in this workspace", folder.display()))?;
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "rs"));
    all.sort();
    Ok(all)
}

fn find(all: &[PathBuf], name: &str) -> anyhow::Result<PathBuf> {
    let path = Path::new(name);
    if path.is_file() && path.extension().is_some_and(|ending| ending == "rs") {
        return Ok(path.to_owned());
    }
    let stem = path.file_stem().unwrap_or_default();
    if let Some(found) = all.iter().find(|path| path.file_stem() == Some(stem)) {
        return Ok(found.clone());
    }
    let known: Vec<_> = all.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
    let near = model::did_you_mean(name, known.iter().copied());
    bail!("there is no notebook `{name}`; {near}there are {}", known.join(", "))
}

fn notebook(path: &Path) -> anyhow::Result<Notebook> {
    let program = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Notebook { source: Source::read(&name, &program)?, program, document: path.with_extension("ipynb") })
}

/// What a notebook would be made from now.
pub(super) fn pins(workspace: &Path, program: &str) -> anyhow::Result<Pins> {
    let lock = workspace.join("Cargo.lock");
    let lock = fs::read_to_string(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    let store = Store::look(&workspace.join("results"))?.only_accepted();
    let runs: Vec<String> = store.runs()?.into_iter().map(|entry| entry.run).collect();
    let lock = built_from(&lock, "explore").join("\n");
    Ok(Pins { lock: hash(&lock), source: hash(program), tables: hash(&runs.join("\n")) })
}
