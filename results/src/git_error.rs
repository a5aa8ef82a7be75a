//! What can go wrong with git: the revision, the commit or the folder, what is wrong with it, and the way out.

use std::{
    io,
    path::{Path, PathBuf},
};

/// What to do in a clone that holds only the last commits.
const UNSHALLOW: &str = "this clone is shallow, and what is needed may lie beyond its depth: `git fetch --unshallow` gets \
                         the rest (in GitHub Actions, `fetch-depth: 0` of actions/checkout)";

/// Names the revision or the folder, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// No repository holds this folder.
    #[error("{} is in no git repository: make it one with `git init` and a commit, or name a folder in one", .0.display())]
    NoRepository(PathBuf),
    /// There is one, and it cannot be used.
    #[error("{}: the git repository cannot be used: {why}", .path.display())]
    Unusable {
        /// The folder that was asked for.
        path: PathBuf,
        /// Why, and the way out where there is one.
        why: String,
    },
    /// Nothing here is called so.
    #[error("there is no commit `{rev}` in {}; {hint}", .root.display())]
    UnknownRevision {
        /// What was asked for.
        rev: String,
        /// Where.
        root: PathBuf,
        /// The nearest name, and what else may help.
        hint: String,
    },
    /// It names something, and not one commit.
    #[error("`{rev}` is not one commit: {why}")]
    NotOneCommit {
        /// What was asked for.
        rev: String,
        /// What it is, and what to name instead.
        why: String,
    },
    /// Two commits without a common ancestor.
    #[error(
        "`{base}` and `{head}` have no commit in common: their histories are unrelated, name a base that the head grew from"
    )]
    Unrelated {
        /// One.
        base: String,
        /// The other.
        head: String,
    },
    /// The answer lies, or may lie, beyond the depth of the clone.
    #[error("{what} cannot be told: {UNSHALLOW}")]
    Shallow {
        /// What was asked.
        what: String,
    },
    /// There is nothing to search between them.
    #[error("`{bad}` does not grow from `{good}`: {hint}")]
    NotBetween {
        /// The good commit.
        good: String,
        /// The bad one.
        bad: String,
        /// The other way round, or unrelated.
        hint: String,
    },
    /// A tree that needs other repositories to be whole.
    #[error("{commit} has submodules ({}), which a checkout of ours cannot fill: measure it in a checkout of your own", .paths.join(", "))]
    Submodules {
        /// The commit.
        commit: String,
        /// Where they belong.
        paths: Vec<String>,
    },
    /// A name in a tree that no honest tree has.
    #[error(
        "{commit} has a file named `{path}`, which would be written outside of its folder or into a `.git`: it is not checked out"
    )]
    UnsafeName {
        /// The commit.
        commit: String,
        /// The name.
        path: String,
    },
    /// A patch for something else.
    #[error("the patch does not fit {commit}: {file}: {why}")]
    PatchDoesNotFit {
        /// The commit.
        commit: String,
        /// The first file that does not fit, or `patch` where it is no patch.
        file: String,
        /// Why.
        why: String,
    },
    /// Something that is not ours lies where a checkout should be.
    #[error("{} is there already and is no checkout of Touchstone: move it away, or name another folder", .0.display())]
    Foreign(PathBuf),
    /// Somebody works in it.
    #[error("{} is in use by {holder}: wait for it, or stop it", .path.display())]
    InUse {
        /// The checkout.
        path: PathBuf,
        /// What the other one wrote into its marker.
        holder: String,
    },
    /// Reading or writing failed.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The repository has a hole, or is of a kind that the library does not know.
    #[error("{what}: git cannot read it ({why}); `git fsck` finds what is broken")]
    Unreadable {
        /// What was read.
        what: String,
        /// What the library said.
        why: String,
    },
}

impl GitError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { path, error }
    }

    pub(crate) fn unreadable(what: impl Into<String>) -> impl FnOnce(git2::Error) -> Self {
        let what = what.into();
        move |error| Self::Unreadable { what, why: error.message().to_owned() }
    }

    /// What the library says of a repository that does not open, with the way out that it does not know.
    pub(crate) fn opening(path: &Path, error: &git2::Error) -> Self {
        match error.code() {
            git2::ErrorCode::NotFound => Self::NoRepository(path.to_owned()),
            git2::ErrorCode::Owner => Self::Unusable {
                path: path.to_owned(),
                why:
                    "it belongs to somebody else; `git config --global --add safe.directory` and its folder \
                      allows it"
                        .to_owned(),
            },
            _ => Self::Unusable { path: path.to_owned(), why: error.message().to_owned() },
        }
    }
}

/// The way out of a shallow clone, for a sentence about something else.
pub(crate) fn unshallow() -> &'static str {
    UNSHALLOW
}
