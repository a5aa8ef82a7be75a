//! IAPWS-IF97 itself: slow, right, and the reference of every table here.

use seuif97::{OCP, OD, OH, OP, OR, OS, OT, pt, px, tx};

use crate::{OutOfRange, Phase, Props, Range, error::check};

/// Up to here there are equations, Pa: below 1073.15 K; above, half of it.
pub const MOST_PRESSURE: f64 = 100e6;
/// Up to here there are equations, K.
pub const MOST_TEMPERATURE: f64 = 2273.15;

/// The triple point, Pa: below it there is ice. (Guideline IAPWS R6-95, section 2.)
const TRIPLE_PRESSURE: f64 = 611.657;
const LEAST_TEMPERATURE: f64 = 273.15;
/// The critical point of IF97.
const CRITICAL_TEMPERATURE: f64 = 647.096;
const CRITICAL_PRESSURE: f64 = 22.064e6;
const SATURATION: Range =
    Range { p: (TRIPLE_PRESSURE, CRITICAL_PRESSURE), t: (LEAST_TEMPERATURE, CRITICAL_TEMPERATURE) };
/// Where region 5 begins, and what it reaches to.
const HOT: f64 = 1073.15;
const MOST_PRESSURE_HOT: f64 = 50e6;

/// Water at a pressure in Pa and a temperature in K. Exactly at saturation it is the liquid.
pub fn water(p: f64, t: f64) -> Result<Props, OutOfRange> {
    check_formulation(p, t)?;
    // The region once for all four: asking the crate four times would find it four times.
    match pt(megapascal(p), celsius(t), OR) as i32 {
        region @ (1 | 2 | 3 | 5) => Ok(in_region(region, p, t)),
        _ => Err(OutOfRange::NoRegion { p, t }),
    }
}

fn check_formulation(p: f64, t: f64) -> Result<(), OutOfRange> {
    let most = if t > HOT { MOST_PRESSURE_HOT } else { MOST_PRESSURE };
    check(&Range { p: (TRIPLE_PRESSURE, most), t: (LEAST_TEMPERATURE, MOST_TEMPERATURE) }, p, t)
}

/// The liquid or the vapour by their own equations (regions 1 and 2), on the line of saturation too, where tables have their
/// nodes. Nothing is checked.
pub(crate) fn in_phase(phase: Phase, p: f64, t: f64) -> Props {
    let region = match phase {
        Phase::Liquid => 1,
        Phase::Vapour => 2,
    };
    in_region(region, p, t)
}

/// The pressure of saturation, Pa.
pub fn psat(t: f64) -> Result<f64, OutOfRange> {
    check(&SATURATION, CRITICAL_PRESSURE, t)?;
    Ok(psat_unchecked(t))
}

pub(crate) fn psat_unchecked(t: f64) -> f64 {
    tx(celsius(t), 0.0, OP) * 1e6
}

/// The temperature of saturation, K.
pub fn tsat(p: f64) -> Result<f64, OutOfRange> {
    check(&SATURATION, p, CRITICAL_TEMPERATURE)?;
    Ok(px(megapascal(p), 0.0, OT) + 273.15)
}

/// On which side of saturation a state lies; what is hotter than the critical point is vapour.
pub fn phase(p: f64, t: f64) -> Result<Phase, OutOfRange> {
    check_formulation(p, t)?;
    let vapour = t > CRITICAL_TEMPERATURE || p < psat_unchecked(t);
    Ok(if vapour { Phase::Vapour } else { Phase::Liquid })
}

fn in_region(region: i32, p: f64, t: f64) -> Props {
    let (p, t) = (megapascal(p), celsius(t));
    let rho = pt(p, t, (OD, region));
    let [h, s, cp] = [OH, OS, OCP].map(|property| pt(p, t, (property, region)) * 1e3);
    Props { rho, h, s, cp }
}

/// The crate's units.
fn megapascal(p: f64) -> f64 {
    p * 1e-6
}

fn celsius(t: f64) -> f64 {
    t - 273.15
}
