//! Seeded noise of the kinds that measurements have, so that a simulation says the same on every machine.

use std::f64::consts::TAU;

use proptest::test_runner::{Config, RngSeed};

/// Property tests draw the same cases every time: one that fails, fails again. No file remembers it.
pub(crate) fn seeded() -> Config {
    Config { cases: 512, rng_seed: RngSeed::Fixed(1945), failure_persistence: None, ..Config::default() }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Above 0, up to 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// Box and Muller 1958.
    pub(crate) fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (TAU * self.uniform()).cos()
    }

    /// Student's t with two degrees of freedom: no variance.
    pub(crate) fn heavy(&mut self) -> f64 {
        self.normal() / (-self.uniform().ln()).sqrt()
    }

    pub(crate) fn laplace(&mut self) -> f64 {
        self.exponential() - self.exponential()
    }

    /// One-sided, like what disturbs a program.
    pub(crate) fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    pub(crate) fn normals(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.normal()).collect()
    }

    /// Each value is `carried` times the one before, plus noise; of variance 1 from the start.
    pub(crate) fn autoregressive(&mut self, count: usize, carried: f64) -> Vec<f64> {
        let mut value = self.normal();
        (0..count)
            .map(|_| {
                let now = value;
                value = carried * value + (1.0 - carried * carried).sqrt() * self.normal();
                now
            })
            .collect()
    }
}
