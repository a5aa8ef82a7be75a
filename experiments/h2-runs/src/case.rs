//! What is run, and for how long.

use std::{env, fs, path::PathBuf};

use plant::{Plant, Profile};
use touchstone::{Rng, prelude::RngExt};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Lines of 50 components.
    pub scale: u32,
    /// Minutes.
    pub steps: u32,
    /// Nodes on each axis of the plan's large table.
    pub nodes: usize,
    /// Whether the weather is that of a file.
    pub real: bool,
}

impl Case {
    /// The reference plant for so many minutes.
    pub const fn minutes(steps: u32) -> Self {
        Self { scale: 1, steps, nodes: 2000, real: false }
    }

    /// So many lines.
    #[must_use]
    pub const fn scaled(self, scale: u32) -> Self {
        Self { scale, ..self }
    }

    /// With a table of so many nodes on each axis.
    #[must_use]
    pub const fn nodes(self, nodes: usize) -> Self {
        Self { nodes, ..self }
    }

    /// Under the first profile of the folder that `TOUCHSTONE_H2_PROFILES` names.
    #[must_use]
    pub const fn real(self) -> Self {
        Self { real: true, ..self }
    }

    /// The plant and its weather.
    ///
    /// # Panics
    /// Where there is no profile in the folder, or one that is none.
    pub fn scene(self, rng: &mut Rng) -> Scene {
        let plant = Plant::reference(self.scale).expect("the reference plant can be");
        let seed = rng.random();
        let profile = if self.real { real() } else { Profile::synthetic(seed, 0) };
        Scene { case: self, plant, profile, seed }
    }
}

/// A plant under its weather.
#[derive(Clone, Debug)]
pub struct Scene {
    /// As it was declared.
    pub case: Case,
    /// The reference plant.
    pub plant: Plant,
    /// Its first scenario.
    pub profile: Profile,
    /// Of all scenarios.
    pub seed: u64,
}

/// The environment variable with the folder of real profiles.
pub const PROFILES: &str = "TOUCHSTONE_H2_PROFILES";

fn real() -> Profile {
    let folder = PathBuf::from(env::var_os(PROFILES).expect("the workload requires it"));
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let first = files.filter(|file| file.extension().is_some_and(|extension| extension == "csv")).min();
    let file =
        first.unwrap_or_else(|| panic!("{}: there is no profile in it, a file *.csv", folder.display()));
    Profile::read(&file).unwrap_or_else(|error| panic!("{error}"))
}
