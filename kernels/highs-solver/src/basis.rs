//! Which columns and rows are basic: all that simplex needs to start where it stopped.

/// A basis. It says nothing of costs and bounds, so it outlives their changes; it is plain data, and any thread may use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    pub(crate) columns: Vec<i32>,
    pub(crate) rows: Vec<i32>,
}

impl Basis {
    /// How many columns it speaks of.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// How many rows it speaks of.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }
}
