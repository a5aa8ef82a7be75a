//! Sums of decimals without rounding. A file gives a row of two bounds as one bound and a range, and f64 cannot always say the
//! other bound as a sum of two; decimals can. So `0.7` and a range of `1.1` end at `1.8`, rounded once, and whatever bounds
//! are written are read again.

/// `± digits · 10^exponent`, with no zero at either end; zero has no digits and no sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// 0 to 9, the most significant first.
    digits: Vec<u8>,
    exponent: i32,
}

/// Twice what the difference of any two f64 needs, so that no text can ask for gigabytes.
const MOST: usize = 1400;

impl Decimal {
    /// From what `f64` parses. Nothing where it is no number, or longer than any difference of two f64.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let unsigned = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits: Vec<u8> =
            whole.bytes().chain(part.bytes()).map(|digit| digit.wrapping_sub(b'0')).collect();
        let exponent: i32 = exponent.parse().ok()?;
        let fits = digits.len() <= MOST && exponent.unsigned_abs() as usize <= MOST;
        (fits && !digits.is_empty() && digits.iter().all(|digit| *digit < 10)).then(|| {
            let exponent = exponent - part.len() as i32;
            Self { negative: mantissa.starts_with('-'), digits, exponent }.trimmed()
        })
    }

    /// From a finite number, as the shortest text that is read as that number.
    pub(super) fn of(value: f64) -> Option<Self> {
        Self::parse(&format!("{value:e}"))
    }

    pub(super) fn negated(mut self) -> Self {
        self.negative = !self.negative && !self.digits.is_empty();
        self
    }

    pub(super) fn magnitude(mut self) -> Self {
        self.negative = false;
        self
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let exponent = self.exponent.min(other.exponent);
        let (a, b) = (self.scaled(exponent), other.scaled(exponent));
        let length = a.len().max(b.len()) + 1;
        let (a, b) = (padded(&a, length), padded(&b, length));
        let (negative, digits) = if self.negative == other.negative {
            (self.negative, added(&a, &b))
        } else if a >= b {
            (self.negative, less(&a, &b))
        } else {
            (other.negative, less(&b, &a))
        };
        Self { negative, digits, exponent }.trimmed()
    }

    /// The nearest f64; infinite where it is too large.
    pub(super) fn value(&self) -> f64 {
        self.text().parse().expect("digits and an exponent are a number")
    }

    /// As f64 is written where that is exact, else in full.
    pub(super) fn shortest(&self) -> String {
        let value = self.value();
        if value.is_finite() && Self::of(value).as_ref() == Some(self) {
            return format!("{value:?}");
        }
        self.text()
    }

    fn text(&self) -> String {
        let Some((first, rest)) = self.digits.split_first() else { return "0.0".into() };
        let mut text = String::from(if self.negative { "-" } else { "" });
        text.push((b'0' + first) as char);
        text.push('.');
        text.extend(rest.iter().map(|digit| (b'0' + digit) as char));
        text.push_str(&format!("e{}", self.exponent + rest.len() as i32));
        text
    }

    /// The digits down to a place that is not above the last.
    fn scaled(&self, exponent: i32) -> Vec<u8> {
        if self.digits.is_empty() {
            return Vec::new();
        }
        let mut digits = self.digits.clone();
        digits.resize(digits.len() + (self.exponent - exponent) as usize, 0);
        digits
    }

    fn trimmed(mut self) -> Self {
        let leading = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..leading);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
            self.exponent += 1;
        }
        if self.digits.is_empty() {
            (self.negative, self.exponent) = (false, 0);
        }
        self
    }
}

fn padded(digits: &[u8], length: usize) -> Vec<u8> {
    let mut padded = vec![0; length - digits.len()];
    padded.extend_from_slice(digits);
    padded
}

fn added(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut sum = a.to_vec();
    let mut carry = 0;
    for (digit, other) in sum.iter_mut().zip(b).rev() {
        let total = *digit + other + carry;
        (*digit, carry) = (total % 10, total / 10);
    }
    sum
}

/// `a - b`, where `a` is not the smaller.
fn less(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut difference = a.to_vec();
    let mut borrowed = 0;
    for (digit, other) in difference.iter_mut().zip(b).rev() {
        let taken = other + borrowed;
        borrowed = u8::from(*digit < taken);
        *digit = *digit + 10 * borrowed - taken;
    }
    difference
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(a: &str, b: &str) -> String {
        Decimal::parse(a).unwrap().plus(&Decimal::parse(b).unwrap()).shortest()
    }

    #[test]
    fn sums_are_those_of_school() {
        for (a, b, total) in [
            ("0.7", "1.1", "1.8"),
            ("1", "-1.0", "0.0"),
            ("-5", "3", "-2.0"),
            ("999", "1", "1000.0"),
            ("1000", "-.001", "999.999"),
            ("-0", "0.0", "0.0"),
            ("0", "1e300", "1e300"),
            ("1.7e308", "1.7e308", "3.4e308"),
            ("1e20", "1", "1.00000000000000000001e20"),
        ] {
            assert_eq!(sum(a, b), total, "{a} + {b}");
        }
    }

    #[test]
    fn what_is_no_number_or_far_too_long_is_none() {
        for text in ["", "-", "x", "1e", "1e99999999999", "1e2000", "inf", &"1".repeat(2000)] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_difference_added_again_gives_the_same_bits(a in proptest::num::f64::ANY, b in proptest::num::f64::ANY) {
            prop_assume!(a.is_finite() && b.is_finite() && b != 0.0);
            let (from, to) = (Decimal::of(a).unwrap(), Decimal::of(b).unwrap());
            let difference = Decimal::parse(&to.plus(&from.clone().negated()).shortest()).unwrap();
            prop_assert_eq!(from.plus(&difference).value().to_bits(), b.to_bits());
        }
    }
}
