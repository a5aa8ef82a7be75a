//! Objects by runs: what belongs together in a row is one run, and runs are united with those of the row above. Which cells join
//! their neighbours is found for 64 of them at once; then every run is touched a few times, whatever its length.

use grid_batch::{GridView, MAX_SIDE};

use crate::{
    BACKGROUND, Colours, Mode, Neighbours, TieRule,
    labels::GridLabeller,
    planes::{Flat, Planes, WORDS},
};

const CELLS: usize = MAX_SIDE * MAX_SIDE;
/// Labels that one store writes; the last one of a grid may write so many less one behind its end.
const STORE: usize = 8;
/// A power of two, so that no index needs to be checked.
const PARENTS: usize = 1024;

/// A grid in work.
pub(crate) struct Runs {
    planes: Planes,
    parents: Parents,
    label: [u16; CELLS + STORE],
}

/// Of the first cell of each run the first cell of an earlier run of the same object, or itself.
struct Parents([u16; PARENTS]);

impl Default for Runs {
    fn default() -> Self {
        Self { planes: Planes::default(), parents: Parents([0; PARENTS]), label: [0; CELLS + STORE] }
    }
}

impl GridLabeller for Runs {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        if mode.is_whole_grid() || grid.cells.is_empty() {
            label.fill(0);
            return u16::from(!grid.cells.is_empty());
        }
        self.planes.fill(grid);
        let removed = self.planes.removed(grid, mode, ties);
        let inside = self.planes.all_but(removed);
        let starts = self.unite(grid.width, mode, &inside);
        let count = self.write(grid.cells.len(), &inside, &starts);
        label.copy_from_slice(&self.label[..label.len()]);
        count
    }
}

impl Runs {
    /// Finds where runs start, and unites them with those above.
    fn unite(&mut self, width: usize, mode: Mode, inside: &Flat) -> Flat {
        let (planes, parents) = (&self.planes, &mut self.parents);
        let joined = |back: usize| match mode.colours {
            Colours::One => planes.same(inside, back),
            Colours::Any => planes.both(inside, back),
        };
        let first_column = planes.first_column();
        let mut here = joined(1);
        let mut starts = [0; WORDS];
        for word in 0..planes.words() {
            here[word] &= !first_column[word];
            starts[word] = inside[word] & !here[word];
            each(word, starts[word], |cell| parents.0[cell % PARENTS] = cell as u16);
        }
        let up = joined(width);
        let there = planes.moved(&here, width);
        let beside = planes.moved(&up, 1);
        let mut unite = |word: usize, cells: u64, above: usize| {
            each(word, cells, |cell| parents.join(start_of(&starts, cell), start_of(&starts, cell - above)));
        };
        // Where the cell to the left joins upwards and both rows go on, nothing new is said.
        for word in 0..planes.words() {
            unite(word, up[word] & !(beside[word] & here[word] & there[word]), width);
        }
        if mode.neighbours == Neighbours::Eight {
            // Nor is it across a corner whose other two cells already join both.
            let (left, right) = (joined(width + 1), joined(width - 1));
            for word in 0..planes.words() {
                let known = first_column[word] | up[word] & there[word] | beside[word] & here[word];
                unite(word, left[word] & !known, width + 1);
                let next = |flat: &Flat| flat[word] >> 1 | flat[word + 1] << 63;
                let known = next(&first_column) | up[word] & next(&there) | next(&up) & next(&here);
                unite(word, right[word] & !known, width - 1);
            }
        }
        starts
    }

    /// From the first cell to the last, so that what a store writes too much is overwritten by what comes next.
    fn write(&mut self, cells: usize, inside: &Flat, starts: &Flat) -> u16 {
        let Self { planes, parents, label } = self;
        label[..cells].fill(BACKGROUND);
        let before = planes.moved(inside, 1);
        let mut count = 0;
        let (mut from, mut last) = (0, BACKGROUND);
        for word in 0..planes.words() {
            // Behind a run only as much must be made good as a store wrote too much.
            let gaps = !inside[word] & before[word];
            each(word, starts[word] | gaps, |cell| {
                extend(label, from, cell, last);
                (from, last) = (cell, BACKGROUND);
                if inside[word] >> (cell % 64) & 1 == 1 {
                    // Parents come before their children and already are roots.
                    last = parents.0[usize::from(parents.0[cell % PARENTS]) % PARENTS];
                    parents.0[cell % PARENTS] = last;
                    count += u16::from(usize::from(last) == cell);
                }
                store(label, cell, last);
            });
        }
        extend(label, from, cells, last);
        count
    }
}

impl Parents {
    /// The smaller root stays, so that an object is named by its first cell.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) % PARENTS] = a.min(b) as u16;
    }

    fn root(&mut self, mut at: usize) -> usize {
        loop {
            let parent = usize::from(self.0[at % PARENTS]);
            if parent == at {
                return at;
            }
            let grandparent = self.0[parent % PARENTS];
            self.0[at % PARENTS] = grandparent;
            at = usize::from(grandparent);
        }
    }
}

/// The rest of a run that is longer than a store.
fn extend(label: &mut [u16; CELLS + STORE], from: usize, end: usize, value: u16) {
    if value != BACKGROUND {
        (from + STORE..end).step_by(STORE).for_each(|at| store(label, at, value));
    }
}

fn store(label: &mut [u16; CELLS + STORE], at: usize, value: u16) {
    label[at..at + STORE].copy_from_slice(&[value; STORE]);
}

/// The cells of a word, from first to last.
fn each(word: usize, mut cells: u64, mut visit: impl FnMut(usize)) {
    while cells != 0 {
        visit(word * 64 + cells.trailing_zeros() as usize);
        cells &= cells - 1;
    }
}

/// Where the run of a cell begins: none is as long as a word, so it is among the 64 cells that end with this one.
fn start_of(starts: &Flat, cell: usize) -> usize {
    let (word, bit) = (cell / 64 % WORDS, cell % 64);
    // Before the first word is the last one, in which there is nothing.
    let before = starts[(word + WORDS - 1) % WORDS];
    let upto = starts[word] << (63 - bit) | before >> 1 >> bit;
    cell - upto.leading_zeros() as usize
}
