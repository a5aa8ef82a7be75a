//! One quantity of one series, round by round on all three sides, and what that says about the head.

use std::collections::{BTreeMap, BTreeSet};

use model::{Clock, Name, Outcome, OutcomeRow, Quantity, Undecided};
use stats::{Interval, exceeds, median, paired, rounds_needed, spread_of_identical};

use super::GateCase;
use crate::{times::by_round, weigh::DISTURBED};

/// A margin must be so many times what identical code differed by.
pub(super) const RESOLVES: f64 = 3.0;

/// Every gated series is judged by its time and by its memory.
const QUESTIONS: usize = 2;

/// Logarithms of ratios inside a round. A round counts where all three sides have a number.
pub(super) struct Paired {
    pub(super) clock: Option<Clock>,
    pub(super) unit: &'static str,
    /// ln(head / base).
    pub(super) logs: Vec<f64>,
    /// ln(twin / base): what identical code differed by.
    pub(super) identical: Vec<f64>,
    /// The median of the base, NaN of none.
    pub(super) base: f64,
    /// Likewise of the head.
    pub(super) head: f64,
    /// Rounds that were measured.
    pub(super) measured: u32,
    /// And how many of them are left out.
    pub(super) disturbed: u32,
}

/// One positive number per round.
pub(super) type ByRound = BTreeMap<u32, f64>;

impl Paired {
    pub(super) fn new(
        clock: Option<Clock>,
        unit: &'static str,
        [base, head, twin]: [&ByRound; 3],
        left_out: &BTreeSet<u32>,
    ) -> Self {
        let (logs, identical) = (by_round(head, base), by_round(twin, base));
        let whole = |round: &u32| {
            logs.get(round).is_some_and(|log| log.is_finite())
                && identical.get(round).is_some_and(|log| log.is_finite())
        };
        let measured: Vec<u32> = logs.keys().filter(|round| whole(round)).copied().collect();
        let kept: Vec<u32> = measured.iter().filter(|round| !left_out.contains(round)).copied().collect();
        let of = |side: &ByRound| -> Vec<f64> { kept.iter().map(|round| side[round]).collect() };
        Self {
            clock,
            unit,
            logs: of(&logs),
            identical: of(&identical),
            base: median(&of(base)),
            head: median(&of(head)),
            measured: measured.len() as u32,
            disturbed: (measured.len() - kept.len()) as u32,
        }
    }

    pub(super) fn too_disturbed(&self) -> Option<Undecided> {
        (f64::from(self.disturbed) > DISTURBED * f64::from(self.measured))
            .then_some(Undecided::DisturbedHost { disturbed: self.disturbed, rounds: self.measured })
    }

    /// So much, as a logarithm, identical code may seem to differ by here; infinite where nothing is known.
    pub(super) fn resolves(&self) -> f64 {
        let spread = spread_of_identical(&self.identical);
        if spread.is_finite() { RESOLVES * spread } else { f64::INFINITY }
    }
}

/// What the rounds say, before the whole family is asked.
pub(super) struct Judged {
    /// As ratios.
    pub(super) interval: Option<Interval>,
    pub(super) margin: f64,
    pub(super) resolves: f64,
    /// p / error of "worse than the margin".
    pub(super) evidence: f64,
    pub(super) finding: Finding,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Finding {
    Improved,
    Ok,
    /// So clearly worse that no family and no further round can change it.
    Worse,
    Open(Undecided),
}

/// Judges the rounds by a margin, at the error of the look that they have come to.
pub(super) fn judge(gate: &GateCase<'_>, rounds: &Paired, margin: f64) -> Judged {
    // By the rounds that were measured, not by those that count: each look spends its error once.
    let alpha = gate.looks.alpha_at(rounds.measured);
    let (allowed, resolves) = (margin.ln_1p(), rounds.resolves());
    let effective = allowed.max(resolves);
    let bounds = paired(&rounds.logs, alpha).ok();
    let disturbed = rounds.too_disturbed();
    let evidence = match disturbed {
        // What is left would be a selection.
        Some(_) => f64::INFINITY,
        None => exceeds(&rounds.logs, effective) / alpha,
    };
    let members = (QUESTIONS * gate.family.max(1)) as f64;
    let finding = match bounds {
        _ if disturbed.is_some() => Finding::Open(why_open(gate, rounds, disturbed, alpha)),
        Some(bounds) if bounds.upper < -effective => Finding::Improved,
        Some(bounds) if bounds.upper < allowed && resolves <= allowed => Finding::Ok,
        Some(_) if evidence <= 1.0 / members => Finding::Worse,
        Some(bounds) if resolves > allowed && bounds.estimate < effective => {
            Finding::Open(why_open(gate, rounds, Some(Undecided::CannotResolve), alpha))
        }
        _ => Finding::Open(why_open(gate, rounds, None, alpha)),
    };
    let interval = bounds.map(Interval::exp);
    Judged { interval, margin, resolves: resolves.exp_m1(), evidence, finding }
}

/// A gate that was cut short says so first; then that the rounds were a selection or too few; only then that they do not
/// tell.
fn why_open(gate: &GateCase<'_>, rounds: &Paired, why: Option<Undecided>, alpha: f64) -> Undecided {
    let (count, needed) = (rounds.logs.len() as u32, rounds_needed(alpha) as u32);
    match (&gate.ended_early, why) {
        (Some(early), _) if rounds.measured < gate.looks.last() => early.clone(),
        (_, Some(why @ Undecided::DisturbedHost { .. })) => why,
        _ if count < needed => Undecided::TooFewRounds { rounds: count, needed },
        (_, Some(why)) => why,
        (_, None) => Undecided::MarginInsideInterval,
    }
}

impl Judged {
    /// What it is unless the family says red.
    fn outcome(&self) -> Outcome {
        match &self.finding {
            Finding::Improved => Outcome::Improved,
            Finding::Ok => Outcome::Ok,
            Finding::Worse => Outcome::Inconclusive(Undecided::MarginInsideInterval),
            Finding::Open(why) => Outcome::Inconclusive(why.clone()),
        }
    }

    pub(super) fn row(
        &self,
        experiment: &Name,
        (workload, variant): (&Name, &Name),
        quantity: Quantity,
        rounds: &Paired,
    ) -> OutcomeRow {
        let interval = self.interval.as_ref();
        OutcomeRow {
            clock: rounds.clock,
            base: finite(rounds.base),
            head: finite(rounds.head),
            unit: rounds.unit.to_owned(),
            ratio: interval.and_then(|interval| finite(interval.estimate)),
            lower: interval.and_then(|interval| finite(interval.lower)),
            upper: interval.and_then(|interval| finite(interval.upper)),
            margin: Some(self.margin),
            resolves: finite(self.resolves),
            rounds: rounds.logs.len() as u32,
            ..OutcomeRow::plain(experiment, Some(workload), Some(variant), quantity, self.outcome())
        }
    }
}

pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
