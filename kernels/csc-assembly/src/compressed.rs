//! What assembly ends with: three arrays, as a solver takes them.

use linear_program::{Columns, Fault};

/// Compressed columns: rows rise within a column, no cell is named twice. Sums of 0.0 are kept, for the pattern of a matrix
/// must not depend on its numbers.
///
/// These are plain arrays and no [`Columns`], for that type looks at every entry again, which would be measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compressed {
    /// One more than there are columns: column `j` is at `starts[j]..starts[j + 1]`.
    pub starts: Vec<u32>,
    /// The rows of all entries.
    pub rows: Vec<u32>,
    /// The values of all entries.
    pub values: Vec<f64>,
}

impl Compressed {
    /// As the matrix of a linear program with `height` rows. Refused where a sum has overflowed to infinity.
    pub fn into_columns(self, height: u32) -> Result<Columns, Fault> {
        Columns::from_parts(height as usize, self.starts, self.rows, self.values)
    }
}
