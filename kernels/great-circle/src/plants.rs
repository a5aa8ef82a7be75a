//! The plants: checked once, at the edge, so that no kernel has to ask again whether a coordinate is a number.

use std::{collections::HashMap, fmt};

use crate::angle::unit_vector;

/// One place among the plants, with the number that its first owner has in the caller's list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plant {
    pub(crate) number: u32,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) unit: [f64; 3],
}

/// Plants in the order of the caller's list; of coincident ones only the first is kept, as the lowest number wins anyway.
#[derive(Clone, Debug, PartialEq)]
pub struct Plants {
    kept: Vec<Plant>,
    /// For every plant given, where its place is among the kept.
    position: Vec<u32>,
}

/// Why a list of coordinates is no list of plants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlantsError {
    /// Nothing can be nearest.
    None,
    /// More than a `u32` can number.
    TooMany(usize),
    /// Not a number, or infinite.
    NotFinite {
        /// Position in the list.
        index: usize,
        /// As it was given.
        lat: f64,
        /// As it was given.
        lon: f64,
    },
    /// Latitude beyond ±90° or longitude beyond ±180°.
    OutOfRange {
        /// Position in the list.
        index: usize,
        /// As it was given.
        lat: f64,
        /// As it was given.
        lon: f64,
    },
}

impl fmt::Display for PlantsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(f, "no plants: at least one is needed for any to be nearest"),
            Self::TooMany(count) => write!(f, "{count} plants: at most 4294967294 can be numbered"),
            Self::NotFinite { index, lat, lon } => {
                write!(f, "plant {index} is at ({lat}, {lon}): latitude and longitude must be finite numbers")
            }
            Self::OutOfRange { index, lat, lon } => write!(
                f,
                "plant {index} is at ({lat}, {lon}): latitude must be within -90..90, longitude within -180..180 degrees"
            ),
        }
    }
}

impl std::error::Error for PlantsError {}

impl Plants {
    /// Takes latitudes and longitudes in degrees, in this order.
    pub fn from_degrees(places: &[(f64, f64)]) -> Result<Self, PlantsError> {
        if places.is_empty() {
            return Err(PlantsError::None);
        }
        if places.len() >= u32::MAX as usize {
            return Err(PlantsError::TooMany(places.len()));
        }
        let mut seen = HashMap::with_capacity(places.len());
        let mut kept = Vec::with_capacity(places.len());
        let mut position = Vec::with_capacity(places.len());
        for (index, &(lat, lon)) in places.iter().enumerate() {
            if !lat.is_finite() || !lon.is_finite() {
                return Err(PlantsError::NotFinite { index, lat, lon });
            }
            if lat.abs() > 90.0 || lon.abs() > 180.0 {
                return Err(PlantsError::OutOfRange { index, lat, lon });
            }
            let (lat, lon) = one_name(lat, lon);
            let at = *seen.entry((lat.to_bits(), lon.to_bits())).or_insert(kept.len());
            if at == kept.len() {
                kept.push(Plant { number: index as u32, lat, lon, unit: unit_vector(lat, lon) });
            }
            position.push(at as u32);
        }
        Ok(Self { kept, position })
    }

    /// How many were given, coincident ones included.
    pub fn given(&self) -> usize {
        self.position.len()
    }

    /// How many distinct places they occupy: what every method searches.
    pub fn distinct(&self) -> usize {
        self.kept.len()
    }

    pub(crate) fn kept(&self) -> &[Plant] {
        &self.kept
    }

    /// The place behind a plant number that a method answered.
    pub(crate) fn numbered(&self, number: u32) -> Option<&Plant> {
        self.position.get(number as usize).map(|&at| &self.kept[at as usize])
    }
}

/// One name for every place: -180° is +180°, a pole has no longitude, and zero has no sign.
fn one_name(lat: f64, lon: f64) -> (f64, f64) {
    let lon = if lat.abs() == 90.0 {
        0.0
    } else if lon == -180.0 {
        180.0
    } else {
        lon
    };
    (lat + 0.0, lon + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coincident_plants_keep_the_lowest_number() {
        let plants = Plants::from_degrees(&[
            (10.0, 20.0),
            (10.0, 20.0),
            (90.0, 5.0),
            (90.0, -70.0),
            (3.0, 180.0),
            (3.0, -180.0),
            (0.0, 0.0),
            (-0.0, -0.0),
        ])
        .unwrap();
        let numbers: Vec<u32> = plants.kept().iter().map(|plant| plant.number).collect();
        assert_eq!(numbers, [0, 2, 4, 6]);
        assert_eq!((plants.given(), plants.distinct()), (8, 4));
    }

    #[test]
    fn bad_coordinates_are_named() {
        assert_eq!(Plants::from_degrees(&[]), Err(PlantsError::None));
        let nan = Plants::from_degrees(&[(1.0, 2.0), (f64::NAN, 3.0)]).unwrap_err();
        assert!(nan.to_string().starts_with("plant 1 is at (NaN, 3)"), "{nan}");
        let far = Plants::from_degrees(&[(90.5, 3.0)]).unwrap_err();
        assert!(far.to_string().starts_with("plant 0 is at (90.5, 3)"), "{far}");
        assert!(Plants::from_degrees(&[(0.0, 180.001)]).is_err());
        assert!(Plants::from_degrees(&[(0.0, f64::INFINITY)]).is_err());
    }
}
