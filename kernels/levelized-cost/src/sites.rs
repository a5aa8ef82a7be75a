//! The points of a grid as candidates for a plant: checked once, at the edge, so that no loop has to ask whether a country
//! number exists.

use std::{fmt, ops::Range};

use great_circle::Grid;

use crate::{Countries, FARTHEST_LATITUDE};

/// Country and capacity factors of every point of a grid, and the countries that they lie in.
#[derive(Clone, Debug, PartialEq)]
pub struct Sites {
    grid: Grid,
    countries: Countries,
    numbers: Vec<u16>,
    solar: Vec<f32>,
    wind: Vec<f32>,
    inhabited: Range<usize>,
}

/// Why lists are no sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitesError {
    /// A list is not as long as the grid has points.
    Length {
        /// Which.
        list: &'static str,
        /// Its length.
        length: usize,
        /// What it should be.
        points: usize,
    },
    /// A point lies in a country that does not exist.
    NoCountry {
        /// Which point.
        point: usize,
        /// The number that it was given.
        country: u16,
        /// How many there are.
        count: usize,
    },
}

impl fmt::Display for SitesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { list, length, points } => {
                write!(f, "{list} has {length} items and the grid {points} points: give one for each")
            }
            Self::NoCountry { point, country, count } => {
                write!(f, "point {point} is in country {country}: there are 1 to {count}, and 0 for the sea")
            }
        }
    }
}

impl std::error::Error for SitesError {}

impl Sites {
    /// The countries, then by point the number of one of them (0 is the sea) and the capacity factors. A capacity factor that is not at least
    /// 0.01, NaN included, is out.
    pub fn new(
        grid: Grid,
        countries: Countries,
        numbers: Vec<u16>,
        solar: Vec<f32>,
        wind: Vec<f32>,
    ) -> Result<Self, SitesError> {
        let points = grid.points();
        let lengths = [("numbers", numbers.len()), ("solar", solar.len()), ("wind", wind.len())];
        if let Some((list, length)) = lengths.into_iter().find(|(_, length)| *length != points) {
            return Err(SitesError::Length { list, length, points });
        }
        let count = countries.count();
        if let Some(point) = numbers.iter().position(|&country| usize::from(country) > count) {
            return Err(SitesError::NoCountry { point, country: numbers[point], count });
        }
        let is_inhabited = |i: &usize| (grid.latitude(*i) as f32).abs() <= FARTHEST_LATITUDE;
        let first = (0..grid.n_lat()).find(is_inhabited).unwrap_or(grid.n_lat());
        let inhabited = first..first + (first..grid.n_lat()).take_while(is_inhabited).count();
        Ok(Self { grid, countries, numbers, solar, wind, inhabited })
    }

    /// Of which grid.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// In which countries.
    pub fn countries(&self) -> &Countries {
        &self.countries
    }

    /// The number of the country by point, 0 for the sea.
    pub fn numbers(&self) -> &[u16] {
        &self.numbers
    }

    /// Capacity factors of solar plants by point.
    pub fn solar(&self) -> &[f32] {
        &self.solar
    }

    /// Capacity factors of wind plants by point.
    pub fn wind(&self) -> &[f32] {
        &self.wind
    }

    /// The rows of the grid that are not too far north or south; they lie together.
    pub fn inhabited(&self) -> Range<usize> {
        self.inhabited.clone()
    }

    /// The points of those rows.
    pub fn inhabited_points(&self) -> Range<usize> {
        self.inhabited.start * self.grid.n_lon()..self.inhabited.end * self.grid.n_lon()
    }

    /// Bytes that one pass of `simd` reads and writes: 2 + 3·4 for every point that is not too far north or south, and 2·4
    /// for every point. The table of countries, which stays in the first cache, is not counted.
    pub fn bytes_per_pass(&self) -> usize {
        14 * self.inhabited_points().len() + 8 * self.grid.points()
    }

    pub(crate) fn row<'a>(&'a self, i: usize, km: &'a [f32]) -> SiteRow<'a> {
        let points = i * self.grid.n_lon()..(i + 1) * self.grid.n_lon();
        SiteRow {
            numbers: &self.numbers[points.clone()],
            solar: &self.solar[points.clone()],
            wind: &self.wind[points],
            km,
        }
    }
}

/// What is known of one row.
#[derive(Clone, Copy)]
pub(crate) struct SiteRow<'a> {
    pub(crate) numbers: &'a [u16],
    pub(crate) solar: &'a [f32],
    pub(crate) wind: &'a [f32],
    pub(crate) km: &'a [f32],
}
