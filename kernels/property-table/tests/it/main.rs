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
use property_table::{
    Axis, Octave, OctaveTable, PRESSURES, Props, Quantity, Surface, TankTable, Trace, Uniform, hydrogen,
    hydrogen_table, hydrogen_tank,
};

/// The table that most tests ask, built once.
fn table() -> &'static OctaveTable {
    static TABLE: OnceLock<OctaveTable> = OnceLock::new();
    TABLE.get_or_init(hydrogen_table)
}

/// And the one for tanks.
fn tank() -> &'static TankTable {
    static TANK: OnceLock<TankTable> = OnceLock::new();
    TANK.get_or_init(hydrogen_tank)
}

/// An ideal gas over temperatures whose steps in f32 are a little too short, where those of [`table`] are never: a cell that is
/// guessed is one too high here, and one too low there.
fn short_steps() -> OctaveTable {
    let temperatures = Uniform::between(250.0, 431.0, 94).unwrap();
    OctaveTable::build(Octave::between(16, 18).unwrap(), temperatures, 4124.0, |p, t| {
        Ok::<_, std::fmt::Error>(Props { rho: p / (4124.0 * t), h: 14e3 * t, s: 5e4, cp: 14e3 })
    })
    .unwrap()
}

/// Every f32 temperature near a column of a table.
fn near_columns(table: &OctaveTable) -> Vec<f32> {
    let axis = table.surface().columns();
    let bits = (0..axis.nodes()).map(|column| (axis.node(column) as f32).to_bits());
    bits.flat_map(|bits| bits - 20..bits + 20).map(f32::from_bits).collect()
}

/// Tanks anywhere in the range of their table.
fn tanks(seed: u64, count: usize) -> Vec<(f64, f64)> {
    let [thinnest, densest] = tank().densities();
    // From 1 to 1000 bar are ten doublings, less a little; the table has eleven.
    let density = |p: f64| thinnest * (p / PRESSURES[0]).powf((densest / thinnest).ln() / 1000.0_f64.ln());
    let queries = Trace::Uniform.queries(seed, count);
    queries.pairs().map(|(p, t)| (density(p).clamp(thinnest, densest), t)).collect()
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
