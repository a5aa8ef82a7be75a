//! What must hold of every series of rounds, whatever the noise.

use proptest::prelude::*;
use stats::{
    Decision, Interval, Target, decide, lag1_autocorrelation, log_ratios, mad, median, paired, quantile,
    scaling_exponent,
};

use crate::chance::seeded;

/// Seconds, many of them equal, as a coarse clock gives them.
fn time() -> impl Strategy<Value = f64> {
    prop_oneof![3 => 1e-6_f64..1e3, 1 => (1_u32..5).prop_map(|ticks| f64::from(ticks) * 1e-3)]
}

fn pairs() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    prop::collection::vec((time(), time()), 1..45).prop_map(|pairs| pairs.into_iter().unzip())
}

fn error() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.001), Just(0.003), Just(0.006), 1e-5_f64..0.5]
}

/// The numbers of an interval, to be compared with those of another.
fn numbers(interval: Interval) -> [f64; 3] {
    [interval.estimate, interval.lower, interval.upper]
}

fn alike(a: Interval, b: Interval) -> bool {
    numbers(a).iter().zip(numbers(b)).all(|(a, b)| *a == b || (a - b).abs() < 1e-9)
}

fn estimated(over: &[f64], of: &[f64], alpha: f64) -> Interval {
    paired(&log_ratios(over, of), alpha).unwrap()
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn another_unit_of_time_changes_no_ratio((over, of) in pairs(), unit in 1e-6_f64..1e6, alpha in error()) {
        let scaled = |times: &[f64]| times.iter().map(|time| time * unit).collect::<Vec<_>>();
        prop_assert!(alike(estimated(&over, &of, alpha), estimated(&scaled(&over), &scaled(&of), alpha)));
    }

    #[test]
    fn twice_the_time_is_twice_the_ratio((over, of) in pairs(), times in 0.01_f64..100.0, alpha in error()) {
        let slower: Vec<f64> = over.iter().map(|time| time * times).collect();
        let Interval { estimate, lower, upper } = estimated(&over, &of, alpha);
        let by = times.ln();
        let moved = Interval { estimate: estimate + by, lower: lower + by, upper: upper + by };
        prop_assert!(alike(moved, estimated(&slower, &of, alpha)));
    }

    #[test]
    fn the_other_way_round_is_one_over_it((over, of) in pairs(), alpha in error()) {
        let Interval { estimate, lower, upper } = estimated(&over, &of, alpha);
        let turned = Interval { estimate: -estimate, lower: -upper, upper: -lower };
        prop_assert!(alike(turned, estimated(&of, &over, alpha)));
    }

    #[test]
    fn the_order_of_rounds_does_not_matter(
        (rounds, shuffled) in pairs().prop_flat_map(|(over, of)| {
            let rounds: Vec<_> = over.into_iter().zip(of).collect();
            (Just(rounds.clone()), Just(rounds).prop_shuffle())
        }),
        alpha in error(),
    ) {
        let of_all = |rounds: &[(f64, f64)]| {
            let (over, of): (Vec<_>, Vec<_>) = rounds.iter().copied().unzip();
            estimated(&over, &of, alpha)
        };
        prop_assert_eq!(of_all(&rounds), of_all(&shuffled));
    }

    #[test]
    fn the_estimate_lies_between_its_bounds_and_they_among_the_rounds((over, of) in pairs(), alpha in error()) {
        let rounds = log_ratios(&over, &of);
        let Interval { estimate, lower, upper } = paired(&rounds, alpha).unwrap();
        prop_assert!(lower <= estimate && estimate <= upper);
        let (least, most) = (quantile(&rounds, 0.0), quantile(&rounds, 1.0));
        prop_assert!(least <= estimate && estimate <= most);
        prop_assert!(lower == f64::NEG_INFINITY && upper == f64::INFINITY || least <= lower && upper <= most);
    }

    #[test]
    fn who_must_be_surer_says_less((over, of) in pairs(), a in error(), b in error()) {
        let wide = estimated(&over, &of, a.min(b));
        let narrow = estimated(&over, &of, a.max(b));
        prop_assert!(wide.lower <= narrow.lower && narrow.upper <= wide.upper);
        prop_assert_eq!(wide.estimate, narrow.estimate);
    }

    #[test]
    fn a_harder_target_never_turns_refuted_into_confirmed(
        (over, of) in pairs(), alpha in error(), a in 0.01_f64..100.0, b in 0.01_f64..100.0,
    ) {
        let interval = estimated(&over, &of, alpha).exp();
        let rank = |decision| match decision {
            Decision::Short => 0,
            Decision::Undecided => 1,
            Decision::Beyond => 2,
        };
        let (low, high) = (a.min(b), a.max(b));
        prop_assert!(
            rank(decide(interval, Target::AtLeast(high))) <= rank(decide(interval, Target::AtLeast(low)))
        );
        prop_assert!(rank(decide(interval, Target::AtMost(low))) <= rank(decide(interval, Target::AtMost(high))));
        let inner = Target::Between(low, high);
        let outer = Target::Between(low / 2.0, high * 2.0);
        prop_assert!(rank(decide(interval, inner)) <= rank(decide(interval, outer)));
    }

    #[test]
    fn between_is_both_of_its_ends((over, of) in pairs(), alpha in error(), a in 0.01_f64..100.0, b in 0.01_f64..100.0) {
        let interval = estimated(&over, &of, alpha).exp();
        let (low, high) = (a.min(b), a.max(b));
        let ends = (decide(interval, Target::AtLeast(low)), decide(interval, Target::AtMost(high)));
        let both = match ends {
            (Decision::Beyond, Decision::Beyond) => Decision::Beyond,
            (Decision::Short, _) | (_, Decision::Short) => Decision::Short,
            _ => Decision::Undecided,
        };
        prop_assert_eq!(decide(interval, Target::Between(low, high)), both);
    }

    #[test]
    fn a_wild_round_moves_the_estimate_no_further_than_the_others_reach(
        mut rounds in prop::collection::vec(-0.1_f64..0.1, 10..40), wild in prop_oneof![-1e6..-1.0, 1.0..1e6],
    ) {
        rounds.push(wild);
        prop_assert!(paired(&rounds, 0.001).unwrap().estimate.abs() <= 0.1);
    }

    #[test]
    fn summaries_move_and_stretch_with_their_values(
        values in prop::collection::vec(-100.0_f64..100.0, 1..40), by in -50.0_f64..50.0, times in 0.1_f64..10.0,
    ) {
        let moved: Vec<f64> = values.iter().map(|value| by + times * value).collect();
        prop_assert!((median(&moved) - (by + times * median(&values))).abs() < 1e-9);
        prop_assert!((mad(&moved) - times * mad(&values)).abs() < 1e-9);
    }

    #[test]
    fn quantiles_never_fall(
        values in prop::collection::vec(-100.0_f64..100.0, 1..40), a in 0.0_f64..1.0, b in 0.0_f64..1.0,
    ) {
        prop_assert!(quantile(&values, a.min(b)) <= quantile(&values, a.max(b)) + 1e-12);
    }

    #[test]
    fn lag_1_is_a_correlation(values in prop::collection::vec(time(), 0..60)) {
        let lag1 = lag1_autocorrelation(&values);
        let varies = values.iter().any(|value| *value != values[0]);
        prop_assert!(if varies { (-1.0..=1.0).contains(&lag1) } else { lag1.is_nan() }, "{lag1}");
    }

    #[test]
    fn a_power_law_has_its_power(slope in -3.0_f64..3.0, factor in 0.01_f64..100.0) {
        let sizes: Vec<f64> = (1..8).map(|size| f64::from(size * size)).collect();
        let values: Vec<f64> = sizes.iter().map(|size| factor * size.powf(slope)).collect();
        let fit = scaling_exponent(&sizes, &values).unwrap();
        prop_assert!((fit.slope - slope).abs() < 1e-9 && (fit.intercept - factor.ln()).abs() < 1e-9);
    }
}
