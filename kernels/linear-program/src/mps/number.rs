//! Numbers as MPS files write them: also `1.`, `.5` and Fortran's `1.0D3`, and never NaN or infinity.

use std::borrow::Cow;

use super::problem::{MpsProblem, clipped};

/// The same number in the form that Rust reads.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(['d', 'D']) { Cow::Owned(text.replace(['d', 'D'], "e")) } else { Cow::Borrowed(text) }
}

/// The number that is meant, which may be infinite where the text names one too large.
pub(super) fn number(text: &str) -> Result<f64, MpsProblem> {
    let begins =
        |text: &str| text.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_alphabetic());
    match plain(text).parse::<f64>() {
        // `nan`, `inf` and `infinity` are words for Rust too.
        Ok(_) if begins(text) => Err(MpsProblem::NotFinite { value: clipped(text) }),
        Ok(value) => Ok(value),
        Err(_) => Err(MpsProblem::NoNumber { value: clipped(text) }),
    }
}

pub(super) fn finite(text: &str) -> Result<f64, MpsProblem> {
    number(text).and_then(|value| {
        value.is_finite().then_some(value).ok_or(MpsProblem::NotFinite { value: clipped(text) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fortran_wrote_is_a_number() {
        for (text, value) in
            [("1.", 1.0), (".301", 0.301), ("-1.5D3", -1500.0), ("+2d-1", 0.2), ("1E+05", 1e5)]
        {
            assert_eq!(finite(text).unwrap(), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told() {
        for text in ["", ".", "1e", "1d", "0x1", "1,5", "R1", "1 2", "--1", "1_000", "e5"] {
            assert!(matches!(finite(text), Err(MpsProblem::NoNumber { .. })), "{text}");
        }
        for text in ["nan", "-NaN", "inf", "+Inf", "-infinity", "1e400", "-1D999"] {
            assert!(matches!(finite(text), Err(MpsProblem::NotFinite { .. })), "{text}");
        }
    }
}
