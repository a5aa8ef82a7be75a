//! Hypotheses whose workload leaves no room for what they ask: nothing that was measured of it could have shown it.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Clock, Doubt, Expectation, Level, Measure, Name, RunRecord, SampleRow, Scope, Side, SpanRow, Target,
    Verdict, VerdictRow,
};
use stats::median;

use super::{About, Finding, Weight, sort};
use crate::{Precision, amount};

/// Below this the call itself, and the loop around it, are a part of what is timed that nobody can make faster.
const SHORTEST_CALL: f64 = 1e-6;

/// A time of fewer steps of its clock than this is known to 10 % at best.
const STEPS: u64 = 10;

/// With fewer recorded times than this their common divisor says little about the clock: of 20 random numbers it is 1 in
/// all but one of a million cases.
const TIMES_FOR_A_STEP: usize = 20;

/// A ceiling below this leaves threads next to nothing to gain.
const LEAST_CEILING: f64 = 1.2;

/// A stage that takes at least this share of what it took is none that was made faster.
const UNCHANGED: f64 = 0.95;

/// What a run says about whether its hypotheses could have been shown at all.
///
/// Which stage a hypothesis means to make faster is declared nowhere: it is read off the spans, where both sides report
/// them. Where one side reports none, nothing is said.
pub fn head_room(run: &RunRecord) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pin in run.header.experiments.iter().filter(|pin| pin.side == Side::Head) {
        let seen = Seen { run, experiment: &pin.experiment };
        for hypothesis in &pin.declaration.hypotheses {
            let mut said: Vec<(String, f64, Weight)> = Vec::new();
            for expectation in &hypothesis.expectations {
                said.extend(seen.expectation(&hypothesis.claim, expectation));
            }
            let mut told = BTreeSet::new();
            said.retain(|(what, ..)| told.insert(what.clone()));
            findings.extend(said.into_iter().map(|(what, number, weight)| Finding {
                about: About::Hypothesis {
                    experiment: pin.experiment.clone(),
                    claim: hypothesis.claim.clone(),
                },
                what,
                number: Some(number),
                weight,
            }));
        }
    }
    sort(&mut findings);
    findings
}

struct Seen<'a> {
    run: &'a RunRecord,
    experiment: &'a Name,
}

impl<'a> Seen<'a> {
    fn expectation(&self, claim: &str, expectation: &Expectation) -> Vec<(String, f64, Weight)> {
        let Expectation::Reaches { measure: Measure::Speedup { of, over }, workload, target } = expectation
        else {
            return Vec::new();
        };
        let words = format!("{of} over {over} on {workload}");
        let row = self.run.verdicts.iter().find(|row| {
            row.experiment == *self.experiment && row.hypothesis == claim && row.expectation == words
        });
        let clock = row.and_then(|row| row.clock);
        let mut said: Vec<(String, f64, Weight)> =
            self.too_short(over, workload, clock).into_iter().collect();
        if let Target::AtLeast(level) = target {
            let wanted = match level {
                Level::Number(number) => Some(*number),
                _ => row.and_then(|row| row.target_value),
            };
            said.extend(wanted.and_then(|wanted| self.stages(of, over, workload, wanted)));
        }
        said.extend(row.and_then(|row| low_ceiling(row, target)));
        said.extend(row.and_then(undetectable));
        said
    }

    /// The time of a call of the slower side, against the cost of a call and the step of the clock.
    fn too_short(&self, over: &Name, workload: &Name, clock: Option<Clock>) -> Option<(String, f64, Weight)> {
        let clock = clock.unwrap_or(Clock::Wall);
        let samples = self.samples(workload, over);
        let calls: Vec<f64> = samples
            .iter()
            .filter_map(|row| Some(ticks(row, clock)? as f64 / 1e9 / f64::from(row.loops.max(1))))
            .collect();
        let exact = |seconds| amount(seconds, "s", Precision::Significant(3));
        let call = calls.iter().copied().min_by(f64::total_cmp).filter(|seconds| *seconds > 0.0)?;
        if call < SHORTEST_CALL {
            let what = format!(
                "a call of {over} on {workload} takes {}: the cost of the call itself is a part of it",
                exact(call)
            );
            return Some((what, call, Weight::Notable));
        }
        let step = self.step(clock)?;
        let shortest = samples.iter().filter_map(|row| ticks(row, clock)).filter(|ns| *ns > 0).min()?;
        (shortest < STEPS * step).then(|| {
            let what = format!(
                "{over} on {workload} is timed in {}, and the clock of this run goes in steps of {}",
                exact(shortest as f64 / 1e9),
                exact(step as f64 / 1e9)
            );
            (what, shortest as f64 / step as f64, Weight::Notable)
        })
    }

    fn samples(&self, workload: &Name, variant: &Name) -> Vec<&'a SampleRow> {
        let rows = self.run.samples.iter().filter(|row| {
            row.side == Side::Head
                && row.scope == Scope::Alone
                && row.experiment == *self.experiment
                && row.workload == *workload
                && row.variant == *variant
        });
        rows.collect()
    }

    /// The step of a clock, in nanoseconds: what all times of the run are multiples of.
    fn step(&self, clock: Clock) -> Option<u64> {
        let times: Vec<u64> =
            self.run.samples.iter().filter_map(|row| ticks(row, clock)).filter(|ns| *ns > 0).collect();
        (times.len() >= TIMES_FOR_A_STEP).then(|| times.into_iter().fold(0, common_divisor))
    }

    /// What the stages that `of` did not make faster take of the time of `over`.
    fn stages(&self, of: &Name, over: &Name, workload: &Name, wanted: f64) -> Option<(String, f64, Weight)> {
        let (fast, slow) = (self.spans(workload, of), self.spans(workload, over));
        let (fast_stages, slow_stages) = (usual_lengths(&fast), usual_lengths(&slow));
        let (kept, changed): (BTreeSet<&Name>, BTreeSet<&Name>) =
            slow_stages.keys().copied().partition(|stage| {
                fast_stages.get(stage).is_some_and(|length| *length >= UNCHANGED * slow_stages[stage])
            });
        // A stage that only the slower side reports may be gone, or only not reported: it is not held against the other.
        if kept.is_empty() || fast_stages.is_empty() {
            return None;
        }
        let whole: BTreeMap<(u32, u32), u64> = self
            .samples(workload, over)
            .iter()
            .map(|row| ((row.round, row.iteration), row.wall_ns))
            .collect();
        let shares: Vec<f64> = slow
            .iter()
            .filter_map(|(iteration, spans)| {
                let whole = whole.get(iteration).filter(|ns| **ns > 0)?;
                Some(covered_only(spans, &kept, &changed) as f64 / *whole as f64)
            })
            .collect();
        if shares.is_empty() {
            return None;
        }
        let share = median(&shares);
        let ceiling = 1.0 / share;
        (share > 0.0 && ceiling < wanted).then(|| {
            let stages: Vec<&str> = kept.iter().map(|stage| stage.as_str()).collect();
            let what = format!(
                "{of} leaves {} as it was, {:.0} % of the time of {over} on {workload}: {} at most, asked for {}",
                stages.join(", "),
                share * 100.0,
                amount(ceiling, "x", Precision::Significant(3)),
                amount(wanted, "x", Precision::AtMost(4))
            );
            (what, ceiling, Weight::Damning)
        })
    }

    fn spans(&self, workload: &Name, variant: &Name) -> BTreeMap<(u32, u32), Vec<&'a SpanRow>> {
        let mut spans: BTreeMap<(u32, u32), Vec<&SpanRow>> = BTreeMap::new();
        let rows = self.run.spans.iter().filter(|row| {
            row.side == Side::Head
                && row.experiment == *self.experiment
                && row.workload == *workload
                && row.variant == *variant
        });
        for row in rows {
            spans.entry((row.round, row.iteration)).or_default().push(row);
        }
        spans
    }
}

/// The ceiling or the bound itself, where a share of it is asked for.
fn low_ceiling(row: &VerdictRow, target: &Target) -> Option<(String, f64, Weight)> {
    let (share, of) = match target.level()? {
        Level::ShareOfCeiling(share) => (*share, "ceiling"),
        Level::ShareOfBound { share, .. } => (*share, "bound"),
        Level::Number(_) | Level::PerThread { .. } => return None,
    };
    let ceiling = row.target_value? / share;
    (share > 0.0 && ceiling < LEAST_CEILING).then(|| {
        let what = format!(
            "{}: the scaling {of} of this machine is {}, so a share of it shows nothing here",
            row.expectation,
            amount(ceiling, "x", Precision::Significant(3))
        );
        (what, ceiling, Weight::Notable)
    })
}

/// Rounds that could not tell the target from no difference at all, where they did not decide either.
fn undetectable(row: &VerdictRow) -> Option<(String, f64, Weight)> {
    let (Some(detectable), Some(target)) = (row.detectable, row.target_value.filter(|target| *target > 0.0))
    else {
        return None;
    };
    let distance = target.max(1.0 / target);
    let is_undecided = matches!(row.verdict, Verdict::Inconclusive(Doubt::TargetInsideInterval));
    (is_undecided && distance > 1.0 && detectable > distance).then(|| {
        let exact = |ratio| amount(ratio, "x", Precision::Significant(4));
        let what = format!(
            "{}: {} rounds of this spread tell {} from nothing at the least, and {} is asked for",
            row.expectation,
            row.rounds,
            exact(detectable),
            exact(target)
        );
        (what, detectable, Weight::Notable)
    })
}

fn ticks(row: &SampleRow, clock: Clock) -> Option<u64> {
    match clock {
        Clock::Processor => row.thread_cpu_ns,
        Clock::Wall => Some(row.wall_ns),
    }
}

fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

/// The median over the iterations of what each stage took in all of them.
fn usual_lengths<'a>(iterations: &BTreeMap<(u32, u32), Vec<&'a SpanRow>>) -> BTreeMap<&'a Name, f64> {
    let mut lengths: BTreeMap<&Name, Vec<f64>> = BTreeMap::new();
    for spans in iterations.values() {
        let mut sums: BTreeMap<&Name, f64> = BTreeMap::new();
        for span in spans {
            *sums.entry(&span.span).or_default() += span.duration_ns as f64;
        }
        for (stage, sum) in sums {
            lengths.entry(stage).or_default().push(sum);
        }
    }
    lengths.into_iter().map(|(stage, lengths)| (stage, median(&lengths))).collect()
}

/// The nanoseconds in which a stage of `kept` ran and none of `changed`: stages may lie inside each other.
fn covered_only(spans: &[&SpanRow], kept: &BTreeSet<&Name>, changed: &BTreeSet<&Name>) -> u64 {
    let mut edges: Vec<u64> =
        spans.iter().flat_map(|span| [span.start_ns, span.start_ns + span.duration_ns]).collect();
    edges.sort_unstable();
    edges.dedup();
    let runs = |span: &&&SpanRow, from: u64| span.start_ns <= from && from < span.start_ns + span.duration_ns;
    let pieces = edges.windows(2).filter(|piece| {
        let running: Vec<&&SpanRow> = spans.iter().filter(|span| runs(span, piece[0])).collect();
        running.iter().any(|span| kept.contains(&span.span))
            && !running.iter().any(|span| changed.contains(&span.span))
    });
    pieces.map(|piece| piece[1] - piece[0]).sum()
}
