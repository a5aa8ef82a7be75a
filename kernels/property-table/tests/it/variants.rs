//! The plan's shortcuts do what they say: how often they hit, and how far they are off.

use std::sync::OnceLock;

use property_table::{
    Ascending, Axis, ExactCache, Hinted, QuantisedCache, Snap, SnapRule, Surface, Tally, Trace,
};

use crate::{exact, plain, table};

/// The plan's grid where hydrogen's plant is: steps of 0.497 % and 0.464 K.
fn plans_grid() -> Surface<Ascending, Ascending, 4> {
    static GRID: OnceLock<Surface<Ascending, Ascending, 4>> = OnceLock::new();
    let build = || {
        let step = (1200.0 - 273.0) / 1999.0;
        plain(
            Ascending::logarithmic(5e3, 1e8, 2000).unwrap(),
            Ascending::even(273.0, 273.0 + 325.0 * step, 326).unwrap(),
        )
    };
    GRID.get_or_init(build).clone()
}

#[test]
fn snapping_costs_what_the_plan_says() {
    let queries = Trace::Uniform.queries(1, 100_000);
    let mut surface = plans_grid();
    for (rule, largest, mean) in [(SnapRule::Up, 4.9e-3, 1.7e-3), (SnapRule::Nearest, 3.2e-3, 0.0)] {
        let snap = Snap::new(surface, rule);
        let (mut worst, mut sum) = (0.0_f64, 0.0);
        for (p, t) in queries.pairs() {
            let error = snap.get(p, t).unwrap()[0] / exact(p, t).rho - 1.0;
            worst = worst.max(error.abs());
            sum += error;
        }
        let bias = sum / queries.p.len() as f64;
        assert!((worst - largest).abs() < 1e-4, "{rule:?} is off by {worst:e}");
        assert!((bias - mean).abs() < 1e-4, "{rule:?} is biased by {bias:e}");
        surface = snap.surface().clone();
    }
}

#[test]
fn a_node_that_is_far_is_not_snapped_to() {
    // A grid of 3.5 % and 10 K: near a node its values, between nodes a line.
    let surface =
        plain(Ascending::logarithmic(1e5, 1e8, 200).unwrap(), Ascending::even(273.15, 423.15, 16).unwrap());
    let snap = Snap::new(surface.clone(), SnapRule::Nearest);
    let (p, t) = (surface.rows().node(100), surface.columns().node(7));
    assert_eq!(snap.get(1.009 * p, t + 1.9).unwrap(), surface.node(100, 7));
    assert_eq!(snap.get(p / 1.009, t - 1.9).unwrap(), surface.node(100, 7));
    for (p, t) in [(1.011 * p, t), (p, t + 2.1)] {
        assert_eq!(snap.get(p, t).unwrap(), surface.get(p, t).unwrap());
    }
    let up = Snap::new(surface.clone(), SnapRule::Up);
    assert_eq!(up.get(p, t).unwrap(), surface.node(100, 7));
    assert_eq!(up.get(p * 0.995, t - 1.0).unwrap(), surface.node(100, 7));
    assert_eq!(up.get(p * 1.005, t).unwrap(), surface.get(p * 1.005, t).unwrap());
}

fn tally_of(trace: Trace, count: usize, mut ask: impl FnMut(f64, f64)) {
    trace.queries(1, count).pairs().for_each(|(p, t)| ask(p, t));
}

#[test]
fn an_exact_cache_answers_right_and_hits_nothing_but_a_loop() {
    let mut rates = Vec::new();
    for trace in [Trace::Loop, Trace::Walk, Trace::Uniform] {
        let mut cache = ExactCache::new(table(), ExactCache::<&property_table::OctaveTable>::ENTRIES);
        tally_of(trace, 50_000, |p, t| assert_eq!(cache.get(p, t).unwrap(), table().get(p, t).unwrap()));
        let Tally { lookups, hits } = cache.tally();
        assert_eq!(lookups, 50_000);
        rates.push(hits);
        assert!(cache.kept() <= 10_000);
    }
    assert_eq!(rates, [49_997, 0, 0]);
}

#[test]
fn what_is_evicted_is_computed_again() {
    let mut cache = ExactCache::new(table(), 2);
    for (p, hits) in [(1e6, 0), (2e6, 0), (1e6, 1), (3e6, 1), (1e6, 1), (3e6, 2), (2e6, 2)] {
        cache.get(p, 300.0).unwrap();
        assert_eq!((cache.tally().hits, cache.kept() <= 2), (hits, true), "{p} Pa");
    }
    assert!((cache.tally().hit_rate() - 2.0 / 7.0).abs() < 1e-15);
    assert_eq!(Tally::default().hit_rate(), 0.0);
}

#[test]
fn a_quantised_cache_hits_on_a_walk_and_is_off_by_a_bin() {
    let mut cache = QuantisedCache::new(table(), 10_000);
    let mut worst = 0.0_f64;
    tally_of(Trace::Walk, 100_000, |p, t| {
        let got = cache.get(p, t).unwrap();
        worst = worst.max((got.rho / exact(p, t).rho - 1.0).abs());
    });
    let rate = cache.tally().hit_rate();
    assert!(rate > 0.5, "hit rate {rate}");
    // A bin is 1e-3 of the pressure and 0.1 K wide, which is 3e-4 of the temperature.
    assert!(worst > 1e-3 && worst < 1.4e-3, "{worst:e}");
    // Who came first answers for all.
    let mut cache = QuantisedCache::new(table(), 10);
    let first = cache.get(1e6, 300.01).unwrap();
    assert_eq!(cache.get(1.0001e6, 300.02).unwrap(), first);
    assert_ne!(cache.get(1.002e6, 300.02).unwrap(), first);
}

#[test]
fn a_hint_changes_no_bit_and_finds_most_of_a_walk() {
    let grid = plans_grid();
    for (trace, least, most) in
        [(Trace::Walk, 0.6, 0.99), (Trace::Loop, 0.0, 0.0), (Trace::Uniform, 0.0, 1e-3)]
    {
        let mut hinted = Hinted::new(&grid);
        tally_of(trace, 50_000, |p, t| {
            assert_eq!(hinted.get(p, t).unwrap(), grid.get(p, t).unwrap(), "{p} Pa, {t} K");
        });
        let rate = hinted.tally().hit_rate();
        assert!((least..=most).contains(&rate), "{trace:?}: {rate}");
    }
}
