//! Numbers that each come from the one before, and can still be known far ahead: a multiplication modulo a prime (Lehmer
//! 1951). No compiler takes two such steps for one, as it does with steps modulo 2^64.

/// 2^61 - 1, by which the remainder takes a shift and an addition.
const PRIME: u64 = (1 << 61) - 1;

/// Large enough to reach every bit.
const FACTOR: u64 = 0x1e37_79b9_7f4a_7c15;

/// The next number after one below the prime.
pub(crate) fn next(x: u64) -> u64 {
    times(x, FACTOR)
}

/// The number that many steps further: the factor is squared once for each bit of the count.
pub(crate) fn ahead(x: u64, mut steps: u64) -> u64 {
    let (mut there, mut factor) = (x, FACTOR);
    while steps > 0 {
        if steps & 1 == 1 {
            there = times(there, factor);
        }
        factor = times(factor, factor);
        steps >>= 1;
    }
    there
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2^61 is 1 modulo the prime, so what stands above it is added to what stands below.
    let folded = (product as u64 & PRIME) + (product >> 61) as u64;
    if folded >= PRIME { folded - PRIME } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_multiplication_modulo_the_prime() {
        for x in [0, 1, 2, 42, PRIME - 1, PRIME / 2, 0x1234_5678_9abc_def0] {
            let expected = u128::from(x) * u128::from(FACTOR) % u128::from(PRIME);
            assert_eq!(u128::from(next(x)), expected, "{x}");
        }
    }

    #[test]
    fn many_steps_at_once_end_where_they_end_one_by_one() {
        for steps in [0, 1, 2, 3, 7, 64, 1_000, 12_345] {
            let walked = (0..steps).fold(42, |x, _| next(x));
            assert_eq!(ahead(42, steps), walked, "{steps}");
        }
    }
}
