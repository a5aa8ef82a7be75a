//! Robust summaries of one list of numbers.

/// The middle; the mean of the two middle ones for an even count. NaN for none, and where one of them is NaN.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7). NaN for none, and where a
/// value or the share is NaN; a share outside 0 to 1 is the nearest of them.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    if values.is_empty() || share.is_nan() || values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = share.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (low, part) = (place.floor() as usize, place.fract());
    if part == 0.0 {
        return sorted[low];
    }
    // Not the part of the difference: between the largest numbers of both signs that would be infinite.
    sorted[low] + (part * sorted[low + 1] - part * sorted[low])
}

/// The median absolute deviation, scaled so that it estimates the standard deviation of normal data.
pub fn mad(values: &[f64]) -> f64 {
    const TO_SD: f64 = 1.482_602_218_505_602;
    let centre = median(values);
    TO_SD * median(&values.iter().map(|value| (value - centre).abs()).collect::<Vec<_>>())
}

/// How much a value says about the next one; near 1 for a drifting stream, whose samples are no independent evidence.
/// Under 0 in the mean for independent ones, by 1 / n. NaN of equal values and of fewer than two, which say neither that
/// they depend on each other nor that they do not, and NaN where a value is.
pub fn lag1_autocorrelation(values: &[f64]) -> f64 {
    // Not left to the sum of squares: the mean of equal values may be off by a rounding.
    if values.windows(2).all(|pair| pair[0] == pair[1]) {
        return f64::NAN;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let square: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    values.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).sum::<f64>() / square
}

/// The quantile of the standard normal distribution (Acklam's rational fit, relative error 1.2e-9).
pub(crate) fn standard_normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    const TAIL: f64 = 0.024_25;
    let horner = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    if p < TAIL {
        let q = (-2.0 * p.ln()).sqrt();
        horner(&C, q) / horner(&D, q)
    } else if p <= 1.0 - TAIL {
        let q = p - 0.5;
        let r = q * q;
        horner(&A, r) * q / horner(&B, r)
    } else {
        -standard_normal_quantile(1.0 - p)
    }
}
