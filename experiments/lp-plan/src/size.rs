//! What a horizon is made from: a steel trade by its seed, or whatever linear programs lie in a folder.

use std::{env, fs, path::PathBuf};

use steel_lp::{Options, Place, Shape};
use steel_years::Horizon;
use touchstone::{Rng, prelude::RngExt};

/// The environment variable with a folder of MPS files.
pub const MPS: &str = "TOUCHSTONE_MPS_DIR";

/// The environment variable with a table of plants: a header, then `lat,lon` in degrees.
const PLANTS: &str = "TOUCHSTONE_STEEL_PLANTS";

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// Years of a steel trade.
    Steel {
        /// How many mines, plants and demands.
        shape: Shape,
        /// How many years.
        years: u32,
        /// What drifts, and what rows there are.
        options: Options,
    },
    /// Years of a steel trade whose plants stand where those of a table do.
    Plants {
        /// How many mines, plants and demands.
        shape: Shape,
        /// How many years.
        years: u32,
    },
    /// Every linear program in a folder, its costs drifting for so many years.
    Files {
        /// How many years.
        years: u32,
    },
    /// Two commodities on every arc and four rows for it: hardly more columns than rows.
    Tall,
}

impl Size {
    /// A steel trade as it comes.
    pub fn steel(shape: Shape, years: u32) -> Self {
        Self::Steel { shape, years, options: Options::default() }
    }

    /// The same, with another shock from year to year.
    pub fn shaken(shape: Shape, years: u32, shock: f64) -> Self {
        Self::Steel { shape, years, options: Options { shock, ..Options::default() } }
    }

    /// What solving should grow with: columns times years. Of files nothing is known beforehand.
    pub fn columns(self) -> f64 {
        match self {
            Self::Steel { shape, years, .. } | Self::Plants { shape, years } => {
                shape.columns() as f64 * f64::from(years)
            }
            Self::Files { years } => f64::from(years),
            Self::Tall => 10_000.0,
        }
    }

    /// The horizons: one, or one for each file. What cannot be read ends the worker, with the file and the reason.
    pub fn horizons(self, rng: &mut Rng) -> Vec<Horizon> {
        let seed = rng.random();
        let horizon = match self {
            Self::Steel { shape, years, options } => Horizon::of_trade(shape, options, years, seed),
            Self::Plants { shape, years } => {
                Horizon::of_places(shape, Options::default(), years, seed, &places())
            }
            Self::Tall => Horizon::drifting(steel_lp::tall(seed), 1, 0.0, seed),
            Self::Files { years } => {
                return files().into_iter().map(|path| read(&path, years, seed)).collect();
            }
        };
        vec![horizon.unwrap_or_else(|error| panic!("{error}"))]
    }
}

fn read(path: &PathBuf, years: u32, seed: u64) -> Horizon {
    let named = linear_program::read_mps_file(path).unwrap_or_else(|error| panic!("{error}"));
    Horizon::drifting(named.program, years, 0.01, seed)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files() -> Vec<PathBuf> {
    let folder = env::var_os(MPS).unwrap_or_else(|| panic!("{MPS} names no folder of MPS files"));
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{MPS}={}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mps")))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{MPS}={}: there is no file that ends in .mps", folder.display());
    paths
}

fn places() -> Vec<Place> {
    let path = env::var_os(PLANTS).unwrap_or_else(|| panic!("{PLANTS} names no table of plants"));
    let shown = path.display().to_string();
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{PLANTS}={shown}: {error}"));
    Place::read(&text).unwrap_or_else(|error| panic!("{shown}: {error}"))
}
