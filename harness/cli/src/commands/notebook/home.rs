//! Where the kernel and Jupyter are kept: outside of the checkout, so that a new clone finds them built, and in a folder of our
//! own, so that nobody's Jupyter is changed.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// The kernel that was tried: the last that builds with the compiler we ask for.
pub(super) const KERNEL: &str = "0.22.0";
/// What shows notebooks, and what executes them without showing anything.
pub(super) const JUPYTER: [(&str, &str); 2] = [("jupyterlab", "4.5.11"), ("nbclient", "0.11.0")];

/// The folder.
pub(super) struct Home {
    root: PathBuf,
}

impl Home {
    /// `TOUCHSTONE_CACHE`, or the folder that the system has for what can be made again.
    pub(super) fn of_environment() -> anyhow::Result<Self> {
        let folder = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let cache = folder("TOUCHSTONE_CACHE")
            .or_else(|| Some(folder("XDG_CACHE_HOME")?.join("touchstone")))
            .or_else(|| Some(folder("HOME")?.join(".cache/touchstone")))
            .context("there is no folder for the kernel and Jupyter: name one in TOUCHSTONE_CACHE")?;
        if !cache.is_absolute() {
            bail!("{} is no whole path: name one in TOUCHSTONE_CACHE", cache.display());
        }
        Ok(Self { root: cache.join("notebook") })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo puts the kernel.
    pub(super) fn cargo_root(&self) -> PathBuf {
        self.root.join(format!("kernel-{KERNEL}"))
    }

    pub(super) fn kernel(&self) -> PathBuf {
        self.cargo_root().join("bin").join(format!("evcxr_jupyter{}", env::consts::EXE_SUFFIX))
    }

    /// The environment of its own for Python.
    pub(super) fn python_folder(&self) -> PathBuf {
        let versions: Vec<&str> = JUPYTER.iter().map(|(_, version)| *version).collect();
        self.root.join(format!("jupyter-{}", versions.join("-")))
    }

    pub(super) fn python(&self) -> PathBuf {
        self.python_folder().join("bin/python3")
    }

    /// What Jupyter is told of our kernel: this folder is named to it, and to no other Jupyter.
    pub(super) fn jupyter_path(&self) -> PathBuf {
        self.root.join("share")
    }

    /// Begins the kernel, with a build folder that no other kernel has.
    pub(super) fn launcher(&self) -> PathBuf {
        self.root.join("launch")
    }

    /// What kernels build.
    pub(super) fn builds(&self) -> PathBuf {
        self.root.join("builds")
    }
}
