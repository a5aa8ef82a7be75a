//! A sparse matrix, column by column: the form in which a solver wants it.

use crate::Fault;

/// Solvers count in i32.
const MOST_ENTRIES: u32 = 1 << 31;

/// Compressed columns. In every column the rows rise; no entry is named twice, none is infinite or NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    height: usize,
    /// One more than there are columns: column `j` is at `starts[j]..starts[j + 1]`. Below 2^31.
    starts: Vec<u32>,
    rows: Vec<u32>,
    values: Vec<f64>,
}

impl Columns {
    /// A matrix of so many rows, and no column yet.
    pub fn new(height: usize) -> Self {
        Self { height, starts: vec![0], rows: Vec::new(), values: Vec::new() }
    }

    /// The same, with room for what will come.
    pub fn with_capacity(height: usize, columns: usize, entries: usize) -> Self {
        let mut starts = Vec::with_capacity(columns + 1);
        starts.push(0);
        Self { height, starts, rows: Vec::with_capacity(entries), values: Vec::with_capacity(entries) }
    }

    /// Takes arrays as they are, where they are compressed columns.
    pub fn from_parts(
        height: usize,
        starts: Vec<u32>,
        rows: Vec<u32>,
        values: Vec<f64>,
    ) -> Result<Self, Fault> {
        let entries = rows.len();
        let whole = starts.first() == Some(&0)
            && starts.last().is_some_and(|last| *last as usize == entries)
            && values.len() == entries
            && starts.windows(2).all(|pair| pair[0] <= pair[1]);
        if !whole {
            let values = values.len();
            return Err(Fault::Lengths {
                what: "starts, rows and values of the matrix",
                want: entries,
                got: values,
            });
        }
        if entries >= MOST_ENTRIES as usize {
            return Err(Fault::TooLarge { entries });
        }
        let matrix = Self { height, starts, rows, values };
        (0..matrix.width()).try_for_each(|j| matrix.check(j))?;
        Ok(matrix)
    }

    /// Adds a column whose rows rise.
    pub fn push(&mut self, entries: impl IntoIterator<Item = (u32, f64)>) -> Result<(), Fault> {
        let before = self.rows.len();
        for (row, value) in entries {
            self.rows.push(row);
            self.values.push(value);
        }
        let end = u32::try_from(self.rows.len()).ok().filter(|end| *end < MOST_ENTRIES);
        let pushed = match end {
            Some(end) => {
                self.starts.push(end);
                self.check(self.width() - 1).inspect_err(|_| {
                    self.starts.pop();
                })
            }
            None => Err(Fault::TooLarge { entries: self.rows.len() }),
        };
        pushed.inspect_err(|_| {
            self.rows.truncate(before);
            self.values.truncate(before);
        })
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.height
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.rows.len()
    }

    /// The entries of a column, in rising rows.
    pub fn column(&self, j: usize) -> impl ExactSizeIterator<Item = (u32, f64)> + Clone + '_ {
        let range = self.range(j);
        self.rows[range.clone()].iter().copied().zip(self.values[range].iter().copied())
    }

    /// The sum over a column of its entries times the numbers of their rows: `(Aᵀy)_j`.
    pub fn dot(&self, j: usize, y: &[f64]) -> f64 {
        self.column(j).map(|(row, value)| value * y[row as usize]).sum()
    }

    /// Where the columns start; one more than there are columns.
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The rows of all entries.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The values of all entries.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    fn range(&self, j: usize) -> std::ops::Range<usize> {
        self.starts[j] as usize..self.starts[j + 1] as usize
    }

    fn check(&self, column: usize) -> Result<(), Fault> {
        let mut last = None;
        for (row, value) in self.column(column) {
            if row as usize >= self.height {
                return Err(Fault::NoSuchRow { column, row, rows: self.height });
            }
            if last == Some(row) {
                return Err(Fault::Twice { column, row });
            }
            if last.is_some_and(|last| last > row) {
                return Err(Fault::Unsorted { column, row });
            }
            if !value.is_finite() {
                return Err(Fault::NotFinite { what: "matrix entry of column", place: column, value });
            }
            last = Some(row);
        }
        Ok(())
    }
}
