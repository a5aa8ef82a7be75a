//! A tank, whose state is the mass in it: the pressure follows without iteration from Z(rho, T), which is a function that the
//! caller brings. What the pressure's limits prevent is booked: nothing vanishes.

use crate::{
    BadQuantity, TimeStep,
    hydrogen::GAS_CONSTANT,
    quantity::{Must, check},
};

/// A vessel of hydrogen and the pressures that it is kept between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tank {
    volume: f64,
    least_pressure: f64,
    most_pressure: f64,
}

/// A tank after a step. The masses close: mass before + inflow = mass + vented + withdrawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TankStep {
    /// What is in it, kg.
    pub mass: f64,
    /// Pa.
    pub pressure: f64,
    /// What was let out because the pressure would have exceeded its limit, kg.
    pub vented: f64,
    /// What was taken, kg.
    pub withdrawn: f64,
    /// What was asked for and not given because the pressure would have fallen below its limit, kg.
    pub short: f64,
}

/// A pressure that was iterated, and in how many steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Iterated {
    /// Pa.
    pub pressure: f64,
    /// Evaluations of Z.
    pub steps: u32,
}

/// Steps of the search for a density. Gases as stiff as hydrogen take eight; where 60 are not enough the pressure does not rise
/// with density.
const DENSITY_STEPS: u32 = 60;
/// Steps of the fixed point, whose error shrinks to a fifth in a step at 360 bar.
const FIXED_POINT_STEPS: u32 = 200;

impl Tank {
    /// Of a volume in m3, kept between two pressures in Pa.
    pub fn new(volume: f64, least_pressure: f64, most_pressure: f64) -> Result<Self, BadQuantity> {
        check(&[
            ("the volume of a tank in m3", volume, Must::Positive),
            ("the least pressure in Pa", least_pressure, Must::NotNegative),
            ("the most pressure in Pa", most_pressure, Must::Positive),
        ])?;
        if least_pressure >= most_pressure {
            let what = "the least pressure in Pa";
            return Err(BadQuantity { what, value: least_pressure, must: Must::BelowItsUpperEnd });
        }
        Ok(Self { volume, least_pressure, most_pressure })
    }

    /// The pressure of a mass at a temperature.
    #[inline]
    pub fn pressure<E>(&self, mass: f64, t: f64, z: impl Fn(f64, f64) -> Result<f64, E>) -> Result<f64, E> {
        let rho = mass / self.volume;
        Ok(z(rho, t)? * rho * GAS_CONSTANT * t)
    }

    /// The same from a Z of pressure and temperature, as the plan has it: P = Z(P, T) rho R T until it changes by less than the
    /// tolerance, relatively.
    pub fn pressure_iterated<E>(
        &self,
        mass: f64,
        t: f64,
        tolerance: f64,
        z: impl Fn(f64, f64) -> Result<f64, E>,
    ) -> Result<Iterated, E> {
        let ideal = mass / self.volume * GAS_CONSTANT * t;
        let mut pressure = ideal;
        for steps in 1..=FIXED_POINT_STEPS {
            let before = pressure;
            pressure = z(before, t)? * ideal;
            if (pressure - before).abs() <= tolerance * pressure {
                return Ok(Iterated { pressure, steps });
            }
        }
        // Never a pressure that is not one.
        Ok(Iterated { pressure: f64::NAN, steps: FIXED_POINT_STEPS })
    }

    /// A step at a temperature: `inflow` and `demand` in kg/s. First comes in what comes, then is given what can be, then is
    /// vented what is too much.
    pub fn step<E>(
        &self,
        dt: TimeStep,
        mass: f64,
        t: f64,
        inflow: f64,
        demand: f64,
        z: impl Fn(f64, f64) -> Result<f64, E>,
    ) -> Result<TankStep, E> {
        let available = mass + inflow * dt.get();
        let asked = demand * dt.get();
        let withdrawn = if asked > 0.0 { self.given(available, asked, t, &z)? } else { 0.0 };
        let mut mass = available - withdrawn;
        let mut pressure = self.pressure(mass, t, &z)?;
        let mut vented = 0.0;
        if pressure > self.most_pressure {
            let kept = self.mass_at(self.most_pressure, t, (mass, pressure), &z)?;
            vented = mass - kept;
            mass = kept;
            pressure = self.most_pressure;
        }
        Ok(TankStep { mass, pressure, vented, withdrawn, short: asked - withdrawn })
    }

    /// How much of what is asked for can be given.
    fn given<E>(
        &self,
        available: f64,
        asked: f64,
        t: f64,
        z: impl Fn(f64, f64) -> Result<f64, E>,
    ) -> Result<f64, E> {
        let full = self.pressure(available, t, &z)?;
        if full <= self.least_pressure {
            return Ok(0.0);
        }
        // Twice as much as the limit needs if Z stayed what it is: more than any gas changes its Z on the way down. So the search
        // is made where it may matter, and Z is asked for no density far below the limit.
        if (available - asked) * full > 2.0 * self.least_pressure * available {
            return Ok(asked);
        }
        let floor = self.mass_at(self.least_pressure, t, (available, full), &z)?;
        Ok(asked.min(available - floor))
    }

    /// The mass at a pressure below that of `above`: a secant that keeps its bracket (Anderson and Björck, BIT 13 (1973) 253), from
    /// zero, where the pressure is zero whatever Z is.
    fn mass_at<E>(
        &self,
        pressure: f64,
        t: f64,
        above: (f64, f64),
        z: impl Fn(f64, f64) -> Result<f64, E>,
    ) -> Result<f64, E> {
        let (mut low, mut under) = (0.0, -pressure);
        let (mut high, mut over) = (above.0, above.1 - pressure);
        let mut was_under = None;
        for _ in 0..DENSITY_STEPS {
            let mass = low - under * (high - low) / (over - under);
            let off = self.pressure(mass, t, &z)? - pressure;
            if off.abs() <= 16.0 * f64::EPSILON * pressure || mass <= low || mass >= high {
                return Ok(mass);
            }
            // An end that stays twice counts less, by how much the other one came nearer, or it would stay for good.
            let is_under = off < 0.0;
            let left = 1.0 - off / if is_under { under } else { over };
            let stays = match was_under == Some(is_under) {
                true if left > 0.0 => left,
                true => 0.5,
                false => 1.0,
            };
            if is_under {
                (low, under, over) = (mass, off, over * stays);
            } else {
                (high, over, under) = (mass, off, under * stays);
            }
            was_under = Some(is_under);
        }
        // Never a mass that is not one.
        Ok(f64::NAN)
    }
}

/// One step of every tank.
///
/// # Panics
/// Where a column is not as long as there are tanks.
#[expect(clippy::too_many_arguments, reason = "each of them is one column")]
pub fn tank_batch<E>(
    tanks: &[Tank],
    dt: TimeStep,
    t: &[f64],
    inflow: &[f64],
    demand: &[f64],
    mass: &mut [f64],
    steps: &mut [TankStep],
    z: impl Fn(f64, f64) -> Result<f64, E>,
) -> Result<(), E> {
    let lengths = [t.len(), inflow.len(), demand.len(), mass.len(), steps.len()];
    assert_eq!(lengths, [tanks.len(); 5], "every column has one item for each tank");
    for (k, tank) in tanks.iter().enumerate() {
        steps[k] = tank.step(dt, mass[k], t[k], inflow[k], demand[k], &z)?;
        mass[k] = steps[k].mass;
    }
    Ok(())
}
