//! Grids that go together, and where each of them lies in the batch.

use grid_batch::GridBatch;

use super::{Each, LANES, transpose::COLUMNS};

/// Up to sixteen of them; lanes that are left over have grids without a cell.
pub(super) struct Group<'a> {
    /// Of the whole batch.
    cells: &'a [u8],
    /// Where the cells of each grid begin there, and where they end.
    starts: [usize; LANES],
    ends: [usize; LANES],
    /// Where those of the share begin, and with them its labels.
    share: usize,
    pub(super) heights: Each,
    pub(super) widths: Each,
}

impl<'a> Group<'a> {
    /// Of a share that begins with grid `first`, those with these numbers in it.
    pub(super) fn of(batch: &'a GridBatch, first: usize, numbers: &[u16]) -> Self {
        let offset = |at: usize| batch.offsets()[at] as usize;
        let share = offset(first);
        let mut group = Self {
            cells: batch.cells(),
            starts: [share; LANES],
            ends: [share; LANES],
            share,
            heights: [0; LANES],
            widths: [0; LANES],
        };
        for (lane, &number) in numbers.iter().enumerate() {
            let at = first + usize::from(number);
            [group.starts[lane], group.ends[lane]] = [offset(at), offset(at + 1)];
            [group.heights[lane], group.widths[lane]] = batch.dims()[at].map(i16::from);
        }
        group
    }

    /// The cells of one grid.
    pub(super) fn cells(&self, lane: usize) -> &'a [u8] {
        &self.cells[self.starts[lane]..self.ends[lane]]
    }

    /// Cells of a row from a column on. Where the row or the grid has fewer, others stand there.
    #[inline(always)]
    pub(super) fn read(&self, lane: usize, row: usize, column: usize) -> [u8; COLUMNS] {
        let at = self.starts[lane] + row * self.widths[lane] as usize + column;
        let rest = self.cells.get(at..).unwrap_or(&[]);
        rest.first_chunk().copied().unwrap_or_else(|| {
            let mut last = [0; COLUMNS];
            last[..rest.len()].copy_from_slice(rest);
            last
        })
    }

    /// Writes labels of a row from a column on. What is more than the row has is written over by the next one, and what is more than the
    /// grid has is not written.
    #[inline(always)]
    pub(super) fn write(
        &self,
        lane: usize,
        row: usize,
        column: usize,
        found: [i16; COLUMNS],
        label: &mut [u16],
    ) {
        let width = self.widths[lane] as usize;
        let at = self.starts[lane] + row * width + column;
        if column >= width || at >= self.ends[lane] {
            return;
        }
        let label = &mut label[at - self.share..self.ends[lane] - self.share];
        let found = found.map(|label| label as u16);
        match label.first_chunk_mut() {
            Some(all) => *all = found,
            None => label.iter_mut().zip(found).for_each(|(label, found)| *label = found),
        }
    }
}
