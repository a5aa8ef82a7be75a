//! What a gate found, for everybody who asks: a terminal, a pull request, a test viewer, code scanning, a build log.

mod annotations;
mod answer;
mod group;
mod junit;
mod kind;
mod layout;
mod markdown;
pub(crate) mod numbers;
mod of_run;
pub(crate) mod power;
mod sarif;
mod terminal;
pub(crate) mod words;

use model::{Name, OutcomeRow};

pub use annotations::gate_annotations;
pub use junit::gate_junit;
pub use markdown::gate_markdown;
pub use of_run::{gate_explained, gate_summary, selftest_explained, selftest_summary};
pub use power::{power_markdown, power_table};
pub use sarif::gate_sarif;
pub use terminal::gate_text;

/// How the two sides were brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateKind {
    /// Both were built and measured in the same rounds.
    SameRounds,
    /// The head was measured alone and held against an accepted run. The weaker test, and called so everywhere.
    AgainstAccepted,
}

/// Everything that is shown of a gate.
#[derive(Clone, Copy)]
pub struct GateView<'a> {
    /// The commit of the base, or `accepted run <id>`.
    pub base: &'a str,
    /// The commit of the head.
    pub head: &'a str,
    /// How the two were brought together.
    pub kind: GateKind,
    /// What became of every series; in any order.
    pub rows: &'a [OutcomeRow],
    /// What a reader must know before believing the rows.
    pub cautions: &'a [String],
    /// The run that holds the numbers.
    pub run: Option<&'a str>,
    /// The exit code: 0 fine, 1 regression, 3 inconclusive, 4 failed, 5 nothing was measured.
    pub exit: u8,
    /// The `main.rs` of an experiment, relative to the root of the repository; `None` where it is not known.
    pub places: &'a dyn Fn(&Name) -> Option<String>,
}
