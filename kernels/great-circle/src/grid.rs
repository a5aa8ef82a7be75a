//! The world grid: its coordinates come from integers, never from adding steps, so that the last column is +180° and not
//! 180.08° as with `arange`.

use std::fmt;

/// A grid of `n_lat` rows from -90° to 90° and `n_lon` columns from -180° to 180°, both ends included.
/// Point number `i·n_lon + j` is row `i`, column `j`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grid {
    n_lat: usize,
    n_lon: usize,
}

/// Why a grid cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridError {
    n_lat: usize,
    n_lon: usize,
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a grid of {} rows and {} columns: at least 2 of each are needed, and fewer than 2^31 points",
            self.n_lat, self.n_lon
        )
    }
}

impl std::error::Error for GridError {}

impl Grid {
    /// A grid with both poles and both ends of the world: two rows and two columns at least.
    pub fn new(n_lat: usize, n_lon: usize) -> Result<Self, GridError> {
        let fits = n_lat.checked_mul(n_lon).is_some_and(|points| points < 1 << 31);
        if n_lat < 2 || n_lon < 2 || !fits {
            Err(GridError { n_lat, n_lon })
        } else {
            Ok(Self { n_lat, n_lon })
        }
    }

    /// Rows: circles of latitude.
    pub fn n_lat(&self) -> usize {
        self.n_lat
    }

    /// Columns: meridians. The first and the last are one meridian.
    pub fn n_lon(&self) -> usize {
        self.n_lon
    }

    /// How many points.
    pub fn points(&self) -> usize {
        self.n_lat * self.n_lon
    }

    /// The latitude of row `i` in degrees: the f64 nearest to the true quotient.
    pub fn latitude(&self, i: usize) -> f64 {
        centred(i, self.n_lat, 180)
    }

    /// The longitude of column `j` in degrees: the f64 nearest to the true quotient.
    pub fn longitude(&self, j: usize) -> f64 {
        centred(j, self.n_lon, 360)
    }

    /// Latitude and longitude of a point in degrees.
    pub fn place(&self, point: usize) -> (f64, f64) {
        (self.latitude(point / self.n_lon), self.longitude(point % self.n_lon))
    }
}

/// `-span/2 + span·index/(count - 1)` with one rounding: the numerator is a whole number.
fn centred(index: usize, count: usize, span: i64) -> f64 {
    let steps = count as i64 - 1;
    (span * index as i64 - span / 2 * steps) as f64 / steps as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_the_ends_of_the_world() {
        for (n_lat, n_lon) in [(2, 2), (19, 37), (181, 361), (1801, 1441), (7, 1000)] {
            let grid = Grid::new(n_lat, n_lon).unwrap();
            assert_eq!(grid.place(0), (-90.0, -180.0));
            assert_eq!(grid.place(grid.points() - 1), (90.0, 180.0));
        }
    }

    #[test]
    fn coordinates_are_the_decimals_people_write() {
        let grid = Grid::new(1801, 1441).unwrap();
        assert_eq!(grid.latitude(1353), 45.3);
        assert_eq!(grid.longitude(721), 0.25);
        assert_eq!(grid.points(), 2_595_241);
    }

    #[test]
    fn a_grid_without_both_ends_is_refused() {
        assert!(Grid::new(1, 37).unwrap_err().to_string().contains("1 rows and 37 columns"));
        assert!(Grid::new(19, 1).is_err());
        assert!(Grid::new(1 << 20, 1 << 20).is_err());
    }
}
