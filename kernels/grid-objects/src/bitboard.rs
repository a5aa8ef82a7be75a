//! Objects by flooding masks: a row of up to 30 cells is one number, so a step goes a row down or up and not from cell to cell.

#![expect(
    clippy::inline_always,
    reason = "the flood must be inlined to be compiled for the instruction set of who calls it"
)]

#[cfg(target_arch = "x86_64")]
mod wide;
/// Elsewhere there is no such processor.
#[cfg(not(target_arch = "x86_64"))]
mod wide {
    use grid_batch::GridView;

    use crate::{Mode, TieRule};

    #[derive(Clone, Copy)]
    pub(super) enum Wide {}

    impl Wide {
        pub(super) fn detect() -> Option<Self> {
            None
        }

        pub(super) fn label(self, _: GridView<'_>, _: Mode, _: TieRule, _: &mut [u16]) -> u16 {
            match self {}
        }
    }
}

use grid_batch::GridView;

use self::wide::Wide;
use crate::{
    BACKGROUND, Colours, Mode, Neighbours, TieRule,
    labels::GridLabeller,
    planes::{Planes, ROWS, Rows},
};

/// The bits of the grid in work.
pub(crate) struct Bitboard {
    planes: Planes,
    /// Where the processor has it.
    wide: Option<Wide>,
}

impl Default for Bitboard {
    fn default() -> Self {
        Self { planes: Planes::default(), wide: Wide::detect() }
    }
}

/// What comes out of a flood.
pub(crate) enum Part<'a> {
    /// Cells of one row, as soon as they are known, some of them perhaps again later.
    Rows {
        /// The first cell of the object.
        first: usize,
        row: usize,
        mask: u32,
    },
    /// An object, when all of it is known.
    Whole(Flooded<'a>),
}

/// An object.
pub(crate) struct Flooded<'a> {
    /// Its first cell.
    pub(crate) first: usize,
    /// The row of that cell.
    pub(crate) top: usize,
    /// From the top one to the last in which it has cells.
    pub(crate) rows: &'a [u32],
}

impl GridLabeller for Bitboard {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        if mode.is_whole_grid() {
            label.fill(0);
            return u16::from(!grid.cells.is_empty());
        }
        if let Some(wide) = self.wide {
            return wide.label(grid, mode, ties, label);
        }
        label.fill(BACKGROUND);
        let mut count = 0;
        self.flood(grid, mode, ties, |_, part| match part {
            Part::Rows { first, row, mask } => stamp(&mut label[row * grid.width..], mask, first as u16),
            Part::Whole(_) => count += 1,
        });
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
        mut found: impl FnMut(Option<u8>, Part<'_>),
    ) {
        self.planes.fill(grid);
        let planes = &self.planes;
        let removed = planes.removed(grid, mode, ties);
        let one_each = mode.colours == Colours::One;
        let colours = planes.present_but(removed).filter(|_| one_each).map(Some);
        for colour in colours.chain((!one_each).then_some(None)) {
            let plane = match colour {
                Some(colour) => planes.rows(planes.colour(colour)),
                None => planes.rows(&planes.all_but(removed)),
            };
            flood_plane(plane, grid, mode.neighbours, |part| found(colour, part));
        }
    }
}

#[inline(always)]
fn flood_plane(plane: Rows, grid: GridView<'_>, neighbours: Neighbours, found: impl FnMut(Part<'_>)) {
    match neighbours {
        Neighbours::Four => flood_rows(plane, grid, |row| row, found),
        Neighbours::Eight => flood_rows(plane, grid, |row| row | row << 1 | row >> 1, found),
    }
}

/// All objects of one plane. `reach` is which columns of the next row a row touches. What was found leaves the plane at once: an object
/// takes whole runs, so what is left are whole runs too.
#[inline(always)]
fn flood_rows(
    mut plane: Rows,
    grid: GridView<'_>,
    reach: impl Fn(u32) -> u32,
    mut found: impl FnMut(Part<'_>),
) {
    let mut object = [0; ROWS];
    let mut busy = busy_rows(&plane);
    while busy != 0 {
        // Nothing is left above, and nothing to the left.
        let top = busy.trailing_zeros() as usize;
        let mut row = plane[top];
        let seed = row & row.wrapping_neg();
        let first = top * grid.width + seed.trailing_zeros() as usize;
        let mut last = row & !(row + seed);
        let (mut end, mut missed) = (top, 0);
        loop {
            object[end] = last;
            plane[end] = row ^ last;
            busy ^= u32::from(row == last) << end;
            found(Part::Rows { first, row: end, mask: last });
            end += 1;
            row = plane[end];
            let seeds = reach(last) & row;
            if seeds == 0 {
                break;
            }
            last = runs_of(row, seeds);
            missed |= reach(last) & plane[end - 1];
        }
        if missed != 0 {
            while climb(&mut object, &mut plane, top, end, &reach)
                && sink(&mut object, &mut plane, top, &mut end, &reach)
            {}
            busy = busy_rows(&plane);
            for (row, &mask) in (top..end).zip(&object[top..]) {
                found(Part::Rows { first, row, mask });
            }
        }
        found(Part::Whole(Flooded { first, top, rows: &object[top..end] }));
    }
}

/// A bit for each row in which something is left.
#[inline(always)]
fn busy_rows(plane: &Rows) -> u32 {
    plane.iter().rev().fold(0, |busy, &row| busy << 1 | u32::from(row != 0))
}

/// Whether rows above gain anything from those below them.
#[inline(always)]
fn climb(object: &mut Rows, plane: &mut Rows, top: usize, end: usize, reach: &impl Fn(u32) -> u32) -> bool {
    let mut gained = 0;
    for row in (top..end - 1).rev() {
        gained |= gain(object, plane, row, reach(object[row + 1]));
    }
    gained != 0
}

/// Whether rows below gain anything from those above them; the object may grow longer.
#[inline(always)]
fn sink(
    object: &mut Rows,
    plane: &mut Rows,
    top: usize,
    end: &mut usize,
    reach: &impl Fn(u32) -> u32,
) -> bool {
    let mut gained = 0;
    for row in top + 1..ROWS {
        if row == *end {
            if reach(object[row - 1]) & plane[row] == 0 {
                break;
            }
            object[row] = 0;
            *end += 1;
        }
        gained |= gain(object, plane, row, reach(object[row - 1]));
    }
    gained != 0
}

/// What a row gains from the one beside it.
#[inline(always)]
fn gain(object: &mut Rows, plane: &mut Rows, row: usize, reached: u32) -> u32 {
    let seeds = reached & plane[row];
    if seeds == 0 {
        return 0;
    }
    let gained = runs_of(plane[row], seeds);
    object[row] |= gained;
    plane[row] ^= gained;
    gained
}

/// The runs of a row that have a seed. Upwards a carry fills them. What then still lies below is filled by a reach that doubles in every
/// step, and stops where the run does.
#[inline(always)]
fn runs_of(row: u32, seeds: u32) -> u32 {
    let mut filled = row & (seeds | !(row + seeds));
    if filled >> 1 & row & !filled == 0 {
        return filled;
    }
    let mut open = row;
    for step in [1, 2, 4, 8, 16] {
        filled |= open & (filled >> step);
        open &= open >> step;
    }
    filled
}

/// Cells that one stamp covers.
const STAMP: usize = 8;

/// For each set of eight cells: all ones where there is none.
static ELSEWHERE: [[u16; STAMP]; 256] = {
    let mut elsewhere = [[0; STAMP]; 256];
    let mut at = 0;
    while at < 256 * STAMP {
        elsewhere[at / STAMP][at % STAMP] = if (at / STAMP) >> (at % STAMP) & 1 == 1 { 0 } else { u16::MAX };
        at += 1;
    }
    elsewhere
};

/// Labels the cells of a mask. They are background so far, of which every bit is set, or have this label already.
fn stamp(label: &mut [u16], mut mask: u32, first: u16) {
    while mask != 0 {
        let column = mask.trailing_zeros() as usize;
        let elsewhere = &ELSEWHERE[usize::from((mask >> column) as u8)];
        let mark = |(label, elsewhere): (&mut u16, &u16)| *label &= elsewhere | first;
        let label = &mut label[column..];
        match label.first_chunk_mut::<STAMP>() {
            Some(label) => label.iter_mut().zip(elsewhere).for_each(mark),
            // The grid ends before the stamp does.
            None => label.iter_mut().zip(elsewhere).for_each(mark),
        }
        mask &= !(0xFF << column);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::{bfs::Bfs, figures::figures};

    #[test]
    fn seeds_fill_their_runs_and_no_others() {
        assert_eq!(runs_of(0b1110_1111_0110, 0b0000_0010_0000), 0b0000_1111_0000);
        assert_eq!(runs_of(0b1110_1111_0110, 0b0100_1001_0000), 0b1110_1111_0000);
        assert_eq!(runs_of((1 << 30) - 1, 1 << 29), (1 << 30) - 1);
        assert_eq!(runs_of((1 << 30) - 1, 1), (1 << 30) - 1);
        assert_eq!(runs_of(0b101, 0), 0);
    }

    /// Whoever has the wide form asks for no other, so that only here both are compared with the reference.
    fn finds_all(mut bitboard: Bitboard) {
        let batch = figures();
        let mut bfs = Bfs::default();
        for grid in batch.iter() {
            for (mode, ties) in
                Mode::ALL.into_iter().zip([TieRule::Lowest, TieRule::Cpython].into_iter().cycle())
            {
                let [mut expected, mut found] = [7, 8].map(|unset| vec![unset; grid.cells.len()]);
                let count = bfs.grid(grid, mode, ties, &mut expected);
                assert_eq!(bitboard.grid(grid, mode, ties, &mut found), count, "{mode}: {grid:?}");
                assert_eq!(found, expected, "{mode}: {grid:?}");
            }
        }
    }

    #[test]
    fn every_object_is_found_with_what_every_processor_has() {
        finds_all(Bitboard { wide: None, ..Bitboard::default() });
    }

    #[test]
    fn every_object_is_found_with_wide_vectors() {
        match Wide::detect() {
            Some(wide) => finds_all(Bitboard { wide: Some(wide), ..Bitboard::default() }),
            None => std::io::stderr()
                .write_all(b"skipped: masks with AVX-512, which this processor lacks\n")
                .unwrap(),
        }
    }
}
