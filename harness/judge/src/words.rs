//! Numbers with their units, and targets in words.

use model::{Level, Measure, Target};

use crate::Case;

/// How many digits a number is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// So many significant digits, zeros at the end included: a measurement.
    Significant(usize),
    /// At most so many, and no zeros at the end: what somebody wrote down.
    AtMost(usize),
}

/// The unit of a measure; `None` of a metric, whose unit only the variant knows.
pub fn unit_of(measure: &Measure) -> Option<&'static str> {
    match measure {
        Measure::Speedup { .. }
        | Measure::PeakMemory { relative_to: Some(_), .. }
        | Measure::Metric { relative_to: Some(_), .. }
        | Measure::Count { relative_to: Some(_), .. } => Some("x"),
        Measure::Time { .. } => Some("s"),
        Measure::PeakMemory { .. } => Some("B"),
        Measure::Metric { .. } | Measure::Count { .. } => None,
    }
}

/// The same, with what the variant said.
pub(crate) fn unit(case: &Case<'_>, measure: &Measure) -> String {
    let said = || match measure {
        Measure::Metric { of, metric, .. } => {
            let workloads = case.declaration.workloads.iter();
            let mut rows = workloads.flat_map(|on| case.metrics_of(&on.name, of, metric.as_str()));
            rows.next().map(|row| row.unit.clone())
        }
        Measure::Count { of, metric, .. } => {
            let workloads = case.declaration.workloads.iter();
            let mut rows = workloads.flat_map(|on| case.counts_of(&on.name, of, metric.as_str()));
            rows.next().map(|row| row.unit.clone())
        }
        _ => None,
    };
    unit_of(measure).map(str::to_owned).or_else(said).unwrap_or_default()
}

/// The unit that people read a number of this size in, and what to divide by: 0.0124 s is 12.4 with ` ms`.
pub fn scale(value: f64, unit: &str) -> (f64, String) {
    let steps: &[(f64, &str)] = match unit {
        "x" => return (1.0, "x".to_owned()),
        "" => return (1.0, String::new()),
        "s" => &[(1.0, " s"), (1e-3, " ms"), (1e-6, " µs"), (1e-9, " ns")],
        "B" => &[(1_073_741_824.0, " GiB"), (1_048_576.0, " MiB"), (1024.0, " KiB"), (1.0, " B")],
        unit => return (1.0, format!(" {unit}")),
    };
    // What rounds up to 1024 KiB is 1 MiB. Nothing at all has the plain unit.
    let plain = steps.iter().find(|(size, _)| *size == 1.0);
    let step = steps.iter().find(|(size, _)| value.abs() >= *size * 0.9995).or(steps.last());
    let (size, name) = if value == 0.0 { plain } else { step }.copied().unwrap_or((1.0, ""));
    (size, name.to_owned())
}

/// A number in the unit that people read it in: `2.31x`, `12.4 ms`, `64.0 MiB`. Never NaN, never an empty text.
pub fn amount(value: f64, unit: &str, precision: Precision) -> String {
    if value.is_nan() {
        return "unknown".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "-∞" }.to_owned();
    }
    let (size, name) = scale(value, unit);
    let is_count = !matches!(unit, "x" | "s") && size == 1.0;
    let number = if is_count { count(value, precision) } else { digits(value / size, precision) };
    format!("{number}{name}")
}

/// A whole number is a count and keeps all its digits.
fn count(value: f64, precision: Precision) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { digits(value, precision) }
}

fn digits(value: f64, precision: Precision) -> String {
    let (Precision::Significant(wanted) | Precision::AtMost(wanted)) = precision;
    let places = wanted.max(1) - 1;
    if value == 0.0 {
        return "0".to_owned();
    }
    // The exponent after rounding: 9.996 with three digits is 10.0.
    let scientific = format!("{value:.places$e}");
    let exponent: i32 = scientific.split('e').nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
    if !(-4..15).contains(&exponent) {
        return scientific;
    }
    let decimals = (places as i32 - exponent).max(0) as usize;
    let text = format!("{value:.decimals$}");
    match precision {
        Precision::AtMost(_) if text.contains('.') => {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text,
    }
}

/// A measured number beside its bound, with as many digits as it takes to tell them apart.
pub(crate) fn against(measured: f64, bound: f64, unit: &str) -> (String, String) {
    let at = |places| {
        (
            amount(measured, unit, Precision::Significant(places)),
            amount(bound, unit, Precision::AtMost(places)),
        )
    };
    (3..=12)
        .map(|places| (places, amount(bound, unit, Precision::Significant(places))))
        .find(|(places, bound)| at(*places).0 != *bound)
        .map_or_else(|| at(3), |(places, _)| at(places))
}

/// A target in words. `here` is what it is in this run, where it depends on threads or on the ceiling.
pub fn target_words(target: &Target, here: Option<f64>, unit: &str) -> String {
    let exact = |number: f64| amount(number, unit, Precision::AtMost(6));
    let level = |level: &Level| match level {
        Level::Number(number) => exact(*number),
        Level::PerThread { base, each } => match here {
            Some(here) => amount(here, unit, Precision::AtMost(4)),
            None => format!("{} and {} a thread", exact(*base), exact(*each)),
        },
        Level::ShareOfCeiling(share) => match here {
            Some(here) => {
                format!("{share} of the ceiling, here {}", amount(here, unit, Precision::Significant(3)))
            }
            None => format!("{share} of the ceiling"),
        },
        Level::ShareOfBound { share, serial, parallel } => match here {
            Some(here) => {
                format!("{share} of the bound, here {}", amount(here, unit, Precision::Significant(3)))
            }
            None => format!("{share} of the bound 1/({serial} + {parallel}/ceiling)"),
        },
    };
    match target {
        Target::AtLeast(least) => format!("at least {}", level(least)),
        Target::AtMost(most) => format!("at most {}", level(most)),
        Target::Between(low, high) => format!("{} to {}", exact(*low), exact(*high)),
    }
}
