//! Bits as one number: equal runs have equal hashes, and different ones practically never.

/// Takes 64 bits at a time, with the finisher of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash64(u64);

impl Hash64 {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) fn word(&mut self, bits: u64) {
        let mixed = (self.0 ^ bits).wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        self.0 = mixed ^ (mixed >> 31);
    }

    pub(crate) fn number(&mut self, number: f64) {
        self.word(number.to_bits());
    }

    pub(crate) fn finish(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_every_bit_count() {
        let of = |words: &[u64]| {
            let mut hash = Hash64::new();
            for &word in words {
                hash.word(word);
            }
            hash.finish()
        };
        assert_ne!(of(&[1, 2]), of(&[2, 1]));
        assert_ne!(of(&[0]), of(&[0, 0]));
        assert_ne!(of(&[0.0_f64.to_bits()]), of(&[(-0.0_f64).to_bits()]));
        assert_eq!(of(&[1, 2]), of(&[1, 2]));
    }
}
