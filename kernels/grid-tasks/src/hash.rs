//! Hashes of what something was made from: what is kept is kept under them, so that other sources can never be taken for these.

use std::fmt;

use sha2::{Digest, Sha256};

/// SHA-256 of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of parts with names. Lengths go in too, so that no two of them run together.
    pub(crate) fn of_named<'a>(parts: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let mut all = Sha256::new();
        for (name, hash) in parts {
            all.update((name.len() as u64).to_le_bytes());
            all.update(name);
            all.update(hash.0);
        }
        Self(all.finalize().into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}
