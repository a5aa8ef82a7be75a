//! The head against a run of another day. The rounds are not shared, so whatever the host did between the two runs is in
//! the difference: the weaker test, held to a wider margin.

use model::{Clock, Machine, Name, Outcome, OutcomeRow, Quantity, Regression, RunRecord, Side, Undecided};
use stats::{Interval, Looks, median, two_sample};

use super::{
    CodeChange, GateCase, Margin, Sides,
    answers::{Answers, answers, not_timed},
    gated, inputs,
    margin::{margin, usual},
    paired::finite,
    sides::{Trio, on_all_sides},
};
use crate::{
    Case,
    series::{seconds, series, shared_clock},
    weigh::DISTURBED,
};

/// What a page must say beside such rows.
pub const WEAKER_TEST: &str = "the weaker test: the rounds of the accepted run are of another day, so the margin is three \
                               times the usual one, and there is no twin that shows what identical code differs by";

/// How much wider the margin is.
const WIDER: f64 = 3.0;

/// The times of one experiment of a run, held against an accepted run of the same hardware class. `family` is how many
/// series are held so in all; their error is divided among them.
pub fn against_accepted(
    experiment: &Name,
    accepted: &RunRecord,
    head: &RunRecord,
    asked: Option<Margin>,
    looks: &Looks,
    family: usize,
) -> Vec<OutcomeRow> {
    let none = |why: String| {
        let outcome = Outcome::NoBaseline(format!("{why} ({WEAKER_TEST})"));
        vec![OutcomeRow::plain(experiment, None, None, Quantity::Experiment, outcome)]
    };
    let class = |machine: &Machine| machine.class.clone();
    if class(&accepted.machine) != class(&head.machine) {
        let (there, here) = (class(&accepted.machine), class(&head.machine));
        return none(format!("the accepted run is of hardware class {there}, this is {here}"));
    }
    let twin = RunRecord::new(accepted.header.clone(), accepted.machine.clone());
    let sides = Sides { base: accepted.of_side(Side::Head), head: head.of_side(Side::Head), twin };
    let gate = GateCase {
        experiment,
        sides: &sides,
        asked: &[],
        looks,
        margin: asked,
        family,
        ended_early: None,
        code_changed: CodeChange::Changed,
        machine: &head.machine,
        missing: &|_| None,
        accepted: None,
    };
    on_all_sides(&gate, compare)
        .unwrap_or_else(|| none(format!("the accepted run {} does not hold it", accepted.header.run)))
}

fn compare(trio: &Trio<'_>) -> Vec<OutcomeRow> {
    let experiment = trio.gate.experiment;
    let mut rows: Vec<OutcomeRow> =
        trio.comparable.not_compared.iter().map(|left| left.row(experiment)).collect();
    let Answers { rows: wrong, settled } = answers(trio);
    rows.extend(wrong);
    for workload in &trio.comparable.workloads {
        let variants = gated(trio.head.declaration, &trio.comparable, workload);
        if inputs::changed(trio, workload) {
            let outcome = Outcome::NoBaseline("its input changed".to_owned());
            rows.push(OutcomeRow::plain(experiment, Some(workload), None, Quantity::Experiment, outcome));
            continue;
        }
        for variant in variants.iter().filter(|v| !settled.contains(&(workload.clone(), (*v).clone()))) {
            // A plain run measures what it was asked for; what it was not asked for has nothing to say here.
            let Some(times) = times(trio, workload, variant) else { continue };
            rows.push(match not_timed(trio, workload, variant) {
                Some(why) => {
                    OutcomeRow::plain(experiment, Some(workload), Some(variant), Quantity::Time, why)
                }
                None => row(trio, workload, variant, &times),
            });
        }
    }
    rows
}

/// Logarithms of seconds of both runs.
struct Times {
    clock: Clock,
    base: Vec<f64>,
    head: Vec<f64>,
    doubt: Option<Undecided>,
}

fn times(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Times> {
    let (base, head) = (series(&trio.base, workload, variant), series(&trio.head, workload, variant));
    let (old, new) = (trio.base.declaration.variant(variant)?, trio.head.declaration.variant(variant)?);
    if base.is_empty() || head.is_empty() {
        return None;
    }
    let clock = shared_clock(&[(old, &base), (new, &head)]);
    let mut doubt = None;
    let mut logs = |case: &Case<'_>, series| -> Vec<f64> {
        let all = seconds(series, clock);
        let disturbed = if clock == Clock::Wall { case.disturbed_rounds(workload) } else { [].into() };
        let kept = all.iter().filter(|(round, _)| !disturbed.contains(round)).map(|(_, s)| s.ln());
        let kept: Vec<f64> = kept.collect();
        let lost = all.len() - kept.len();
        if lost as f64 > DISTURBED * all.len() as f64 {
            let (disturbed, rounds) = (lost as u32, all.len() as u32);
            doubt = Some(Undecided::DisturbedHost { disturbed, rounds });
        }
        kept
    };
    let (base, head) = (logs(&trio.base, &base), logs(&trio.head, &head));
    Some(Times { clock, base, head, doubt })
}

fn row(trio: &Trio<'_>, workload: &Name, variant: &Name, times: &Times) -> OutcomeRow {
    let (base, head) = (trio.base.declaration, trio.head.declaration);
    let margin = WIDER * margin(trio.gate.margin, base, head, usual(Some(times.clock)));
    let rounds = times.base.len().min(times.head.len()) as u32;
    let alpha = trio.gate.looks.alpha_at(rounds) / trio.gate.family.max(1) as f64;
    let bounds = two_sample(&times.head, &times.base, alpha);
    let allowed = margin.ln_1p();
    let outcome = match &times.doubt {
        Some(doubt) => Outcome::Inconclusive(doubt.clone()),
        None if bounds.lower > allowed => Outcome::Regressed(Regression::BeyondMargin),
        None if bounds.upper < -allowed => Outcome::Improved,
        None if bounds.upper < allowed => Outcome::Ok,
        None => Outcome::Inconclusive(Undecided::MarginInsideInterval),
    };
    let Interval { estimate, lower, upper } = bounds.exp();
    OutcomeRow {
        clock: Some(times.clock),
        base: finite(median(&times.base).exp()),
        head: finite(median(&times.head).exp()),
        unit: "s".to_owned(),
        ratio: finite(estimate),
        lower: finite(lower),
        upper: finite(upper),
        margin: Some(margin),
        rounds,
        ..OutcomeRow::plain(trio.gate.experiment, Some(workload), Some(variant), Quantity::Time, outcome)
    }
}
