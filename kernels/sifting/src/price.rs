//! Prices say which columns would pay, and how low the objective can be at all.
//!
//! For any prices `y` whose signs the rows allow, `yᵀ(bounds of the rows) + Σ min over l..u of (c - Aᵀy)_j x_j` is no more than
//! any objective (Lagrange). Columns without an upper bound have one that follows from a row which only takes.

use std::{
    num::NonZeroUsize,
    ops::Range,
    sync::atomic::{AtomicUsize, Ordering},
};

use linear_program::{Bounds, Columns, LinearProgram};

use crate::groups::{Best, Groups};

/// A reduced cost no lower than this pays nothing: the solver's own tolerance.
const PAYS: f64 = -1e-7;

/// Columns that one thread prices at a stretch. Fixed, so that sums have the same order for any number of threads.
const BLOCK: usize = 8_192;

/// What is priced.
pub(crate) struct Market<'a> {
    pub(crate) program: &'a LinearProgram,
    pub(crate) costs: &'a [f64],
    pub(crate) rows: &'a Bounds,
    pub(crate) groups: &'a Groups,
    /// Rows without a negative coefficient, of columns that are never negative: what they allow bounds each of their columns.
    pub(crate) only_takes: &'a [bool],
    /// Is the column in already?
    pub(crate) is_in: &'a [bool],
}

/// What the prices say.
pub(crate) struct Prices {
    /// The columns that should come in, in rising order.
    pub(crate) wanted: Vec<u32>,
    /// No objective is lower; `None` where the prices say nothing.
    pub(crate) bound: Option<f64>,
}

/// One block's part of it.
struct Part {
    best: Best,
    least: f64,
}

impl Market<'_> {
    /// Asks the prices `y`, for `more` columns of each group.
    pub(crate) fn ask(&self, y: &[f64], more: usize, threads: NonZeroUsize) -> Prices {
        let y = self.allowed(y);
        let width = self.costs.len();
        let blocks: Vec<Range<usize>> =
            (0..width).step_by(BLOCK).map(|from| from..(from + BLOCK).min(width)).collect();
        let parts = self.parts(&y, more, &blocks, threads.get().min(blocks.len()));
        let mut best = Best::new(self.groups, more);
        let mut bound = self.program.offset + self.rows_at(&y);
        for part in &parts {
            best.merge(&part.best);
            bound += part.least;
        }
        Prices { wanted: best.winners(), bound: bound.is_finite().then_some(bound) }
    }

    fn parts(&self, y: &[f64], more: usize, blocks: &[Range<usize>], threads: usize) -> Vec<Part> {
        if threads < 2 {
            return blocks.iter().map(|block| self.price(block.clone(), y, more)).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(block) = blocks.get(number) else { return done };
                done.push((number, self.price(block.clone(), y, more)));
            }
        };
        let mut done = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut done = work();
            for other in others {
                done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            done
        });
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, part)| part).collect()
    }

    fn price(&self, block: Range<usize>, y: &[f64], more: usize) -> Part {
        let mut part = Part { best: Best::new(self.groups, more), least: 0.0 };
        let bounds = &self.program.columns;
        for j in block {
            let reduced = self.costs[j] - self.program.matrix.dot(j, y);
            let (lower, upper) = (bounds.lower[j], bounds.upper[j]);
            if reduced > 0.0 {
                part.least += reduced * lower;
            } else if reduced < 0.0 {
                part.least += reduced * self.most(j, upper);
            }
            // At rest a column is at its lower bound, and at its upper one where it has no lower.
            let pays = if lower > f64::NEG_INFINITY { reduced } else { -reduced };
            if pays < PAYS && !self.is_in[j] && lower < upper {
                part.best.offer(self.groups, j as u32, pays);
            }
        }
        part
    }

    /// How large a column can be at all.
    fn most(&self, j: usize, upper: f64) -> f64 {
        let allowed = self.program.matrix.column(j).filter(|(row, _)| self.only_takes[*row as usize]);
        allowed.fold(upper, |most, (row, value)| {
            let room = self.rows.upper[row as usize];
            if value > 0.0 { most.min(room / value) } else { most }
        })
    }

    /// Prices without those whose sign asks for a bound that is not there.
    fn allowed(&self, y: &[f64]) -> Vec<f64> {
        let there = |(i, y): (usize, &f64)| {
            let bound = if *y > 0.0 { self.rows.lower[i] } else { self.rows.upper[i] };
            if bound.is_finite() { *y } else { 0.0 }
        };
        y.iter().enumerate().map(there).collect()
    }

    fn rows_at(&self, y: &[f64]) -> f64 {
        let terms = y.iter().enumerate().filter(|(_, y)| **y != 0.0);
        terms.map(|(i, y)| y * if *y > 0.0 { self.rows.lower[i] } else { self.rows.upper[i] }).sum()
    }
}

/// Which rows have no negative coefficient, and only columns that are never negative.
pub(crate) fn only_takes(matrix: &Columns, columns: &Bounds) -> Vec<bool> {
    let mut takes = vec![true; matrix.height()];
    for j in 0..matrix.width() {
        for (row, value) in matrix.column(j) {
            takes[row as usize] &= value >= 0.0 && columns.lower[j] >= 0.0;
        }
    }
    takes
}
