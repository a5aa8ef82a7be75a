//! Times and sizes as people write them.

use std::time::Duration;

pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let steps = [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let seconds = number(text, &steps).ok_or_else(|| format!("{text:?} is no time: write 90s, 10m or 2h"))?;
    Duration::try_from_secs_f64(seconds).map_err(|error| format!("{text:?}: {error}"))
}

pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let steps = [
        ("KiB", 1024.0),
        ("MiB", 1_048_576.0),
        ("GiB", 1_073_741_824.0),
        ("kB", 1e3),
        ("MB", 1e6),
        ("GB", 1e9),
        ("B", 1.0),
    ];
    number(text, &steps)
        .map(|bytes| bytes as u64)
        .ok_or_else(|| format!("{text:?} is no size: write 500MiB or 4GiB"))
}

/// `5%`. A bare 5 could be five percent or five times.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let Some(percent) = text.trim().strip_suffix('%') else {
        return Err(format!("{text:?} has no unit: write 5% for five percent"));
    };
    let percent: f64 = percent.trim().parse().map_err(|_| format!("{text:?} is no share: write 5%"))?;
    if percent.is_finite() && percent > 0.0 && percent < 100.0 {
        Ok(percent / 100.0)
    } else {
        Err(format!("{text:?} is no margin: give more than 0% and less than 100%"))
    }
}

fn number(text: &str, steps: &[(&str, f64)]) -> Option<f64> {
    let digits = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (_, factor) = steps.iter().find(|(unit, _)| *unit == &text[digits..])?;
    let number: f64 = text[..digits].trim().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_read_with_their_units() {
        assert_eq!(duration("1.5m"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(bytes("4GiB"), Ok(4 << 30));
        for bad in ["10", "-1s", "NaNs", "s", "5 parsecs", ""] {
            assert!(duration(bad).is_err(), "{bad:?}");
            assert!(bytes(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_share_needs_its_unit_and_lies_between_nothing_and_all() {
        assert_eq!(share("5%"), Ok(0.05));
        assert_eq!(share("1.5 %"), Ok(0.015));
        for bad in ["5", "0%", "-1%", "100%", "NaN%", "inf%", "%", "", "five%"] {
            assert!(share(bad).is_err(), "{bad:?}");
        }
    }
}
