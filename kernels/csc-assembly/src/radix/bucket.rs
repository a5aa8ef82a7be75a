//! One bucket, in the cache: sorted by its low digits, the lowest first, and added up.

use std::mem;

use super::Record;

/// A digit has so many bits at most: counters of 8 KB stay in the first cache.
const MOST_BITS: u32 = 11;
/// Below this the counters cost more than comparisons.
const FEW: usize = 256;

/// Sorts the records by the low bits of their keys, all others being equal, and adds up those of equal keys from left to
/// right. What is left stands at the front.
pub(super) fn sum_cells<'a>(
    records: &'a mut [Record],
    low_bits: u32,
    scratch: &mut Vec<Record>,
) -> &'a mut [Record] {
    let cells = if records.len() < FEW {
        records.sort_by_key(|record| record.0);
        add_up_in_place(records)
    } else {
        scratch.resize(scratch.len().max(records.len()), (0, 0.0));
        let scratch = &mut scratch[..records.len()];
        match sort(records, scratch, low_bits) {
            Sorted::InPlace => add_up_in_place(records),
            Sorted::InScratch => {
                let cells = add_up_in_place(scratch);
                records[..cells].copy_from_slice(&scratch[..cells]);
                cells
            }
        }
    };
    &mut records[..cells]
}

enum Sorted {
    InPlace,
    InScratch,
}

/// As few passes as digits of eleven bits allow, of digits as narrow as that many passes allow.
fn sort(records: &mut [Record], scratch: &mut [Record], low_bits: u32) -> Sorted {
    let passes = low_bits.div_ceil(MOST_BITS);
    let width = low_bits.div_ceil(passes.max(1));
    let (mut from, mut to) = (records, scratch);
    let mut sorted = Sorted::InPlace;
    let mut counts = [0_u32; 1 << MOST_BITS];
    for shift in (0..passes).map(|pass| pass * width) {
        let digit = |record: &Record| (record.0 >> shift) as usize & ((1 << width) - 1);
        let counts = &mut counts[..1 << width];
        counts.fill(0);
        for record in &*from {
            counts[digit(record)] += 1;
        }
        if counts[digit(&from[0])] as usize == from.len() {
            continue; // All have the same digit: they stand as they should.
        }
        let mut sum = 0;
        for count in &mut *counts {
            sum += mem::replace(count, sum);
        }
        for record in &*from {
            let place = &mut counts[digit(record)];
            to[*place as usize] = *record;
            *place += 1;
        }
        mem::swap(&mut from, &mut to);
        sorted = match sorted {
            Sorted::InPlace => Sorted::InScratch,
            Sorted::InScratch => Sorted::InPlace,
        };
    }
    sorted
}

/// How many are left.
fn add_up_in_place(records: &mut [Record]) -> usize {
    let mut kept = 0;
    for entry in 0..records.len() {
        let (key, value) = records[entry];
        if kept > 0 && records[kept - 1].0 == key {
            records[kept - 1].1 += value;
        } else {
            records[kept] = (key, value);
            kept += 1;
        }
    }
    kept
}
