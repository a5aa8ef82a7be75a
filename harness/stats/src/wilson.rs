//! How sure a share is that was counted: Wilson's interval (1927), which stays honest near 0 and 1.

/// The standard normal quantile of 0.975.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % interval of the share that `successes` in `of` tries speak for; all of 0 to 1 where nothing was tried.
pub fn wilson(successes: u32, of: u32) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let n = f64::from(of);
    let share = f64::from(successes.min(of)) / n;
    let square = Z * Z / n;
    let centre = (share + square / 2.0) / (1.0 + square);
    let half = Z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt() / (1.0 + square);
    // Where all or none came out, the end of the interval is exactly there, whatever the rounding.
    let lower = if successes == 0 { 0.0 } else { (centre - half).max(0.0) };
    let upper = if successes >= of { 1.0 } else { (centre + half).min(1.0) };
    (lower, upper)
}
