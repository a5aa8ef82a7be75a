//! A certificate takes what is optimal, and nothing else.

use linear_program::{Certificate, Fault, LinearProgram, TOLERANCE};

use crate::programs::{INFINITY, program, small};

const X: [f64; 2] = [2.0, 6.0];
const Y: [f64; 3] = [0.0, -1.5, -1.0];

/// Judges, and holds both ways of asking against each other.
fn refusal(program: &LinearProgram, x: &[f64], y: &[f64]) -> Option<String> {
    let certificate = Certificate::of(program, x, y).unwrap();
    let refusal = certificate.refusal(TOLERANCE);
    assert_eq!(certificate.holds(TOLERANCE), refusal.is_none(), "{refusal:?}");
    refusal
}

#[test]
fn the_small_program_is_solved() {
    let certificate = Certificate::of(&small(), &X, &Y).unwrap();
    assert!(certificate.holds(0.0), "{certificate:?}");
    assert_eq!((certificate.objective, certificate.bound), (-36.0, -36.0));
}

#[test]
fn a_price_off_by_a_fiftieth_is_refused() {
    for (row, factor) in [(1, 1.02), (1, 0.98), (2, 1.02), (2, 0.98)] {
        let mut y = Y;
        y[row] *= factor;
        let refusal = refusal(&small(), &X, &y).unwrap();
        assert!(refusal.contains("gap"), "{refusal}");
    }
}

#[test]
fn a_flow_off_by_a_fiftieth_is_refused() {
    for (column, factor, reason) in [
        (0, 1.02, "row 2 is 18.12 and must be at most 18.0: primal residual"),
        (1, 1.02, "row 1 is 12.24 and must be at most 12.0: primal residual"),
        (0, 0.98, "the objective is -35.88 and its bound -36.0: gap"),
        (1, 0.98, "the objective is -35.4 and its bound -36.0: gap"),
    ] {
        let mut x = X;
        x[column] *= factor;
        let refusal = refusal(&small(), &x, &Y).unwrap();
        assert!(refusal.contains(reason), "{refusal}");
    }
}

#[test]
fn what_is_no_number_is_refused_wherever_it_stands() {
    for value in [f64::NAN, INFINITY, -INFINITY] {
        for place in 0..2 {
            let mut x = X;
            x[place] = value;
            let refusal = refusal(&small(), &x, &Y).unwrap();
            assert!(
                refusal.starts_with(&format!("column {place} is {value:?}, which is no finite number")),
                "{refusal}"
            );
        }
        for place in 0..3 {
            let mut y = Y;
            y[place] = value;
            let refusal = refusal(&small(), &X, &y).unwrap();
            assert!(
                refusal.contains("is no finite number") || refusal.contains("no lower bound"),
                "{refusal}"
            );
        }
    }
    // Also where the column counts for nothing, and an infinite value breaks no bound.
    let idle = program(&[], &[(0.0, (0.0, INFINITY), &[])]);
    assert_eq!(refusal(&idle, &[5.0], &[]), None);
    assert!(refusal(&idle, &[INFINITY], &[]).is_some());
    assert!(refusal(&idle, &[f64::NAN], &[]).is_some());
}

#[test]
fn a_tolerance_that_is_no_number_is_met_by_nothing() {
    let certificate = Certificate::of(&small(), &X, &Y).unwrap();
    assert!(!certificate.holds(f64::NAN) && certificate.refusal(f64::NAN).is_some());
    assert!(!certificate.holds(-1.0) && certificate.refusal(-1.0).is_some());
}

#[test]
fn a_missing_entry_is_a_fault() {
    let missing = Certificate::of(&small(), &X[..1], &Y);
    assert_eq!(missing, Err(Fault::Lengths { what: "x", want: 2, got: 1 }));
    let missing = Certificate::of(&small(), &X, &Y[..2]);
    assert_eq!(missing, Err(Fault::Lengths { what: "y", want: 3, got: 2 }));
    assert!(Certificate::of(&small(), &[2.0, 6.0, 0.0], &Y).is_err());
}

#[test]
fn swapped_pairs_are_refused() {
    assert!(refusal(&small(), &[6.0, 2.0], &Y).is_some());
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let mut y = Y;
        y.swap(a, b);
        assert!(refusal(&small(), &X, &y).is_some());
    }
}

#[test]
fn another_vertex_with_its_own_prices_is_refused() {
    let refusal = refusal(&small(), &[4.0, 3.0], &[4.5, 0.0, -2.5]).unwrap();
    assert!(
        refusal.starts_with("the price of row 0 is 4.5, and there is no lower bound to hold it"),
        "{refusal}"
    );
}

/// min c·x with x in `bounds` and nothing else: the reduced cost is `c`, whose sign chooses a bound.
fn alone(cost: f64, bounds: (f64, f64), x: f64) -> Option<String> {
    refusal(&program(&[], &[(cost, bounds, &[])]), &[x], &[])
}

/// The same with `x` free and a row of the same bounds.
fn in_a_row(cost: f64, bounds: (f64, f64), x: f64) -> Option<String> {
    let row = program(&[bounds], &[(cost, (-INFINITY, INFINITY), &[(0, 1.0)])]);
    refusal(&row, &[x], &[cost])
}

#[test]
fn every_combination_of_bounds_is_judged() {
    for judge in [alone, in_a_row] {
        for (lower, upper) in
            [(-2.0, 3.0), (-2.0, INFINITY), (-INFINITY, 3.0), (-INFINITY, INFINITY), (3.0, 3.0)]
        {
            let bounds = (lower, upper);
            for (cost, end) in [(1.0, lower), (-1.0, upper)] {
                if end.is_finite() {
                    assert_eq!(judge(cost, bounds, end), None, "{cost} in {bounds:?}");
                } else {
                    // Unbounded: nothing is optimal.
                    let refused = judge(cost, bounds, 0.0).unwrap();
                    assert!(refused.contains("to hold it"), "{refused}");
                }
                if lower < upper {
                    assert!(judge(cost, bounds, 1.0).is_some(), "{cost} in the middle of {bounds:?}");
                }
            }
            let inside = if lower == upper { lower } else { 1.0 };
            assert_eq!(judge(0.0, bounds, inside), None, "without a cost all of {bounds:?} is optimal");
            if lower.is_finite() {
                assert!(judge(0.0, bounds, lower - 1e-3).unwrap().contains("must be at least"));
            }
            if upper.is_finite() {
                assert!(judge(0.0, bounds, upper + 1e-3).unwrap().contains("must be at most"));
            }
        }
    }
}

#[test]
fn an_equality_takes_prices_of_either_sign() {
    for cost in [2.0, -2.0] {
        let equal = program(&[(6.0, 6.0)], &[(cost, (-INFINITY, INFINITY), &[(0, 3.0)])]);
        assert_eq!(refusal(&equal, &[2.0], &[cost / 3.0]), None);
        assert!(refusal(&equal, &[2.0], &[-cost / 3.0]).is_some());
    }
}

#[test]
fn a_row_without_bounds_has_no_price() {
    let free = program(&[(-INFINITY, INFINITY)], &[(1.0, (0.0, 1.0), &[(0, 1.0)])]);
    assert_eq!(refusal(&free, &[0.0], &[0.0]), None);
    assert!(refusal(&free, &[0.0], &[0.5]).unwrap().contains("the price of row 0"));
}

#[test]
fn the_worst_place_is_named() {
    let x = [7.0, 60.0];
    let refusal = refusal(&small(), &x, &Y).unwrap();
    assert!(refusal.starts_with("row 1 is 120.0 and must be at most 12.0"), "{refusal}");
}

#[test]
fn an_offset_hides_no_gap() {
    let far = LinearProgram { offset: 1e12, ..small() };
    assert_eq!(refusal(&far, &X, &Y), None);
    assert!(refusal(&far, &[1.9, 6.0], &Y).is_some(), "0.3 of 1e12 is still 0.3 of 36");
    assert_eq!(Certificate::of(&far, &X, &Y).unwrap().objective, 1e12 - 36.0);
}

#[test]
fn one_large_penalty_excuses_no_wrong_sign_elsewhere() {
    // One tonne from either source, both below their limits, or unmet at 10,000. The dearer source is in the basis: the
    // objective is too high by the ten-thousandth part, prices and flows agree, and only one sign is wrong, by 0.003.
    let dear = program(
        &[(1.0, 1.0)],
        &[
            (30.0, (0.0, INFINITY), &[(0, 1.0)]),
            (29.997, (0.0, INFINITY), &[(0, 1.0)]),
            (10_000.0, (0.0, INFINITY), &[(0, 1.0)]),
        ],
    );
    assert_eq!(refusal(&dear, &[0.0, 1.0, 0.0], &[29.997]), None);
    let refused = refusal(&dear, &[1.0, 0.0, 0.0], &[30.0]).unwrap();
    assert!(refused.starts_with("the reduced cost of column 1 is -0.00"), "{refused}");
}

#[test]
fn costs_in_a_large_unit_are_judged_as_those_in_a_small_one() {
    for k in [1e-12, 1e-6, 1e-3, 1e3, 1e6, 1e12] {
        let mut scaled = small();
        scaled.costs.iter_mut().for_each(|cost| *cost *= k);
        let y = Y.map(|price| price * k);
        assert_eq!(refusal(&scaled, &X, &y), None, "{k}");
        assert!(refusal(&scaled, &[1.96, 6.0], &y).is_some(), "{k}");
        assert!(refusal(&scaled, &[4.0, 3.0], &[4.5 * k, 0.0, -2.5 * k]).is_some(), "{k}");
        assert!(refusal(&scaled, &[0.0, 0.0], &[0.0; 3]).is_some(), "{k}");
    }
}
