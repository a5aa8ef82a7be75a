//! What stops a command before anything is measured. What goes wrong in one experiment is a row, not an error.

use std::path::PathBuf;

use model::{Failure, Name};

/// Names the thing that is wrong, and the way out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no cargo.
    #[error("cargo cannot be started ({0}): install Rust, or put cargo on the PATH")]
    NoCargo(String),
    /// Not inside a workspace.
    #[error("{} is in no cargo workspace that can be read:\n{said}\nGo to the folder of the project, or name it with --directory", .folder.display())]
    NoWorkspace {
        /// Where it was looked for.
        folder: PathBuf,
        /// What cargo said.
        said: String,
    },
    /// A manifest that says something we do not understand.
    #[error("{}: {what}", .manifest.display())]
    Manifest {
        /// The Cargo.toml.
        manifest: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A name that nothing has.
    #[error("there is no {kind} `{name}`; {hint}")]
    Unknown {
        /// Experiment, workload, variant, plan.
        kind: &'static str,
        /// What was asked for.
        name: String,
        /// The nearest name, or all of them.
        hint: String,
    },
    /// A workspace without experiments.
    #[error("no experiment in {} was chosen: `touchstone new my-idea` writes one", .0.display())]
    NoExperiments(PathBuf),
    /// A number that cannot be meant.
    #[error("{flag} {value}: {why}")]
    BadSetting {
        /// The flag.
        flag: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it, and what may be said.
        why: &'static str,
    },
    /// There is nothing to resume.
    #[error("there is no run to resume in {}: every run there is whole", .0.display())]
    NothingToResume(PathBuf),
    /// Only runs are taken up again.
    #[error(
        "{run} is a {kind} that was stopped, and only runs are taken up again: start it anew; `touchstone run --discard {run}` removes what is left of it"
    )]
    NotResumed {
        /// What was stopped.
        run: String,
        /// What it was for.
        kind: &'static str,
    },
    /// A run cannot go on with another binary.
    #[error(
        "run {run} cannot go on: {what} has changed since it began. Go back to what it was, or start a new run; `touchstone run --discard {run}` removes the partial one"
    )]
    Changed {
        /// The run.
        run: String,
        /// What changed.
        what: String,
    },
    /// The working tree is not what a gate compares.
    #[error("{count} files differ from the commit ({first}{}): a gate compares commits. Commit or stash them, or name the head with --head HEAD", if *.count > 1 { ", …" } else { "" })]
    Dirty {
        /// One of them.
        first: String,
        /// How many.
        count: usize,
    },
    /// There is nothing between the base and the head.
    #[error(
        "the base {base} is the head ({commit}): there is nothing to compare. Name a base that lies before the head, such as HEAD~1"
    )]
    SameCommit {
        /// What was named.
        base: String,
        /// The commit.
        commit: String,
    },
    /// Nothing got worse.
    #[error(
        "{bad} is not worse than {good} as far as can be seen ({why}): there is nothing to look for between them"
    )]
    NothingToBisect {
        /// As it should be.
        good: String,
        /// What was said to be worse.
        bad: String,
        /// What was seen.
        why: String,
    },
    /// The selftest has nothing to measure.
    #[error("the yardstick of the selftest cannot be measured: {0}")]
    Yardstick(String),
    /// Cargo took an old build for a new one.
    #[error("cargo did not compile {} again in {}: remove that folder, and try once more", .package.display(), .build.display())]
    Stale {
        /// The folder of the package.
        package: PathBuf,
        /// Where it was built.
        build: PathBuf,
    },
    /// There is nothing to profile.
    #[error("{experiment} {failure}")]
    NotReady {
        /// The experiment.
        experiment: Name,
        /// Why it cannot be asked.
        failure: Failure,
    },
    /// A workload that needs what is not here.
    #[error(
        "workload `{workload}` cannot be measured here: {what} is missing; name another one with --workload"
    )]
    Lacking {
        /// The workload.
        workload: String,
        /// What is missing.
        what: String,
    },
    /// A variant that was named, on a workload that it does not run on.
    #[error(
        "variant `{variant}` does not run on `{workload}`: it is limited to {only_on}; name one of these with --workload"
    )]
    NotOn {
        /// The variant.
        variant: String,
        /// The workload.
        workload: String,
        /// Where it runs.
        only_on: String,
    },
    /// A pack that is not what was packed.
    #[error("the pack {}: {what}", .pack.display())]
    Pack {
        /// The folder.
        pack: PathBuf,
        /// What is wrong with it, and the way out.
        what: String,
    },
    /// A pack that cannot be made.
    #[error("nothing was packed: {what}")]
    NotPacked {
        /// Why, and the way out.
        what: String,
    },
    /// What needs sources or git, asked of a pack.
    #[error("{} is a pack, without sources and without git: this needs the checkout that it was made in. `touchstone merge` there takes its runs in", .0.display())]
    NeedsCheckout(PathBuf),
    /// The repository.
    #[error(transparent)]
    Git(#[from] results::GitError),
    /// The tables.
    #[error(transparent)]
    Results(#[from] results::Error),
    /// A temporary folder, or the like.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        error: std::io::Error,
    },
}
