//! What holds for every steel trade, without anybody solving it.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod bits;
mod matrix;
mod options;
mod refusals;
mod tall;
mod years;

use linear_program::LinearProgram;
use steel_lp::{Kind, Options, Shape, SteelTrade};

/// All kinds of plants.
const PLANTS: [Kind; 4] = [Kind::BlastFurnace, Kind::ReductionPlant, Kind::Converter, Kind::ArcFurnace];

fn trade(shape: Shape, options: Options) -> SteelTrade {
    SteelTrade::new(shape, options, 1).unwrap()
}

fn plain(shape: Shape) -> SteelTrade {
    trade(shape, Options::default())
}

/// Everything that can be asked for at once.
fn everything() -> Options {
    Options {
        shock: 0.02,
        growth: 0.0,
        scenario: 2,
        quotas: Some(0.4),
        soft_minimum: Some(0.6),
        keep: Some(2),
        openings: Some(0.1),
    }
}

/// `Ax`.
fn activity(program: &LinearProgram, x: &[f64]) -> Vec<f64> {
    let mut activity = vec![0.0; program.matrix.height()];
    for (column, flow) in x.iter().enumerate() {
        for (row, value) in program.matrix.column(column) {
            activity[row as usize] += value * flow;
        }
    }
    activity
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}
