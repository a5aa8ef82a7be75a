//! Row and column of an entry as one number, so that sorting it sorts the matrix.

use crate::Triples;

/// `column << row_bits | row`: as few bits as the shape of the matrix allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) row_bits: u32,
    pub(crate) column_bits: u32,
}

impl Key {
    pub(crate) fn of(triples: &Triples) -> Self {
        Self { row_bits: bits(triples.height()), column_bits: bits(triples.width()) }
    }

    pub(crate) fn bits(self) -> u32 {
        self.row_bits + self.column_bits
    }

    pub(crate) fn pack(self, row: u32, column: u32) -> u64 {
        u64::from(column) << self.row_bits | u64::from(row)
    }

    pub(crate) fn row(self, key: u64) -> u32 {
        (key & ((1 << self.row_bits) - 1)) as u32
    }

    pub(crate) fn column(self, key: u64) -> u32 {
        (key >> self.row_bits) as u32
    }
}

/// How many bits tell so many indices apart.
fn bits(indices: u32) -> u32 {
    u32::BITS - indices.saturating_sub(1).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_take_as_many_bits_as_tell_them_apart() {
        let wanted = [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (200_000, 18), (u32::MAX, 32)];
        assert!(wanted.iter().all(|(indices, wanted)| bits(*indices) == *wanted));
    }

    #[test]
    fn a_key_gives_back_its_row_and_column() {
        let key = Key { row_bits: 32, column_bits: 32 };
        let packed = key.pack(u32::MAX - 1, 7);
        assert_eq!((key.row(packed), key.column(packed)), (u32::MAX - 1, 7));
    }
}
