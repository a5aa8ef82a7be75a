//! Why there is nothing to show.

use std::fmt;

/// What a cell gives back early.
pub type Result<T> = std::result::Result<T, Error>;

/// Says what is missing and how to get it.
#[derive(thiserror::Error)]
pub enum Error {
    /// Of the tables.
    #[error(transparent)]
    Tables(#[from] results::Error),
    /// Of a picture.
    #[error(transparent)]
    Picture(#[from] charts::Error),
    /// What was asked for is not there, or cannot be compared.
    #[error("{0}")]
    Asked(String),
}

/// A kernel shows an error by this; people read the words.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Something that was asked for, and why there is no answer.
pub(crate) fn asked<T>(why: impl Into<String>) -> Result<T> {
    Err(Error::Asked(why.into()))
}
