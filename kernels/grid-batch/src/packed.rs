//! A batch as devices read it: eight cells to a word, lowest nibble first, every grid beginning with a word of its own, so that no two
//! of their threads ever write to the same word.

use crate::GridBatch;

/// Cells in a word.
pub(crate) const CELLS: usize = 8;
/// What stands behind the last cell of a grid.
const PADDING: u32 = 0xF;

/// Grids of mixed sizes, four bits to a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedBatch {
    dims: Vec<[u8; 2]>,
    /// Of each grid its first word, and its height and width in the lowest two bytes.
    places: Vec<[u32; 2]>,
    words: Vec<u32>,
}

impl PackedBatch {
    /// The same grids.
    #[must_use]
    pub fn pack(batch: &GridBatch) -> Self {
        let dims = batch.dims().to_vec();
        let mut first = 0;
        let place = |&dims: &[u8; 2]| {
            let place = [first as u32, u32::from(u16::from_le_bytes(dims))];
            first += words_of(dims);
            place
        };
        let places = dims.iter().map(place).collect();
        let mut words = Vec::with_capacity(first);
        for grid in batch.iter() {
            let (lines, rest) = grid.cells.as_chunks();
            words.extend(lines.iter().map(|line| packed(u64::from_le_bytes(*line))));
            if !rest.is_empty() {
                let mut last = [PADDING as u8; CELLS];
                last[..rest.len()].copy_from_slice(rest);
                words.push(packed(u64::from_le_bytes(last)));
            }
        }
        Self { dims, places, words }
    }

    /// The grids again. What stands behind their last cells is not looked at.
    #[must_use]
    pub fn unpack(&self) -> GridBatch {
        unpack(self.dims.clone(), &self.words)
    }

    /// With another nibble behind the last cell of every grid: it must change nothing.
    #[must_use]
    pub fn padded_with(&self, nibble: u8) -> Self {
        let mut words = self.words.clone();
        for (&dims, &[first, _]) in self.dims.iter().zip(&self.places) {
            let (cells, padding) = (cells_of(dims) % CELLS, u32::from(nibble) & PADDING);
            if cells > 0 {
                let last = &mut words[first as usize + words_of(dims) - 1];
                let kept = (1 << (4 * cells)) - 1;
                *last = (*last & kept) | ((padding * 0x1111_1111) & !kept);
            }
        }
        Self { words, ..self.clone() }
    }

    /// Height and width of each grid.
    #[must_use]
    pub fn dims(&self) -> &[[u8; 2]] {
        &self.dims
    }

    /// Of each grid the number of its first word, then its height and width in the lowest two bytes.
    #[must_use]
    pub fn places(&self) -> &[[u32; 2]] {
        &self.places
    }

    /// All cells.
    #[must_use]
    pub fn words(&self) -> &[u32] {
        &self.words
    }
}

/// Grids out of the words of grids of these sizes.
pub(crate) fn unpack(dims: Vec<[u8; 2]>, words: &[u32]) -> GridBatch {
    let mut offsets = Vec::with_capacity(dims.len() + 1);
    let mut end = 0;
    offsets.push(0);
    offsets.extend(dims.iter().map(|&dims| {
        end += cells_of(dims);
        u32::try_from(end).expect("it was a batch before")
    }));
    // Words are written whole; what is too much is the beginning of the next grid, which is written later.
    let mut cells = vec![0; end + CELLS];
    let mut rest = words;
    for (&dims, &start) in dims.iter().zip(&offsets) {
        let (grid, behind) = rest.split_at(words_of(dims));
        let (into, _) = cells[start as usize..].as_chunks_mut::<CELLS>();
        for (word, into) in grid.iter().zip(into) {
            *into = unpacked(*word).to_le_bytes();
        }
        rest = behind;
    }
    cells.truncate(end);
    GridBatch { dims, offsets, cells }
}

pub(crate) fn cells_of([height, width]: [u8; 2]) -> usize {
    usize::from(height) * usize::from(width)
}

pub(crate) fn words_of(dims: [u8; 2]) -> usize {
    cells_of(dims).div_ceil(CELLS)
}

/// Eight bytes below 16 as eight nibbles.
fn packed(bytes: u64) -> u32 {
    let bytes = (bytes | bytes >> 4) & 0x00FF_00FF_00FF_00FF;
    let bytes = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF;
    (bytes | bytes >> 16) as u32
}

/// And back.
fn unpacked(nibbles: u32) -> u64 {
    let bytes = u64::from(nibbles);
    let bytes = (bytes | bytes << 16) & 0x0000_FFFF_0000_FFFF;
    let bytes = (bytes | bytes << 8) & 0x00FF_00FF_00FF_00FF;
    (bytes | bytes << 4) & 0x0F0F_0F0F_0F0F_0F0F
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    #[test]
    fn eight_cells_are_a_word_lowest_nibble_first_and_every_grid_begins_with_one() {
        let grids = [
            Grid::from_rows(&[[1, 2, 3, 4, 5], [6, 7, 8, 9, 0]]).unwrap(),
            Grid::default(),
            Grid::from_rows(&[[3], [4]]).unwrap(),
        ];
        let batch: GridBatch = grids.iter().collect();
        let packed = PackedBatch::pack(&batch);
        assert_eq!(packed.words(), [0x8765_4321, 0xFFFF_FF09, 0xFFFF_FF43]);
        assert_eq!(packed.places(), [[0, 0x0502], [2, 0], [2, 0x0102]]);
        assert_eq!(packed.unpack(), batch);
        let poisoned = packed.padded_with(5);
        assert_eq!(poisoned.words(), [0x8765_4321, 0x5555_5509, 0x5555_5543]);
        assert_eq!(poisoned.unpack(), batch);
    }
}
