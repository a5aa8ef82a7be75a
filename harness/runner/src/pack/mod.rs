//! Built experiments in one folder, with everything that a run records of them, to be run where there is no Rust and no
//! checkout; and the runs that come back.
//!
//! ```text
//! pack.json               all pins, and the hash of every file
//! README.txt              what to do with it
//! touchstone              the command
//! bin/NAME                the measured binaries
//! experiments/NAME/       what peers and workloads of it are started with
//! runs/                   what was measured
//! ```

mod elf;
mod make;
mod manifest;
mod merge;
mod readme;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use model::{ExperimentPin, Failure, Name};

pub use make::{Made, pack};
pub use manifest::{Manifest, Needs, Packed, Sealed, Symbols};
pub use merge::{MergeRequest, Merged, Refusal, merge};

use crate::{Error, Workspace, discover::Found, origin::Origin, pack::manifest::FORMAT};

/// What a pack is known by.
pub(crate) const FILE: &str = "pack.json";

/// A pack on disk.
#[derive(Clone, Debug)]
pub struct Pack {
    root: PathBuf,
    manifest: Manifest,
}

impl Pack {
    /// Is there one in this folder? Others may call a file of theirs `pack.json`; they have no touchstone beside it.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE).is_file() && folder.join(make::COMMAND).is_file()
    }

    /// Opens a pack as a workspace whose experiments are built.
    pub fn open(folder: &Path) -> Result<Workspace, Error> {
        let broken = |what: String| Error::Pack { pack: folder.to_owned(), what };
        let file = folder.join(FILE);
        let text = fs::read_to_string(&file).map_err(|error| {
            broken(format!("{} cannot be read ({error}), so it is no pack", file.display()))
        })?;
        let manifest: Manifest = serde_json::from_str(&text)
            .map_err(|error| broken(format!("{} is not as it was packed: {error}", file.display())))?;
        if manifest.format != FORMAT {
            let other = manifest.format;
            return Err(broken(format!(
                "it is of version {other}, this touchstone reads {FORMAT}: use the touchstone that lies in it"
            )));
        }
        let root = fs::canonicalize(folder)
            .map_err(|error| Error::Io { what: folder.display().to_string(), error })?;
        let experiments = manifest.experiments.iter().map(|packed| found(&root, packed)).collect();
        let pack = Self { root: root.clone(), manifest };
        Ok(Workspace {
            target: root.clone(),
            root,
            experiments,
            harness: Vec::new(),
            origin: Origin::Pack(Box::new(pack)),
        })
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    pub(crate) fn binary(&self, experiment: &Name) -> PathBuf {
        self.root.join("bin").join(experiment.as_str())
    }

    /// Before anything is measured: is every file the one that was packed, and are we the touchstone that was?
    pub(crate) fn verify(&self) -> Result<(), Error> {
        let broken = |what: String| Error::Pack { pack: self.root.clone(), what };
        for (name, sealed) in &self.manifest.files {
            let path = self.root.join(name);
            let hash = results::file_hash(&path).map_err(|error| broken(error.to_string()))?;
            if hash != sealed.sha256 {
                return Err(broken(format!(
                    "{name} is not the file that was packed: its SHA-256 is {hash}, in {FILE} it is {}",
                    sealed.sha256
                )));
            }
        }
        let own = self.root.join(make::COMMAND);
        let we = env::current_exe().and_then(fs::canonicalize).unwrap_or_default();
        if we == own {
            return Ok(());
        }
        Err(broken(format!(
            "it is measured by the touchstone that lies in it, and this is another one ({}): start {}",
            we.display(),
            own.display()
        )))
    }

    /// The pin of an experiment that has just described itself.
    pub(crate) fn experiment_pin(
        &self,
        experiment: &Name,
        declaration_hash: &str,
    ) -> Result<ExperimentPin, Failure> {
        let packed = self.manifest.experiments.iter().find(|packed| packed.pin.experiment == *experiment);
        match packed {
            Some(packed) if packed.pin.declaration_hash == declaration_hash => Ok(packed.pin.clone()),
            Some(_) => Err(Failure::Said(
                "it describes itself otherwise here than where it was packed: what it declares must not depend on the \
                 machine"
                    .to_owned(),
            )),
            None => Err(Failure::Said(format!("it is not in {FILE}"))),
        }
    }
}

fn found(root: &Path, packed: &Packed) -> Found {
    let name = &packed.pin.experiment;
    Found {
        name: name.clone(),
        description: packed.description.clone(),
        plan: packed.pin.plan.clone(),
        phase: packed.pin.phase,
        requires: packed.requires.clone(),
        folder: root.join("experiments").join(name.as_str()),
        binary: name.to_string(),
        sources: Vec::new(),
    }
}
