//! One verdict explained: why, against what, from how much evidence, and the way on.

use judge::{Observed, guards_of, observed, target_words, unit_of};
use model::{Clock, Expectation, Hypothesis, Measure, Obstacle, RunRecord, Verdict, VerdictRow};

use crate::{harmless, measured, next_step, number, page::Page, verdicts::prediction, word};

/// Writes the row. `declared` is its hypothesis and its place among the expectations there.
pub(crate) fn write(
    page: &mut Page,
    run: &RunRecord,
    row: &VerdictRow,
    declared: Option<(&Hypothesis, usize)>,
) {
    let (word, tone) = word(&row.verdict);
    page.toned(tone, 4, &format!("{word}: {}", harmless(&row.expectation)));
    let reason = row.verdict.reason();
    if !reason.is_empty() {
        page.labelled("why", &harmless(&reason));
    }
    page.labelled("target", &harmless(&row.target));
    if let Some(figure) = measured(row) {
        let expectation = declared.and_then(|(hypothesis, place)| hypothesis.expectations.get(place));
        page.labelled("measured", &format!("{}, {}", harmless(&figure), certainty(row, expectation)));
    }
    if let Some(ratio) = row.detectable {
        let words = format!(
            "about 8 times out of 10, {} with this spread tell a ratio of {} from none",
            rounds(row.rounds),
            number(ratio, "x")
        );
        page.labelled("detectable", &words);
    }
    if let Some((hypothesis, _)) = declared {
        for (guard, workload) in guards_of(hypothesis, &row.workload) {
            let seen = observed(run, &row.experiment, workload, &guard.measure);
            let unit = seen.as_ref().map(|seen| seen.unit.as_str()).or_else(|| unit_of(&guard.measure));
            let target = target_words(&guard.target, None, unit.unwrap_or_default());
            let words = format!("{} on {workload} {target}; {}", guard.measure, range(seen.as_ref()));
            page.labelled("guard", &harmless(&words));
        }
    }
    let prediction = prediction(row);
    if !prediction.is_empty() {
        page.labelled("prediction", &prediction);
    }
    if let Some(claim) = &row.claim {
        page.labelled("claim", &harmless(claim));
    }
    if let Some(step) = next_step(row) {
        page.labelled("next", &harmless(&step));
    }
}

/// From how much evidence, and how sure the bounds are. The error of all looks together is 1 %, whatever their plan.
fn certainty(row: &VerdictRow, expectation: Option<&Expectation>) -> String {
    let is_memory =
        matches!(expectation, Some(Expectation::Reaches { measure: Measure::PeakMemory { .. }, .. }));
    let is_count =
        expectation.and_then(Expectation::measure).is_some_and(|measure| measure.seeds().is_some());
    match (&row.verdict, row.lower, row.upper) {
        (Verdict::NotJudged(Obstacle::Projected), ..) => "a projection, not measured here".to_owned(),
        (_, Some(lower), Some(upper)) if lower == upper => format!("the same in {}", invocations(row.rounds)),
        (_, Some(_), Some(_)) if is_count => {
            format!(
                "the worst of {}, one with each seed, with the least and the most",
                invocations(row.rounds)
            )
        }
        (_, Some(_), Some(_)) if is_memory => {
            format!("the worst of {}, with the least and the most", invocations(row.rounds))
        }
        (_, Some(_), Some(_)) => {
            format!("{}over {}; each bound is good to 99 % over all looks", by(row.clock), rounds(row.rounds))
        }
        _ => format!("{}over {}, too few to bound it", by(row.clock), rounds(row.rounds)),
    }
}

/// Which clock, of two that may disagree.
fn by(clock: Option<Clock>) -> &'static str {
    match clock {
        Some(Clock::Processor) => "by processor time, ",
        Some(Clock::Wall) => "by the wall clock, ",
        None => "",
    }
}

fn range(seen: Option<&Observed>) -> String {
    let Some(seen) = seen else { return "not seen".to_owned() };
    let (least, most) = (number(seen.least, &seen.unit), number(seen.most, &seen.unit));
    let range = if least == most { least } else { format!("{least} to {most}") };
    format!("seen {range} in {}", invocations(seen.count as u32))
}

pub(crate) fn rounds(count: u32) -> String {
    if count == 1 { "1 round".to_owned() } else { format!("{count} rounds") }
}

pub(crate) fn invocations(count: u32) -> String {
    if count == 1 { "1 invocation".to_owned() } else { format!("{count} invocations") }
}
