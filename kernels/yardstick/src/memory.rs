//! Bound by memory: more of it than a core's own caches hold is read in an order that no prefetcher foresees. Where all
//! cores share a cache that is larger still, that cache is what is measured.

use std::hint::black_box;

use crate::{Done, Extra, Kernel};

/// Lines of one unit; the smallest workload has 65 MB of them.
const LINES: usize = 512;

/// From one line to the next, round and round: a prime, so that every line is met once in a round of any size that is no
/// multiple of it.
const STRIDE: usize = 632_743;

/// One line of a cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Line(u64);

/// Lines with a number in each. Making them is no part of the work.
#[derive(Debug)]
pub struct Memory {
    lines: Vec<Line>,
}

impl Memory {
    /// The numbers from 0 on.
    pub fn new(scale: usize) -> Self {
        Self { lines: (0..lines(scale)).map(Line).collect() }
    }

    /// Adds them up in one round, and begins the next one with the extra units: those lines were read longest ago.
    pub fn sum(&self, extra: Extra) -> Done {
        let units = self.lines.len() / LINES;
        let (mut answer, mut line, mut done) = (0, 0, 0);
        for _ in 0..units {
            (answer, line) = self.unit(answer, line);
            done += 1;
        }
        let mut again = answer;
        for _ in 0..extra.of(units) {
            (again, line) = self.unit(again, line);
            done += 1;
        }
        black_box(again);
        Done { answer, units: done }
    }

    /// The sum with one unit more, and the line after it.
    fn unit(&self, mut sum: u64, mut line: usize) -> (u64, usize) {
        let stride = STRIDE % self.lines.len();
        for _ in 0..LINES {
            sum += self.lines[line].0;
            line += stride;
            if line >= self.lines.len() {
                line -= self.lines.len();
            }
        }
        black_box((sum, line))
    }
}

fn lines(scale: usize) -> u64 {
    (Kernel::Memory.units(scale) * LINES) as u64
}

pub(crate) fn answer(scale: usize) -> u64 {
    let lines = lines(scale);
    lines * lines.saturating_sub(1) / 2
}
