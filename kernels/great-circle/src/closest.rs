//! The inner loop that all row tables share: one plant against one array of points of a row.

use lanes::{Arithmetic, LANES};

/// The best plant so far, for each of [`LANES`] points of a row.
#[derive(Clone, Copy)]
pub(crate) struct Closest {
    pub(crate) haversine: [f32; LANES],
    pub(crate) plant: [u32; LANES],
}

impl Closest {
    /// Nobody yet.
    pub(crate) const NONE: Self = Self { haversine: [f32::INFINITY; LANES], plant: [0; LANES] };

    /// Tries plant `k`, whose haversine at each point is `a + b·s`: per pair one fused multiply-add, one comparison, two blends.
    #[inline(always)]
    pub(crate) fn try_plant<A: Arithmetic>(&mut self, k: u32, s: &[f32; LANES], [a, b]: [f32; 2]) {
        for lane in 0..LANES {
            let h = A::mul_add(b, s[lane], a);
            let closer = h < self.haversine[lane];
            self.haversine[lane] = if closer { h } else { self.haversine[lane] };
            self.plant[lane] = if closer { k } else { self.plant[lane] };
        }
    }
}
