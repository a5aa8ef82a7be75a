//! Tables against the equation of state that they were made from, and every way to read them against every other.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod accuracy;
mod axes;
mod batch;
mod build;
mod conformance;
mod ranges;
mod rounded;
mod traces;
mod variants;

use std::sync::OnceLock;

use hydrogen_eos::State;
use property_table::{Axis, OctaveTable, Props, Quantity, Surface, hydrogen, hydrogen_table};

/// The table that most tests ask, built once.
fn table() -> &'static OctaveTable {
    static TABLE: OnceLock<OctaveTable> = OnceLock::new();
    TABLE.get_or_init(hydrogen_table)
}

/// What a table should say.
fn exact(p: f64, t: f64) -> Props {
    State::at_pt(p, t).unwrap().into()
}

/// The four properties themselves over any axes: nothing is made smooth.
fn plain<R: Axis, C: Axis>(rows: R, columns: C) -> Surface<R, C, 4> {
    let mut source = hydrogen();
    Surface::build(rows, columns, Quantity::Pressure, |p, t| source(p, t).map(Props::values)).unwrap()
}

/// The largest relative error of each property over some states.
fn worst(states: impl IntoIterator<Item = (f64, f64)>, got: impl Fn(f64, f64) -> [f64; 4]) -> [f64; 4] {
    let mut worst = [0.0; 4];
    for (p, t) in states {
        let (got, right) = (got(p, t), exact(p, t).values());
        for (worst, (got, right)) in worst.iter_mut().zip(got.into_iter().zip(right)) {
            let error = (got / right - 1.0).abs();
            *worst = if error > *worst || error.is_nan() { error } else { *worst };
        }
    }
    worst
}
