//! From interval and target to decision, case by case; a bound that touches the target has reached it.

use stats::{
    Decision::{Beyond, Short, Undecided},
    Interval,
    Target::{AtLeast, AtMost, Between},
    decide,
};

#[test]
fn a_bound_that_touches_the_target_has_reached_it() {
    for (lower, upper, target, expected) in [
        (2.0, 3.0, AtLeast(2.0), Beyond),
        (1.9, 3.0, AtLeast(2.0), Undecided),
        (1.0, 2.0, AtLeast(2.0), Undecided),
        (1.0, 1.9, AtLeast(2.0), Short),
        (1.0, 2.0, AtMost(2.0), Beyond),
        (1.0, 2.1, AtMost(2.0), Undecided),
        (2.0, 3.0, AtMost(2.0), Undecided),
        (2.1, 3.0, AtMost(2.0), Short),
        (1.0, 2.0, Between(1.0, 2.0), Beyond),
        (0.9, 2.0, Between(1.0, 2.0), Undecided),
        (1.0, 2.1, Between(1.0, 2.0), Undecided),
        (0.5, 1.0, Between(1.0, 2.0), Undecided),
        (2.0, 2.5, Between(1.0, 2.0), Undecided),
        (0.5, 0.9, Between(1.0, 2.0), Short),
        (2.1, 2.5, Between(1.0, 2.0), Short),
    ] {
        let interval = Interval { estimate: f64::midpoint(lower, upper), lower, upper };
        assert_eq!(decide(interval, target), expected, "{lower} to {upper}, {target:?}");
    }
}

/// The estimate persuades nobody: only bounds decide.
#[test]
fn an_estimate_beyond_the_target_is_not_enough() {
    let far = Interval { estimate: 9.0, lower: 0.9, upper: 99.0 };
    assert_eq!(decide(far, AtLeast(1.0)), Undecided);
    let half = Interval { estimate: 9.0, lower: f64::NEG_INFINITY, upper: 9.5 };
    assert_eq!(decide(half, AtLeast(1.0)), Undecided);
    assert_eq!(decide(half, AtMost(9.5)), Beyond);
}

#[test]
fn a_number_that_is_known_exactly_is_always_decided() {
    assert_eq!(decide(Interval::point(2.0), AtLeast(2.0)), Beyond);
    assert_eq!(decide(Interval::point(2.0), AtMost(2.0)), Beyond);
    assert_eq!(decide(Interval::point(2.0), AtLeast(2.1)), Short);
}
