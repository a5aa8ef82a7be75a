//! What was decided: verdicts, outcomes of a gate, and what a gate can see.

use model::{
    Again, Clock, Doubt, Failure, Obstacle, Outcome, OutcomeRow, PowerRow, Quantity, Refutation, Regression,
    Sameness, Undecided, Verdict, VerdictRow,
};

use super::{
    declared::PREDICTIONS,
    experiment,
    measured::{check, failures},
    name, variant, workload,
};
use crate::chance::Chance;

/// All of them, as with failures.
pub(super) fn verdicts(c: &mut Chance) -> Vec<Verdict> {
    let refuted =
        [Refutation::ShortOfTarget, Refutation::SeedShort(c.text()), Refutation::GuardMissed(c.text())]
            .map(Verdict::Refuted);
    let doubts = [
        Doubt::TargetInsideInterval,
        Doubt::TooFewRounds { rounds: 3, needed: 10 },
        Doubt::BudgetSpent,
        Doubt::Interrupted,
        Doubt::DisturbedHost { disturbed: 7, rounds: 10 },
        Doubt::GuardUndecided(c.text()),
    ];
    let obstacles = [
        Obstacle::Missing(c.text()),
        Obstacle::CannotRun(c.text()),
        Obstacle::WorkloadNotRun(c.text()),
        Obstacle::VariantNotRun(c.text()),
        Obstacle::NoEvidence(c.text()),
        Obstacle::Projected,
        Obstacle::BusyHost(c.text()),
        Obstacle::NoSuchMetric(c.text()),
        Obstacle::NotCounted(c.text()),
        Obstacle::NoCount(c.text()),
        Obstacle::NoBound(c.text()),
        Obstacle::NoReference(c.text()),
        Obstacle::NotChecked(c.text()),
    ];
    let mut all = vec![Verdict::Confirmed, Verdict::Inaccurate(vec![check(c), check(c)])];
    all.extend(refuted);
    all.extend(doubts.map(Verdict::Inconclusive));
    all.extend(failures(c).into_iter().map(Verdict::Crashed));
    all.extend(obstacles.map(Verdict::NotJudged));
    all.iter().for_each(known);
    all
}

fn known(verdict: &Verdict) {
    match verdict {
        Verdict::Confirmed | Verdict::Inaccurate(_) => {}
        Verdict::Refuted(why) => match why {
            Refutation::ShortOfTarget | Refutation::SeedShort(_) | Refutation::GuardMissed(_) => {}
        },
        Verdict::Inconclusive(why) => match why {
            Doubt::TargetInsideInterval
            | Doubt::TooFewRounds { .. }
            | Doubt::BudgetSpent
            | Doubt::Interrupted
            | Doubt::DisturbedHost { .. }
            | Doubt::GuardUndecided(_) => {}
        },
        Verdict::Crashed(why) => match why {
            Failure::DoesNotBuild(_)
            | Failure::Said(_)
            | Failure::Signal(_)
            | Failure::ExitCode(_)
            | Failure::TimedOut(_)
            | Failure::OutOfMemory(_)
            | Failure::BrokeProtocol(_)
            | Failure::NewerProtocol(_)
            | Failure::NotStarted(_) => {}
        },
        Verdict::NotJudged(why) => match why {
            Obstacle::Missing(_)
            | Obstacle::CannotRun(_)
            | Obstacle::WorkloadNotRun(_)
            | Obstacle::VariantNotRun(_)
            | Obstacle::NoEvidence(_)
            | Obstacle::Projected
            | Obstacle::BusyHost(_)
            | Obstacle::NoSuchMetric(_)
            | Obstacle::NotCounted(_)
            | Obstacle::NoCount(_)
            | Obstacle::NoBound(_)
            | Obstacle::NoReference(_)
            | Obstacle::NotChecked(_) => {}
        },
    }
}

pub(super) fn verdict_row(c: &mut Chance, verdict: Verdict) -> VerdictRow {
    VerdictRow {
        experiment: experiment(c),
        hypothesis: c.text(),
        expectation: c.text(),
        workload: workload(c),
        target: c.text(),
        target_value: c.maybe(Chance::number),
        estimate: c.maybe(Chance::number),
        // Bounds may be open where nothing else is.
        lower: c.maybe(|c| if c.yes() { f64::NEG_INFINITY } else { c.number() }),
        upper: c.maybe(|c| if c.yes() { f64::INFINITY } else { c.number() }),
        unit: c.one_of(&["x", "s", ""]).to_owned(),
        clock: c.maybe(|c| c.one_of(&[Clock::Processor, Clock::Wall])),
        rounds: c.count(),
        detectable: c.maybe(Chance::number),
        verdict,
        predicted: c.maybe(|c| c.one_of(&PREDICTIONS)),
        as_predicted: c.maybe(Chance::yes),
        claim: c.maybe(Chance::text),
    }
}

pub(super) fn outcomes(c: &mut Chance) -> Vec<Outcome> {
    vec![
        Outcome::Ok,
        Outcome::Improved,
        Outcome::Regressed(Regression::BeyondMargin),
        Outcome::Regressed(Regression::WrongAnswer(vec![check(c)])),
        Outcome::Regressed(Regression::Loosened(c.text())),
        Outcome::Identical(Sameness::Binaries),
        Outcome::Suspect(c.text()),
        Outcome::Inconclusive(Undecided::DisturbedHost { disturbed: 3, rounds: 5 }),
        Outcome::NoBaseline(c.text()),
    ]
}

pub(super) fn outcome_row(c: &mut Chance, outcome: Outcome) -> OutcomeRow {
    let metric = Quantity::Metric(name("visits"));
    OutcomeRow {
        experiment: experiment(c),
        workload: c.maybe(workload),
        variant: c.maybe(variant),
        quantity: c.one_of(&[Quantity::Time, metric, Quantity::Verdict("it is faster".to_owned())]),
        clock: c.maybe(|c| c.one_of(&[Clock::Processor, Clock::Wall])),
        base: c.maybe(Chance::number),
        head: c.maybe(Chance::number),
        unit: c.text(),
        ratio: c.maybe(Chance::number),
        lower: c.maybe(Chance::number),
        upper: c.maybe(Chance::number),
        margin: c.maybe(Chance::number),
        resolves: c.maybe(Chance::number),
        rounds: c.below(80) as u32,
        instructions: c.maybe(Chance::number),
        again: c.maybe(|c| Again { run: c.text(), ratio: None, lower: None, upper: None }),
        outcome,
    }
}

pub(super) fn power_row(c: &mut Chance) -> PowerRow {
    PowerRow {
        kernel: variant(c),
        slowdown: c.number(),
        method: variant(c),
        host: workload(c),
        rounds: c.below(80) as u32,
        gates: c.below(400) as u32,
        red: c.below(400) as u32,
        undecided: c.below(400) as u32,
        rate: c.number(),
        lower: c.number(),
        upper: c.number(),
        replayed: c.one_of(&[true, false]),
    }
}
