//! What a notebook with outputs was made from.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Hashes; where one differs from what is there now, the outputs are of something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins {
    /// Of what Cargo.lock says of the crate that answers notebooks, and of all that it is built from.
    pub lock: String,
    /// Of the source.
    pub source: String,
    /// Of the names of the accepted runs; a run never changes.
    pub tables: String,
}

impl Pins {
    /// Of which of these things `now` differs, in words.
    pub fn older_than(&self, now: &Self) -> Vec<&'static str> {
        let differs = [
            (self.source != now.source, "its source"),
            (self.tables != now.tables, "the accepted runs"),
            (self.lock != now.lock, "Cargo.lock"),
        ];
        differs.into_iter().filter_map(|(differs, what)| differs.then_some(what)).collect()
    }
}

/// SHA-256, as everywhere. A source has the same hash where git writes other ends of lines.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    let mut hexadecimal = String::new();
    for byte in digest {
        // Writing into a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
