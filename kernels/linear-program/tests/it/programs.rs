//! Linear programs to try things on.

use linear_program::{Bounds, Columns, LinearProgram};
use proptest::{collection::vec, prelude::*};

pub(crate) const INFINITY: f64 = f64::INFINITY;

/// A lower and an upper bound.
pub(crate) type Pair = (f64, f64);

/// Its cost, its bounds and its entries.
pub(crate) type Column<'a> = (f64, Pair, &'a [(u32, f64)]);

/// From whole columns.
pub(crate) fn program(rows: &[Pair], columns: &[Column<'_>]) -> LinearProgram {
    let mut matrix = Columns::new(rows.len());
    let (mut costs, mut bounds, mut row_bounds) = (Vec::new(), Bounds::default(), Bounds::default());
    for (cost, (lower, upper), entries) in columns {
        matrix.push(entries.iter().copied()).unwrap();
        costs.push(*cost);
        bounds.push(*lower, *upper);
    }
    for (lower, upper) in rows {
        row_bounds.push(*lower, *upper);
    }
    LinearProgram { matrix, costs, columns: bounds, rows: row_bounds, offset: 0.0 }
}

/// min -3x - 5y, with x <= 4, 2y <= 12, 3x + 2y <= 18: -36 at (2, 6), and the prices are 0, -1.5, -1.
pub(crate) fn small() -> LinearProgram {
    let below = |upper| (-INFINITY, upper);
    program(
        &[below(4.0), below(12.0), below(18.0)],
        &[(-3.0, (0.0, INFINITY), &[(0, 1.0), (2, 3.0)]), (-5.0, (0.0, INFINITY), &[(1, 2.0), (2, 2.0)])],
    )
}

/// Numbers of every size and both zeros.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-9_i32..=9).prop_map(f64::from),
        4 => (-9999_i32..=9999).prop_map(|hundredths| f64::from(hundredths) / 100.0),
        2 => prop::num::f64::ANY.prop_filter("finite", |value| value.is_finite()),
        1 => Just(-0.0),
    ]
}

fn pair() -> impl Strategy<Value = Pair> {
    let ordered = (number(), number()).prop_map(|(a, b)| if a <= b { (a, b) } else { (b, a) });
    prop_oneof![
        3 => ordered,
        2 => number().prop_map(|value| (value, value)),
        2 => number().prop_map(|value| (value, INFINITY)),
        2 => number().prop_map(|value| (-INFINITY, value)),
    ]
}

/// Any linear program whose rows all bound something.
pub(crate) fn any_program() -> impl Strategy<Value = LinearProgram> {
    let column_bounds =
        prop_oneof![4 => pair(), 2 => Just((0.0, INFINITY)), 1 => Just((-INFINITY, INFINITY))];
    let rows = vec(pair(), 0..6);
    let columns = vec((number(), column_bounds, vec((any::<bool>(), number()), 6)), 0..7);
    (rows, columns, number()).prop_map(|(rows, columns, offset)| {
        let entries: Vec<Vec<(u32, f64)>> = columns
            .iter()
            .map(|(_, _, entries)| {
                let within = (0..).zip(entries).take(rows.len());
                within.filter(|(_, (is_there, _))| *is_there).map(|(row, (_, value))| (row, *value)).collect()
            })
            .collect();
        let columns: Vec<_> = columns
            .iter()
            .zip(&entries)
            .map(|((cost, bounds, _), entries)| (*cost, *bounds, entries.as_slice()))
            .collect();
        LinearProgram { offset, ..program(&rows, &columns) }
    })
}

/// Every number of it as bits: -0 and 0 are equal, and not the same.
pub(crate) fn bits(program: &LinearProgram) -> Vec<u64> {
    let lists = [
        program.matrix.values(),
        &program.costs,
        &program.columns.lower,
        &program.columns.upper,
        &program.rows.lower,
        &program.rows.upper,
        &[program.offset],
    ];
    lists.into_iter().flatten().map(|value| value.to_bits()).collect()
}
