//! Finds the experiments of a workspace without compiling anything: what stands in their manifests.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use model::{Name, Plans, nearest};
use serde::Deserialize;

use crate::{Error, Origin};

/// A cargo workspace with experiments in it, or a pack of such experiments.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its root.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
    /// The experiments, by name.
    pub experiments: Vec<Found>,
    /// The folders of the crate that experiments link, and of what it is built from, where they are in this workspace.
    pub harness: Vec<PathBuf>,
    /// Where its binaries come from.
    pub origin: Origin,
}

/// An experiment as its manifest tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The crate's name.
    pub name: Name,
    /// Its description.
    pub description: String,
    /// The plan it belongs to.
    pub plan: Option<String>,
    /// The phase of that plan.
    pub phase: Option<u32>,
    /// What it needs besides Rust, in words.
    pub requires: Vec<String>,
    /// Its folder, in which peers are started.
    pub folder: PathBuf,
    /// The name of its binary.
    pub binary: String,
    /// Its own folder and those of the workspace crates it is built from.
    pub sources: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    description: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
    targets: Vec<CargoTarget>,
    metadata: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Dependency {
    path: Option<PathBuf>,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct CargoTarget {
    name: String,
    kind: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    plan: Option<String>,
    phase: Option<u32>,
    #[serde(default)]
    requires: Vec<String>,
}

impl Workspace {
    /// The workspace around a folder.
    pub fn find(folder: &Path) -> Result<Self, Error> {
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1", "--quiet"])
            .current_dir(folder)
            .output()
            .map_err(|error| Error::NoCargo(error.to_string()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Error::NoWorkspace { folder: folder.to_owned(), said });
        }
        let metadata: Metadata = serde_json::from_slice(&output.stdout)
            .map_err(|error| Error::NoWorkspace { folder: folder.to_owned(), said: error.to_string() })?;
        Self::read(metadata)
    }

    fn read(metadata: Metadata) -> Result<Self, Error> {
        let within: BTreeMap<PathBuf, Vec<PathBuf>> =
            metadata.packages.iter().map(|package| (package.folder(), package.built_from())).collect();
        let linked = metadata.packages.iter().find(|package| package.name == "touchstone");
        let harness = linked.map(|package| reachable(&within, package.folder())).unwrap_or_default();
        let mut experiments = Vec::new();
        for package in &metadata.packages {
            let Some(listed) = package.metadata.as_ref().and_then(|metadata| metadata.get("touchstone"))
            else {
                continue;
            };
            let wrong = |what: String| Error::Manifest { manifest: package.manifest_path.clone(), what };
            let listed = Listed::deserialize(listed)
                .map_err(|error| wrong(format!("[package.metadata.touchstone]: {error}")))?;
            let name: Name = package.name.parse().map_err(|error| wrong(format!("{error}")))?;
            let mut binaries =
                package.targets.iter().filter(|target| target.kind.iter().any(|kind| kind == "bin"));
            let (Some(binary), None) = (binaries.next(), binaries.next()) else {
                return Err(wrong("an experiment has exactly one binary: src/main.rs".to_owned()));
            };
            experiments.push(Found {
                name,
                description: package.description.clone().unwrap_or_default(),
                plan: listed.plan,
                phase: listed.phase,
                requires: listed.requires,
                folder: package.folder(),
                binary: binary.name.clone(),
                sources: reachable(&within, package.folder()),
            });
        }
        experiments.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
            experiments,
            harness,
            origin: Origin::Checkout,
        })
    }

    /// The experiments that were asked for; all of them when none was. An unknown name is an error with the nearest one.
    pub fn select(&self, names: &[String], plan: Option<&str>) -> Result<Vec<&Found>, Error> {
        for name in names {
            if !self.experiments.iter().any(|found| found.name.as_str() == name) {
                return Err(Error::unknown(
                    "experiment",
                    name,
                    self.experiments.iter().map(|found| found.name.as_str()),
                ));
            }
        }
        let plans = || self.experiments.iter().filter_map(|found| found.plan.as_deref());
        if let Some(plan) = plan.filter(|plan| !plans().any(|known| known == *plan)) {
            return Err(Error::unknown("plan", plan, plans().collect::<BTreeSet<_>>()));
        }
        let chosen: Vec<&Found> = self
            .experiments
            .iter()
            .filter(|found| names.is_empty() || names.iter().any(|name| name == found.name.as_str()))
            .filter(|found| plan.is_none() || found.plan.as_deref() == plan)
            .collect();
        if chosen.is_empty() { Err(Error::NoExperiments(self.root.clone())) } else { Ok(chosen) }
    }

    /// The plans of the workspace, if it has any.
    pub fn plans(&self) -> Result<Option<Plans>, Error> {
        let path = self.root.join("experiments").join("plans.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::Manifest { manifest: path, what: error.to_string() }),
        };
        toml::from_str(&text)
            .map(Some)
            .map_err(|error| Error::Manifest { manifest: path, what: error.to_string().trim().to_owned() })
    }
}

impl Package {
    fn folder(&self) -> PathBuf {
        self.manifest_path.parent().map_or_else(PathBuf::new, Path::to_owned)
    }

    /// Development dependencies are no part of what is measured.
    fn built_from(&self) -> Vec<PathBuf> {
        self.dependencies
            .iter()
            .filter(|dependency| dependency.kind.as_deref() != Some("dev"))
            .filter_map(|dependency| dependency.path.clone())
            .collect()
    }
}

fn reachable(within: &BTreeMap<PathBuf, Vec<PathBuf>>, from: PathBuf) -> Vec<PathBuf> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(folder) = open.pop() {
        if seen.insert(folder.clone()) {
            open.extend(within.get(&folder).into_iter().flatten().cloned());
        }
    }
    seen.into_iter().collect()
}

/// The cargo that runs us, or the one on the PATH.
pub(crate) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

impl Error {
    /// An unknown name, with the nearest known one.
    pub fn unknown<'a>(kind: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let hint = match nearest(name, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => "there are none at all".to_owned(),
            None => format!("there are {}", known.join(", ")),
        };
        Self::Unknown { kind, name: name.to_owned(), hint }
    }
}
