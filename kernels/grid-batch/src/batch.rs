//! Many grids of mixed sizes, one behind the other in one buffer: what is done to all of them walks through memory once.

use std::ops::Range;

use crate::Grid;

/// Many grids of mixed sizes in one buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridBatch {
    pub(crate) dims: Vec<[u8; 2]>,
    /// Where each grid begins, and behind the last one where it ends.
    pub(crate) offsets: Vec<u32>,
    pub(crate) cells: Vec<u8>,
}

/// One grid, wherever its cells lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridView<'a> {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// All colours, row by row.
    pub cells: &'a [u8],
}

impl Default for GridBatch {
    fn default() -> Self {
        Self { dims: Vec::new(), offsets: vec![0], cells: Vec::new() }
    }
}

impl GridBatch {
    /// How many grids.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dims.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dims.is_empty()
    }

    /// Height and width of each grid.
    #[must_use]
    pub fn dims(&self) -> &[[u8; 2]] {
        &self.dims
    }

    /// Where each grid begins in [`Self::cells`], and behind the last one where it ends.
    #[must_use]
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// The colours of all grids.
    #[must_use]
    pub fn cells(&self) -> &[u8] {
        &self.cells
    }

    /// One grid of them.
    #[must_use]
    pub fn get(&self, index: usize) -> GridView<'_> {
        let [height, width] = self.dims[index].map(usize::from);
        let cells = &self.cells[self.offsets[index] as usize..self.offsets[index + 1] as usize];
        GridView { height, width, cells }
    }

    /// One after the other.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = GridView<'_>> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Where the cells of neighbouring grids lie.
    pub(crate) fn range(&self, grids: &Range<usize>) -> Range<usize> {
        self.offsets[grids.start] as usize..self.offsets[grids.end] as usize
    }

    /// Behind the last one.
    ///
    /// # Panics
    /// Where more than `u32::MAX` cells come together: 4.7 million grids of the largest size.
    pub fn push(&mut self, grid: GridView<'_>) {
        let side = |length: usize| u8::try_from(length).expect("a grid has at most 30 rows and columns");
        self.dims.push([side(grid.height), side(grid.width)]);
        self.cells.extend_from_slice(grid.cells);
        let end = u32::try_from(self.cells.len()).expect("a batch has at most 4,294,967,295 cells");
        self.offsets.push(end);
    }
}

impl<'a> FromIterator<&'a Grid> for GridBatch {
    fn from_iter<I: IntoIterator<Item = &'a Grid>>(grids: I) -> Self {
        let mut batch = Self::default();
        for grid in grids {
            batch.push(grid.view());
        }
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_gives_back_the_grids_that_it_was_made_of() {
        let grids =
            [Grid::from_rows(&[[1, 2, 3]]).unwrap(), Grid::default(), Grid::from_rows(&[[4], [5]]).unwrap()];
        let batch: GridBatch = grids.iter().collect();
        assert_eq!(batch.len(), 3);
        assert_eq!(batch.offsets(), [0, 3, 3, 5]);
        assert!(batch.iter().eq(grids.iter().map(Grid::view)));
    }
}
