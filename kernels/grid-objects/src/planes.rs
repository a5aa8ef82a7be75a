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
    /// Which colours have a cell.
    present: [bool; COLOURS],
}

impl Planes {
    pub(crate) fn fill(&mut self, grid: GridView<'_>) {
        (self.height, self.width) = (grid.height, grid.width);
        self.words = grid.cells.len().div_ceil(64);
        let mut any = [0; COLOURS];
        for (word, part) in grid.cells.chunks(64).enumerate() {
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
            let there = u64::MAX >> (64 - part.len());
            let [a, b, c, d] = bits;
            let low = [!a & !b, a & !b, !a & b, a & b].map(|plane| plane & there);
            let high = [!c & !d, c & !d, !c & d];
            for colour in 0..COLOURS {
                let plane = low[colour % 4] & high[colour / 4];
                self.colours[colour][word] = plane;
                any[colour] |= plane;
            }
        }
        self.present = any.map(|any| any != 0);
    }

    /// The colours that occur, ascending.
    pub(crate) fn present(&self) -> impl Iterator<Item = u8> {
        (0..).zip(self.present).filter_map(|(colour, is_present)| is_present.then_some(colour))
    }

    /// Where one colour is.
    pub(crate) fn colour(&self, colour: u8) -> &Flat {
        &self.colours[usize::from(colour)]
    }

    /// Where any other is.
    pub(crate) fn all_but(&self, removed: Option<u8>) -> Flat {
        let mut flat = [0; WORDS];
        for colour in self.present().filter(|&colour| Some(colour) != removed) {
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

/// Each bit of eight colours goes into a byte of its own. The product brings bit 0 of byte k to bit 56 + k, and nothing carries.
fn spread(bits: &mut [u64; 4], eight: [u8; 8], at: usize) {
    let eight = u64::from_le_bytes(eight);
    for (bit, bits) in bits.iter_mut().enumerate() {
        let apart = eight >> bit & 0x0101_0101_0101_0101;
        *bits |= apart.wrapping_mul(0x0102_0408_1020_4080) >> 56 << (8 * at);
    }
}
