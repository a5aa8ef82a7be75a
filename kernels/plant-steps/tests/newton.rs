//! The current of a cell: Newton comes down to it from the right, is there after the steps that it is given, and a wrong slope
//! is found out.

use plant_steps::{
    Analytic, COLD_STEPS, Cell, Numeric, Polarisation, Slope, WARM_STEPS, solve_current, solve_current_batch,
    solve_current_from, solve_current_within,
};
use proptest::prelude::*;

/// A slope that forgot the membrane.
struct WithoutMembrane;

impl Slope for WithoutMembrane {
    fn at(&self, cell: &Polarisation, current: f64) -> (f64, f64) {
        let (voltage, slope) = cell.voltage_and_slope(current);
        // Far out activation is flat: what is left of the slope there is the membrane.
        (voltage, slope - cell.voltage_and_slope(1e9).1)
    }
}

fn residual(cell: &Polarisation, power: f64, current: f64) -> f64 {
    (current * cell.voltage(current) / power - 1.0).abs()
}

/// Both sets from 10 to 90 °C, with the powers that a stack runs at, W/cm2.
fn cases() -> Vec<(Polarisation, f64)> {
    let mut cases = Vec::new();
    for cell in [Cell::OPEN, Cell::THERMAL] {
        for t in [283.15, 298.15, 333.15, 353.15, 363.15] {
            cases.extend([0.05, 0.38, 1.0, 2.0, 3.8, 6.0].map(|power| (cell.at(t, 0.01), power)));
        }
    }
    cases
}

#[test]
fn newton_comes_down_from_the_open_circuit_and_never_passes() {
    for (cell, power) in cases() {
        let from = power / cell.open();
        let root = solve_current_from(&cell, power, from, 30, &Analytic);
        let course: Vec<f64> =
            (0..=4).map(|steps| solve_current_from(&cell, power, from, steps, &Analytic)).collect();
        assert!(course[0] > root, "the start lies beyond the root");
        for pair in course.windows(2) {
            // At the end rounding alone decides.
            assert!(pair[1] < pair[0] || (pair[1] / root - 1.0).abs() < 1e-12, "{power} W/cm2: {course:?}");
            assert!(pair[1] > root * (1.0 - 1e-14), "{power} W/cm2: {course:?}");
        }
    }
}

#[test]
fn five_cold_steps_and_three_warm_ones_are_enough() {
    for (cell, power) in cases() {
        let cold = solve_current(&cell, power, 0.0);
        assert!(residual(&cell, power, cold) < 1e-14, "{power} W/cm2: {}", residual(&cell, power, cold));
        // Warm after any power between a tenth and the whole, where the next is too.
        for before in [0.38, 1.0, 2.0, 3.8] {
            let before = cell.voltage(solve_current(&cell, before, 0.0));
            if (0.38..=3.8).contains(&power) {
                let warm = solve_current(&cell, power, before);
                let residual = residual(&cell, power, warm);
                assert!(residual < 1e-12, "{power} W/cm2 after {before} V: {residual:e}");
            }
        }
    }
}

#[test]
fn the_current_of_the_step_before_is_no_start_for_another_power() {
    let cell = Cell::OPEN.at(333.15, 0.0);
    let before = solve_current(&cell, 1.0, 0.0);
    let start_from = |power| solve_current_from(&cell, power, before, WARM_STEPS, &Analytic);
    assert!(residual(&cell, 1.05, start_from(1.05)) < 1e-14);
    assert!(residual(&cell, 3.8, start_from(3.8)) > 1e-12, "{:e}", residual(&cell, 3.8, start_from(3.8)));
}

#[test]
fn a_wrong_slope_is_found_out() {
    for (cell, power) in cases() {
        let from = power / cell.open();
        let current = solve_current_from(&cell, power, from, COLD_STEPS, &WithoutMembrane);
        assert!(residual(&cell, power, current) > 1e-12 || power < 1.0, "{power} W/cm2");
        let right = solve_current_within(&cell, power, from, 1e-14, &Analytic).unwrap();
        let wrong = solve_current_within(&cell, power, from, 1e-14, &WithoutMembrane);
        assert!(
            wrong.is_err_and(|error| error.to_string().contains("check the slope"))
                || wrong.is_ok_and(|wrong| wrong.steps > right.steps)
        );
    }
}

#[test]
fn slopes_agree() {
    for (cell, power) in cases() {
        let current = solve_current(&cell, power, 0.0);
        let [(_, analytic), (_, numeric)] = [Analytic.at(&cell, current), Numeric.at(&cell, current)];
        assert!((numeric / analytic - 1.0).abs() < 1e-6, "{power} W/cm2: {numeric} and {analytic}");
        let by_differences =
            solve_current_within(&cell, power, power / cell.open(), 1e-13, &Numeric).unwrap();
        assert!((by_differences.current / current - 1.0).abs() < 1e-12);
        assert!(by_differences.steps <= 8, "{by_differences:?}");
    }
}

#[test]
fn what_has_no_current_says_so() {
    let cell = Cell::THERMAL.at(333.15, 0.0);
    for power in [f64::NAN, f64::INFINITY] {
        let refused = solve_current_within(&cell, power, 1.0, 1e-12, &Analytic).unwrap_err();
        assert!(refused.to_string().contains("no current takes"), "{refused}");
    }
    // Where water boils there is no voltage, and no number in its place.
    assert!(Cell::THERMAL.at(374.15, 0.0).voltage(1.0).is_nan());
    assert!(solve_current(&Cell::OPEN.at(380.0, 0.0), 1.0, 0.0).is_nan());
    assert_eq!(solve_current(&cell, 0.0, 0.0), 0.0);
}

proptest! {
    #[test]
    fn a_batch_has_the_bits_of_one_by_one_in_any_order(
        inputs in prop::collection::vec((283.15..363.15, 0.0..0.2, 0.3..4.0, prop::bool::ANY), 1..40),
    ) {
        let columns = |order: &[usize]| {
            let pick = |of: fn(&(f64, f64, f64, bool)) -> f64| -> Vec<f64> {
                order.iter().map(|&k| of(&inputs[k])).collect()
            };
            let mut voltage = pick(|input| if input.3 { 1.8 } else { 0.0 });
            let mut current = vec![0.0; order.len()];
            let [t, worn, power] = [pick(|input| input.0), pick(|input| input.1), pick(|input| input.2)];
            solve_current_batch(&Cell::THERMAL, &t, &worn, &power, &mut voltage, &mut current);
            (current, voltage)
        };
        let forwards: Vec<usize> = (0..inputs.len()).collect();
        let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
        let (current, voltage) = columns(&forwards);
        let (mut reversed, mut reversed_voltage) = columns(&backwards);
        reversed.reverse();
        reversed_voltage.reverse();
        prop_assert_eq!(&current, &reversed);
        prop_assert_eq!(&voltage, &reversed_voltage);
        for (k, &(t, worn, power, warm)) in inputs.iter().enumerate() {
            let cell = Cell::THERMAL.at(t, worn);
            let alone = solve_current(&cell, power, if warm { 1.8 } else { 0.0 });
            prop_assert_eq!(current[k], alone);
            prop_assert!(residual(&cell, power, alone) < 1e-10);
        }
    }
}
