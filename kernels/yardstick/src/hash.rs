//! Bound by a data structure: hash tables that are filled, looked up and emptied. The hasher is fixed, so that every
//! process does the same work.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    hint::black_box,
};

use crate::{Done, Extra, Kernel};

/// Entries of one unit.
const ENTRIES: u64 = 256;

type Table = HashMap<u64, u64, BuildHasherDefault<Folded>>;

/// Fills a table with each unit's entries, looks all of them up, and as many that are not in it.
pub fn hash(scale: usize, extra: Extra) -> Done {
    let units = Kernel::Hash.units(scale);
    let mut table = Table::with_capacity_and_hasher(ENTRIES as usize, BuildHasherDefault::default());
    let (mut answer, mut done) = (0_u64, 0);
    for number in 0..units {
        answer = answer.wrapping_add(unit(&mut table, number as u64));
        done += 1;
    }
    for number in 0..extra.of(units) {
        black_box(unit(&mut table, (units + number) as u64));
        done += 1;
    }
    Done { answer, units: done }
}

/// The sum of what was found.
fn unit(table: &mut Table, number: u64) -> u64 {
    let own = number * ENTRIES..(number + 1) * ENTRIES;
    table.clear();
    for entry in own.clone() {
        table.insert(key(entry), entry);
    }
    let absent = own.clone().map(|entry| entry + ENTRIES);
    own.chain(absent)
        .filter_map(|entry| table.get(&key(entry)))
        .fold(0, |sum, found| sum.wrapping_add(*found))
}

/// Another for every entry: an odd factor is one to one modulo 2^64.
fn key(entry: u64) -> u64 {
    entry.wrapping_mul(6_364_136_223_846_793_005)
}

pub(crate) fn answer(units: usize) -> u64 {
    let entries = units as u64 * ENTRIES;
    entries * entries.saturating_sub(1) / 2
}

/// The two halves of a product: good enough for a few hundred keys, and the same in every process.
#[derive(Default)]
struct Folded(u64);

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.0 ^ number) * 0x9e37_79b9_7f4a_7c15;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
