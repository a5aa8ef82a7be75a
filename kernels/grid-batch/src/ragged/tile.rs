//! Eight lines of eight cells, rows for columns, from memory to memory by way of registers: a stop in memory between them costs more
//! than all of the work.

use crate::symmetry::Order;

/// Rows and columns of a tile.
pub(super) const TILE: usize = 8;

/// Where the lines of a tile are: eight cells each.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    /// The first cell of the one that is first in memory.
    pub(super) first: usize,
    /// From one to the next in memory.
    pub(super) apart: usize,
    /// Whether the first of them is the first in memory, or the last.
    pub(super) order: Order,
}

impl Lines {
    fn end(self) -> usize {
        self.first + (TILE - 1) * self.apart + TILE
    }
}

/// What is a column of what is read becomes a line of what is written. It is written in the order of memory.
#[inline(always)]
pub(super) fn transpose(from: &[u8], read: Lines, into: &mut [u8], write: Lines) {
    assert!(read.end() <= from.len() && write.end() <= into.len(), "there is room around a grid");
    #[cfg(target_arch = "x86_64")]
    // SAFETY: SSE2 is part of x86-64, and all lines of both sides were just seen to be inside.
    unsafe {
        interleave(from.as_ptr(), read, into.as_mut_ptr(), write);
    }
    #[cfg(not(target_arch = "x86_64"))]
    exchange(from, read, into, write);
}

/// Cells, then pairs of them, then fours are interleaved.
///
/// # Safety
/// All lines must lie in memory that may be read, and written.
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "sse2")]
unsafe fn interleave(from: *const u8, read: Lines, into: *mut u8, write: Lines) {
    use std::arch::x86_64::{
        _mm_castsi128_pd, _mm_loadl_epi64, _mm_storeh_pd, _mm_storel_pd, _mm_unpackhi_epi16,
        _mm_unpackhi_epi32, _mm_unpacklo_epi8, _mm_unpacklo_epi16, _mm_unpacklo_epi32,
    };
    let line = |number: usize| {
        let place = if read.order == Order::Forward { number } else { TILE - 1 - number };
        // SAFETY: the caller's promise.
        unsafe { _mm_loadl_epi64(from.add(read.first + place * read.apart).cast()) }
    };
    let two = |number| _mm_unpacklo_epi8(line(number), line(number + 1));
    let [a, b, c, d] = [two(0), two(2), two(4), two(6)];
    let above = [_mm_unpacklo_epi16(a, b), _mm_unpackhi_epi16(a, b)];
    let below = [_mm_unpacklo_epi16(c, d), _mm_unpackhi_epi16(c, d)];
    let pairs = [
        _mm_unpacklo_epi32(above[0], below[0]),
        _mm_unpackhi_epi32(above[0], below[0]),
        _mm_unpacklo_epi32(above[1], below[1]),
        _mm_unpackhi_epi32(above[1], below[1]),
    ]
    .map(|pair| _mm_castsi128_pd(pair));
    for place in 0..TILE / 2 {
        // SAFETY: the caller's promise.
        unsafe {
            let one = into.add(write.first + 2 * place * write.apart).cast();
            let next = into.add(write.first + (2 * place + 1) * write.apart).cast();
            match write.order {
                Order::Forward => {
                    _mm_storel_pd(one, pairs[place]);
                    _mm_storeh_pd(next, pairs[place]);
                }
                Order::Backward => {
                    _mm_storeh_pd(one, pairs[TILE / 2 - 1 - place]);
                    _mm_storel_pd(next, pairs[TILE / 2 - 1 - place]);
                }
            }
        }
    }
}

/// On any processor: halves are exchanged, then quarters, then cells.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn exchange(from: &[u8], read: Lines, into: &mut [u8], write: Lines) {
    let place = |lines: Lines, number: usize| {
        let place = if lines.order == Order::Forward { number } else { TILE - 1 - number };
        lines.first + place * lines.apart
    };
    let mut lines: [u64; TILE] = std::array::from_fn(|number| {
        u64::from_le_bytes(*from[place(read, number)..].first_chunk().expect("it ends inside"))
    });
    for (apart, mask) in
        [(4, 0x0000_0000_FFFF_FFFF), (2, 0x0000_FFFF_0000_FFFF), (1, 0x00FF_00FF_00FF_00FF_u64)]
    {
        for line in (0..TILE).filter(|line| line & apart == 0) {
            let bits = apart * 8;
            let exchanged = ((lines[line] >> bits) ^ lines[line + apart]) & mask;
            lines[line + apart] ^= exchanged;
            lines[line] ^= exchanged << bits;
        }
    }
    for number in 0..TILE {
        // The first in memory first.
        let number = if write.order == Order::Forward { number } else { TILE - 1 - number };
        into[place(write, number)..][..TILE].copy_from_slice(&lines[number].to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_read_and_write_the_same_from_either_end() {
        let from: [u8; 200] = std::array::from_fn(|cell| cell as u8);
        for read in [Order::Forward, Order::Backward] {
            for write in [Order::Forward, Order::Backward] {
                // Lines so near to each other that only what is written last is right.
                let read = Lines { first: 3, apart: 11, order: read };
                for apart in [1, 5, 8, 13] {
                    let write = Lines { first: 2, apart, order: write };
                    let [mut one, mut other] = [[255; 110]; 2];
                    transpose(&from, read, &mut one, write);
                    exchange(&from, read, &mut other, write);
                    assert_eq!(one, other);
                    let place = if write.order == Order::Forward { 7 } else { 0 };
                    let last =
                        (0..TILE).map(|line| if read.order == Order::Forward { line } else { 7 - line });
                    let column: Vec<u8> = last.map(|line| (3 + line * 11 + place) as u8).collect();
                    assert_eq!(one[2 + 7 * apart..][..TILE], column);
                }
            }
        }
    }
}
