//! Two ways to get it wrong that are seen in practice. They must be told from the right answer.

use crate::{Compressed, Triples, count_sort};

/// Of several entries for one cell the last one wins, where they should add up.
pub(crate) fn last_wins(triples: &Triples) -> Compressed {
    let mut seen = std::collections::HashMap::with_capacity(triples.len());
    for (place, cell) in triples.columns().iter().zip(triples.rows()).enumerate() {
        seen.insert(cell, place);
    }
    let mut last: Vec<usize> = seen.into_values().collect();
    last.sort_unstable();
    let kept = Triples::new(
        triples.height(),
        triples.width(),
        last.iter().map(|place| triples.rows()[*place]).collect(),
        last.iter().map(|place| triples.columns()[*place]).collect(),
        last.iter().map(|place| triples.values()[*place]).collect(),
    );
    count_sort::assemble(&kept.expect("they are entries of the same matrix"))
}

/// Entries are brought to their columns and left there in the order of the input.
pub(crate) fn unsorted(triples: &Triples) -> Compressed {
    let starts = count_sort::starts(triples.width(), triples.columns());
    let mut next = starts.clone();
    let (mut rows, mut values) = (vec![0; triples.len()], vec![0.0; triples.len()]);
    for ((row, column), value) in triples.rows().iter().zip(triples.columns()).zip(triples.values()) {
        let place = count_sort::take(&mut next, *column);
        rows[place] = *row;
        values[place] = *value;
    }
    Compressed { starts, rows, values }
}
