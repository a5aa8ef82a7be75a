//! A way to look properties up, as every one of them is measured: a block of queries goes in, a block of answers comes out.
//! The look-up itself is compiled into the loop over the block; what is called through a pointer is the block.

use std::{fmt::Display, ops::Deref};

use property_table::{Axis, ExactCache, Hinted, Lookup, OutOfRange, QuantisedCache, Surface, Tally};

/// A list for each property that is answered: density alone, or all four.
pub(crate) type Columns = Vec<Vec<f64>>;

/// See above.
pub(crate) trait Way {
    /// Fills every column with as many answers as there are queries.
    fn answer(&mut self, p: &[f64], t: &[f64], columns: &mut Columns);

    /// How often nothing had to be computed, of ways that remember.
    fn tally(&self) -> Option<Tally> {
        None
    }
}

/// Density by a function.
pub(crate) struct One<F>(pub(crate) F);

impl<F, E: Display> Way for One<F>
where
    F: FnMut(f64, f64) -> Result<f64, E>,
{
    fn answer(&mut self, p: &[f64], t: &[f64], columns: &mut Columns) {
        fill(p, t, columns, &mut self.0);
    }
}

/// All four properties by a function.
pub(crate) struct Four<F>(pub(crate) F);

impl<F, E: Display> Way for Four<F>
where
    F: FnMut(f64, f64) -> Result<[f64; 4], E>,
{
    fn answer(&mut self, p: &[f64], t: &[f64], columns: &mut Columns) {
        let [rho, h, s, cp] = columns.as_mut_slice() else {
            unreachable!("four columns for four properties")
        };
        for column in [&mut *rho, &mut *h, &mut *s, &mut *cp] {
            column.resize(p.len(), 0.0);
        }
        let outs = rho.iter_mut().zip(h).zip(s.iter_mut().zip(cp));
        for ((&p, &t), ((rho, h), (s, cp))) in p.iter().zip(t).zip(outs) {
            [*rho, *h, *s, *cp] = told((self.0)(p, t));
        }
    }
}

/// What remembers, and counts how often that helped.
pub(crate) trait Remembers {
    fn density(&mut self, p: f64, t: f64) -> Result<f64, OutOfRange>;

    fn tally(&self) -> Tally;
}

impl<L: Lookup<Answer = [f64; 1]>> Remembers for ExactCache<L> {
    #[inline]
    fn density(&mut self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        self.get(p, t).map(|[density]| density)
    }

    fn tally(&self) -> Tally {
        self.tally()
    }
}

impl<L: Lookup<Answer = [f64; 1]>> Remembers for QuantisedCache<L> {
    #[inline]
    fn density(&mut self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        self.get(p, t).map(|[density]| density)
    }

    fn tally(&self) -> Tally {
        self.tally()
    }
}

impl<S, R: Axis, C: Axis> Remembers for Hinted<S>
where
    S: Deref<Target = Surface<R, C, 1>>,
{
    #[inline]
    fn density(&mut self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        self.get(p, t).map(|[density]| density)
    }

    fn tally(&self) -> Tally {
        self.tally()
    }
}

/// Density from what remembers.
pub(crate) struct Remembering<R>(pub(crate) R);

impl<R: Remembers> Way for Remembering<R> {
    fn answer(&mut self, p: &[f64], t: &[f64], columns: &mut Columns) {
        fill(p, t, columns, |p, t| self.0.density(p, t));
    }

    fn tally(&self) -> Option<Tally> {
        Some(self.0.tally())
    }
}

/// The one column of a way that answers with densities.
pub(crate) fn densities(columns: &mut Columns) -> &mut Vec<f64> {
    let [densities] = columns.as_mut_slice() else { unreachable!("one column for one property") };
    densities
}

#[inline]
fn fill<E: Display>(
    p: &[f64],
    t: &[f64],
    columns: &mut Columns,
    mut look_up: impl FnMut(f64, f64) -> Result<f64, E>,
) {
    let column = densities(columns);
    column.resize(p.len(), 0.0);
    for ((&p, &t), density) in p.iter().zip(t).zip(column) {
        *density = told(look_up(p, t));
    }
}

/// Every query of the workloads is inside every table, so a refusal is a mistake of ours.
#[inline]
fn told<T, E: Display>(answer: Result<T, E>) -> T {
    answer.unwrap_or_else(|refused| refuse(&refused))
}

#[cold]
fn refuse(refused: &dyn Display) -> ! {
    panic!("a query of the workload was refused: {refused}")
}
