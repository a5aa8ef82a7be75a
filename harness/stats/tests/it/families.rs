//! Many series at once: Holm's rule over looks of unlike errors, and the test that feeds it.

use proptest::prelude::*;
use stats::{Looks, exceeds, holm, paired};

use crate::{
    chance::{Chance, seeded},
    goldens::{GOLDENS, check},
};

/// Four p values in the textbook way, at an error of 0.05: 0.005 and 0.01 are rejected, 0.03 and 0.04 are not.
#[test]
fn the_rule_steps_down_until_one_is_not_rejected() {
    let at = |alpha: f64| holm(&[0.01 / alpha, 0.04 / alpha, 0.03 / alpha, 0.005 / alpha]);
    assert_eq!(at(0.05), [true, false, false, true]);
    assert_eq!(at(0.5), [true; 4]);
    assert_eq!(at(0.01), [false; 4]);
    assert_eq!(holm(&[0.06 / 0.05, 0.02 / 0.05]), [false, true]);
}

#[test]
fn a_member_that_is_no_number_is_a_member_and_never_rejected() {
    assert_eq!(holm(&[f64::NAN, 0.6]), [false, false], "0.6 is more than a half");
    assert_eq!(holm(&[f64::NAN, 0.5]), [false, true]);
    assert!(holm(&[]).is_empty());
}

#[test]
fn the_probability_is_scipys() {
    for row in &GOLDENS.exceeds {
        let p = exceeds(&row.values, row.threshold);
        let about = format!("{} rounds", row.values.len());
        if row.values.len() <= 25 {
            check(p, row.p, &about);
        } else {
            assert!((p / row.p - 1.0).abs() < 2e-7, "{about}: {p} {}", row.p);
        }
    }
}

#[test]
fn what_lies_on_the_threshold_counts_against_it() {
    assert_eq!(exceeds(&[0.05; 10], 0.05), 1.0);
    assert_eq!(exceeds(&[0.06; 10], 0.05), 2_f64.powi(-10));
    // The pairs whose middle is on the threshold do not count: 3 of 6 averages, and 5 of 8 patterns have that many.
    assert_eq!(exceeds(&[0.0, 0.1, 0.1], 0.05), 0.625);
}

#[test]
fn nothing_is_no_evidence() {
    for values in [&[][..], &[f64::NAN, 1.0], &[f64::INFINITY]] {
        assert_eq!(exceeds(values, 0.0), 1.0, "{values:?}");
    }
    assert_eq!(exceeds(&[1.0; 10], f64::NAN), 1.0);
}

/// Twenty series without any difference, judged at every look as a gate does it: early only below error / 20, at the end
/// by Holm. The union bound allows one family in 100.
#[test]
fn a_family_of_identical_series_is_red_at_most_once_in_a_hundred() {
    const FAMILIES: u32 = 3_000;
    let mut chance = Chance::new(41);
    let looks = Looks::standard();
    let mut red = 0;
    for _ in 0..FAMILIES {
        let evidence: Vec<f64> = (0..20)
            .map(|_| {
                let rounds = chance.normals(40);
                let at = |look: u32| exceeds(&rounds[..look as usize], 0.0) / looks.alpha_at(look);
                let early = [10, 20].into_iter().map(at).find(|ratio| *ratio <= 1.0 / 20.0);
                early.unwrap_or_else(|| at(40))
            })
            .collect();
        red += u32::from(holm(&evidence).contains(&true));
    }
    // 0.01 and two standard errors.
    assert!(red > 0 && f64::from(red) / f64::from(FAMILIES) <= 0.0136, "{red} of {FAMILIES}");
}

fn rounds() -> impl Strategy<Value = Vec<f64>> {
    let tick = (-4_i32..5).prop_map(|ticks| f64::from(ticks) * 0.125);
    prop_oneof![prop::collection::vec(-0.1_f64..0.15, 1..60), prop::collection::vec(tick, 1..60)]
}

proptest! {
    #![proptest_config(seeded())]

    /// Also with ties: the two are counted off the same averages.
    #[test]
    fn the_lower_bound_is_above_a_threshold_exactly_when_the_probability_is_small(
        values in rounds(), ticks in -4_i32..5, alpha in prop_oneof![Just(0.001), Just(0.006), 1e-4_f64..0.5],
    ) {
        let threshold = f64::from(ticks) * 0.0625;
        let p = exceeds(&values, threshold);
        // Beyond 25 rounds the quantile and the tail are approximated apart from each other.
        prop_assume!((p / alpha - 1.0).abs() > 3e-7);
        let lower = paired(&values, alpha).unwrap().lower;
        prop_assert_eq!(lower > threshold, p <= alpha, "{} {}", lower, p);
    }

    #[test]
    fn more_evidence_never_takes_a_rejection_back(
        mut ratios in prop::collection::vec(0.0_f64..2.0, 1..30), member in 0_usize..30, less in 0.0_f64..1.0,
    ) {
        let member = member % ratios.len();
        let before = holm(&ratios);
        ratios[member] *= less;
        let after = holm(&ratios);
        prop_assert!(before.iter().zip(&after).all(|(before, after)| !before || *after));
    }

    #[test]
    fn the_order_of_a_family_is_no_matter(ratios in prop::collection::vec(0.0_f64..2.0, 0..30)) {
        let mut turned: Vec<f64> = ratios.clone();
        turned.reverse();
        let mut rejected = holm(&turned);
        rejected.reverse();
        prop_assert_eq!(holm(&ratios), rejected);
    }
}
