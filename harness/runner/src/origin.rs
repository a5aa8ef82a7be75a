//! Where binaries come from: cargo builds them out of a checkout, or a pack brought them with what git and cargo said of them
//! elsewhere. Everything that differs between the two is asked here.

use std::path::{Path, PathBuf};

use model::{Declaration, ExperimentPin, Failure, Pin, Side};

use crate::{
    Error, Workspace,
    discover::Found,
    flags::{cargo_home, environment, flags},
    pack::Pack,
    run::rustc,
};

/// Where the binaries of a workspace come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Out of its sources, by cargo.
    Checkout,
    /// They were built elsewhere; there are no sources.
    Pack(Box<Pack>),
}

/// What binaries were built with, and what measures them.
pub(crate) struct Tools {
    pub(crate) rustc: String,
    pub(crate) flags: String,
    pub(crate) harness: String,
}

impl Workspace {
    /// The pack that this is, if it is one.
    pub fn pack(&self) -> Option<&Pack> {
        match &self.origin {
            Origin::Checkout => None,
            Origin::Pack(pack) => Some(pack),
        }
    }

    /// The measured binary of an experiment.
    pub fn binary(&self, found: &Found) -> PathBuf {
        match &self.origin {
            Origin::Checkout => {
                self.target.join("release").join(format!("{}{}", found.binary, std::env::consts::EXE_SUFFIX))
            }
            Origin::Pack(pack) => pack.binary(&found.name),
        }
    }

    /// From which sources.
    pub(crate) fn pin(&self) -> Pin {
        match &self.origin {
            Origin::Checkout => results::pin(&self.root),
            Origin::Pack(pack) => pack.manifest().pin.clone(),
        }
    }

    /// With what.
    pub(crate) fn tools(&self) -> Tools {
        match &self.origin {
            Origin::Checkout => Tools {
                rustc: rustc(&self.root),
                flags: flags(&self.root, cargo_home(), environment()),
                harness: env!("CARGO_PKG_VERSION").to_owned(),
            },
            Origin::Pack(pack) => {
                let manifest = pack.manifest();
                Tools {
                    rustc: manifest.rustc.clone(),
                    flags: manifest.flags.clone(),
                    harness: manifest.harness.clone(),
                }
            }
        }
    }

    /// The pin of an experiment that has just described itself; in a pack, a failure where it says something else than at
    /// home.
    pub(crate) fn experiment_pin(
        &self,
        found: &Found,
        binary: &Path,
        declaration: &Declaration,
    ) -> Result<Result<ExperimentPin, Failure>, Error> {
        let json = serde_json::to_string(declaration).unwrap_or_default();
        let declaration_hash = results::text_hash(&json);
        if let Origin::Pack(pack) = &self.origin {
            return Ok(pack.experiment_pin(&found.name, &declaration_hash));
        }
        Ok(Ok(ExperimentPin {
            side: Side::Head,
            experiment: found.name.clone(),
            plan: found.plan.clone(),
            phase: found.phase,
            declaration_hash,
            source_hash: results::tree_hash(&found.sources)?,
            binary_hash: results::file_hash(binary)?,
            declaration: declaration.clone(),
        }))
    }
}
