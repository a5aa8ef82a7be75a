//! The tables in f32, as a GPU reads them. For any f32 they find the cell that the tables in f64 find: pressures and densities by
//! their bits, and temperatures by the least f32 of each column, since rounding alone would put some of them into the cell
//! beside.

mod axes;
mod table;
mod tank;

pub(crate) use axes::RoundedAxes;
pub use table::RoundedTable;
pub use tank::RoundedTank;

fn line(from: f32, to: f32, weight: f32) -> f32 {
    from * (1.0 - weight) + to * weight
}
