//! The equation of state itself: slow, and the reference of accuracy.

use hydrogen_eos::State;
use plant_steps::Caloric;
use property_table::{Property, Props};

use super::{Gas, NoAnswer};

/// Hydrogen after Leachman et al.
#[derive(Clone, Copy, Debug, Default)]
pub struct Equation;

impl Gas for Equation {
    fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer> {
        let State { h, s, cp, .. } = State::at_pt(p, t)?;
        Ok(Caloric { h, s, cp })
    }

    fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer> {
        Ok(Props::from(State::at_pt(p, t)?).value(property))
    }

    fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer> {
        Ok(State::at_rho_t(rho, t)?.z)
    }
}
