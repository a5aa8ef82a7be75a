//! Rows to columns: cells lie row by row in each grid, and grid by grid in a frame.

use super::{Each, LANES};

/// Columns that are turned at once.
pub(super) const COLUMNS: usize = 8;

/// From eight cells of each grid to a cell of all grids, eight times.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn to_columns_portably(rows: [[u8; COLUMNS]; LANES]) -> [[u8; LANES]; COLUMNS] {
    std::array::from_fn(|column| rows.map(|row| row[column]))
}

/// And back, with numbers of 16 bits.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn to_rows_portably(columns: [Each; COLUMNS]) -> [[i16; COLUMNS]; LANES] {
    std::array::from_fn(|row| columns.map(|column| column[row]))
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) use {to_columns_portably as to_columns, to_rows_portably as to_rows};
#[cfg(target_arch = "x86_64")]
pub(super) use {vectors::to_columns, vectors::to_rows};

/// With instructions that lay the halves of two registers into each other. Of the bits that say where a number is, those of the register
/// before those of its place there, each round makes the first one the last.
#[cfg(target_arch = "x86_64")]
mod vectors {
    use std::{
        arch::x86_64::{
            __m128i, _mm_cvtsi64_si128, _mm_unpackhi_epi8, _mm_unpackhi_epi16, _mm_unpacklo_epi8,
            _mm_unpacklo_epi16,
        },
        array::from_fn,
        mem::transmute,
    };

    use super::{COLUMNS, Each, LANES};

    #[inline(always)]
    pub(in super::super) fn to_columns(rows: [[u8; COLUMNS]; LANES]) -> [[u8; LANES]; COLUMNS] {
        // SAFETY: every x86-64 has SSE2, and eight registers are as many bytes.
        unsafe {
            let row = |at: usize| _mm_cvtsi64_si128(i64::from_le_bytes(rows[at]));
            let pairs = from_fn(|at| _mm_unpacklo_epi8(row(at), row(at + COLUMNS)));
            let round = |all| round(all, |a, b| [_mm_unpacklo_epi8(a, b), _mm_unpackhi_epi8(a, b)]);
            transmute(round(round(round(pairs))))
        }
    }

    #[inline(always)]
    pub(in super::super) fn to_rows(columns: [Each; COLUMNS]) -> [[i16; COLUMNS]; LANES] {
        // SAFETY: every x86-64 has SSE2, and registers are as many bytes as what they are made of and made to.
        unsafe {
            let columns: [[__m128i; 2]; COLUMNS] = transmute(columns);
            let round = |all| round(all, |a, b| [_mm_unpacklo_epi16(a, b), _mm_unpackhi_epi16(a, b)]);
            transmute([0, 1].map(|half| round(round(round(columns.map(|column| column[half]))))))
        }
    }

    #[inline(always)]
    fn round(all: [__m128i; 8], laid: impl Fn(__m128i, __m128i) -> [__m128i; 2]) -> [__m128i; 8] {
        from_fn(|at| laid(all[at / 2], all[at / 2 + 4])[at % 2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_change_places() {
        let rows: [[u8; COLUMNS]; LANES] =
            std::array::from_fn(|row| std::array::from_fn(|column| (COLUMNS * row + column) as u8));
        let columns = to_columns(rows);
        assert_eq!(columns[3][5], rows[5][3]);
        assert_eq!(columns, to_columns_portably(rows));
        // Both bytes of a number must come along.
        let columns = columns.map(|column| column.map(|cell| i16::from(cell) * 129));
        let back = to_rows(columns);
        assert_eq!(back, rows.map(|row| row.map(|cell| i16::from(cell) * 129)));
        assert_eq!(back, to_rows_portably(columns));
    }
}
