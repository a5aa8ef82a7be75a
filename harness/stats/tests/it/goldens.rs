//! Reads `tests/goldens/scipy.json`: what others say about the same numbers. To renew it, say
//! `python tests/goldens/make.py` with a Python that has scipy; the tests themselves need none.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Goldens {
    made_with: MadeWith,
    pub(crate) upper_tails: Vec<UpperTail>,
    pub(crate) approximated_tails: Vec<ApproximatedTail>,
    pub(crate) critical_ranks: Vec<CriticalRank>,
    pub(crate) critical_ranks_beyond: Vec<CriticalRankBeyond>,
    pub(crate) rounds_needed: Vec<RoundsNeeded>,
    pub(crate) intervals: Vec<Bounds>,
    pub(crate) ratios: Ratios,
    pub(crate) summaries: Vec<Summary>,
    pub(crate) exponents: Vec<Fit>,
    pub(crate) detectable: Vec<Detectable>,
    pub(crate) false_alarms: Vec<FalseAlarms>,
    pub(crate) simulated: f64,
    pub(crate) looks: Vec<Plan>,
    pub(crate) shares: Vec<Share>,
    pub(crate) unpaired: Vec<Unpaired>,
    pub(crate) exceeds: Vec<Exceeds>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MadeWith {
    python: String,
    numpy: String,
    scipy: String,
}

/// P(W+ >= w), exact.
#[derive(Deserialize)]
pub(crate) struct UpperTail {
    pub(crate) n: usize,
    pub(crate) w: f64,
    pub(crate) p: f64,
}

/// P(W+ >= w), exact and by the normal distribution.
#[derive(Deserialize)]
pub(crate) struct ApproximatedTail {
    pub(crate) n: usize,
    pub(crate) w: f64,
    pub(crate) exact: f64,
    pub(crate) normal: f64,
}

#[derive(Deserialize)]
pub(crate) struct CriticalRank {
    pub(crate) n: usize,
    pub(crate) alpha: f64,
    pub(crate) rank: usize,
}

/// Of more than 25 rounds.
#[derive(Deserialize)]
pub(crate) struct CriticalRankBeyond {
    pub(crate) n: usize,
    pub(crate) alpha: f64,
    pub(crate) exact: usize,
    pub(crate) normal: usize,
}

#[derive(Deserialize)]
pub(crate) struct RoundsNeeded {
    pub(crate) alpha: f64,
    pub(crate) rounds: usize,
}

/// No bound is `null`.
#[derive(Deserialize)]
pub(crate) struct Bounds {
    pub(crate) values: Vec<f64>,
    pub(crate) alpha: f64,
    pub(crate) estimate: f64,
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
}

#[derive(Deserialize)]
pub(crate) struct Ratios {
    pub(crate) over: Vec<f64>,
    pub(crate) of: Vec<f64>,
    pub(crate) logarithms: Vec<f64>,
}

#[derive(Deserialize)]
pub(crate) struct Summary {
    pub(crate) values: Vec<f64>,
    pub(crate) median: f64,
    pub(crate) mad: f64,
    pub(crate) quantiles: Vec<(f64, f64)>,
    /// `null` of values that never vary.
    pub(crate) lag1: Option<f64>,
}

#[derive(Deserialize)]
pub(crate) struct Fit {
    pub(crate) sizes: Vec<f64>,
    pub(crate) values: Vec<f64>,
    pub(crate) slope: f64,
    pub(crate) intercept: f64,
}

#[derive(Deserialize)]
pub(crate) struct Detectable {
    pub(crate) alpha: f64,
    pub(crate) halves: f64,
}

/// How often Mann and Whitney's test tells identical code apart when all of A is recorded before all of B.
#[derive(Deserialize)]
pub(crate) struct FalseAlarms {
    pub(crate) stream: String,
    pub(crate) rounds: usize,
    pub(crate) share: f64,
}

/// How often one bound is wrong at any look, by simulation with exact ranks.
#[derive(Deserialize)]
pub(crate) struct Plan {
    pub(crate) name: String,
    pub(crate) looks: Vec<(u32, f64)>,
    pub(crate) spent: f64,
    pub(crate) wrong: f64,
}

/// Wilson's interval.
#[derive(Deserialize)]
pub(crate) struct Share {
    pub(crate) successes: u32,
    pub(crate) of: u32,
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

/// Two samples that share no rounds.
#[derive(Deserialize)]
pub(crate) struct Unpaired {
    pub(crate) a: Vec<f64>,
    pub(crate) b: Vec<f64>,
    pub(crate) ties: bool,
    pub(crate) p: f64,
    pub(crate) estimate: f64,
    pub(crate) bounds: Vec<Shift>,
}

#[derive(Deserialize)]
pub(crate) struct Shift {
    pub(crate) alpha: f64,
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
}

#[derive(Deserialize)]
pub(crate) struct Exceeds {
    pub(crate) values: Vec<f64>,
    pub(crate) threshold: f64,
    pub(crate) p: f64,
}

pub(crate) static GOLDENS: LazyLock<Goldens> =
    LazyLock::new(|| serde_json::from_str(include_str!("../goldens/scipy.json")).unwrap());

/// Equal up to the rounding of another order of operations.
#[track_caller]
pub(crate) fn check(ours: f64, theirs: f64, about: &str) {
    let tolerance = 1e-12 * theirs.abs().max(1.0);
    assert!((ours - theirs).abs() <= tolerance, "{about}: ours {ours:e}, theirs {theirs:e}");
}

#[test]
fn the_goldens_say_what_made_them() {
    let MadeWith { python, numpy, scipy } = &GOLDENS.made_with;
    for version in [python, numpy, scipy] {
        assert!(version.split('.').count() >= 2, "{version}");
    }
}
