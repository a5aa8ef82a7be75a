//! The baseline and the reference: counting by row, then by column, both stable; then equal neighbours are added up.

use crate::{Compressed, Triples};

/// Two passes over the entries, each with one counter for every row or every column.
pub(crate) fn assemble(triples: &Triples) -> Compressed {
    let (by_row, columns, values) = by_row(triples);
    let mut next = starts(triples.width(), triples.columns());
    let mut compressed =
        Compressed { starts: next.clone(), rows: vec![0; triples.len()], values: vec![0.0; triples.len()] };
    for (row, range) in by_row.windows(2).enumerate() {
        for entry in range[0] as usize..range[1] as usize {
            let place = take(&mut next, columns[entry]);
            compressed.rows[place] = row as u32;
            compressed.values[place] = values[entry];
        }
    }
    add_up(&mut compressed);
    compressed
}

/// Columns and values of the entries in the order of their rows, and where each row starts.
fn by_row(triples: &Triples) -> (Vec<u32>, Vec<u32>, Vec<f64>) {
    let starts = starts(triples.height(), triples.rows());
    let mut next = starts.clone();
    let (mut columns, mut values) = (vec![0; triples.len()], vec![0.0; triples.len()]);
    for ((row, column), value) in triples.rows().iter().zip(triples.columns()).zip(triples.values()) {
        let place = take(&mut next, *row);
        columns[place] = *column;
        values[place] = *value;
    }
    (starts, columns, values)
}

/// Where the entries of each index start, when they stand in its order; and behind the last one, where they end.
pub(crate) fn starts(indices: u32, of: &[u32]) -> Vec<u32> {
    let mut starts = vec![0; indices as usize + 1];
    for index in of {
        starts[*index as usize + 1] += 1;
    }
    for index in 0..indices as usize {
        starts[index + 1] += starts[index];
    }
    starts
}

/// The next free place of an index.
pub(crate) fn take(next: &mut [u32], index: u32) -> usize {
    let place = &mut next[index as usize];
    *place += 1;
    *place as usize - 1
}

/// Adds up neighbours of one cell, from left to right, and closes the gaps.
fn add_up(compressed: &mut Compressed) {
    let Compressed { starts, rows, values } = compressed;
    let mut kept = 0;
    let mut first = 0;
    for end_of_column in starts.iter_mut().skip(1) {
        let start_of_column = kept;
        let end = *end_of_column as usize;
        for entry in first..end {
            if kept > start_of_column && rows[kept - 1] == rows[entry] {
                values[kept - 1] += values[entry];
            } else {
                rows[kept] = rows[entry];
                values[kept] = values[entry];
                kept += 1;
            }
        }
        first = end;
        *end_of_column = kept as u32;
    }
    rows.truncate(kept);
    values.truncate(kept);
}
