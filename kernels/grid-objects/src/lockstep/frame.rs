//! One cell of each grid after the other, with a border of nothing round all of them, so that no sweep asks where a grid ends.
//!
//! Labels spread from the first cell of an object to all others: forwards a cell takes the earliest label of those before it that it
//! joins, backwards of those behind it, in turn until a sweep changes nothing. A straight object takes two sweeps, a winding one a sweep
//! for each turn back.

use std::array::from_fn;

use grid_batch::COLOURS;

use super::{
    Each, LANES,
    group::Group,
    transpose::{COLUMNS, to_columns, to_rows},
};
use crate::{Cells, Colours, Mode, Neighbours, TieRule, background::most_common};

/// The colour of a cell that belongs to nothing: outside of its grid, or of its background.
const NONE: i16 = -1;
/// What a label is taken from, so that the earlier of two is the greater, and nothing the least: any processor has an instruction for
/// the greater of two signed numbers, and zero comes out where a mask takes a label away.
const FIRST: i16 = i16::MAX;

/// A bit for each row with the borders above and below.
const ALL_ROWS: u32 = u32::MAX;

/// The cells of all grids, as large as the largest needs it.
#[derive(Default)]
pub(super) struct Frame {
    height: usize,
    width: usize,
    /// With a border, which is that on the right of one row and on the left of the next.
    stride: usize,
    colours: Vec<Vector>,
    /// [`FIRST`] less the label; zero where there is none.
    ranks: Vec<Vector>,
}

/// In one register of 256 bits, or two of 128.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Vector(Each);

impl Frame {
    #[inline(always)]
    pub(super) fn fill(&mut self, group: &Group<'_>) {
        self.height = group.heights.into_iter().max().unwrap_or(0) as usize;
        self.width = group.widths.into_iter().max().unwrap_or(0) as usize;
        self.stride = self.width + 1;
        let cells = (self.height + 2) * self.stride + 1;
        self.colours.clear();
        self.colours.resize(cells, Vector([NONE; LANES]));
        self.ranks.clear();
        self.ranks.resize(cells, Vector([0; LANES]));
        for row in 0..self.height {
            let below = group.heights.map(|height| mask(row as i16 >= height));
            let start = self.row(row);
            let colours = self.colours[start..start + self.width].chunks_mut(COLUMNS);
            for (first, colours) in (0..).step_by(COLUMNS).zip(colours) {
                let read = to_columns(from_fn(|lane| group.read(lane, row, first)));
                for ((column, colour), read) in (first as i16..).zip(colours).zip(read) {
                    let outside: Each = from_fn(|lane| below[lane] | mask(column >= group.widths[lane]));
                    colour.0 = from_fn(|lane| i16::from(read[lane]) | outside[lane]);
                }
            }
        }
    }

    /// Where a row begins, behind its border.
    #[inline(always)]
    fn row(&self, row: usize) -> usize {
        (row + 1) * self.stride + 1
    }

    /// Takes the background away, and gives every cell that is left a label of its own.
    #[inline(always)]
    pub(super) fn begin(&mut self, group: &Group<'_>, mode: Mode, ties: TieRule) {
        let removed = match mode.cells {
            Cells::WithoutBackground => self.backgrounds(group, ties),
            Cells::All => [NONE; LANES],
        };
        // Of one colour, where all join.
        let kept = match mode.colours {
            Colours::One => [-1; LANES],
            Colours::Any => [0; LANES],
        };
        let mut ranks = Ranks::of(group);
        for row in 0..self.height {
            let mut rank = ranks.row();
            let start = self.row(row);
            for at in start..start + self.width {
                let colour = self.colours[at].0;
                let gone: Each =
                    from_fn(|lane| mask(colour[lane] == removed[lane]) | mask(colour[lane] == NONE));
                self.colours[at] = Vector(from_fn(|lane| colour[lane] & kept[lane] | gone[lane]));
                self.ranks[at] = Vector(from_fn(|lane| rank[lane] & !gone[lane]));
                rank = rank.map(|rank| rank - 1);
            }
        }
    }

    /// The background of each grid.
    #[inline(always)]
    fn backgrounds(&self, group: &Group<'_>, ties: TieRule) -> Each {
        let mut counts = [[0_i16; LANES]; COLOURS];
        for row in 0..self.height {
            let start = self.row(row);
            for Vector(cells) in &self.colours[start..start + self.width] {
                for (colour, counts) in (0..).zip(&mut counts) {
                    *counts = from_fn(|lane| counts[lane] - mask(cells[lane] == colour));
                }
            }
        }
        from_fn(|lane| {
            let counts = counts.map(|counts| counts[lane] as u16);
            most_common(&counts, group.cells(lane), ties).map_or(NONE, i16::from)
        })
    }

    /// Until every cell has the label of the first cell of its object.
    #[inline(always)]
    pub(super) fn spread(&mut self, neighbours: Neighbours) {
        match neighbours {
            Neighbours::Four => self.spread_to::<false>(),
            Neighbours::Eight => self.spread_to::<true>(),
        }
    }

    #[inline(always)]
    fn spread_to<const EIGHT: bool>(&mut self) {
        self.sweep::<false, EIGHT>(ALL_ROWS);
        let mut changed = self.sweep::<true, EIGHT>(ALL_ROWS);
        while changed != 0 {
            changed = self.sweep::<false, EIGHT>(changed);
            if changed != 0 {
                changed = self.sweep::<true, EIGHT>(changed);
            }
        }
    }

    /// In which rows any cell has got another label. A row is looked at where it or the one before it is of those that the sweep the
    /// other way has changed, or the one before it has changed now: nothing else can change it.
    #[inline(always)]
    fn sweep<const BACK: bool, const EIGHT: bool>(&mut self, there: u32) -> u32 {
        let mut here = 0;
        for step in 0..self.height {
            let row = if BACK { self.height - step } else { step + 1 };
            let last = if BACK { row + 1 } else { row - 1 };
            if there & (1 << row) | (there | here) & (1 << last) != 0 {
                here |= u32::from(self.sweep_row::<BACK, EIGHT>(row, last)) << row;
            }
        }
        here
    }

    /// Whether a row, counted with the border above, takes any label of the one that was swept last, or hands one on.
    #[inline(always)]
    fn sweep_row<const BACK: bool, const EIGHT: bool>(&mut self, row: usize, last: usize) -> bool {
        let width = self.width;
        let [row, last] = [row, last].map(|row| row * self.stride);
        let (ranks, beside) = if BACK {
            let (before, behind) = self.ranks.split_at_mut(last);
            (&mut before[row + 1..], &behind[..])
        } else {
            let (before, behind) = self.ranks.split_at_mut(row + 1);
            (behind, &before[last..])
        };
        let (ranks, ranks_beside) = (&mut ranks[..width], &beside[..width + 2]);
        let (colours, colours_beside) =
            (&self.colours[row + 1..][..width], &self.colours[last..][..width + 2]);
        let [mut rank_before, mut colour_before, mut changed] = [[0; LANES]; 3];
        for step in 0..width {
            let at = if BACK { width - 1 - step } else { step };
            let (Vector(colour), Vector(old)) = (colours[at], ranks[at]);
            let beside = |at: usize| (ranks_beside[at].0, colours_beside[at].0);
            let mut rank = joined(old, colour, beside(at + 1));
            if EIGHT {
                rank = joined(rank, colour, beside(at));
                rank = joined(rank, colour, beside(at + 2));
            }
            // Last, since it waits for the cell before.
            rank = joined(rank, colour, (rank_before, colour_before));
            changed = from_fn(|lane| changed[lane] | rank[lane] ^ old[lane]);
            ranks[at] = Vector(rank);
            (rank_before, colour_before) = (rank, colour);
        }
        changed.iter().fold(0, |changed, lane| changed | lane) != 0
    }

    /// Writes all labels, and says how many objects there are: as many as cells that have the label of their own.
    #[inline(always)]
    pub(super) fn write(&self, group: &Group<'_>, label: &mut [u16]) -> Each {
        let mut objects = [0; LANES];
        let mut ranks = Ranks::of(group);
        for row in 0..self.height {
            let mut own = ranks.row();
            let start = self.row(row);
            let ranks = self.ranks[start..start + self.width].chunks(COLUMNS);
            for (first, ranks) in (0..).step_by(COLUMNS).zip(ranks) {
                let mut labels = [[0; LANES]; COLUMNS];
                for (labels, Vector(rank)) in labels.iter_mut().zip(ranks) {
                    objects = from_fn(|lane| objects[lane] - mask(rank[lane] == own[lane]));
                    own = from_fn(|lane| own[lane] - 1);
                    *labels = from_fn(|lane| (FIRST - rank[lane]) | mask(rank[lane] == 0));
                }
                for (lane, found) in to_rows(labels).into_iter().enumerate() {
                    group.write(lane, row, first, found, label);
                }
            }
        }
        objects
    }
}

/// What rank the cells of a row have in each grid: its width tells.
struct Ranks {
    next: Each,
    widths: Each,
}

impl Ranks {
    #[inline(always)]
    fn of(group: &Group<'_>) -> Self {
        Self { next: [FIRST; LANES], widths: group.widths }
    }

    /// That of the first cell, one row after the other.
    #[inline(always)]
    fn row(&mut self) -> Each {
        let row = self.next;
        self.next = from_fn(|lane| row[lane] - self.widths[lane]);
        row
    }
}

/// The greater rank, where a neighbour has the same colour.
#[inline(always)]
fn joined(rank: Each, colour: Each, (other, others_colour): (Each, Each)) -> Each {
    from_fn(|lane| rank[lane].max(other[lane] & mask(colour[lane] == others_colour[lane])))
}

/// All ones where it is so.
#[inline(always)]
fn mask(so: bool) -> i16 {
    -i16::from(so)
}
