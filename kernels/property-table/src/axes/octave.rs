//! A logarithmic axis without a logarithm: 2^BITS nodes in each doubling, found by the exponent and the top bits of the
//! fraction. What is left of the fraction is the weight, exactly, so f64 and f32 find the same cell on every device.

use super::{Axis, AxisError};

/// The nodes `2^e (1 + k / 2^BITS)`, from one power of two to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Octave<const BITS: u32> {
    first: f64,
    last: f64,
    /// The top bits of `first`.
    first_bits: u64,
    nodes: usize,
}

impl<const BITS: u32> Octave<BITS> {
    const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BITS;
    const SHIFT_F32: u32 = f32::MANTISSA_DIGITS - 1 - BITS;
    const FRACTION: u64 = (1 << (f64::MANTISSA_DIGITS - 1)) - 1;
    const FRACTION_F32: u32 = (1 << (f32::MANTISSA_DIGITS - 1)) - 1;

    /// From `2^first` to `2^last`, both of them nodes.
    pub fn between(first: i32, last: i32) -> Result<Self, AxisError> {
        let known = f32::MIN_EXP - 1..f32::MAX_EXP;
        if !(first < last && known.contains(&first) && known.contains(&last)) {
            return Err(AxisError::Octaves { first, last });
        }
        let nodes = ((last - first) as usize) << BITS | 1;
        let [first, last] = [first, last].map(|exponent| 2.0_f64.powi(exponent));
        Ok(Self { first, last, first_bits: first.to_bits() >> Self::SHIFT, nodes })
    }

    /// As [`Axis::index`], for an f32: the same node as for the f64 of the same value.
    #[inline(always)]
    pub fn index_f32(&self, value: f32) -> usize {
        let first = (self.first as f32).to_bits() >> Self::SHIFT_F32;
        (value.to_bits() >> Self::SHIFT_F32).wrapping_sub(first) as usize
    }

    /// As [`Axis::weight`], for an f32: the same weight as for the f64 of the same value, and exact too.
    #[inline(always)]
    pub fn weight_f32(value: f32) -> f32 {
        f32::from_bits((value.to_bits() << BITS) & Self::FRACTION_F32 | 1.0_f32.to_bits()) - 1.0
    }
}

impl<const BITS: u32> Axis for Octave<BITS> {
    #[inline(always)]
    fn nodes(&self) -> usize {
        self.nodes
    }

    #[inline(always)]
    fn node(&self, index: usize) -> f64 {
        f64::from_bits((self.first_bits + index as u64) << Self::SHIFT)
    }

    #[inline(always)]
    fn ends(&self) -> [f64; 2] {
        [self.first, self.last]
    }

    #[inline(always)]
    fn index(&self, value: f64) -> usize {
        (value.to_bits() >> Self::SHIFT).wrapping_sub(self.first_bits) as usize
    }

    #[inline(always)]
    fn weight(&self, _: usize, value: f64) -> f64 {
        f64::from_bits((value.to_bits() << BITS) & Self::FRACTION | 1.0_f64.to_bits()) - 1.0
    }
}
