//! Sorting by digits of the packed key. The leading digit splits the entries into buckets that fit a core's cache; the other
//! digits sort each bucket there, the lowest first. So the entries cross the memory twice, whatever the number of digits.

mod bucket;
mod emit;
mod split;

use crate::{Compressed, Threads, Triples, key::Key};
use emit::Cutter;
use split::Split;

/// A packed key and a value.
type Record = (u64, f64);

/// The answer does not depend on the threads: both sorts are stable, and every bucket is sorted by one of them.
pub(crate) fn assemble(triples: &Triples, threads: &Threads) -> Compressed {
    let key = Key::of(triples);
    let split = Split::of(triples.len(), key);
    let mut records = vec![(0, 0.0); triples.len()];
    let buckets = split.scatter(triples, key, threads, &mut records);
    let mut starts = vec![0; triples.width() as usize + 1];
    let (mut rows, mut values);
    if threads.count() == 1 {
        // A bucket is written out while it is still in the cache; how many cells there are is known at the end.
        (rows, values) = (vec![0; triples.len()], vec![0.0; triples.len()]);
        let mut cutter = Cutter::new(key, &mut starts, &mut rows, &mut values);
        let mut scratch = Vec::new();
        for bucket in buckets {
            let cells = bucket::sum_cells(bucket, split.low_bits, &mut scratch);
            cutter.cut(cells).write(key, cells);
        }
        let cells = cutter.finish();
        rows.truncate(cells);
        values.truncate(cells);
    } else {
        let summed: Vec<&[Record]> = threads
            .map(buckets, Vec::new, |scratch, bucket| &*bucket::sum_cells(bucket, split.low_bits, scratch));
        let cells = summed.iter().map(|cells| cells.len()).sum();
        (rows, values) = (vec![0; cells], vec![0.0; cells]);
        let mut cutter = Cutter::new(key, &mut starts, &mut rows, &mut values);
        let parts: Vec<_> = summed.into_iter().map(|cells| (cutter.cut(cells), cells)).collect();
        cutter.finish();
        threads.map(parts, || (), |(), (part, cells)| part.write(key, cells));
    }
    Compressed { starts, rows, values }
}
