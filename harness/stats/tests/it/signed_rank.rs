//! The null distribution, held against scipy's and against every pattern of signs.

use proptest::prelude::*;
use stats::{critical_rank, rounds_needed, upper_tail};

use crate::{
    chance::seeded,
    goldens::{GOLDENS, check},
};

#[test]
fn tails_are_exact_up_to_25_rounds() {
    for row in &GOLDENS.upper_tails {
        check(upper_tail(row.n, row.w), row.p, &format!("n {} w {}", row.n, row.w));
    }
}

#[test]
fn tails_of_few_rounds_are_those_of_every_pattern_of_signs() {
    for n in 0..=12_usize {
        let sums: Vec<usize> =
            (0..1_u32 << n).map(|signs| (1..=n).filter(|rank| signs >> (rank - 1) & 1 == 1).sum()).collect();
        for w in 0..=n * (n + 1) / 2 + 1 {
            let share = sums.iter().filter(|sum| **sum >= w).count() as f64 / sums.len() as f64;
            assert_eq!(upper_tail(n, w as f64), share, "n {n} w {w}");
        }
    }
}

#[test]
fn tails_of_many_rounds_are_the_normal_ones_and_off_by_less_than_four_thousandths() {
    for row in &GOLDENS.approximated_tails {
        let ours = upper_tail(row.n, row.w);
        assert!((ours / row.normal - 1.0).abs() < 2e-7, "n {} w {}: {ours} {}", row.n, row.w, row.normal);
        assert!((ours - row.exact).abs() < 4e-3, "n {} w {}: {ours} {}", row.n, row.w, row.exact);
    }
}

#[test]
fn ranks_are_exact_up_to_25_rounds() {
    for row in &GOLDENS.critical_ranks {
        assert_eq!(critical_rank(row.n, row.alpha), row.rank, "n {} alpha {}", row.n, row.alpha);
    }
}

/// The tails of the statistic are lighter than normal ones, so at the errors of the looks the approximation is careful.
/// At errors of 0.05 and more it would not be, which no look spends.
#[test]
fn ranks_of_many_rounds_never_promise_more_than_the_exact_ones() {
    for row in &GOLDENS.critical_ranks_beyond {
        let ours = critical_rank(row.n, row.alpha);
        assert_eq!(ours, row.normal, "n {} alpha {}", row.n, row.alpha);
        assert!(ours <= row.exact, "n {} alpha {}: {ours} over {}", row.n, row.alpha, row.exact);
        if row.alpha >= 0.003 {
            let share = ours as f64 / row.exact as f64;
            assert!(share > 0.95, "n {} alpha {}: {ours} far under {}", row.n, row.alpha, row.exact);
        }
    }
}

#[test]
fn a_bound_needs_all_rounds_to_agree() {
    for row in &GOLDENS.rounds_needed {
        assert_eq!(rounds_needed(row.alpha), row.rounds, "alpha {}", row.alpha);
        assert_eq!(critical_rank(row.rounds - 1, row.alpha), 0, "alpha {}", row.alpha);
    }
    assert_eq!(rounds_needed(0.001), 10, "the first look is the earliest that can decide");
}

/// The largest value of the statistic.
fn most(n: usize) -> f64 {
    (n * (n + 1) / 2) as f64
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn a_tail_is_a_probability_and_falls(n in 0_usize..120, a in -10.0_f64..8000.0, b in -10.0_f64..8000.0) {
        let (heavy, light) = (upper_tail(n, a.min(b)), upper_tail(n, a.max(b)));
        prop_assert!((0.0..=1.0).contains(&light) && light <= heavy && heavy <= 1.0, "{heavy} {light}");
    }

    #[test]
    fn between_whole_numbers_the_tail_is_that_of_the_next(n in 0_usize..120, w in -10_i32..8000, part in 0.01_f64..1.0) {
        let next = f64::from(w);
        prop_assert_eq!(upper_tail(n, next - 1.0 + part), upper_tail(n, next));
    }

    /// W+ and W- are distributed alike, and add up to the largest value.
    #[test]
    fn both_tails_are_alike(n in 1_usize..120, share in 0.0_f64..1.0) {
        let w = (share * most(n)).round();
        let both = upper_tail(n, w) + upper_tail(n, most(n) - w + 1.0);
        prop_assert!((both - 1.0).abs() < 3e-7, "{both}");
    }

    /// One rank further in, the bound would be wrong more often than allowed.
    #[test]
    fn a_rank_is_the_last_one_that_keeps_its_error(n in 1_usize..120, alpha in 1e-6_f64..0.5) {
        let rank = critical_rank(n, alpha) as f64;
        let wrong = |rank: f64| upper_tail(n, most(n) - rank + 1.0);
        // Between the two approximations, of the quantile and of the tail, lies up to 1.2e-7 of the tail.
        prop_assert!(rank == 0.0 || wrong(rank) <= alpha * (1.0 + 3e-7), "rank {rank}: {}", wrong(rank));
        prop_assert!(wrong(rank + 1.0) > alpha * (1.0 - 3e-7), "rank {rank}: {}", wrong(rank + 1.0));
    }

    #[test]
    fn more_rounds_and_larger_errors_never_lower_a_rank(
        n in 1_usize..120, more in 0_usize..20, a in 1e-6_f64..0.5, b in 1e-6_f64..0.5,
    ) {
        prop_assert!(critical_rank(n, a.min(b)) <= critical_rank(n, a.max(b)));
        prop_assert!(critical_rank(n, a) <= critical_rank(n + more, a), "{n} and {more} more");
    }
}
