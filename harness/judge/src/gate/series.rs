//! What is gated of every series: its time, seen together with its instructions, and its peak memory.

use std::collections::BTreeSet;

use model::{Name, Outcome, OutcomeRow, Quantity, Regression, Undecided};

use super::{
    CodeChange, Weighed,
    instructions::{Counted, counted},
    margin::{OF_MEMORY, margin, usual},
    paired::{ByRound, Finding, Judged, Paired, judge},
    sides::Trio,
};
use crate::{
    Case,
    figures::PEAK_MEMORY,
    series::{seconds, series, shared_clock},
};
use model::Clock;

/// Below so many bytes of difference memory is what an allocator and a loader make of it.
const MEBIBYTE: f64 = 1_048_576.0;

/// The rounds of the time of a series; `None` where it is not declared on both sides.
pub(super) fn times(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Paired> {
    let sides = [&trio.base, &trio.head, &trio.twin];
    let rows = sides.map(|side| series(side, workload, variant));
    let [base, head] = [&trio.base, &trio.head].map(|side| side.declaration.variant(variant));
    let (base, head) = (base?, head?);
    let clock = shared_clock(&[(base, &rows[0]), (head, &rows[1]), (base, &rows[2])]);
    let [base, head, twin] = rows.map(|rows| seconds(&rows, clock));
    // What others on the host do is not on the clock of a thread; what they do to caches and memory is, to all sides alike,
    // and the twin shows how much is left of it. So a busy host does not hide a slowdown.
    let left_out = match clock {
        Clock::Wall => trio.head.disturbed_rounds(workload),
        Clock::Processor => BTreeSet::new(),
    };
    Some(Paired::new(Some(clock), "s", [&base, &head, &twin], &left_out))
}

/// The rounds of the peak memory; `None` where the base or the head reports none.
pub(super) fn memory(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Paired> {
    let peaks = |case: &Case<'_>| -> ByRound {
        let rows = case.metrics_of(workload, variant, PEAK_MEMORY).filter(|row| !row.projected);
        rows.filter(|row| row.value > 0.0).map(|row| (row.round, row.value)).collect()
    };
    let [base, head, twin] = [&trio.base, &trio.head, &trio.twin].map(peaks);
    // The host's other work takes no memory of this process: every round counts.
    (!base.is_empty() && !head.is_empty())
        .then(|| Paired::new(None, "B", [&base, &head, &twin], &BTreeSet::new()))
}

/// The margin of a series by this clock, or of memory.
pub(super) fn margin_of(trio: &Trio<'_>, clock: Option<Clock>) -> f64 {
    let usual = if clock.is_some() { usual(clock) } else { OF_MEMORY };
    margin(trio.gate.margin, trio.base.declaration, trio.head.declaration, usual)
}

/// Do more rounds help?
pub(super) fn is_open(trio: &Trio<'_>, workload: &Name, variant: &Name) -> bool {
    let time = times(trio, workload, variant)
        .is_none_or(|rounds| is_undecided(&judge(trio.gate, &rounds, margin_of(trio, rounds.clock))));
    let memory = memory(trio, workload, variant).is_some_and(|rounds| {
        !is_small(&rounds) && is_undecided(&judge(trio.gate, &rounds, margin_of(trio, None)))
    });
    time || memory
}

fn is_undecided(judged: &Judged) -> bool {
    matches!(judged.finding, Finding::Open(_))
}

/// Ten rounds of memory that differ by next to nothing need no more.
fn is_small(rounds: &Paired) -> bool {
    (rounds.head - rounds.base).abs() < MEBIBYTE
}

/// The time of a series, with its instructions.
pub(super) fn weigh_time(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Weighed {
    let Some(rounds) = times(trio, workload, variant).filter(|rounds| rounds.measured > 0) else {
        return not_measured(trio, workload, variant);
    };
    let margin = margin_of(trio, rounds.clock);
    let judged = judge(trio.gate, &rounds, margin);
    let mut row = judged.row(trio.gate.experiment, (workload, variant), Quantity::Time, &rounds);
    let counted = counted(trio, workload, variant);
    row.instructions = counted.map(Counted::ratio);
    let contradicted =
        |counted: &Counted| counted.is_flat() && trio.gate.code_changed == CodeChange::Unchanged;
    let if_red = if counted.as_ref().is_some_and(contradicted) {
        let why = "the time is beyond the margin, and neither the sources nor the instructions changed";
        Outcome::Suspect(why.to_owned())
    } else {
        Outcome::Regressed(Regression::BeyondMargin)
    };
    if let Some(counted) = counted {
        row.outcome = with_instructions(row.outcome, counted, margin);
    }
    Weighed { row, evidence: Some(judged.evidence), if_red: Some(if_red) }
}

fn with_instructions(outcome: Outcome, counted: Counted, margin: f64) -> Outcome {
    match outcome {
        Outcome::Ok | Outcome::Improved if counted.is_worse() => {
            let more = 100.0 * (counted.ratio() - 1.0);
            Outcome::Suspect(format!("the time is {}, instructions +{more:.1} %", outcome.word()))
        }
        Outcome::Inconclusive(_) if counted.is_here && counted.is_worse_by(margin) => {
            Outcome::Regressed(Regression::MoreInstructions)
        }
        outcome => outcome,
    }
}

fn not_measured(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Weighed {
    let why = trio.gate.ended_early.clone().unwrap_or_else(|| {
        Undecided::NotMeasured("there is no round in which all sides have a time".to_owned())
    });
    let row = OutcomeRow::plain(
        trio.gate.experiment,
        Some(workload),
        Some(variant),
        Quantity::Time,
        Outcome::Inconclusive(why),
    );
    Weighed { row, evidence: Some(f64::INFINITY), if_red: None }
}

/// The peak memory of a series; `None` where a side does not report it.
pub(super) fn weigh_memory(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Weighed> {
    let rounds = memory(trio, workload, variant)?;
    let judged = judge(trio.gate, &rounds, margin_of(trio, None));
    let mut row = judged.row(trio.gate.experiment, (workload, variant), Quantity::PeakMemory, &rounds);
    let mut if_red = Outcome::Regressed(Regression::BeyondMargin);
    // It stays a member of the family: one that left it by what it turned out to be would make the others count for more.
    if is_small(&rounds) {
        row.outcome = Outcome::Ok;
        if_red = Outcome::Ok;
    }
    Some(Weighed { row, evidence: Some(judged.evidence), if_red: Some(if_red) })
}
