//! The last answers by key: first in, first out.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// How often there was no need to compute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Queries that the table could answer.
    pub lookups: u64,
    /// Those that were answered without it.
    pub hits: u64,
}

impl Tally {
    /// Hits among the look-ups; 0 before the first.
    pub fn hit_rate(self) -> f64 {
        if self.lookups == 0 { 0.0 } else { self.hits as f64 / self.lookups as f64 }
    }

    pub(super) fn count(&mut self, hit: bool) {
        self.lookups += 1;
        self.hits += u64::from(hit);
    }
}

/// Two numbers that stand for a state.
pub(super) type Key = [u64; 2];

/// As many answers as it was made for, the oldest of which makes room for the next.
#[derive(Clone, Debug)]
pub(super) struct Kept<V> {
    answers: HashMap<Key, V, BuildHasherDefault<KeyHasher>>,
    /// In the order they came in, as a ring.
    order: Vec<Key>,
    oldest: usize,
    entries: usize,
}

impl<V: Copy> Kept<V> {
    /// # Panics
    /// For no entries.
    pub(super) fn new(entries: usize) -> Self {
        assert!(entries > 0, "a cache keeps one answer at least");
        let answers = HashMap::with_capacity_and_hasher(entries, BuildHasherDefault::default());
        Self { answers, order: Vec::with_capacity(entries), oldest: 0, entries }
    }

    pub(super) fn get(&self, key: Key) -> Option<V> {
        self.answers.get(&key).copied()
    }

    /// Of a key that is not there.
    pub(super) fn insert(&mut self, key: Key, value: V) {
        if self.order.len() < self.entries {
            self.order.push(key);
        } else {
            let oldest = std::mem::replace(&mut self.order[self.oldest], key);
            self.answers.remove(&oldest);
            self.oldest = (self.oldest + 1) % self.entries;
        }
        self.answers.insert(key, value);
    }

    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }
}

/// A multiplication for each word, as rustc's own hash has it: the standard library's is made against attackers, and a cache is
/// judged here with the fastest hash there is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for word in bytes.chunks(8) {
            let mut padded = [0; 8];
            padded[..word.len()].copy_from_slice(word);
            self.write_u64(u64::from_le_bytes(padded));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        // The best bits of a product are at its top; the map looks at both ends.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_answer_makes_room() {
        let mut kept = Kept::new(3);
        for number in 0..5 {
            kept.insert([number, 0], number);
            assert!(kept.len() <= 3);
        }
        let there: Vec<Option<u64>> = (0..5).map(|number| kept.get([number, 0])).collect();
        assert_eq!(there, [None, None, Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn neighbouring_keys_fall_far_apart() {
        let hash = |key: Key| {
            let mut hasher = KeyHasher::default();
            for word in key {
                hasher.write_u64(word);
            }
            hasher.finish()
        };
        // The map takes the bucket from the lowest bits and a tag from the top seven.
        let mut buckets = vec![0_u32; 1024];
        for step in 0..8192_u64 {
            let bits = 35e5_f64.to_bits() + step;
            buckets[(hash([bits, 300.0_f64.to_bits()]) % 1024) as usize] += 1;
        }
        let fullest = buckets.iter().max().copied().unwrap_or_default();
        assert!(fullest < 40, "{fullest} of 8192 keys in one of 1024 buckets");
    }
}
