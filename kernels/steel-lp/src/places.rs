//! Where things stand: on a sphere, given in degrees, read from a table if one has it.

use libm::{asin, atan2, cos, sin, sqrt};

use crate::Refusal;

/// The mean radius of the Earth (IUGG).
const RADIUS_KM: f64 = 6371.0088;

/// A place on Earth, degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    latitude: f64,
    longitude: f64,
}

impl Place {
    /// Latitudes lie in -90..=90, longitudes in -180..=180.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, Refusal> {
        let lies = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        if lies { Ok(Self { latitude, longitude }) } else { Err(Refusal::Place { latitude, longitude }) }
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Reads "latitude,longitude" lines. Further fields and empty lines are skipped. The first line may name the fields,
    /// "lat…,lon…": in another order they would be other places.
    pub fn read(table: &str) -> Result<Vec<Self>, Refusal> {
        let mut places = Vec::new();
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let mut fields = line.split(',').map(str::trim);
            let (first, second) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let names = |field: &str, name| field.to_ascii_lowercase().starts_with(name);
            match (first.parse(), second.parse()) {
                (Ok(latitude), Ok(longitude)) => places.push(Self::new(latitude, longitude)?),
                _ if number == 0 && names(first, "lat") && names(second, "lon") => {}
                _ => return Err(Refusal::Line { number: number + 1, line: line.to_owned() }),
            }
        }
        if places.is_empty() { Err(Refusal::NoPlaces) } else { Ok(places) }
    }
}

/// The same place as a point of the unit sphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    x: f64,
    y: f64,
    z: f64,
}

impl Spot {
    /// Of degrees; longitudes may go round more than once.
    pub(crate) fn at(latitude: f64, longitude: f64) -> Self {
        let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
        let across = cos(latitude);
        Self { x: across * cos(longitude), y: across * sin(longitude), z: sin(latitude) }
    }

    /// Degrees north and east.
    pub(crate) fn place(self) -> Place {
        let across = sqrt(self.x * self.x + self.y * self.y);
        let (latitude, longitude) = (atan2(self.z, across), atan2(self.y, self.x));
        Place { latitude: latitude.to_degrees(), longitude: longitude.to_degrees() }
    }

    /// The square of the straight line between them: 0 where they are one, 4 where they are opposite.
    pub(crate) fn chord_squared(self, other: Self) -> f64 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        x * x + y * y + z * z
    }

    /// Along the great circle. A quarter of the squared chord is the haversine.
    pub(crate) fn km(self, other: Self) -> f64 {
        2.0 * RADIUS_KM * asin(f64::min(1.0, 0.5 * sqrt(self.chord_squared(other))))
    }
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self::at(place.latitude, place.longitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_sphere() {
        let cases = [
            ((0.0, 0.0), (90.0, 33.0), 10_007.557_22),
            ((0.0, 0.0), (0.0, 180.0), 20_015.114_44),
            ((0.0, 0.0), (0.0, 1.0), 111.19508),
            ((0.0, 179.9), (0.0, -179.9), 22.23902),
            ((60.0, 179.9), (60.0, -179.9), 11.11950),
            ((51.5007, -0.1246), (40.6892, -74.0445), 5_574.848_16),
        ];
        for (from, to, km) in cases {
            let got = Spot::at(from.0, from.1).km(Spot::at(to.0, to.1));
            assert!((got - km).abs() < 1e-5, "{from:?} to {to:?}: {got} for {km}");
        }
    }

    #[test]
    fn a_spot_knows_its_degrees() {
        for (latitude, longitude) in [(52.5, 13.4), (-39.9, -179.9), (0.0, 180.0), (89.999, 1.0), (0.0, 0.0)]
        {
            let place = Spot::at(latitude, longitude).place();
            assert!((place.latitude - latitude).abs() < 1e-12, "{place:?} for {latitude}");
            assert!((place.longitude - longitude).abs() < 1e-10, "{place:?} for {longitude}");
        }
        let round = Spot::at(10.0, 190.0).place();
        assert!((round.longitude + 170.0).abs() < 1e-10, "{round:?}");
    }

    #[test]
    fn a_table_may_have_a_heading_and_more_fields() {
        let places = Place::read("Latitude, longitude,name\r\n 52.5, 13.4, Berlin\n\n-90,180\n").unwrap();
        assert_eq!(places, [Place::new(52.5, 13.4).unwrap(), Place::new(-90.0, 180.0).unwrap()]);
    }

    #[test]
    fn a_bad_table_is_refused_by_line_and_value() {
        for (table, words) in [
            ("lat,lon\n1,2\n3;4", "line 3"),
            ("lon,lat\n1,2", "line 1"),
            ("\u{feff}1,2\n3,4", "line 1"),
            ("1,2\n91,0", "latitude 91"),
            ("1,2\n0,NaN", "longitude NaN"),
            ("lat,lon\n", "no place"),
            ("", "no place"),
        ] {
            let refusal = Place::read(table).unwrap_err().to_string();
            assert!(refusal.contains(words), "{table:?}: {refusal}");
        }
    }
}
