//! Why there is nothing to show.

use std::fmt;

/// What a cell gives back early.
pub type Result<T> = std::result::Result<T, Error>;

/// Says what is missing and how to get it.
pub struct Error(pub(crate) String);

impl Error {
    pub(crate) fn of(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A kernel shows an error by this; people read the words.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
