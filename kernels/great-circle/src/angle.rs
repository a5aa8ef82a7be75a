//! Sine and cosine of degrees, because radians have no exact right angle: here every multiple of 90° is exact, so a pole
//! row is one point and the meridians at ±180° are one meridian, bit for bit.

/// `(sin, cos)` of an angle in degrees.
pub(crate) fn sin_cos(degrees: f64) -> (f64, f64) {
    let quarters = (degrees / 90.0).round_ties_even();
    // Exact: both are within a factor of two of each other (Sterbenz), or `quarters` is zero.
    let rest = degrees - 90.0 * quarters;
    let (sin, cos) = rest.to_radians().sin_cos();
    match (quarters as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The unit vector of a place: x towards (0, 0), z towards the north pole.
pub(crate) fn unit_vector(lat: f64, lon: f64) -> [f64; 3] {
    let (sin_lat, cos_lat) = sin_cos(lat);
    let (sin_lon, cos_lon) = sin_cos(lon);
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_angles_are_exact() {
        for (degrees, sin, cos) in [
            (0.0, 0.0, 1.0),
            (90.0, 1.0, 0.0),
            (-90.0, -1.0, 0.0),
            (180.0, 0.0, -1.0),
            (-180.0, 0.0, -1.0),
            (270.0, -1.0, 0.0),
        ] {
            assert_eq!(sin_cos(degrees), (sin, cos), "{degrees}°");
        }
    }

    #[test]
    fn other_angles_agree_with_radians() {
        for tenth in -3600..=3600 {
            let degrees = f64::from(tenth) / 10.0;
            let (sin, cos) = sin_cos(degrees);
            let (s, c) = degrees.to_radians().sin_cos();
            assert!((sin - s).abs() < 2e-15 && (cos - c).abs() < 2e-15, "{degrees}°");
        }
    }
}
