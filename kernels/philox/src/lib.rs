//! Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC11): a random number is a function of its own number, so that any split of
//! the work sees the same stream, and so does every device.
//!
//! A stream is a key; what a draw is for goes into its counter:
//!
//! ```
//! let (seed, hour, scenario, channel) = (42, 17, 3, 0);
//! let [price, wind] = philox::units(philox::words([hour, scenario, channel, 0], philox::key(seed)));
//! assert!(0.0 < price && price < 1.0 && 0.0 < wind && wind < 1.0);
//! ```

/// What both halves of a counter are multiplied with.
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// What a key grows by from round to round: the golden ratio, and the square root of three less one.
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
/// Ten rounds pass every test of BigCrush with room to spare; seven are the fewest that do.
const ROUNDS: usize = 10;

/// The four random words of one counter.
pub fn words(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let (mut counter, mut key) = (counter, key);
    for _ in 0..ROUNDS {
        let [a, b] = [wide(MULTIPLIERS[0], counter[0]), wide(MULTIPLIERS[1], counter[2])];
        counter = [b.0 ^ counter[1] ^ key[0], b.1, a.0 ^ counter[3] ^ key[1], a.1];
        key = [key[0].wrapping_add(KEY_STEPS[0]), key[1].wrapping_add(KEY_STEPS[1])];
    }
    counter
}

/// The key of a seed: its low and its high word.
pub const fn key(seed: u64) -> [u32; 2] {
    [seed as u32, (seed >> 32) as u32]
}

/// Two numbers inside (0, 1), of 52 bits each: neither end is ever drawn, so that logarithms are safe.
pub fn units(words: [u32; 4]) -> [f64; 2] {
    [[words[0], words[1]], [words[2], words[3]]].map(|[low, high]| {
        let bits = u64::from(high) << 32 | u64::from(low);
        ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    })
}

/// High and low word of a product.
const fn wide(a: u32, b: u32) -> (u32, u32) {
    let product = a as u64 * b as u64;
    ((product >> 32) as u32, product as u32)
}
