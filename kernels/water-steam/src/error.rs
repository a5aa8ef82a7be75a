//! Why there is no answer: a query is refused by name and never clamped, and a table that could not interpolate is never made.

use crate::{Phase, Range};

/// A query that cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum OutOfRange {
    /// Not a number at all.
    #[error("p = {p} Pa, T = {t} K: a query needs two finite numbers; look for what made this one")]
    NotFinite {
        /// The pressure asked for.
        p: f64,
        /// The temperature asked for.
        t: f64,
    },
    /// Too cold or too hot.
    #[error("T = {t} K is not within {least} to {most} K: keep the state inside, or ask the ideal gas")]
    Temperature {
        /// The temperature asked for.
        t: f64,
        /// The least there is.
        least: f64,
        /// The most there is.
        most: f64,
    },
    /// Too little or too much pressure, at this temperature.
    #[error("p = {p} Pa is not within {least} to {most} Pa: keep the state inside")]
    Pressure {
        /// The pressure asked for.
        p: f64,
        /// The least there is.
        least: f64,
        /// The most there is.
        most: f64,
    },
    /// The state lies on the other side of saturation.
    #[error(
        "at p = {p} Pa, T = {t} K there is no {asked:?}, for saturation is at {psat} Pa: ask for the other phase"
    )]
    AcrossSaturation {
        /// The pressure asked for.
        p: f64,
        /// The temperature asked for.
        t: f64,
        /// The phase asked for.
        asked: Phase,
        /// The pressure of saturation there.
        psat: f64,
    },
    /// The formulation has no equation for the state.
    #[error(
        "IAPWS-IF97 has no region for p = {p} Pa, T = {t} K: move the state off the edge of the formulation"
    )]
    NoRegion {
        /// The pressure asked for.
        p: f64,
        /// The temperature asked for.
        t: f64,
    },
}

/// Why a table was not made.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// One node makes no cell.
    #[error("{nodes} nodes along {axis}: an axis needs 2 at least")]
    Nodes {
        /// Which axis.
        axis: &'static str,
        /// How many were asked for.
        nodes: usize,
    },
    /// A node has no properties.
    #[error("a node of the table has no properties: {0}")]
    Node(#[from] OutOfRange),
}

/// Refuses what lies outside, and what is no number.
pub(crate) fn check(range: &Range, p: f64, t: f64) -> Result<(), OutOfRange> {
    if !(p.is_finite() && t.is_finite()) {
        return Err(OutOfRange::NotFinite { p, t });
    }
    let (least, most) = range.t;
    if !(least..=most).contains(&t) {
        return Err(OutOfRange::Temperature { t, least, most });
    }
    let (least, most) = range.p;
    if !(least..=most).contains(&p) {
        return Err(OutOfRange::Pressure { p, least, most });
    }
    Ok(())
}
