//! What families draw on, and what their answers are worked out on: plain cells, with nothing of the language and none of its
//! kernels, so that an answer is a second opinion.

use std::collections::BTreeSet;

use grid_batch::{COLOURS, Grid, MAX_SIDE};
use grid_generator::{Chance, Recipe};
use rand::RngExt;

/// Row and column; either may lie outside.
pub(super) type Cell = (isize, isize);

/// The four neighbours, then the four across a corner.
pub(super) const AROUND: [Cell; 8] = [(-1, 0), (0, -1), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1)];

/// A grid that is being drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Board {
    pub(super) height: isize,
    pub(super) width: isize,
    cells: Vec<u8>,
}

impl Board {
    /// Drawn cell by cell.
    pub(super) fn drawn(height: isize, width: isize, mut colour: impl FnMut(isize, isize) -> u8) -> Self {
        let mut cells = Vec::new();
        for row in 0..height {
            cells.extend((0..width).map(|column| colour(row, column)));
        }
        Self { height, width, cells }
    }

    pub(super) fn of_one_colour([height, width]: [isize; 2], colour: u8) -> Self {
        Self::drawn(height, width, |_, _| colour)
    }

    /// Any grid of these sides, as the puzzles have them.
    pub(super) fn any([height, width]: [isize; 2], chance: &mut Chance) -> Self {
        let recipe = Recipe::of_sides([height, width].map(isize::unsigned_abs), chance);
        let cells = recipe.paint(chance).cells().to_vec();
        Self { height, width, cells }
    }

    pub(super) fn holds(&self, (row, column): Cell) -> bool {
        (0..self.height).contains(&row) && (0..self.width).contains(&column)
    }

    pub(super) fn at(&self, cell: Cell) -> u8 {
        self.get(cell).unwrap_or_else(|| panic!("{cell:?} of {} x {}", self.height, self.width))
    }

    pub(super) fn get(&self, cell: Cell) -> Option<u8> {
        self.holds(cell).then(|| self.cells[(cell.0 * self.width + cell.1) as usize])
    }

    /// What is outside is left out.
    pub(super) fn set(&mut self, cell: Cell, colour: u8) {
        if self.holds(cell) {
            self.cells[(cell.0 * self.width + cell.1) as usize] = colour;
        }
    }

    pub(super) fn fill(&mut self, cells: impl IntoIterator<Item = Cell>, colour: u8) {
        for cell in cells {
            self.set(cell, colour);
        }
    }

    /// Only where the most common colour is.
    pub(super) fn underfill(&mut self, cells: impl IntoIterator<Item = Cell>, colour: u8) {
        let ground = self.most();
        for cell in cells {
            if self.get(cell) == Some(ground) {
                self.set(cell, colour);
            }
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Cell> + use<> {
        let width = self.width;
        (0..self.height).flat_map(move |row| (0..width).map(move |column| (row, column)))
    }

    pub(super) fn of_colour(&self, colour: u8) -> Vec<Cell> {
        self.all().filter(|&cell| self.at(cell) == colour).collect()
    }

    pub(super) fn counts(&self) -> [usize; COLOURS] {
        let mut counts = [0; COLOURS];
        for &colour in &self.cells {
            counts[usize::from(colour)] += 1;
        }
        counts
    }

    /// The most common colour, the lowest of several.
    pub(super) fn most(&self) -> u8 {
        let counts = self.counts();
        (0..COLOURS as u8).rev().max_by_key(|&colour| counts[usize::from(colour)]).unwrap_or(0)
    }

    /// The colours that there are, ascending.
    pub(super) fn colours(&self) -> Vec<u8> {
        let counts = self.counts();
        (0..COLOURS as u8).filter(|&colour| counts[usize::from(colour)] > 0).collect()
    }

    /// A part of it, which must be inside.
    pub(super) fn part(&self, (top, left): Cell, [height, width]: [isize; 2]) -> Self {
        Self::drawn(height, width, |row, column| self.at((top + row, left + column)))
    }

    pub(super) fn recoloured(&self, colour: impl Fn(u8) -> u8) -> Self {
        Self { cells: self.cells.iter().map(|&old| colour(old)).collect(), ..*self }
    }

    pub(super) fn upside_down(&self) -> Self {
        Self::drawn(self.height, self.width, |row, column| self.at((self.height - 1 - row, column)))
    }

    pub(super) fn left_right(&self) -> Self {
        Self::drawn(self.height, self.width, |row, column| self.at((row, self.width - 1 - column)))
    }

    /// A quarter turn, clockwise.
    pub(super) fn turned(&self) -> Self {
        Self::drawn(self.width, self.height, |row, column| self.at((self.height - 1 - column, row)))
    }

    /// Without its outermost cells.
    pub(super) fn peeled(&self) -> Self {
        self.part((1, 1), [self.height - 2, self.width - 2])
    }

    pub(super) fn beside(&self, right: &Self) -> Self {
        Self::drawn(self.height, self.width + right.width, |row, column| {
            self.get((row, column)).unwrap_or_else(|| right.at((row, column - self.width)))
        })
    }

    pub(super) fn above(&self, lower: &Self) -> Self {
        Self::drawn(self.height + lower.height, self.width, |row, column| {
            self.get((row, column)).unwrap_or_else(|| lower.at((row - self.height, column)))
        })
    }

    /// As a grid, if it is one of at most 30 x 30 cells.
    pub(crate) fn grid(self) -> Option<Grid> {
        let sides = [self.height, self.width].map(isize::unsigned_abs);
        let fits = sides.iter().all(|side| (1..=MAX_SIDE).contains(side));
        fits.then(|| Grid::new(sides[0], sides[1], self.cells).ok())?
    }
}

/// Sides as the puzzles have them, of those that are in a range.
pub(super) fn sides(chance: &mut Chance, from: [isize; 2], to: [isize; 2]) -> [isize; 2] {
    loop {
        let recipe = Recipe::mixed(chance);
        let sides = [recipe.height as isize, recipe.width as isize];
        if (0..2).all(|axis| (from[axis]..=to[axis]).contains(&sides[axis])) {
            return sides;
        }
    }
}

/// One of `from..=to`.
pub(super) fn between(chance: &mut Chance, from: isize, to: isize) -> isize {
    from + chance.random_range(0..=(to - from) as u32) as isize
}

/// One of them.
pub(super) fn one_of<T: Copy>(chance: &mut Chance, of: &[T]) -> T {
    of[chance.random_range(0..of.len() as u32) as usize]
}

/// The smallest rectangle around cells: its upper left and its lower right one.
pub(super) fn bounds<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> [Cell; 2] {
    let mut cells = cells.into_iter();
    let &first = cells.next().expect("there is a rectangle around cells, not around none");
    cells.fold([first; 2], |[upper, lower], &(row, column)| {
        [(upper.0.min(row), upper.1.min(column)), (lower.0.max(row), lower.1.max(column))]
    })
}

/// All cells from one corner to the other.
pub(super) fn rectangle([upper, lower]: [Cell; 2]) -> impl Iterator<Item = Cell> {
    (upper.0..=lower.0).flat_map(move |row| (upper.1..=lower.1).map(move |column| (row, column)))
}

/// The cells of a rectangle that are on its edge.
pub(super) fn outline([upper, lower]: [Cell; 2]) -> BTreeSet<Cell> {
    let edge =
        |&(row, column): &Cell| row == upper.0 || row == lower.0 || column == upper.1 || column == lower.1;
    rectangle([upper, lower]).filter(edge).collect()
}

/// The middle of a rectangle; of two, the lower or the right one.
pub(super) fn middle([upper, lower]: [Cell; 2]) -> Cell {
    (upper.0 + (lower.0 - upper.0 + 1) / 2, upper.1 + (lower.1 - upper.1 + 1) / 2)
}

/// The cells of a straight or slanted line from one cell to another; none where there is no such line.
pub(super) fn line(from: Cell, to: Cell) -> Vec<Cell> {
    let (down, along) = (to.0 - from.0, to.1 - from.1);
    if down != 0 && along != 0 && down.abs() != along.abs() {
        return Vec::new();
    }
    let steps = down.abs().max(along.abs());
    (0..=steps).map(|step| (from.0 + step * down.signum(), from.1 + step * along.signum())).collect()
}
