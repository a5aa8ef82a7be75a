//! What is compared where: the cases, and what a method can say of one.

use std::{
    io,
    path::{Path, PathBuf},
};

use yardstick::{Extra, Kernel};

/// Those that work on one thread, as both clocks then measure the same work.
pub(crate) const KERNELS: [Kernel; 3] = [Kernel::Compute, Kernel::Hash, Kernel::Memory];

/// Shares of extra work; of none every alarm is false.
pub(crate) const SLOWDOWNS: [&str; 3] = ["0", "0.05", "0.1"];

/// What else the host does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// Nothing of ours.
    Rest,
    /// A busy process for every core.
    Busy,
}

impl Host {
    pub(crate) const ALL: [Self; 2] = [Self::Rest, Self::Busy];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Busy => "busy",
        }
    }
}

/// One comparison's question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) host: Host,
    pub(crate) kernel: Kernel,
    pub(crate) slowdown: &'static str,
    /// Calls of one iteration, the same for both sides.
    pub(crate) loops: u32,
}

/// A way to compare two builds; a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Ours,
    Blocks,
    BlocksOnProcessorTime,
    Criterion,
    Hyperfine,
    Threshold,
}

impl Method {
    pub(crate) const ALL: [Self; 6] = [
        Self::Ours,
        Self::Blocks,
        Self::BlocksOnProcessorTime,
        Self::Criterion,
        Self::Hyperfine,
        Self::Threshold,
    ];

    /// Those that measure. The blocks are measured once and read by both clocks.
    pub(crate) const PLAYED: [Self; 5] =
        [Self::Ours, Self::Blocks, Self::Criterion, Self::Hyperfine, Self::Threshold];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "method of the gate",
            Self::Blocks => "blocks, Mann-Whitney (benchstat's way)",
            Self::BlocksOnProcessorTime => "the same blocks, processor time",
            Self::Criterion => "criterion",
            Self::Hyperfine => "hyperfine",
            Self::Threshold => "medians, 10 % threshold",
        }
    }
}

/// What became of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// The head is slower.
    Slower,
    /// It is not, or nothing was seen.
    Fine,
    /// That it cannot tell. Only our method knows this answer.
    CannotTell,
}

impl Said {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Slower => "slower",
            Self::Fine => "fine",
            Self::CannotTell => "cannot tell",
        }
    }
}

pub(crate) fn name_of(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Compute => "compute",
        Kernel::Hash => "hash",
        Kernel::Memory => "memory",
        Kernel::Threads => "threads",
    }
}

pub(crate) fn kernel_named(name: &str) -> io::Result<Kernel> {
    let found = KERNELS.into_iter().find(|kernel| name_of(*kernel) == name);
    found.ok_or_else(|| io::Error::other(format!("no kernel is called {name}: compute, hash or memory")))
}

pub(crate) fn slowdown_of(text: &str) -> io::Result<Extra> {
    let share = text.parse().map_err(|error| io::Error::other(format!("slowdown {text}: {error}")))?;
    Extra::new(share).map_err(io::Error::other)
}

/// The folder of the workspace.
pub(crate) fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where what is installed and written for this benchmark lies.
pub(crate) fn folder() -> PathBuf {
    project().join(".touchstone/rivals")
}
