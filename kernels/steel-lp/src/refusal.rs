//! What a steel trade cannot be made from.

use thiserror::Error;

/// Why there is no such steel trade, and what would be one.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Refusal {
    /// Nobody wants steel.
    #[error(
        "0 demands: a steel trade needs at least one place that wants steel (every other kind may be absent)"
    )]
    NoDemand,
    /// More than solvers can count.
    #[error("{columns} columns: solvers count entries in 31 bits, take a smaller shape")]
    TooLarge {
        /// So many at least.
        columns: u128,
    },
    /// An unknown name.
    #[error("no shape is called {name:?}: they are XS, S, M, L and XL")]
    Shape {
        /// What was asked for.
        name: String,
    },
    /// A number of the options outside its range.
    #[error("{option} = {value}: it lies in {least}..={greatest}")]
    Option {
        /// Which one.
        option: &'static str,
        /// What it was.
        value: f64,
        /// From.
        least: f64,
        /// To.
        greatest: f64,
    },
    /// An empty selection of arcs.
    #[error("keep = 0: at least the cheapest arc of every source and of every destination is kept")]
    KeepsNone,
    /// Not on Earth.
    #[error("latitude {latitude}, longitude {longitude}: they lie in -90..=90 and -180..=180")]
    Place {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
    },
    /// A line that is no place.
    #[error(
        "line {number} is {line:?}: \"latitude,longitude\" in degrees is needed (the first line may be \"lat,lon\")"
    )]
    Line {
        /// From 1.
        number: usize,
        /// As it was read.
        line: String,
    },
    /// A list without places.
    #[error("there is no place in the list: give at least one line \"latitude,longitude\", or no list")]
    NoPlaces,
}
