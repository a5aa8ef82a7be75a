//! Least squares on relative errors, with coefficients that are not negative: no grid takes less than no time.

/// The `c` >= 0 for which the sum over all rows of ((row . c - seconds) / seconds)^2 is least. With so few coefficients every set of
/// them that may be other than 0 is tried.
pub(crate) fn fit<const N: usize>(rows: &[[f64; N]], seconds: &[f64]) -> [f64; N] {
    let relative: Vec<[f64; N]> =
        rows.iter().zip(seconds).map(|(row, seconds)| row.map(|value| value / seconds)).collect();
    // Grids, cells and ones differ by a factor of millions; in units of their own norm they do not.
    let norms: [f64; N] = std::array::from_fn(|column| {
        relative.iter().map(|row| row[column] * row[column]).sum::<f64>().sqrt()
    });
    let scaled: Vec<[f64; N]> =
        relative.iter().map(|row| std::array::from_fn(|column| row[column] / norms[column])).collect();
    let error = |coefficients: &[f64; N]| -> f64 {
        scaled.iter().map(|row| (dot(row, coefficients) - 1.0).powi(2)).sum()
    };
    let best = (1_u32..1 << N)
        .filter_map(|free| solved(&scaled, free))
        .filter(|coefficients| coefficients.iter().all(|&value| value >= 0.0))
        .min_by(|one, other| error(one).total_cmp(&error(other)));
    // All of them alone fit with something positive, as times and what they are for are positive.
    let best = best.unwrap_or([0.0; N]);
    std::array::from_fn(|column| best[column] / norms[column])
}

/// Ordinary least squares for all ones, with the columns that are free; none where they depend on each other.
fn solved<const N: usize>(rows: &[[f64; N]], free: u32) -> Option<[f64; N]> {
    let is_free = |column: usize| free >> column & 1 == 1;
    // The normal equations; a column that is not free stays 0.
    let mut matrix = [[0.0; N]; N];
    let mut right = [0.0; N];
    for column in 0..N {
        if !is_free(column) {
            matrix[column][column] = 1.0;
            continue;
        }
        for other in (0..N).filter(|&other| is_free(other)) {
            matrix[column][other] = rows.iter().map(|row| row[column] * row[other]).sum();
        }
        right[column] = rows.iter().map(|row| row[column]).sum();
    }
    eliminated(matrix, right)
}

fn eliminated<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> Option<[f64; N]> {
    for step in 0..N {
        let pivot =
            (step..N).max_by(|&one, &other| matrix[one][step].abs().total_cmp(&matrix[other][step].abs()))?;
        matrix.swap(step, pivot);
        right.swap(step, pivot);
        // Columns have norm 1: what is left of one is small only where it depends on the others.
        if matrix[step][step].abs() < 1e-12 {
            return None;
        }
        for row in step + 1..N {
            let factor = matrix[row][step] / matrix[step][step];
            let above = matrix[step];
            for (value, above) in matrix[row].iter_mut().zip(above).skip(step) {
                *value -= factor * above;
            }
            right[row] -= factor * right[step];
        }
    }
    let mut solution = [0.0; N];
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * solution[column]).sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    Some(solution)
}

fn dot<const N: usize>(row: &[f64; N], coefficients: &[f64; N]) -> f64 {
    row.iter().zip(coefficients).map(|(value, coefficient)| value * coefficient).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [[f64; 3]; 5] =
        [[1.0, 1.0, 35.0], [1.0, 10.0, 1_350.0], [1.0, 1e3, 3.5e5], [1.0, 1e4, 7e6], [1.0, 1e5, 3.5e6]];

    fn times(of: [f64; 3]) -> Vec<f64> {
        ROWS.iter().map(|row| dot(row, &of)).collect()
    }

    fn close(got: [f64; 3], expected: [f64; 3]) {
        for (got, expected) in got.into_iter().zip(expected) {
            assert!((got - expected).abs() <= 1e-6 * expected.max(1e-9), "{got:e} instead of {expected:e}");
        }
    }

    #[test]
    fn what_times_were_made_from_is_found_again() {
        for truth in [[40e-6, 20e-9, 0.5e-9], [0.0, 0.3e-6, 8e-9], [30e-6, 0.0, 1e-9], [1e-3, 0.0, 0.0]] {
            close(fit(&ROWS, &times(truth)), truth);
        }
    }

    #[test]
    fn nothing_takes_less_than_no_time() {
        let mut seconds = times([40e-6, 20e-9, 0.5e-9]);
        // As if many cells made a batch faster.
        seconds[3] = 1e-6;
        assert!(fit(&ROWS, &seconds).iter().all(|&value| value >= 0.0));
    }

    #[test]
    fn it_is_relative_errors_that_are_small() {
        let truth = [40e-6, 20e-9, 0.5e-9];
        let mut seconds = times(truth);
        seconds[4] *= 1.1;
        let fitted = fit(&ROWS, &seconds);
        for (row, seconds) in ROWS.iter().zip(&seconds) {
            assert!((dot(row, &fitted) / seconds - 1.0).abs() < 0.1, "{fitted:?}");
        }
    }
}
