//! Where the two sides of a gate are checked out and built: one folder beside the other build products, taken up again by the
//! next gate, with nothing of it in git.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use model::{ExperimentPin, Failure, Name, Pin, Side};
use results::{Checkout, Checkouts, Commit, Repository};

use super::lock_file;
use crate::{
    Error,
    build::compile,
    describe::describe,
    discover::{Found, Workspace},
    flags::{cargo_home, environment, flags},
    invocation::Place,
    progress::{Progress, Step},
    run::rustc,
};

/// Kept builds; the oldest go first.
const KEPT: usize = 24;

/// The folder, and what both sides are built with.
pub(crate) struct Workshop {
    folder: PathBuf,
    checkouts: Checkouts,
}

/// A commit in a folder of its own.
pub(crate) struct Source {
    pub(crate) side: Side,
    pub(crate) workspace: Workspace,
    /// What each experiment is made from, as it was committed.
    pub(crate) marks: BTreeMap<Name, Mark>,
    /// Removed when it is dropped.
    checkout: Checkout,
}

impl Source {
    /// Which commit it is.
    pub(crate) fn commit(&self) -> &Commit {
        self.checkout.commit()
    }

    /// From which sources it is, for a header.
    pub(crate) fn pin(&self) -> Pin {
        self.checkout.pin()
    }

    /// Makes every file newer than anything that was built.
    pub(crate) fn touch(&self) -> Result<(), Error> {
        touch(&self.workspace.root).map_err(at(&self.workspace.root))
    }

    /// The manifest of its workspace.
    pub(crate) fn manifest(&self) -> String {
        fs::read_to_string(self.workspace.root.join("Cargo.toml")).unwrap_or_default()
    }

    /// Puts the head's lock file and harness into it.
    pub(crate) fn dress(&mut self, head: &Source) -> Result<(), Error> {
        let (from, to) = (&head.workspace.root, &self.workspace.root);
        for folder in &head.workspace.harness {
            let Ok(inside) = folder.strip_prefix(from) else { continue };
            let old = to.join(inside);
            if old.exists() {
                fs::remove_dir_all(&old).map_err(at(&old))?;
            }
            copy(folder, &old).map_err(at(&old))?;
        }
        let (lock, old) = (from.join("Cargo.lock"), to.join("Cargo.lock"));
        if lock.exists() {
            fs::copy(&lock, &old).map_err(at(&old))?;
        }
        let target = self.workspace.target.clone();
        self.workspace = Workspace::find(to)?;
        self.workspace.target = target;
        Ok(())
    }
}

/// What an experiment is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its sources and those of the workspace crates it is built from.
    pub(crate) sources: String,
    /// What else decides how it is built: its part of the lock file, the manifest of the workspace, configuration.
    pub(crate) surroundings: String,
}

/// May a kept build of the same commit be taken?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Yes.
    MayBeTaken,
    /// No: compiled again from the first file to the last.
    Refused,
}

/// The experiments of one side, built and described.
#[derive(Default)]
pub(crate) struct SideBuild {
    pub(crate) places: BTreeMap<Name, Place>,
    pub(crate) pins: BTreeMap<Name, ExperimentPin>,
    pub(crate) failed: BTreeMap<Name, Failure>,
}

impl Workshop {
    /// In the build folder of a workspace. What a killed gate left behind goes.
    pub(crate) fn open(workspace: &Workspace) -> Result<Self, Error> {
        let folder = workspace.target.join("touchstone").join("gate");
        let checkouts = Checkouts::open(&workspace.root, &folder.join("checkouts"))?;
        checkouts.sweep()?;
        Ok(Self { folder, checkouts })
    }

    pub(crate) fn repository(&self) -> &Repository {
        self.checkouts.repository()
    }

    /// A commit in a folder of its own, as it is.
    pub(crate) fn check_out(&self, side: Side, commit: &Commit, folder: &str) -> Result<Source, Error> {
        let checkout = self.checkouts.checkout(commit, folder)?;
        self.source(side, checkout)
    }

    fn source(&self, side: Side, checkout: Checkout) -> Result<Source, Error> {
        let mut workspace = Workspace::find(checkout.workspace())?;
        workspace.target = self.folder.join("build");
        let marks = workspace
            .experiments
            .iter()
            .map(|found| Ok((found.name.clone(), mark(&workspace, found)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Source { side, workspace, marks, checkout })
    }

    /// A commit with a patch on top of it.
    pub(crate) fn check_out_patched(
        &self,
        side: Side,
        commit: &Commit,
        patch: Option<&str>,
        folder: &str,
    ) -> Result<Source, Error> {
        let mut checkout = self.checkouts.checkout(commit, folder)?;
        if let Some(patch) = patch {
            checkout.apply_patch(patch)?;
        }
        self.source(side, checkout)
    }

    /// Builds and describes these experiments, configured like this on top of their manifest. What does not come out is told, not an error.
    pub(crate) fn build(
        &self,
        source: &Source,
        configuration: &str,
        names: &[Name],
        kept: Kept,
        progress: &mut dyn Progress,
    ) -> Result<SideBuild, Error> {
        let chosen: Vec<&Found> =
            source.workspace.experiments.iter().filter(|found| names.contains(&found.name)).collect();
        let file = self.folder.join("release.toml");
        fs::write(&file, configuration).map_err(at(&file))?;
        let shelf = self.shelf(source, configuration, kept)?;
        let mut built = SideBuild::default();
        let missing: Vec<&Found> =
            chosen.iter().copied().filter(|found| !shelf.join(found.name.as_str()).exists()).collect();
        if !missing.is_empty() {
            progress.step(&Step::Building { side: source.side, commit: &source.commit().short });
            // Another side may have been built into the same folder since: only what is newer than that is compiled.
            source.touch()?;
            let compiled = compile(&source.workspace, &missing, Some(&file), &mut |name| {
                progress.step(&Step::Compiled(name));
            })?;
            if let Some(stale) =
                compiled.fresh.iter().find(|folder| folder.starts_with(&source.workspace.root))
            {
                return Err(Error::Stale { package: stale.clone(), build: source.workspace.target.clone() });
            }
            for found in missing {
                match compiled.errors.get(&found.name) {
                    Some(error) => {
                        built.failed.insert(found.name.clone(), Failure::DoesNotBuild(error.clone()));
                    }
                    None => keep(&source.workspace.binary(found), &shelf.join(found.name.as_str()))?,
                }
            }
        }
        for found in chosen {
            if built.failed.contains_key(&found.name) {
                continue;
            }
            let binary = shelf.join(found.name.as_str());
            match describe(&binary, &found.folder) {
                Ok(declaration) => {
                    let json = serde_json::to_string(&declaration).unwrap_or_default();
                    let pin = ExperimentPin {
                        experiment: found.name.clone(),
                        side: source.side,
                        plan: found.plan.clone(),
                        phase: found.phase,
                        declaration_hash: results::text_hash(&json),
                        source_hash: source.marks[&found.name].sources.clone(),
                        binary_hash: results::file_hash(&binary)?,
                        declaration: declaration.clone(),
                    };
                    let place = Place {
                        experiment: found.name.clone(),
                        side: source.side,
                        binary,
                        folder: found.folder.clone(),
                        declaration,
                    };
                    built.pins.insert(found.name.clone(), pin);
                    built.places.insert(found.name.clone(), place);
                }
                Err((failure, _)) => {
                    built.failed.insert(found.name.clone(), failure);
                }
            }
        }
        Ok(built)
    }

    /// The folder of the binaries of one commit, built in one way. Old ones make room.
    fn shelf(&self, source: &Source, configuration: &str, kept: Kept) -> Result<PathBuf, Error> {
        let root = &source.workspace.root;
        let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        let harness = results::tree_hash(&source.workspace.harness)?;
        let key = [
            source.commit().id.as_str(),
            &lock,
            &harness,
            configuration,
            &rustc(root),
            &flags(root, cargo_home(), environment()),
        ];
        let key: String = results::text_hash(&key.join("\n")).chars().take(16).collect();
        let shelves = self.folder.join("builds");
        let shelf = match kept {
            Kept::MayBeTaken => shelves.join(key),
            Kept::Refused => shelves.join(format!("{key}-again")),
        };
        if kept == Kept::Refused && shelf.exists() {
            fs::remove_dir_all(&shelf).map_err(at(&shelf))?;
        }
        fs::create_dir_all(&shelf).map_err(at(&shelf))?;
        make_room(&shelves).map_err(at(&shelves))?;
        Ok(shelf)
    }
}

fn mark(workspace: &Workspace, found: &Found) -> Result<Mark, Error> {
    let read = |file: &str| fs::read_to_string(workspace.root.join(file)).unwrap_or_default();
    let surroundings = [
        lock_file::reached(&read("Cargo.lock"), found.name.as_str()),
        read("Cargo.toml"),
        read(".cargo/config.toml"),
        read("rust-toolchain.toml"),
        read("rust-toolchain"),
    ];
    Ok(Mark {
        sources: results::tree_hash(&found.sources)?,
        surroundings: results::text_hash(&surroundings.join("\n")),
    })
}

/// Copied under another name first: a kill leaves no half of a binary under its own.
fn keep(binary: &Path, to: &Path) -> Result<(), Error> {
    let partial = to.with_extension("partial");
    fs::copy(binary, &partial).map_err(at(binary))?;
    fs::rename(&partial, to).map_err(at(to))
}

fn make_room(shelves: &Path) -> io::Result<()> {
    let mut all: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(shelves)? {
        let entry = entry?;
        all.push((entry.metadata()?.modified()?, entry.path()));
    }
    all.sort();
    let many = all.len().saturating_sub(KEPT);
    all.into_iter().take(many).try_for_each(|(_, shelf)| fs::remove_dir_all(shelf))
}

/// Every file is as new as this moment.
fn touch(folder: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    walk(folder, &mut |path| File::open(path)?.set_modified(now))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    walk(from, &mut |path| {
        let place = to.join(path.strip_prefix(from).unwrap_or(path));
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::copy(path, place).map(|_| ())
    })
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            walk(&path, visit)?;
        } else if kind.is_file() {
            visit(&path)?;
        }
    }
    Ok(())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let what = path.display().to_string();
    move |error| Error::Io { what, error }
}
