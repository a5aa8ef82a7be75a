//! Objects by runs: what belongs together in a row is one run, and runs are united with those of the row above. Which cells join
//! their neighbours is found for 64 of them at once; then every run is touched a few times, whatever its length.

use grid_batch::{GridView, MAX_SIDE};

use crate::{
    BACKGROUND, Colours, Mode, Neighbours, TieRule,
    labels::Labeller,
    planes::{Flat, Planes, ROWS, Rows},
};

/// Labels that one store writes; the last one of a grid may write so many less one behind its end.
const STORE: usize = 8;
const CELLS: usize = MAX_SIDE * MAX_SIDE;

/// A grid in work.
pub(crate) struct Runs {
    planes: Planes,
    /// Of the first cell of each run: the first cell of an earlier run of the same object, or itself.
    parent: [u16; CELLS],
    label: [u16; CELLS + STORE],
}

/// A run reaches from one cell of `starts` as far as `inside` goes, or to the next one.
struct RowRuns {
    inside: Rows,
    starts: Rows,
}

impl Default for Runs {
    fn default() -> Self {
        Self { planes: Planes::default(), parent: [0; CELLS], label: [0; CELLS + STORE] }
    }
}

impl Labeller for Runs {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        if mode.is_whole_grid() || grid.cells.is_empty() {
            label.fill(0);
            return u16::from(!grid.cells.is_empty());
        }
        self.planes.fill(grid);
        let removed = self.planes.removed(grid, mode, ties);
        let inside = self.planes.all_but(removed);
        let runs = self.unite(grid, mode, &inside);
        let count = self.write(grid, &runs);
        label.copy_from_slice(&self.label[..label.len()]);
        count
    }
}

impl Runs {
    fn unite(&mut self, grid: GridView<'_>, mode: Mode, inside: &Flat) -> RowRuns {
        let GridView { height, width, .. } = grid;
        let planes = &self.planes;
        let joined = |back: usize| match mode.colours {
            Colours::One => planes.rows(&planes.same(inside, back)),
            Colours::Any => planes.rows(&planes.both(inside, back)),
        };
        let not_first = planes.columns() & !1;
        let left = joined(1).map(|row| row & not_first);
        let up = joined(width);
        let across = (mode.neighbours == Neighbours::Eight).then(|| {
            [joined(width + 1).map(|row| row & not_first), joined(width - 1).map(|row| row & not_first >> 1)]
        });
        let inside = planes.rows(inside);
        let mut starts = [0; ROWS];
        for row in 0..height {
            starts[row] = inside[row] & !left[row];
            let base = row * width;
            each(starts[row], |column| self.parent[base + column] = (base + column) as u16);
            if row == 0 {
                continue;
            }
            let (here, above) = (left[row], left[row - 1]);
            let mut unite = |columns: u32, to_the_right: usize, to_the_left: usize| {
                each(columns, |column| {
                    let lower = base + start_of(starts[row], column);
                    let upper = start_of(starts[row - 1], column + to_the_right - to_the_left);
                    self.join(lower, base - width + upper);
                });
            };
            // Where the cell to the left joins upwards and both rows go on, nothing new is said; the same holds across corners.
            unite(up[row] & !(up[row] << 1 & here & above), 0, 0);
            if let Some([up_left, up_right]) = &across {
                unite(up_left[row] & !(up[row] & above) & !(up[row] << 1 & here), 0, 1);
                unite(up_right[row] & !(up[row] & above >> 1) & !(up[row] >> 1 & here >> 1), 1, 0);
            }
        }
        RowRuns { inside, starts }
    }

    /// The smaller root stays, so that an object is named by its first cell.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b) as u16;
    }

    fn root(&mut self, mut at: usize) -> usize {
        loop {
            let parent = usize::from(self.parent[at]);
            if parent == at {
                return at;
            }
            self.parent[at] = self.parent[parent];
            at = usize::from(self.parent[at]);
        }
    }

    /// Row by row, so that what a store writes too much is overwritten by what comes next.
    fn write(&mut self, grid: GridView<'_>, runs: &RowRuns) -> u16 {
        let mut count = 0;
        for row in 0..grid.height {
            let (inside, starts) = (runs.inside[row], runs.starts[row]);
            let gaps = !inside & (inside << 1 | 1) & self.planes.columns();
            let base = row * grid.width;
            let mut bounds = starts | gaps;
            while bounds != 0 {
                let column = bounds.trailing_zeros() as usize;
                bounds &= bounds - 1;
                let end = if bounds == 0 { grid.width } else { bounds.trailing_zeros() as usize };
                let at = base + column;
                let label = if inside >> column & 1 == 1 {
                    // Parents come before their children and already are roots.
                    let root = self.parent[usize::from(self.parent[at])];
                    self.parent[at] = root;
                    count += u16::from(usize::from(root) == at);
                    root
                } else {
                    BACKGROUND
                };
                for part in (at..base + end).step_by(STORE) {
                    self.label[part..part + STORE].copy_from_slice(&[label; STORE]);
                }
            }
        }
        count
    }
}

/// The columns of a mask, from left to right.
fn each(mut mask: u32, mut visit: impl FnMut(usize)) {
    while mask != 0 {
        visit(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

/// Where the run begins that goes through a column.
fn start_of(starts: u32, column: usize) -> usize {
    let upto = starts & ((2 << column) - 1);
    debug_assert!(upto != 0, "a cell that joins another is in a run");
    (31 - upto.leading_zeros()) as usize
}
