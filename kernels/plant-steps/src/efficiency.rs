//! The plan's efficiency of an electrolyser by temperature, kept as it was written down: **its sign is wrong**. It falls by two
//! points in ten kelvin where a PEM cell improves, as [`Cell`](crate::Cell) says; whoever regulates by it cools the plant.

/// 0.65 - 0.002 (T - 333 K).
#[inline]
pub fn planned_efficiency(t: f64) -> f64 {
    0.65 - 0.002 * (t - 333.0)
}
