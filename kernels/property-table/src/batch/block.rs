//! Eight queries side by side: their cells first, then what is asked of them.

use crate::{Axis, Cell, OctaveTable, smooth::RowLog};

/// One AVX-512 register of f64, two of AVX2.
pub(super) const BLOCK: usize = 8;

type Numbers = [f64; BLOCK];

/// Eight queries that are all inside the table, and their cells.
pub(super) struct Block<'a> {
    table: &'a OctaveTable,
    p: Numbers,
    t: Numbers,
    row: [usize; BLOCK],
    column: [usize; BLOCK],
    across: Numbers,
    along: Numbers,
}

impl<'a> Block<'a> {
    /// None where one of them is outside.
    #[inline(always)]
    pub(super) fn locate(table: &'a OctaveTable, p: Numbers, t: Numbers) -> Option<Self> {
        let (pressures, temperatures) = (table.surface().rows(), table.surface().columns());
        let mut inside = true;
        for lane in 0..BLOCK {
            inside &= pressures.contains(p[lane]) & temperatures.contains(t[lane]);
        }
        if !inside {
            return None;
        }
        let (mut row, mut column) = ([0; BLOCK], [0; BLOCK]);
        let (mut across, mut along) = ([0.0; BLOCK], [0.0; BLOCK]);
        for lane in 0..BLOCK {
            (row[lane], across[lane]) = pressures.place(p[lane]);
            (column[lane], along[lane]) = temperatures.place(t[lane]);
        }
        Some(Self { table, p, t, row, column, across, along })
    }

    /// All four properties. Four values lie side by side at a node: one vector of them for each corner.
    #[inline(always)]
    pub(super) fn all(&self) -> [Numbers; 4] {
        let mut kept = [[0.0; BLOCK]; 4];
        for lane in 0..BLOCK {
            // SAFETY: `locate` found every cell for a query that is inside, and these axes name a node of theirs for any such.
            let values = unsafe { self.table.surface().values_unchecked(self.cell(lane)) };
            for (kept, value) in kept.iter_mut().zip(values) {
                kept[lane] = value;
            }
        }
        let [z, h, kept_s, cp] = kept;
        [self.densities(z), h, self.entropies(kept_s), cp]
    }

    /// One of them, by its place in [`Property::ALL`](crate::Property::ALL).
    #[inline(always)]
    pub(super) fn one<const PROPERTY: usize>(&self) -> Numbers {
        let mut corners = [[0.0; BLOCK]; 4];
        for lane in 0..BLOCK {
            // SAFETY: as in `all`.
            let values = unsafe { self.table.surface().corners_unchecked(self.cell(lane), PROPERTY) };
            for (corner, value) in corners.iter_mut().zip(values) {
                corner[lane] = value;
            }
        }
        let mut kept = [0.0; BLOCK];
        for lane in 0..BLOCK {
            let corners = corners.map(|corner| corner[lane]);
            kept[lane] = self.cell(lane).between(corners);
        }
        match PROPERTY {
            0 => self.densities(kept),
            2 => self.entropies(kept),
            _ => kept,
        }
    }

    #[inline(always)]
    fn cell(&self, lane: usize) -> Cell {
        let Self { row, column, across, along, .. } = self;
        Cell { row: row[lane], column: column[lane], across: across[lane], along: along[lane] }
    }

    #[inline(always)]
    fn densities(&self, z: Numbers) -> Numbers {
        let mut densities = [0.0; BLOCK];
        for lane in 0..BLOCK {
            densities[lane] = self.table.gas().density(self.p[lane], self.t[lane], z[lane]);
        }
        densities
    }

    #[inline(always)]
    fn entropies(&self, kept: Numbers) -> Numbers {
        // SAFETY: as in `all`; there is one entry for each row.
        let rows: [RowLog; BLOCK] = self.row.map(|row| unsafe { *self.table.rows().get_unchecked(row) });
        let mut entropies = [0.0; BLOCK];
        for lane in 0..BLOCK {
            entropies[lane] = self.table.gas().entropy(rows[lane], self.p[lane], kept[lane]);
        }
        entropies
    }
}
