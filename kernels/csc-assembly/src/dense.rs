//! The plan's words taken literally: a two-dimensional array with a number for every cell, and then a look at all of them.

use crate::{AssemblyError, Compressed, Triples};

/// Stored numbers are mixed with this, so that a cell of zeros is one that nobody wrote, and a sum of 0.0 is kept. It is a
/// NaN that no sum of finite numbers gives.
const PRESENT: u64 = 0x7ff4_dead_beef_0001;

pub(crate) fn assemble(triples: &Triples, limit: u64) -> Result<Compressed, AssemblyError> {
    let (height, width) = (triples.height() as usize, triples.width() as usize);
    let bytes = u128::from(triples.height()) * u128::from(triples.width()) * size_of::<u64>() as u128;
    if bytes > u128::from(limit) {
        return Err(AssemblyError::Dense { height: triples.height(), width: triples.width(), bytes, limit });
    }
    let mut array = vec![0_u64; height * width];
    for ((row, column), value) in triples.rows().iter().zip(triples.columns()).zip(triples.values()) {
        let cell = &mut array[*column as usize * height + *row as usize];
        let sum = if *cell == 0 { *value } else { f64::from_bits(*cell ^ PRESENT) + value };
        *cell = sum.to_bits() ^ PRESENT;
    }
    let mut compressed = Compressed { starts: vec![0], ..Compressed::default() };
    for column in 0..width {
        for (row, cell) in array[column * height..(column + 1) * height].iter().enumerate() {
            if *cell != 0 {
                compressed.rows.push(row as u32);
                compressed.values.push(f64::from_bits(*cell ^ PRESENT));
            }
        }
        compressed.starts.push(compressed.rows.len() as u32);
    }
    Ok(compressed)
}
