//! The smallest detectable effect, held against what is then really detected.

use stats::{Interval, minimum_detectable, paired};

use crate::{chance::Chance, goldens::GOLDENS};

#[test]
fn it_is_the_longer_half_of_the_interval_and_what_the_estimate_may_err() {
    for row in &GOLDENS.detectable {
        let interval = Interval { estimate: 0.1, lower: 0.08, upper: 0.13 };
        let ratio = minimum_detectable(interval, row.alpha).unwrap();
        assert!((ratio.ln() - 0.03 * row.halves).abs() < 1e-9, "{}: {ratio}", row.alpha);
    }
}

/// The share of fresh rounds, moved by what the first rounds called detectable, that decide at the same error.
fn detected(n: usize, alpha: f64, noise: fn(&mut Chance) -> f64) -> f64 {
    const SERIES: u32 = 2_000;
    let mut chance = Chance::new(21);
    let mut decided = 0;
    for _ in 0..SERIES {
        let first: Vec<f64> = (0..n).map(|_| noise(&mut chance)).collect();
        let moved = minimum_detectable(paired(&first, alpha).unwrap(), alpha).unwrap().ln();
        let next: Vec<f64> = (0..n).map(|_| moved + noise(&mut chance)).collect();
        decided += u32::from(paired(&next, alpha).unwrap().lower > 0.0);
    }
    f64::from(decided) / f64::from(SERIES)
}

#[test]
fn what_is_called_detectable_is_detected_about_8_times_out_of_10() {
    for (n, alpha) in [(10, 0.001), (20, 0.003), (40, 0.006)] {
        for (name, noise, least, most) in [
            ("normal", Chance::normal as fn(&mut Chance) -> f64, 0.73, 0.87),
            ("Laplace", Chance::laplace, 0.73, 0.87),
            ("without a variance", Chance::heavy, 0.73, 0.87),
            ("uniform", |chance| chance.uniform() - 0.5, 0.78, 0.95),
        ] {
            let share = detected(n, alpha, noise);
            assert!((least..=most).contains(&share), "{name}, {n} rounds: {share}");
        }
    }
}

#[test]
fn more_rounds_detect_less() {
    let ratio = |n: usize, alpha: f64| {
        let values = Chance::new(22).normals(n);
        minimum_detectable(paired(&values, alpha).unwrap(), alpha).unwrap()
    };
    assert!(ratio(10, 0.001) > ratio(20, 0.003) && ratio(20, 0.003) > ratio(40, 0.006));
}
