//! Objects by flooding masks: a row of up to 30 cells is one number, so a step goes a row down or up and not from cell to cell.

use grid_batch::GridView;

use crate::{
    BACKGROUND, Colours, Mode, Neighbours, TieRule,
    labels::Labeller,
    planes::{Planes, ROWS, Rows},
};

/// The bits of the grid in work.
#[derive(Default)]
pub(crate) struct Bitboard {
    planes: Planes,
}

/// An object as it comes out of the flood.
pub(crate) struct Flooded<'a> {
    /// Of its first cell.
    pub(crate) top: usize,
    /// Of its first cell.
    pub(crate) column: usize,
    /// From the top one to the last in which it has cells.
    pub(crate) rows: &'a [u32],
}

impl Labeller for Bitboard {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        if mode.is_whole_grid() {
            label.fill(0);
            return u16::from(!grid.cells.is_empty());
        }
        label.fill(BACKGROUND);
        let mut count = 0;
        let write = |_: Option<u8>, object: &Flooded<'_>| {
            count += 1;
            let first = (object.top * grid.width + object.column) as u16;
            for (row, &mask) in (object.top..).zip(object.rows) {
                let label = &mut label[row * grid.width..][..grid.width];
                let mut mask = mask;
                while mask != 0 {
                    label[mask.trailing_zeros() as usize] = first;
                    mask &= mask - 1;
                }
            }
        };
        self.flood(grid, mode, ties, write);
        count
    }
}

impl Bitboard {
    /// Of the grid that was flooded last.
    pub(crate) fn planes(&self) -> &Planes {
        &self.planes
    }

    /// Finds all objects: where they have one colour each, colour by colour and then by first cell; else by first cell.
    pub(crate) fn flood(
        &mut self,
        grid: GridView<'_>,
        mode: Mode,
        ties: TieRule,
        mut found: impl FnMut(Option<u8>, &Flooded<'_>),
    ) {
        self.planes.fill(grid);
        let planes = &self.planes;
        let counts = planes.counts();
        let removed = planes.removed(grid, mode, ties);
        match mode.colours {
            Colours::One => {
                for (colour, count) in (0..).zip(counts) {
                    if count > 0 && Some(colour) != removed {
                        let rows = planes.rows(&planes.colour(colour));
                        flood_plane(rows, mode.neighbours, |object| found(Some(colour), object));
                    }
                }
            }
            Colours::Any => {
                let rows = planes.rows(&planes.all_but(removed));
                flood_plane(rows, mode.neighbours, |object| found(None, object));
            }
        }
    }
}

fn flood_plane(plane: Rows, neighbours: Neighbours, found: impl FnMut(&Flooded<'_>)) {
    match neighbours {
        Neighbours::Four => flood_rows(plane, |row| row, found),
        Neighbours::Eight => flood_rows(plane, |row| row | row << 1 | row >> 1, found),
    }
}

/// All objects of one plane. `reach` is which columns of the next row a row touches.
fn flood_rows(mut plane: Rows, reach: impl Fn(u32) -> u32, mut found: impl FnMut(&Flooded<'_>)) {
    let mut object = [0; ROWS];
    for top in 0..ROWS - 1 {
        while plane[top] != 0 {
            // Nothing is left above, and nothing to the left.
            let first = plane[top] & plane[top].wrapping_neg();
            object[top] = plane[top] & !(plane[top] + first);
            let mut end = top + 1;
            loop {
                let seeds = reach(object[end - 1]) & plane[end];
                if seeds == 0 {
                    break;
                }
                object[end] = runs_of(plane[end], seeds);
                end += 1;
            }
            while climb(&mut object, &plane, top, end, &reach)
                && sink(&mut object, &plane, top, &mut end, &reach)
            {}
            for row in top..end {
                plane[row] &= !object[row];
            }
            let column = first.trailing_zeros() as usize;
            found(&Flooded { top, column, rows: &object[top..end] });
        }
    }
}

/// Whether rows above gain anything from those below them.
fn climb(object: &mut Rows, plane: &Rows, top: usize, end: usize, reach: &impl Fn(u32) -> u32) -> bool {
    let mut gained = false;
    for row in (top..end - 1).rev() {
        let seeds = reach(object[row + 1]) & plane[row] & !object[row];
        if seeds != 0 {
            object[row] |= runs_of(plane[row], seeds);
            gained = true;
        }
    }
    gained
}

/// Whether rows below gain anything from those above them; the object may grow longer.
fn sink(object: &mut Rows, plane: &Rows, top: usize, end: &mut usize, reach: &impl Fn(u32) -> u32) -> bool {
    let mut gained = false;
    for row in top + 1.. {
        if row == *end {
            object[row] = 0;
        }
        let seeds = reach(object[row - 1]) & plane[row] & !object[row];
        if seeds != 0 {
            object[row] |= runs_of(plane[row], seeds);
            gained = true;
            *end = (*end).max(row + 1);
        } else if row >= *end {
            break;
        }
    }
    gained
}

/// The runs of a row that have a seed. Upwards a carry fills them; downwards the fill doubles its reach in every step, and stops where
/// the run does.
fn runs_of(row: u32, seeds: u32) -> u32 {
    let mut filled = row & (seeds | !(row + seeds));
    let mut open = row;
    for step in [1, 2, 4, 8, 16] {
        filled |= open & (filled >> step);
        open &= open >> step;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_fill_their_runs_and_no_others() {
        assert_eq!(runs_of(0b1110_1111_0110, 0b0000_0010_0000), 0b0000_1111_0000);
        assert_eq!(runs_of(0b1110_1111_0110, 0b0100_1001_0000), 0b1110_1111_0000);
        assert_eq!(runs_of((1 << 30) - 1, 1 << 29), (1 << 30) - 1);
        assert_eq!(runs_of((1 << 30) - 1, 1), (1 << 30) - 1);
        assert_eq!(runs_of(0b101, 0), 0);
    }
}
