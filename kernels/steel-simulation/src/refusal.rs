//! Why a configuration is refused: the file, the key, the value, and what is allowed instead.

use thiserror::Error;

/// A configuration that is not run with.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The file is not there, or is no text.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// It is no TOML, or has a key too many or too few.
    #[error("{file}, line {line}: {reason}, in `{text}`")]
    Form {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: usize,
        /// What is wrong, and what is allowed.
        reason: String,
        /// What stands there.
        text: String,
    },
    /// A value that is not allowed, or not here.
    #[error("{file}: {key} = {value} is refused: {allowed}")]
    Value {
        /// Which file.
        file: String,
        /// The key with the tables that it stands in.
        key: String,
        /// The value as it stands there.
        value: String,
        /// What is allowed, and why not this one.
        allowed: String,
    },
}
