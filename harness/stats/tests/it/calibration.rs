//! Identical code against itself under the noises that METHOD.md pairs away: each bound is wrong at most once in 100.

use stats::{Interval, Looks, log_ratios, paired};

use crate::chance::Chance;

/// Enough to leave two standard errors (0.0013) between the 0.0087 that the looks really spend (`tests/goldens`) and the
/// 0.01 that the union bound allows.
const SERIES: u32 = 20_000;

/// How often each bound of the true ratio was wrong at a look.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) lower: f64,
    pub(crate) upper: f64,
}

/// Judges so many series at every look of the plan, whose true logarithm is `truth`. The first wrong bound counts, as it
/// would end the series.
pub(crate) fn wrong(
    looks: &Looks,
    series: u32,
    truth: f64,
    mut rounds: impl FnMut(usize) -> Vec<f64>,
) -> Wrong {
    let (mut lower, mut upper) = (0, 0);
    for _ in 0..series {
        let values = rounds(looks.last() as usize);
        let ats = std::iter::successors(looks.next_after(0), |at| looks.next_after(*at));
        let intervals: Vec<Interval> =
            ats.map(|at| paired(&values[..at as usize], looks.alpha_at(at)).unwrap()).collect();
        lower += u32::from(intervals.iter().any(|interval| interval.lower > truth));
        upper += u32::from(intervals.iter().any(|interval| interval.upper < truth));
    }
    let share = |count: u32| f64::from(count) / f64::from(series);
    Wrong { lower: share(lower), upper: share(upper) }
}

/// Times of both sides of every round, in seconds, become rounds.
fn check(seed: u64, mut times: impl FnMut(&mut Chance, usize) -> (Vec<f64>, Vec<f64>)) {
    let mut chance = Chance::new(seed);
    let wrong = wrong(&Looks::standard(), SERIES, 0.0, |count| {
        let (over, of) = times(&mut chance, count);
        log_ratios(&over, &of)
    });
    assert!(wrong.lower <= 0.01 && wrong.upper <= 0.01, "{wrong:?}");
}

fn each(count: usize, mut time: impl FnMut() -> f64) -> Vec<f64> {
    (0..count).map(|_| time()).collect()
}

#[test]
fn lognormal_noise_of_its_own_in_every_invocation() {
    check(1, |chance, count| {
        let mut side = || each(count, || (0.05 * chance.normal()).exp());
        (side(), side())
    });
}

#[test]
fn heavy_tails_without_a_variance() {
    check(2, |chance, count| {
        let mut side = || each(count, || (0.02 * chance.heavy()).exp());
        (side(), side())
    });
}

#[test]
fn disturbances_that_only_slow_down() {
    check(3, |chance, count| {
        let mut side = || each(count, || 1.0 + 0.1 * chance.exponential());
        (side(), side())
    });
}

/// The host is slow for a while and fast for a while: autocorrelated times, independent ratios.
#[test]
fn a_host_whose_speed_hangs_on_the_round_before() {
    check(4, |chance, count| {
        let host = chance.autoregressive(count, 0.95);
        let mut side = || host.iter().map(|host| (0.3 * host + 0.02 * chance.normal()).exp()).collect();
        (side(), side())
    });
}

#[test]
fn a_host_that_gets_slower_and_slower() {
    check(5, |chance, count| {
        let mut side =
            || (0..count).map(|round| (1.0 + 0.1 * round as f64) * (0.02 * chance.laplace()).exp()).collect();
        (side(), side())
    });
}

/// A clock of ten ticks in an invocation: many rounds are equal, and equal rounds must not look certain.
#[test]
fn a_coarse_clock() {
    check(9, |chance, count| {
        let mut side = || each(count, || (10.0 * (0.1 * chance.normal()).exp()).round());
        (side(), side())
    });
}

/// Now and then a neighbour wakes up for a few rounds and doubles what it meets, on either side.
#[test]
fn spells_of_disturbance() {
    check(10, |chance, count| {
        let spell = chance.autoregressive(count, 0.8);
        let mut side = || -> Vec<f64> {
            let met = |chance: &mut Chance, spell: f64| spell > 1.0 && chance.uniform() < 0.5;
            spell
                .iter()
                .map(|spell| (0.02 * chance.normal()).exp() * if met(chance, *spell) { 2.0 } else { 1.0 })
                .collect()
        };
        (side(), side())
    });
}

/// Whatever the true ratio is, for both sides have noise of the same shape.
#[test]
fn a_true_speedup_is_bounded_as_well_as_none() {
    let mut chance = Chance::new(6);
    let truth = 2_f64.ln();
    let wrong = wrong(&Looks::standard(), SERIES, truth, |count| {
        let times =
            |scale: f64, chance: &mut Chance| each(count, || scale * (1.0 + 0.1 * chance.exponential()));
        log_ratios(&times(2.0, &mut chance), &times(1.0, &mut chance))
    });
    assert!(wrong.lower <= 0.01 && wrong.upper <= 0.01, "{wrong:?}");
}

/// The assumption, stated: where only one side is disturbed, the rounds are not symmetric around the ratio of the
/// undisturbed speeds. What is bounded then is the ratio with its disturbances.
#[test]
fn noise_of_one_side_alone_belongs_to_what_is_bounded() {
    let mut chance = Chance::new(8);
    let wrong = wrong(&Looks::standard(), 1_000, 0.0, |count| {
        let over = each(count, || 1.0 + 0.1 * chance.exponential());
        log_ratios(&over, &vec![1.0; count])
    });
    assert!(wrong.lower > 0.99 && wrong.upper == 0.0, "{wrong:?}");
}
