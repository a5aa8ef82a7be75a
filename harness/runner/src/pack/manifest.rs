//! What a pack says of itself: all that a run records and that only git and cargo know, and the hash of every file.

use std::collections::BTreeMap;

use model::{ExperimentPin, Pin};
use serde::{Deserialize, Serialize};

/// The version of `pack.json` that we write, and the only one we read: a pack is run by the Touchstone that lies in it.
pub(crate) const FORMAT: u32 = 1;

/// `pack.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this file.
    pub format: u32,
    /// When it was packed, RFC 3339 in UTC.
    pub packed_utc: String,
    /// For which system, such as `linux x86_64`.
    pub system: String,
    /// From which sources.
    pub pin: Pin,
    /// The compiler.
    pub rustc: String,
    /// The flags of the build.
    pub flags: String,
    /// The version of the harness.
    pub harness: String,
    /// What is in it.
    pub experiments: Vec<Packed>,
    /// What its binaries need of the system.
    pub needs: Needs,
    /// Every other file of the pack, by its path in it.
    pub files: BTreeMap<String, Sealed>,
}

/// An experiment in a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packed {
    /// What a run of it records. The hash of the binary is that of the binary as it was built, as a run at home has it.
    pub pin: ExperimentPin,
    /// The crate's description.
    pub description: String,
    /// What it needs besides Rust, in words.
    pub requires: Vec<String>,
}

/// What binaries need of the system they are started on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// The oldest glibc that has what they were linked against; `None` where that cannot be read from them.
    pub glibc: Option<String>,
    /// The shared libraries that they are linked against.
    pub libraries: Vec<String>,
}

/// A file as it was packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Of a binary: were its symbols stripped? What is loaded of it is the same either way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Symbols>,
}

/// What became of the symbols of a binary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symbols {
    /// They are gone.
    Stripped,
    /// They are there: nothing here could strip them, or it would have changed what is loaded.
    Kept,
}
