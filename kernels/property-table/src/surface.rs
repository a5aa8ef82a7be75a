//! Values over two axes, interpolated in a fixed order: first along the temperature, then across. Every form on every device
//! does it in this order, so that all of them agree to the last bit.

use crate::{Axis, BuildError, OutOfRange, Quantity};

/// `N` values that are kept side by side at each node. The first axis is a pressure or a density, the second the temperature,
/// whose nodes lie together.
#[derive(Clone, Debug)]
pub struct Surface<R, C, const N: usize> {
    rows: R,
    columns: C,
    row_is: Quantity,
    /// One more node than the axes have, each way: the last is there twice, so that a value there needs no case of its own.
    nodes: Vec<[f64; N]>,
    stride: usize,
}

/// Where a query lies: its four nodes, and how far it is between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The node of the first axis.
    pub row: usize,
    /// The node of the temperature.
    pub column: usize,
    /// From this row to the next.
    pub across: f64,
    /// From this column to the next.
    pub along: f64,
}

impl<R: Axis, C: Axis, const N: usize> Surface<R, C, N> {
    /// Asks `source` for every node: temperature by temperature, and within each along the first axis, so that a source may go
    /// on from the state before.
    pub fn build<E>(
        rows: R,
        columns: C,
        row_is: Quantity,
        mut source: impl FnMut(f64, f64) -> Result<[f64; N], E>,
    ) -> Result<Self, BuildError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let stride = columns.nodes() + 1;
        let mut nodes = vec![[0.0; N]; (rows.nodes() + 1) * stride];
        for c in 0..columns.nodes() {
            let column = columns.node(c);
            for r in 0..rows.nodes() {
                let row = rows.node(r);
                let values = source(row, column).map_err(|reason| BuildError::Source {
                    row,
                    column,
                    reason: reason.into(),
                })?;
                if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
                    return Err(BuildError::NotFinite { row, column, value });
                }
                nodes[r * stride + c] = values;
            }
        }
        for row in nodes.chunks_exact_mut(stride) {
            row[stride - 1] = row[stride - 2];
        }
        let last = (rows.nodes() - 1) * stride;
        nodes.copy_within(last..last + stride, last + stride);
        Ok(Self { rows, columns, row_is, nodes, stride })
    }

    /// The first axis.
    pub fn rows(&self) -> &R {
        &self.rows
    }

    /// The temperatures.
    pub fn columns(&self) -> &C {
        &self.columns
    }

    /// What the table takes, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.nodes.as_slice())
    }

    /// The values of a node.
    ///
    /// # Panics
    /// Where the axes have no such node.
    pub fn node(&self, row: usize, column: usize) -> [f64; N] {
        assert!(row < self.rows.nodes() && column < self.columns.nodes(), "no node ({row}, {column})");
        self.nodes[row * self.stride + column]
    }

    /// The values at a place.
    #[inline]
    pub fn get(&self, row: f64, column: f64) -> Result<[f64; N], OutOfRange> {
        Ok(self.values(self.locate(row, column)?))
    }

    /// Where a place lies.
    #[inline(always)]
    pub fn locate(&self, row: f64, column: f64) -> Result<Cell, OutOfRange> {
        if !(self.rows.contains(row) && self.columns.contains(column)) {
            return Err(self.out_of_range(row, column));
        }
        let ((row, across), (column, along)) = (self.rows.place(row), self.columns.place(column));
        Ok(Cell { row, column, across, along })
    }

    /// The values in a cell.
    ///
    /// # Panics
    /// Where the axes have no such cell.
    #[inline(always)]
    pub fn values(&self, cell: Cell) -> [f64; N] {
        let (lower, upper) = self.corners(cell);
        mixed(cell, lower, upper)
    }

    /// One of the values in a cell.
    ///
    /// # Panics
    /// As [`Self::values`], and where there is no such value.
    #[inline(always)]
    pub fn value(&self, cell: Cell, lane: usize) -> f64 {
        let (lower, upper) = self.corners(cell);
        cell.between([lower[0][lane], lower[1][lane], upper[0][lane], upper[1][lane]])
    }

    /// The cell of a place whose nodes are known.
    #[inline(always)]
    pub(crate) fn cell(&self, row: f64, r: usize, column: f64, c: usize) -> Cell {
        Cell { row: r, column: c, across: self.rows.weight(r, row), along: self.columns.weight(c, column) }
    }

    /// What is wrong with a place that is outside.
    #[cold]
    pub(crate) fn out_of_range(&self, row: f64, column: f64) -> OutOfRange {
        OutOfRange::of(self.row_is, &self.rows, &self.columns, row, column)
    }

    /// All nodes as they lie in memory, and how many a row has.
    pub(crate) fn raw(&self) -> (&[[f64; N]], usize) {
        (&self.nodes, self.stride)
    }

    /// As [`Self::values`], without asking whether there is such a cell.
    ///
    /// # Safety
    /// The row and the column must be nodes of the axes.
    #[inline(always)]
    pub(crate) unsafe fn values_unchecked(&self, cell: Cell) -> [f64; N] {
        let lower = cell.row * self.stride + cell.column;
        let upper = lower + self.stride;
        debug_assert!(upper + 2 <= self.nodes.len());
        // SAFETY: the caller's promise; behind the last node of each axis there is one more.
        let (lower, upper) = unsafe {
            (self.nodes.get_unchecked(lower..lower + 2), self.nodes.get_unchecked(upper..upper + 2))
        };
        mixed(cell, lower, upper)
    }

    /// One value at the four corners, in the order of [`Cell::between`], without asking whether there is such a cell.
    ///
    /// # Safety
    /// As for [`Self::values_unchecked`]; and there must be such a value.
    #[inline(always)]
    pub(crate) unsafe fn corners_unchecked(&self, cell: Cell, lane: usize) -> [f64; 4] {
        let lower = cell.row * self.stride + cell.column;
        let upper = lower + self.stride;
        debug_assert!(upper + 2 <= self.nodes.len() && lane < N);
        // SAFETY: the caller's promise.
        [lower, lower + 1, upper, upper + 1]
            .map(|node| unsafe { *self.nodes.get_unchecked(node).get_unchecked(lane) })
    }

    /// The two nodes of this row, and the two of the next.
    #[inline(always)]
    fn corners(&self, cell: Cell) -> (&[[f64; N]], &[[f64; N]]) {
        let lower = cell.row * self.stride + cell.column;
        let upper = lower + self.stride;
        (&self.nodes[lower..lower + 2], &self.nodes[upper..upper + 2])
    }
}

impl Cell {
    /// What lies between the values of two nodes of this row and two of the next.
    #[inline(always)]
    pub(crate) fn between(self, [low, low_next, high, high_next]: [f64; 4]) -> f64 {
        line(line(low, low_next, self.along), line(high, high_next, self.along), self.across)
    }
}

/// Written so that both ends of a line are met exactly.
#[inline(always)]
fn line(from: f64, to: f64, weight: f64) -> f64 {
    from * (1.0 - weight) + to * weight
}

#[inline(always)]
fn mixed<const N: usize>(cell: Cell, lower: &[[f64; N]], upper: &[[f64; N]]) -> [f64; N] {
    let mut values = [0.0; N];
    for (lane, value) in values.iter_mut().enumerate() {
        *value = cell.between([lower[0][lane], lower[1][lane], upper[0][lane], upper[1][lane]]);
    }
    values
}
