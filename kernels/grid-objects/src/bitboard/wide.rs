//! The same with AVX-512: one instruction compares a row with a colour, and one labels all cells of a row.

use std::arch::x86_64::{
    _mm256_mask_cmpeq_epi8_mask, _mm256_maskz_loadu_epi8, _mm256_set1_epi8, _mm512_mask_cmpeq_epi8_mask,
    _mm512_mask_storeu_epi16, _mm512_maskz_loadu_epi8, _mm512_set1_epi8, _mm512_set1_epi16,
};

use grid_batch::{COLOURS, GridView};

use super::{Part, flood_plane};
use crate::{
    BACKGROUND, Cells, Colours, Mode, TieRule,
    background::most_common,
    planes::{ROWS, Rows},
};

/// A processor that was seen to have what it takes.
#[derive(Clone, Copy)]
pub(super) struct Wide(());

impl Wide {
    pub(super) fn detect() -> Option<Self> {
        let has_all = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt");
        has_all.then_some(Self(()))
    }

    /// Of a mode whose objects are not the whole grid.
    #[expect(clippy::unused_self, reason = "it proves that the processor has what this takes")]
    pub(super) fn label(self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        // SAFETY: a `Wide` is only made by `detect`, which asked the processor.
        unsafe { labelled(grid, mode, ties, label) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi1,bmi2,popcnt")]
fn labelled(grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
    label.fill(BACKGROUND);
    let counts = counts(grid.cells);
    let present = counts.iter().rev().fold(0_u16, |present, &count| present << 1 | u16::from(count != 0));
    let removed = match mode.cells {
        Cells::WithoutBackground => most_common(&counts, grid.cells, ties),
        Cells::All => None,
    };
    let background = removed.map_or(0, |colour| 1 << colour);
    let columns = (1 << grid.width) - 1;
    // A plane for each colour, or one of all cells but the background.
    let (mut left, turned) = match mode.colours {
        Colours::One => (present & !background, 0),
        Colours::Any => (background, columns),
    };
    let mut count = 0;
    while left != 0 {
        let plane = rows(grid, left.trailing_zeros() as i8, columns, turned);
        left &= left - 1;
        flood_plane(plane, grid, mode.neighbours, |part| match part {
            Part::Rows { first, row, mask } => {
                stamp(&mut label[row * grid.width..][..grid.width], mask, first as u16);
            }
            Part::Whole(_) => count += 1,
        });
    }
    count
}

/// How many cells each colour has.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi1,bmi2,popcnt")]
#[inline]
fn counts(cells: &[u8]) -> [u16; COLOURS] {
    let mut counts = [0; COLOURS];
    for part in cells.chunks(64) {
        let there = u64::MAX >> (64 - part.len());
        // SAFETY: only the cells that are there are read.
        let part = unsafe { _mm512_maskz_loadu_epi8(there, part.as_ptr().cast()) };
        for (colour, count) in (0..).zip(&mut counts) {
            *count += _mm512_mask_cmpeq_epi8_mask(there, part, _mm512_set1_epi8(colour)).count_ones() as u16;
        }
    }
    counts
}

/// Where a colour is: one mask for each row, in which some columns are turned round.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi1,bmi2,popcnt")]
#[inline]
fn rows(grid: GridView<'_>, colour: i8, columns: u32, turned: u32) -> Rows {
    let mut rows = [0; ROWS];
    for (at, mask) in rows.iter_mut().take(grid.height).enumerate() {
        let row = &grid.cells[at * grid.width..][..grid.width];
        // SAFETY: only the columns of the row are read.
        let row = unsafe { _mm256_maskz_loadu_epi8(columns, row.as_ptr().cast()) };
        *mask = _mm256_mask_cmpeq_epi8_mask(columns, row, _mm256_set1_epi8(colour)) ^ turned;
    }
    rows
}

/// Labels the cells of a mask, and touches no others: there is nothing to be read first.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,bmi1,bmi2,popcnt")]
#[inline]
fn stamp(row: &mut [u16], mask: u32, first: u16) {
    let inside = mask & ((1 << row.len()) - 1);
    // SAFETY: only cells of the row are written.
    unsafe { _mm512_mask_storeu_epi16(row.as_mut_ptr().cast(), inside, _mm512_set1_epi16(first as i16)) };
}
