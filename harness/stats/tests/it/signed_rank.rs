//! The null distribution, held against scipy's and against every pattern of signs.

use stats::{critical_rank, rounds_needed, upper_tail};

use crate::goldens::{GOLDENS, check};

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
        assert!((ours - row.normal).abs() < 2e-7, "n {} w {}: {ours} {}", row.n, row.w, row.normal);
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
        assert!(ours <= row.rank, "n {} alpha {}: {ours} over {}", row.n, row.alpha, row.rank);
        if row.alpha >= 0.003 {
            let share = ours as f64 / row.rank as f64;
            assert!(share > 0.95, "n {} alpha {}: {ours} far under {}", row.n, row.alpha, row.rank);
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
