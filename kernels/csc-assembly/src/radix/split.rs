//! The first pass: every entry goes to the bucket of its leading digit, in the order of the input.

use std::mem;

use super::Record;
use crate::{Threads, Triples, key::Key};

/// Entries of a bucket: two of 16 bytes each, source and target of a pass, fit the private cache of a core.
const BUCKET: usize = 1 << 13;
/// More buckets than this, and the places where they are written to no longer fit the cache.
const MOST_BITS: u32 = 11;
/// Records that are gathered for a bucket before they are written: two cache lines of them, so that a page is looked up once for all.
const LINE: usize = 8;

/// Which bits of the key choose the bucket, and which are left to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    top_bits: u32,
    pub(super) low_bits: u32,
}

impl Split {
    pub(super) fn of(entries: usize, key: Key) -> Self {
        let wanted = (entries / BUCKET).checked_ilog2().map_or(0, |bits| bits + 1);
        let top_bits = wanted.min(MOST_BITS).min(key.bits());
        Self { top_bits, low_bits: key.bits() - top_bits }
    }

    fn bucket(self, key: u64) -> usize {
        // The shift is 64 where nothing is to be chosen from a key of 64 bits.
        key.checked_shr(self.low_bits).unwrap_or(0) as usize
    }

    /// Fills `records` bucket by bucket, and hands out the buckets.
    pub(super) fn scatter<'a>(
        self,
        triples: &Triples,
        key: Key,
        threads: &Threads,
        records: &'a mut [Record],
    ) -> Vec<&'a mut [Record]> {
        let size = triples.len().div_ceil(threads.count()).max(1);
        let chunks: Vec<Chunk<'_>> = Chunk::of(triples, size);
        let counts = threads.map(chunks.clone(), || (), |(), chunk| chunk.count(self, key));
        let sizes: Vec<usize> = (0..1 << self.top_bits)
            .map(|bucket| counts.iter().map(|counts| counts[bucket] as usize).sum())
            .collect();
        // Within a bucket the first chunk's entries come first: that keeps the order of the input.
        let mut targets: Vec<Vec<&mut [Record]>> =
            counts.iter().map(|counts| Vec::with_capacity(counts.len())).collect();
        let mut rest = &mut *records;
        for bucket in 0..1 << self.top_bits {
            for (counts, targets) in counts.iter().zip(&mut targets) {
                targets.push(
                    rest.split_off_mut(..counts[bucket] as usize).expect("counts add up to all entries"),
                );
            }
        }
        let work: Vec<_> = chunks.into_iter().zip(targets).collect();
        threads.map(work, || (), |(), (chunk, mut targets)| chunk.scatter(self, key, &mut targets));
        let mut rest = records;
        sizes
            .into_iter()
            .map(|size| rest.split_off_mut(..size).expect("sizes add up to all entries"))
            .collect()
    }
}

/// Neighbouring entries that one thread works on.
#[derive(Clone, Copy)]
struct Chunk<'a> {
    rows: &'a [u32],
    columns: &'a [u32],
    values: &'a [f64],
}

impl<'a> Chunk<'a> {
    fn of(triples: &'a Triples, size: usize) -> Vec<Self> {
        triples
            .rows()
            .chunks(size)
            .zip(triples.columns().chunks(size))
            .zip(triples.values().chunks(size))
            .map(|((rows, columns), values)| Self { rows, columns, values })
            .collect()
    }

    fn count(self, split: Split, key: Key) -> Vec<u32> {
        let mut counts = vec![0; 1 << split.top_bits];
        for (row, column) in self.rows.iter().zip(self.columns) {
            counts[split.bucket(key.pack(*row, *column))] += 1;
        }
        counts
    }

    fn scatter(self, split: Split, key: Key, targets: &mut [&mut [Record]]) {
        let mut lines = vec![[(0, 0.0); LINE]; targets.len()];
        let mut filled = vec![0_u8; targets.len()];
        for ((row, column), value) in self.rows.iter().zip(self.columns).zip(self.values) {
            let packed = key.pack(*row, *column);
            let bucket = split.bucket(packed);
            let at = usize::from(filled[bucket]) % LINE;
            lines[bucket][at] = (packed, *value);
            if at + 1 == LINE {
                write(targets, bucket, &lines[bucket]);
            }
            filled[bucket] = ((at + 1) % LINE) as u8;
        }
        for (bucket, (line, filled)) in lines.iter().zip(filled).enumerate() {
            write(targets, bucket, &line[..usize::from(filled)]);
        }
    }
}

/// Writes to the front of what is left of a bucket.
fn write(targets: &mut [&mut [Record]], bucket: usize, records: &[Record]) {
    let (front, rest) = mem::take(&mut targets[bucket]).split_at_mut(records.len());
    front.copy_from_slice(records);
    targets[bucket] = rest;
}
