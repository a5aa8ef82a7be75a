//! Chance that comes out the same every time.

/// Knuth's multiplier for 64 bits; only the high bits are good, and only they are used.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    pub(crate) fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.yes() { Some(make(self)) } else { None }
    }

    pub(crate) fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize].clone()
    }

    /// Small numbers mostly, and the largest there is.
    pub(crate) fn whole(&mut self) -> u64 {
        match self.below(8) {
            0 => u64::MAX,
            1 => 0,
            2 => 1 << 53 | 1,
            _ => self.below(1_000_000),
        }
    }

    pub(crate) fn count(&mut self) -> u32 {
        if self.below(8) == 0 { u32::MAX } else { self.below(1000) as u32 }
    }

    /// Finite, and hard to write down.
    pub(crate) fn number(&mut self) -> f64 {
        match self.below(8) {
            0 => 0.1 + 0.2,
            1 => -0.0,
            2 => f64::MIN_POSITIVE / 3.0,
            3 => f64::MAX,
            4 => -1.0 / 3.0,
            _ => self.below(1_000_000) as f64 / 1000.0,
        }
    }

    pub(crate) fn text(&mut self) -> String {
        const WORDS: [&str; 9] = [
            "",
            "plain words",
            "a, b; \"quoted\"",
            "two\nlines",
            "one | two \\ three",
            "naïve 世界 🦀",
            "'; DROP TABLE samples; --",
            "{\"json\": [1, null]}",
            "a rather long text, of which a view keeps four bytes and an index, and no more",
        ];
        self.one_of(&WORDS).to_owned()
    }
}
