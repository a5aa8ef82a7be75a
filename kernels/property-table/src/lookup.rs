//! What a cache stands in front of, and snapping beside: anything that answers for a pressure and a temperature.

use std::rc::Rc;

use crate::{Axis, OutOfRange, Props, Surface, Table};

/// A table, whatever it answers with.
pub trait Lookup {
    /// One answer.
    type Answer: Copy;

    /// The answer at a pressure in Pa and a temperature in K.
    fn look_up(&self, p: f64, t: f64) -> Result<Self::Answer, OutOfRange>;

    /// Whether there is one, without computing it.
    fn check(&self, p: f64, t: f64) -> Result<(), OutOfRange>;
}

impl<R: Axis, C: Axis, const N: usize> Lookup for Surface<R, C, N> {
    type Answer = [f64; N];

    #[inline]
    fn look_up(&self, p: f64, t: f64) -> Result<[f64; N], OutOfRange> {
        self.get(p, t)
    }

    #[inline]
    fn check(&self, p: f64, t: f64) -> Result<(), OutOfRange> {
        let inside = self.rows().contains(p) && self.columns().contains(t);
        if inside { Ok(()) } else { Err(self.out_of_range(p, t)) }
    }
}

impl<P: Axis, T: Axis> Lookup for Table<P, T> {
    type Answer = Props;

    #[inline]
    fn look_up(&self, p: f64, t: f64) -> Result<Props, OutOfRange> {
        self.get(p, t)
    }

    #[inline]
    fn check(&self, p: f64, t: f64) -> Result<(), OutOfRange> {
        self.surface().check(p, t)
    }
}

impl<L: Lookup> Lookup for &L {
    type Answer = L::Answer;

    #[inline]
    fn look_up(&self, p: f64, t: f64) -> Result<L::Answer, OutOfRange> {
        L::look_up(self, p, t)
    }

    #[inline]
    fn check(&self, p: f64, t: f64) -> Result<(), OutOfRange> {
        L::check(self, p, t)
    }
}

impl<L: Lookup> Lookup for Rc<L> {
    type Answer = L::Answer;

    #[inline]
    fn look_up(&self, p: f64, t: f64) -> Result<L::Answer, OutOfRange> {
        L::look_up(self, p, t)
    }

    #[inline]
    fn check(&self, p: f64, t: f64) -> Result<(), OutOfRange> {
        L::check(self, p, t)
    }
}
