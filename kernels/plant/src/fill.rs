//! How much is in a tank at first.

use plant_steps::Tank;

use crate::{DesignError, Gas, TankDesign};

/// Halvings: more than f64 has bits.
const STEPS: u32 = 60;

/// kg and Pa of a tank that is so full, by halving: it is done once, and stays within what the gas knows.
pub(crate) fn mass_at(
    gas: &impl Gas,
    tank: &Tank,
    design: &TankDesign,
    fill: f64,
    t: f64,
) -> Result<(f64, f64), DesignError> {
    let (least, most) = design.pressures;
    let wanted = least + fill * (most - least);
    let ideal = wanted / (hydrogen_eos::SPECIFIC_GAS_CONSTANT * t) * design.volume;
    let z = |rho, t| gas.compressibility(rho, t);
    // Z is between a half and two wherever hydrogen is a gas in a tank.
    let (mut low, mut high) = (0.5 * ideal, 2.0 * ideal);
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        let pressure = tank.pressure(middle, t, z).map_err(|reason| DesignError::Fill {
            pressure: wanted,
            t,
            reason: reason.to_string(),
        })?;
        if pressure < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    let pressure = tank.pressure(low, t, z).map_err(|reason| DesignError::Fill {
        pressure: wanted,
        t,
        reason: reason.to_string(),
    })?;
    Ok((low, pressure))
}
