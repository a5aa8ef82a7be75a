//! Hashes of what something was made from: what is kept is kept under them, so that other sources can never be taken for these. They are
//! fast, since whoever uses what is kept hashes all sources every time; nobody works against them, and 128 bits leave nothing to chance.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::Path,
};

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// XXH3 of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 16]);

impl ContentHash {
    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// Of all bytes of a file, which go through this memory piece by piece.
    pub(crate) fn of_file(path: &Path, memory: &mut [u8]) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut all = Xxh3Default::new();
        loop {
            match file.read(memory) {
                Ok(0) => return Ok(Self::end(&all)),
                Ok(length) => all.update(&memory[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Of parts with names. Lengths go in too, so that no two of them run together.
    pub(crate) fn of_named<'a>(parts: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let mut all = Xxh3Default::new();
        for (name, hash) in parts {
            all.update(&(name.len() as u64).to_le_bytes());
            all.update(name.as_bytes());
            all.update(&hash.0);
        }
        Self::end(&all)
    }

    fn end(all: &Xxh3Default) -> Self {
        Self(all.digest128().to_be_bytes())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}
