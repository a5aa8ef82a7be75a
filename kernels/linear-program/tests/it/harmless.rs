//! What a certificate takes is optimal: whatever is moved in a pair that was optimal by construction, it is refused, or the
//! objective is still what it was, by a bound that needs the true optimum and not the certificate.

use linear_program::{Bounds, Certificate, Columns, LinearProgram, TOLERANCE};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::programs::INFINITY;

/// A linear program and an optimal pair of it.
#[derive(Clone, Debug)]
struct Solved {
    program: LinearProgram,
    x: Vec<f64>,
    y: Vec<f64>,
}

/// Where a value lies between its bounds; each allows its own signs of the price.
#[derive(Clone, Copy, Debug)]
enum Seat {
    AtLower,
    AtLowerAlone,
    AtUpper,
    AtUpperAlone,
    Fixed,
    Between,
    Free,
}

impl Seat {
    fn bounds(self, value: f64, room: f64) -> (f64, f64) {
        match self {
            Self::AtLower => (value, value + room),
            Self::AtLowerAlone => (value, INFINITY),
            Self::AtUpper => (value - room, value),
            Self::AtUpperAlone => (-INFINITY, value),
            Self::Fixed => (value, value),
            Self::Between => (value - room, value + room),
            Self::Free => (-INFINITY, INFINITY),
        }
    }

    fn price(self, size: f64) -> f64 {
        match self {
            Self::AtLower | Self::AtLowerAlone => size.abs(),
            Self::AtUpper | Self::AtUpperAlone => -size.abs(),
            Self::Fixed => size,
            Self::Between | Self::Free => 0.0,
        }
    }
}

fn seats() -> impl Strategy<Value = (Seat, f64, f64)> {
    let seat = prop::sample::select(vec![
        Seat::AtLower,
        Seat::AtLowerAlone,
        Seat::AtUpper,
        Seat::AtUpperAlone,
        Seat::Fixed,
        Seat::Between,
        Seat::Free,
    ]);
    // The last is a price, which may be 0 where another would be allowed: a degenerate pair.
    (seat, 0.5..9.0, prop_oneof![4 => -9.0..9.0, 1 => Just(0.0)])
}

/// x and the prices first, then bounds and costs that make them optimal.
fn solved() -> impl Strategy<Value = Solved> {
    (1_usize..6, 1_usize..6).prop_flat_map(|(height, width)| {
        let entry = prop_oneof![2 => Just(0.0), 3 => -5.0..5.0];
        let columns = vec((-9.0..9.0, seats(), vec(entry, height)), width);
        (vec(seats(), height), columns).prop_map(|(rows, columns)| {
            let y: Vec<f64> = rows.iter().map(|(seat, _, size)| seat.price(*size)).collect();
            let x: Vec<f64> = columns.iter().map(|(x, ..)| *x).collect();
            let mut matrix = Columns::new(rows.len());
            let (mut costs, mut column_bounds) = (Vec::new(), Bounds::default());
            let mut activity = vec![0.0; rows.len()];
            for (x, (seat, room, size), entries) in &columns {
                let entries = || (0..).zip(entries.iter().copied()).filter(|(_, value)| *value != 0.0);
                matrix.push(entries()).unwrap();
                costs
                    .push(seat.price(*size) + entries().map(|(i, value)| value * y[i as usize]).sum::<f64>());
                let (lower, upper) = seat.bounds(*x, *room);
                column_bounds.push(lower, upper);
                entries().for_each(|(i, value)| activity[i as usize] += value * x);
            }
            let mut row_bounds = Bounds::default();
            for ((seat, room, _), activity) in rows.iter().zip(activity) {
                let (lower, upper) = seat.bounds(activity, *room);
                row_bounds.push(lower, upper);
            }
            let program =
                LinearProgram { matrix, costs, columns: column_bounds, rows: row_bounds, offset: 0.0 };
            Solved { program, x, y }
        })
    })
}

fn activity(program: &LinearProgram, x: &[f64]) -> Vec<f64> {
    let mut activity = vec![0.0; program.matrix.height()];
    for (j, x) in x.iter().enumerate() {
        program.matrix.column(j).for_each(|(row, value)| activity[row as usize] += value * x);
    }
    activity
}

fn reduced(program: &LinearProgram, y: &[f64]) -> Vec<f64> {
    program.costs.iter().enumerate().map(|(j, cost)| cost - program.matrix.dot(j, y)).collect()
}

/// How far the objective of an answer that was taken may be from the optimum, from weak duality alone: an `x` that breaks its
/// bounds a little gains at most the true prices times that, a `y` with a wrong sign is off by it times the true values.
fn slack(solved: &Solved, x: &[f64], y: &[f64]) -> f64 {
    let program = &solved.program;
    let beyond = |bounds: &Bounds, values: &[f64], prices: &[f64]| -> f64 {
        let outside = |i: usize| (bounds.lower[i] - values[i]).max(values[i] - bounds.upper[i]).max(0.0);
        (0..values.len()).map(|i| outside(i) * prices[i].abs()).sum()
    };
    let unheld = |bounds: &Bounds, prices: &[f64], values: &[f64]| -> f64 {
        let held = |i: usize| if prices[i] > 0.0 { bounds.lower[i] } else { bounds.upper[i] }.is_finite();
        (0..values.len()).filter(|i| !held(*i)).map(|i| prices[i].abs() * values[i].abs()).sum()
    };
    beyond(&program.columns, x, &reduced(program, &solved.y))
        + beyond(&program.rows, &activity(program, x), &solved.y)
        + unheld(&program.columns, &reduced(program, y), &solved.x)
        + unheld(&program.rows, y, &activity(program, &solved.x))
}

/// Takes it, or says why not; what is taken must be near the optimum.
fn refused_or_harmless(solved: &Solved, x: &[f64], y: &[f64]) -> Result<bool, TestCaseError> {
    let certificate = Certificate::of(&solved.program, x, y).unwrap();
    prop_assert_eq!(certificate.holds(TOLERANCE), certificate.refusal(TOLERANCE).is_none());
    if certificate.holds(TOLERANCE) {
        let optimum = solved.program.objective(&solved.x);
        let away = (certificate.objective - optimum).abs();
        let allowed = slack(solved, x, y) + TOLERANCE * (1.0 + certificate.objective.abs()) + 1e-9;
        prop_assert!(away <= allowed, "{away:e} from the optimum, {allowed:e} is explained");
        // No residual of an accepted answer may explain more than this.
        prop_assert!(allowed < 0.05, "{allowed:e}");
    }
    Ok(certificate.holds(TOLERANCE))
}

fn moved(list: &[f64], place: Index, share: f64) -> Vec<f64> {
    let mut list = list.to_vec();
    let place = place.index(list.len());
    list[place] += share * list[place].abs().max(1.0);
    list
}

/// More than 1e-4, either way.
fn share() -> impl Strategy<Value = f64> {
    (-4.0..1.0, any::<bool>()).prop_map(|(power, up)| 10_f64.powf(power) * if up { 1.0 } else { -1.0 })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_optimal_by_construction_is_taken(solved in solved()) {
        let certificate = Certificate::of(&solved.program, &solved.x, &solved.y).unwrap();
        prop_assert!(certificate.holds(1e-10), "{:?}", certificate.refusal(1e-10));
    }

    #[test]
    fn a_moved_value_is_refused_or_harmless(solved in solved(), place: Index, share in share()) {
        refused_or_harmless(&solved, &moved(&solved.x, place, share), &solved.y)?;
    }

    #[test]
    fn a_moved_price_is_refused_or_harmless(solved in solved(), place: Index, share in share()) {
        refused_or_harmless(&solved, &solved.x, &moved(&solved.y, place, share))?;
    }

    #[test]
    fn both_moved_are_refused_or_harmless(solved in solved(), places: (Index, Index), shares in (share(), share())) {
        let (x, y) = (moved(&solved.x, places.0, shares.0), moved(&solved.y, places.1, shares.1));
        refused_or_harmless(&solved, &x, &y)?;
    }

    /// Equalities hold every value, free columns every price: here nothing can move.
    #[test]
    fn where_nothing_is_loose_every_move_is_refused(
        pieces in vec((1.0..5.0, 1.0..9.0, 1.0..9.0, any::<bool>()), 1..6),
        place: Index,
        share in share(),
    ) {
        let mut matrix = Columns::new(pieces.len());
        let (mut x, mut y, mut costs, mut rows) = (Vec::new(), Vec::new(), Vec::new(), Bounds::default());
        for (i, (entry, value, price, negative)) in (0..).zip(&pieces) {
            let price = if *negative { -price } else { *price };
            matrix.push([(i, *entry)]).unwrap();
            rows.push(entry * value, entry * value);
            x.push(*value);
            y.push(price);
            costs.push(entry * price);
        }
        let columns = Bounds::all(pieces.len(), -INFINITY, INFINITY);
        let solved = Solved { program: LinearProgram { matrix, costs, columns, rows, offset: 0.0 }, x, y };
        prop_assert!(refused_or_harmless(&solved, &solved.x, &solved.y)?);
        prop_assert!(!refused_or_harmless(&solved, &moved(&solved.x, place, share), &solved.y)?);
        prop_assert!(!refused_or_harmless(&solved, &solved.x, &moved(&solved.y, place, share))?);
    }

    #[test]
    fn the_bound_of_any_prices_is_below_any_objective(solved in solved(), prices in vec(-9.0..9.0, 6)) {
        // All bounds finite, so that they hold prices of any sign; x stays within.
        let mut program = solved.program.clone();
        let rows = activity(&program, &solved.x);
        for (bounds, values) in [(&mut program.columns, &solved.x), (&mut program.rows, &rows)] {
            for (i, value) in values.iter().enumerate() {
                bounds.lower[i] = bounds.lower[i].max(value - 5.0);
                bounds.upper[i] = bounds.upper[i].min(value + 5.0);
            }
        }
        let y = &prices[..solved.y.len()];
        let certificate = Certificate::of(&program, &solved.x, y).unwrap();
        prop_assert_eq!(certificate.dual, 0.0);
        let (objective, bound) = (certificate.objective, certificate.bound);
        prop_assert!(bound <= objective + 1e-9 * (1.0 + objective.abs()), "{bound} above {objective}");
        let most = program.costs.iter().fold(0.0_f64, |most, cost| most.max(cost.abs()));
        let scale = if most > 0.0 { most.min(1.0) } else { 1.0 };
        prop_assert_eq!(certificate.gap, (objective - bound).abs() / (scale + objective.abs()));
    }

    #[test]
    fn the_unit_of_costs_does_not_matter(
        solved in solved(),
        power in -30..=10_i32,
        place: Index,
        share in 0.01..1.0_f64,
    ) {
        // Powers of two, so that nothing is rounded anew.
        let k = 2_f64.powi(power);
        let times = |list: &[f64]| list.iter().map(|value| value * k).collect::<Vec<_>>();
        let scaled = LinearProgram { costs: times(&solved.program.costs), ..solved.program.clone() };
        let y = times(&solved.y);
        prop_assert!(Certificate::of(&scaled, &solved.x, &y).unwrap().holds(1e-8));
        let x = moved(&solved.x, place, share);
        // What is far off in one unit is off in every other.
        let far = |program, y: &[f64], tolerance| !Certificate::of(program, &x, y).unwrap().holds(tolerance);
        prop_assert!(!far(&solved.program, &solved.y, 1e-3) || far(&scaled, &y, TOLERANCE));
        prop_assert!(!far(&scaled, &y, 1e-2) || far(&solved.program, &solved.y, TOLERANCE));
    }
}
