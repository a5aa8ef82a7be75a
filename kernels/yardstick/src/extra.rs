//! How much more work than needed.

use std::fmt;

/// A share of the work that is done besides: 0.05 is 5 % more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extra {
    /// Parts in a million, so that 5 % of 2,000 is 100 and not a hair more.
    millionths: u32,
}

/// What is no share.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtraError(f64);

const WHOLE: u32 = 1_000_000;

impl Extra {
    /// None: the work as it is.
    pub const NONE: Self = Self { millionths: 0 };

    /// A share from 0 to 1, to the nearest millionth, and at least one where it is more than nothing.
    pub fn new(share: f64) -> Result<Self, ExtraError> {
        if !(0.0..=1.0).contains(&share) {
            return Err(ExtraError(share));
        }
        let millionths = (share * f64::from(WHOLE)).round() as u32;
        Ok(Self { millionths: if share > 0.0 { millionths.max(1) } else { 0 } })
    }

    /// That share of so many units, rounded up.
    pub fn of(self, units: usize) -> usize {
        (units as u64 * u64::from(self.millionths)).div_ceil(u64::from(WHOLE)) as usize
    }
}

impl fmt::Display for ExtraError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} is no share of extra work: give a number from 0 to 1, such as 0.05 for 5 %", self.0)
    }
}

impl std::error::Error for ExtraError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_from_nothing_to_the_whole() {
        for (share, of_2000) in
            [(0.0, 0), (-0.0, 0), (0.02, 40), (0.05, 100), (0.1, 200), (0.07, 140), (1.0, 2_000)]
        {
            assert_eq!(Extra::new(share).unwrap().of(2_000), of_2000, "{share}");
        }
        assert_eq!(Extra::new(0.0), Ok(Extra::NONE));
        for share in [-0.01, 1.01, 5.0, f64::NAN, f64::INFINITY] {
            let error = Extra::new(share).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{share} is no share of extra work")), "{error}");
        }
    }

    #[test]
    fn a_share_is_rounded_up_and_never_to_nothing() {
        assert_eq!(Extra::new(0.02).unwrap().of(1_001), 21);
        assert_eq!(Extra::new(1e-9).unwrap().of(1_000), 1);
        assert_eq!(Extra::new(1e-9).unwrap().of(0), 0);
    }
}
