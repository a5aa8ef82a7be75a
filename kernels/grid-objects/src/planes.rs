//! A grid as bits: the four bits of its colours apart, 64 cells in a word, and from them a mask for each row. All masks have column 0
//! in their lowest bit.

use grid_batch::{COLOURS, GridView, MAX_SIDE};

use crate::{Cells, Mode, TieRule, background::most_common};

/// 900 cells take 15; what follows the last one in use is read, never used.
const WORDS: usize = 16;
/// One row more than a grid can have, so that there is always one below.
pub(crate) const ROWS: usize = MAX_SIDE + 2;
/// One bit for each cell, row after row without a gap.
pub(crate) type Flat = [u64; WORDS];
/// One mask for each row.
pub(crate) type Rows = [u32; ROWS];

/// The bits of the colours of one grid.
#[derive(Default)]
pub(crate) struct Planes {
    height: usize,
    width: usize,
    /// How many words are in use.
    words: usize,
    /// The cells that there are in the last of them.
    last: u64,
    bits: [Flat; 4],
}

impl Planes {
    pub(crate) fn fill(&mut self, grid: GridView<'_>) {
        (self.height, self.width) = (grid.height, grid.width);
        let mut parts = grid.cells.chunks(64);
        self.words = parts.len();
        self.last = u64::MAX >> (64 * self.words - grid.cells.len());
        for word in 0..self.words {
            let part = parts.next().unwrap_or_default();
            let (eights, rest) = part.as_chunks::<8>();
            let mut bits = [0; 4];
            for (at, eight) in eights.iter().enumerate() {
                spread(&mut bits, *eight, at);
            }
            if !rest.is_empty() {
                let mut eight = [0; 8];
                eight[..rest.len()].copy_from_slice(rest);
                spread(&mut bits, eight, eights.len());
            }
            for (plane, bits) in self.bits.iter_mut().zip(bits) {
                plane[word] = bits;
            }
        }
    }

    /// Where one colour is.
    pub(crate) fn colour(&self, colour: u8) -> Flat {
        let mut flat = [0; WORDS];
        for (word, of_colour) in flat.iter_mut().enumerate().take(self.words) {
            *of_colour = self.colour_in(colour, word);
        }
        flat
    }

    /// Where any other is.
    pub(crate) fn all_but(&self, removed: Option<u8>) -> Flat {
        let mut flat = [0; WORDS];
        for (word, others) in flat.iter_mut().enumerate().take(self.words) {
            let of_colour = removed.map_or(0, |colour| self.colour_in(colour, word));
            *others = self.cells_in(word) & !of_colour;
        }
        flat
    }

    /// Which cells are inside and have the colour of the cell so many places before.
    pub(crate) fn same(&self, inside: &Flat, back: usize) -> Flat {
        let mut differ = [0; WORDS];
        for bits in &self.bits {
            let before = moved(bits, back, self.words);
            for (word, differ) in differ.iter_mut().enumerate().take(self.words) {
                *differ |= bits[word] ^ before[word];
            }
        }
        for (differ, inside) in differ.iter_mut().zip(inside) {
            *differ = !*differ & inside;
        }
        differ
    }

    /// Which cells are inside, and the cell so many places before as well.
    pub(crate) fn both(&self, inside: &Flat, back: usize) -> Flat {
        let mut both = moved(inside, back, self.words);
        for (both, inside) in both.iter_mut().zip(inside) {
            *both &= inside;
        }
        both
    }

    /// The colour that is no part of any object in this mode.
    pub(crate) fn removed(&self, grid: GridView<'_>, mode: Mode, ties: TieRule) -> Option<u8> {
        match mode.cells {
            Cells::WithoutBackground => most_common(&self.counts(), grid.cells, ties),
            Cells::All => None,
        }
    }

    /// How many cells each colour has.
    pub(crate) fn counts(&self) -> [u16; COLOURS] {
        let mut counts = [0; COLOURS];
        for word in 0..self.words {
            for (colour, count) in (0..).zip(&mut counts) {
                *count += self.colour_in(colour, word).count_ones() as u16;
            }
        }
        counts
    }

    /// One mask for each row; below the last row there is nothing.
    pub(crate) fn rows(&self, flat: &Flat) -> Rows {
        let mut rows = [0; ROWS];
        let columns = self.columns();
        for (row, mask) in rows.iter_mut().enumerate().take(self.height) {
            let (word, bit) = (row * self.width / 64, row * self.width % 64);
            let [low, high] = [flat[word % WORDS], flat[(word + 1) % WORDS]];
            *mask = ((low >> bit) | (high << 1 << (63 - bit))) as u32 & columns;
        }
        rows
    }

    /// All columns.
    pub(crate) fn columns(&self) -> u32 {
        (1 << self.width) - 1
    }

    fn colour_in(&self, colour: u8, word: usize) -> u64 {
        let is = |bit: usize| {
            let bits = self.bits[bit][word];
            if colour >> bit & 1 == 1 { bits } else { !bits }
        };
        is(0) & is(1) & is(2) & is(3) & self.cells_in(word)
    }

    fn cells_in(&self, word: usize) -> u64 {
        if word + 1 == self.words { self.last } else { u64::MAX }
    }
}

/// What each cell has `places` before it.
fn moved(flat: &Flat, places: usize, words: usize) -> Flat {
    let mut moved = [0; WORDS];
    let mut before = 0;
    for (moved, &word) in moved.iter_mut().zip(flat).take(words) {
        *moved = word << places | before >> 1 >> (63 - places);
        before = word;
    }
    moved
}

/// Each bit of eight colours goes into a byte of its own. The product brings bit 0 of byte k to bit 56 + k, and nothing carries.
fn spread(bits: &mut [u64; 4], eight: [u8; 8], at: usize) {
    let eight = u64::from_le_bytes(eight);
    for (bit, bits) in bits.iter_mut().enumerate() {
        let apart = eight >> bit & 0x0101_0101_0101_0101;
        *bits |= apart.wrapping_mul(0x0102_0408_1020_4080) >> 56 << (8 * at);
    }
}
