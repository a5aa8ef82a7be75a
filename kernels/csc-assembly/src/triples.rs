//! What assembly starts from: entries in any order, some of them for one cell. Checked once, here, so that no method checks.

use thiserror::Error;

/// Rows, columns and values of entries. Entries of one cell add up, in the order in which they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Triples {
    height: u32,
    width: u32,
    rows: Vec<u32>,
    columns: Vec<u32>,
    values: Vec<f64>,
}

/// Why three lists are no triples. Places count from 0.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum TriplesError {
    /// The lists belong together.
    #[error("{rows} rows, {columns} columns and {values} values: give one of each for every entry")]
    Lengths {
        /// How many rows.
        rows: usize,
        /// How many columns.
        columns: usize,
        /// How many values.
        values: usize,
    },
    /// More than solvers count.
    #[error("{entries} entries: compressed columns count them in 31 bits; split the matrix")]
    TooMany {
        /// How many.
        entries: usize,
    },
    /// An entry below the last row.
    #[error("entry {place} is in row {row}, and there are {height} rows (they count from 0)")]
    Row {
        /// Which entry.
        place: usize,
        /// Its row.
        row: u32,
        /// How many rows there are.
        height: u32,
    },
    /// An entry beyond the last column.
    #[error("entry {place} is in column {column}, and there are {width} columns (they count from 0)")]
    Column {
        /// Which entry.
        place: usize,
        /// Its column.
        column: u32,
        /// How many columns there are.
        width: u32,
    },
    /// NaN or infinity.
    #[error("entry {place} is {value}: a finite number is needed")]
    NotFinite {
        /// Which entry.
        place: usize,
        /// What stands there.
        value: f64,
    },
}

impl Triples {
    /// Takes the lists of a matrix of `height` rows and `width` columns, where they are entries of it.
    pub fn new(
        height: u32,
        width: u32,
        rows: Vec<u32>,
        columns: Vec<u32>,
        values: Vec<f64>,
    ) -> Result<Self, TriplesError> {
        if rows.len() != columns.len() || rows.len() != values.len() {
            let (rows, columns, values) = (rows.len(), columns.len(), values.len());
            return Err(TriplesError::Lengths { rows, columns, values });
        }
        if rows.len() >= 1 << 31 {
            return Err(TriplesError::TooMany { entries: rows.len() });
        }
        if let Some(place) = rows.iter().position(|row| *row >= height) {
            return Err(TriplesError::Row { place, row: rows[place], height });
        }
        if let Some(place) = columns.iter().position(|column| *column >= width) {
            return Err(TriplesError::Column { place, column: columns[place], width });
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            return Err(TriplesError::NotFinite { place, value: values[place] });
        }
        Ok(Self { height, width, rows, columns, values })
    }

    /// How many entries there are, duplicates too.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows the matrix has.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// How many columns the matrix has.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The row of every entry.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The column of every entry.
    pub fn columns(&self) -> &[u32] {
        &self.columns
    }

    /// The value of every entry.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}
