//! One gate run, seen from its three sides: the base, the head, and the base once more.

use model::{Condition, Declaration, Doubt, Machine, Name, RunRecord, Side, Undecided};
use stats::Looks;

use super::{Comparable, Margin, comparable};
use crate::{Case, Rows};

/// The three sides of one gate run, each as a run of its own; rounds pair by number.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    /// What the head is held against.
    pub base: RunRecord,
    /// What is to be merged.
    pub head: RunRecord,
    /// The binary of the base once more.
    pub twin: RunRecord,
}

impl Sides {
    /// The sides of a gate run.
    pub fn of(run: &RunRecord) -> Self {
        Self { base: run.of_side(Side::Base), head: run.of_side(Side::Head), twin: run.of_side(Side::Twin) }
    }
}

/// Do the hashes of the sources differ?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeChange {
    /// They do.
    Changed,
    /// Only the binaries do.
    Unchanged,
}

/// Everything that is known about one experiment of a gate.
pub struct GateCase<'a> {
    /// Its name.
    pub experiment: &'a Name,
    /// What was measured; it may hold other experiments too.
    pub sides: &'a Sides,
    /// The workloads that this gate was to measure: what is not among them needs no reason for having no rounds.
    pub asked: &'a [Name],
    /// When it is judged, at which error.
    pub looks: &'a Looks,
    /// From the command line; before what is declared.
    pub margin: Option<Margin>,
    /// The gated series of the whole gate, over all experiments. Each is judged twice: by its time and by its memory.
    pub family: usize,
    /// Why the gate ended before everything was decided, if it did.
    pub ended_early: Option<Undecided>,
    /// Do the sources differ?
    pub code_changed: CodeChange,
    /// This machine.
    pub machine: &'a Machine,
    /// What a condition lacks here, and how to get it; `None` where it holds.
    pub missing: &'a dyn Fn(&Condition) -> Option<String>,
    /// The accepted run of this hardware class, where there is one.
    pub accepted: Option<&'a RunRecord>,
}

/// The three sides as the judge sees them, and what can be compared of them.
pub(super) struct Trio<'a> {
    pub(super) gate: &'a GateCase<'a>,
    pub(super) base: Case<'a>,
    pub(super) head: Case<'a>,
    pub(super) twin: Case<'a>,
    pub(super) comparable: Comparable,
}

impl Trio<'_> {
    /// What the head is held against: the base and its twin, which are one binary.
    pub(super) fn bases(&self) -> [&Case<'_>; 2] {
        [&self.base, &self.twin]
    }
}

/// Asks something of all sides; `None` where one of them does not declare the experiment.
pub(super) fn on_all_sides<T>(gate: &GateCase<'_>, ask: impl FnOnce(&Trio<'_>) -> T) -> Option<T> {
    let base = declared(&gate.sides.base, gate.experiment)?;
    let head = declared(&gate.sides.head, gate.experiment)?;
    let rows = [&gate.sides.base, &gate.sides.head, &gate.sides.twin].map(Rows::of);
    Some(ask(&Trio {
        gate,
        base: side(gate, base, &rows[0]),
        head: side(gate, head, &rows[1]),
        twin: side(gate, base, &rows[2]),
        comparable: comparable(base, head),
    }))
}

fn side<'a>(gate: &GateCase<'a>, declaration: &'a Declaration, rows: &'a Rows<'a>) -> Case<'a> {
    Case {
        experiment: gate.experiment,
        declaration,
        rows,
        looks: gate.looks,
        machine: gate.machine,
        missing: gate.missing,
        not_run: &[],
        ended_early: match gate.ended_early {
            Some(Undecided::BudgetSpent) => Some(Doubt::BudgetSpent),
            Some(Undecided::Interrupted) => Some(Doubt::Interrupted),
            _ => None,
        },
    }
}

pub(super) fn declared<'a>(run: &'a RunRecord, experiment: &Name) -> Option<&'a Declaration> {
    run.header.experiments.iter().find(|pin| pin.experiment == *experiment).map(|pin| &pin.declaration)
}
