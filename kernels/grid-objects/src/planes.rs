//! A grid as bits: the four bits of its colours apart, 64 cells in a word, then a plane for each colour, and from planes a mask for each
//! row. All masks have column 0 in their lowest bit.

use grid_batch::{COLOURS, GridView, MAX_SIDE};

use crate::{Cells, Mode, TieRule, background::most_common};

/// 900 cells take 15; the last one is never in use.
pub(crate) const WORDS: usize = 16;
/// More rows than a grid can have, so that there is always one below.
pub(crate) const ROWS: usize = MAX_SIDE + 2;
/// One bit for each cell, row after row without a gap. Words behind the last one in use hold what was there before.
pub(crate) type Flat = [u64; WORDS];
/// One mask for each row.
pub(crate) type Rows = [u32; ROWS];

/// The bits of one grid.
#[derive(Default)]
pub(crate) struct Planes {
    height: usize,
    width: usize,
    words: usize,
    bits: [Flat; 4],
    colours: [Flat; COLOURS],
    /// A bit for each colour that has a cell.
    present: u16,
}

impl Planes {
    pub(crate) fn fill(&mut self, grid: GridView<'_>) {
        (self.height, self.width) = (grid.height, grid.width);
        self.words = grid.cells.len().div_ceil(64);
        let mut any = [0; COLOURS];
        let (parts, rest) = grid.cells.as_chunks();
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        for word in 0..self.words {
            let (part, there) = match parts.get(word) {
                Some(part) => (part, u64::MAX),
                None => (&last, u64::MAX >> (64 - rest.len())),
            };
            let bits = transposed(part);
            for (plane, bits) in self.bits.iter_mut().zip(bits) {
                plane[word] = bits;
            }
            let [a, b, c, d] = bits;
            let low = [!a & !b, a & !b, !a & b, a & b].map(|plane| plane & there);
            let high = [!c & !d, c & !d, !c & d];
            for colour in 0..COLOURS {
                let plane = low[colour % 4] & high[colour / 4];
                self.colours[colour][word] = plane;
                any[colour] |= plane;
            }
        }
        self.present = any.iter().rev().fold(0, |present, &any| present << 1 | u16::from(any != 0));
    }

    /// The colours that occur, ascending.
    pub(crate) fn present(&self) -> impl Iterator<Item = u8> + use<> {
        self.present_but(None)
    }

    /// All of them but one.
    pub(crate) fn present_but(&self, removed: Option<u8>) -> impl Iterator<Item = u8> + use<> {
        let mut left = self.present & !removed.map_or(0, |colour| 1 << colour);
        std::iter::from_fn(move || {
            let next = (left != 0).then(|| left.trailing_zeros() as u8);
            left &= left.wrapping_sub(1);
            next
        })
    }

    /// Where one colour is.
    pub(crate) fn colour(&self, colour: u8) -> &Flat {
        &self.colours[usize::from(colour)]
    }

    /// Where any other is.
    pub(crate) fn all_but(&self, removed: Option<u8>) -> Flat {
        let mut flat = [0; WORDS];
        for colour in self.present_but(removed) {
            for (others, of_colour) in flat.iter_mut().zip(self.colour(colour)).take(self.words) {
                *others |= of_colour;
            }
        }
        flat
    }

    /// Which cells are inside, the cell so many places before as well, and both have one colour.
    pub(crate) fn same(&self, inside: &Flat, back: usize) -> Flat {
        let mut same = self.both(inside, back);
        for bits in &self.bits {
            let before = self.moved(bits, back);
            for word in 0..self.words {
                same[word] &= !(bits[word] ^ before[word]);
            }
        }
        same
    }

    /// Which cells are inside, and the cell so many places before as well.
    pub(crate) fn both(&self, inside: &Flat, back: usize) -> Flat {
        let mut both = self.moved(inside, back);
        for (both, inside) in both.iter_mut().zip(inside).take(self.words) {
            *both &= inside;
        }
        both
    }

    /// What each cell has so many places before it; nothing before the first.
    pub(crate) fn moved(&self, flat: &Flat, places: usize) -> Flat {
        let mut moved = [0; WORDS];
        let mut before = 0;
        for (moved, &word) in moved.iter_mut().zip(flat).take(self.words) {
            *moved = word << places | before >> 1 >> (63 - places);
            before = word;
        }
        moved
    }

    /// Where rows begin, and where the next one would.
    pub(crate) fn first_column(&self) -> Flat {
        let mut flat = [0; WORDS];
        for at in (0..=self.height).map(|row| row * self.width) {
            flat[at / 64 % WORDS] |= 1 << (at % 64);
        }
        flat
    }

    /// How many words are in use.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// The colour that is no part of any object in this mode.
    pub(crate) fn removed(&self, grid: GridView<'_>, mode: Mode, ties: TieRule) -> Option<u8> {
        match mode.cells {
            Cells::WithoutBackground => most_common(&self.counts(), grid.cells, ties),
            Cells::All => None,
        }
    }

    /// How many cells each colour has.
    fn counts(&self) -> [u16; COLOURS] {
        let mut counts = [0; COLOURS];
        for colour in self.present() {
            let words = &self.colour(colour)[..self.words];
            counts[usize::from(colour)] = words.iter().map(|word| word.count_ones() as u16).sum();
        }
        counts
    }

    /// One mask for each row; below the last row there is nothing.
    pub(crate) fn rows(&self, flat: &Flat) -> Rows {
        let mut rows = [0; ROWS];
        let columns = (1 << self.width) - 1;
        let mut at = 0;
        for mask in rows.iter_mut().take(self.height) {
            let (word, bit) = (at / 64, at % 64);
            let [low, high] = [flat[word % WORDS], flat[(word + 1) % WORDS]];
            *mask = ((low >> bit) | (high << 1 << (63 - bit))) as u32 & columns;
            at += self.width;
        }
        rows
    }
}

/// Each bit of 64 colours in a word of its own.
#[cfg(target_arch = "x86_64")]
fn transposed(cells: &[u8; 64]) -> [u64; 4] {
    use std::arch::x86_64::{_mm_movemask_epi8, _mm_set_epi64x, _mm_slli_epi16};

    #[target_feature(enable = "sse2")]
    fn with_sse2(cells: &[u8; 64]) -> [u64; 4] {
        let mut bits = [0; 4];
        for (at, cells) in cells.as_chunks::<16>().0.iter().enumerate() {
            let cells = u128::from_le_bytes(*cells);
            let cells = _mm_set_epi64x((cells >> 64) as i64, cells as i64);
            // Only the highest bit of each byte is taken, so it does no harm that two bytes are shifted as one.
            let taken = [
                _mm_movemask_epi8(_mm_slli_epi16::<7>(cells)),
                _mm_movemask_epi8(_mm_slli_epi16::<6>(cells)),
                _mm_movemask_epi8(_mm_slli_epi16::<5>(cells)),
                _mm_movemask_epi8(_mm_slli_epi16::<4>(cells)),
            ];
            for (bits, taken) in bits.iter_mut().zip(taken) {
                *bits |= u64::from(taken as u16) << (16 * at);
            }
        }
        bits
    }
    // SAFETY: every x86-64 has SSE2.
    unsafe { with_sse2(cells) }
}

/// The same where nothing is known of the processor.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn transposed_portably(cells: &[u8; 64]) -> [u64; 4] {
    let mut bits = [0; 4];
    for (at, eight) in cells.as_chunks::<8>().0.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        for (bit, bits) in bits.iter_mut().enumerate() {
            // The product brings bit 0 of byte k to bit 56 + k, and nothing carries.
            let apart = eight >> bit & 0x0101_0101_0101_0101;
            *bits |= apart.wrapping_mul(0x0102_0408_1020_4080) >> 56 << (8 * at);
        }
    }
    bits
}

#[cfg(not(target_arch = "x86_64"))]
use transposed_portably as transposed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_of_a_colour_comes_into_its_plane() {
        let cells: [u8; 64] = std::array::from_fn(|at| ((at * at + at / 7) % 10) as u8);
        let of_bit =
            |bit: usize| cells.iter().rev().fold(0, |word, &colour| word << 1 | u64::from(colour >> bit & 1));
        let right = std::array::from_fn(of_bit);
        assert_eq!(transposed(&cells), right);
        assert_eq!(transposed_portably(&cells), right);
    }
}
