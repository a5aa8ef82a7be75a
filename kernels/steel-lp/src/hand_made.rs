//! A steel trade small enough to be solved by hand: one mine, one furnace, one pool, one demand.

use linear_program::{Bounds, Columns, LinearProgram};

use crate::{CONVERTER_CHARGE, LEAST_IRON, ORE_PER_IRON, UNMET_COST};

/// Tonnes of ore, and the least cost with them: enough ore, too little of it so that scrap fills the converter, and so little
/// that scrap may not.
pub const HAND_MADE: [(f64, f64); 3] = [(100.0, 1_555.0), (64.0, 1_690.0), (48.0, 111_717.012_987_012_99)];

/// 50 t of steel are wanted. Ore (10 $/t, 1.6 t for a tonne of iron) goes to the furnace, hot metal (5 $/t) to the converter, up
/// to 20 t of scrap (30 $/t) too, steel (8 $/t) to the demand; a tonne that is missing costs 10,000 $.
///
/// Columns: ore, hot metal, scrap, steel, unmet. Rows: ore, scrap, iron balance, steel balance, share of iron, demand.
pub fn hand_made(ore: f64) -> LinearProgram {
    let charge = 1.0 / CONVERTER_CHARGE;
    let flows: [&[(u32, f64)]; 5] = [
        &[(0, 1.0), (2, 1.0 / ORE_PER_IRON[1])],
        &[(2, -1.0), (3, charge), (4, 1.0 - LEAST_IRON)],
        &[(1, 1.0), (3, charge), (4, -LEAST_IRON)],
        &[(3, -1.0), (5, 1.0)],
        &[(5, 1.0)],
    ];
    let mut matrix = Columns::new(6);
    for flow in flows {
        matrix.push(flow.iter().copied()).expect("the rows above rise");
    }
    let mut rows = Bounds::default();
    for (lower, upper) in [
        (f64::NEG_INFINITY, ore),
        (f64::NEG_INFINITY, 20.0),
        (0.0, 0.0),
        (0.0, 0.0),
        (0.0, f64::INFINITY),
        (50.0, 50.0),
    ] {
        rows.push(lower, upper);
    }
    let costs = vec![10.0, 5.0, 30.0, 8.0, UNMET_COST];
    LinearProgram { matrix, costs, columns: Bounds::all(5, 0.0, f64::INFINITY), rows, offset: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flows and prices found by hand. Both are feasible and cost the same, so no others are better.
    #[test]
    fn the_least_costs_are_proven_by_flows_and_prices() {
        let cases = [
            ([88.0, 55.0, 0.0, 50.0, 0.0], [0.0, 0.0, 16.0, 23.1, 0.0, 31.1]),
            ([64.0, 40.0, 15.0, 50.0, 0.0], [-5.625, 0.0, 25.0, 33.0, 0.0, 41.0]),
            (short_of_ore(), prices_when_short()),
        ];
        for ((ore, least), (flows, prices)) in HAND_MADE.into_iter().zip(cases) {
            let program = hand_made(ore);
            program.check().unwrap();
            let close = |one: f64, other: f64| (one - other).abs() <= 1e-9 * other.abs().max(1.0);
            assert!(close(program.objective(&flows), least), "{ore} t: {}", program.objective(&flows));
            let mut activity = [0.0; 6];
            for (column, flow) in flows.iter().enumerate() {
                assert!(*flow >= 0.0);
                for (row, value) in program.matrix.column(column) {
                    activity[row as usize] += value * flow;
                }
                let reduced = program.costs[column] - program.matrix.dot(column, &prices);
                assert!(reduced >= -1e-9, "{ore} t, column {column}: {reduced}");
            }
            let mut bound = 0.0;
            for row in 0..6 {
                let (lower, upper) = (program.rows.lower[row], program.rows.upper[row]);
                assert!(activity[row] >= lower - 1e-9 && activity[row] <= upper + 1e-9, "{ore} t, row {row}");
                if prices[row] != 0.0 {
                    bound += prices[row] * if prices[row] > 0.0 { lower } else { upper };
                }
            }
            assert!(close(bound, least), "{ore} t: {bound}");
        }
    }

    /// 30 t of iron allow 30 · 3/7 t of scrap.
    fn short_of_ore() -> [f64; 5] {
        let scrap = 30.0 * 3.0 / 7.0;
        let steel = (30.0 + scrap) / 1.1;
        [48.0, 30.0, scrap, steel, 50.0 - steel]
    }

    /// Steel is worth its lack; from there upstream.
    fn prices_when_short() -> [f64; 6] {
        let steel = 10_000.0 - 8.0;
        let share = (steel / 1.1 - 30.0) / 0.7;
        let iron = steel / 1.1 + 0.3 * share - 5.0;
        [10.0 - iron / 1.6, 0.0, iron, steel, share, 10_000.0]
    }
}
