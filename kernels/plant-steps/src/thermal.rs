//! A lumped thermal mass: C dT/dt = Q - G (T - Ta). With Q and Ta constant over a step it has an exact solution, and then the
//! exact step costs what Euler's costs: one coefficient is another.

mod columns;

pub use columns::{ThermalColumns, thermal_batch, thermal_rk4_batch};

use crate::{
    BadQuantity, TimeStep,
    quantity::{Must, check},
};

/// Temperatures that a mass is kept within, K.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TemperatureLimits {
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl TemperatureLimits {
    /// From the least to the most.
    pub fn new(least: f64, most: f64) -> Result<Self, BadQuantity> {
        check(&[("the least temperature in K", least, Must::NotNegative)])?;
        check(&[("the most temperature in K", most, Must::Positive)])?;
        if least >= most {
            let what = "the least temperature in K";
            return Err(BadQuantity { what, value: least, must: Must::BelowItsUpperEnd });
        }
        Ok(Self { least, most })
    }

    /// NaN stays NaN: a mistake must not become a temperature.
    #[inline]
    pub(crate) fn keep(self, t: f64) -> f64 {
        if t < self.least {
            self.least
        } else if t > self.most {
            self.most
        } else {
            t
        }
    }
}

/// A mass that takes up heat and loses it to its surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThermalMass {
    /// C, J/K.
    capacity: f64,
    /// G, W/K.
    conductance: f64,
    limits: TemperatureLimits,
}

impl ThermalMass {
    /// Of a heat capacity in J/K and a conductance to the surroundings in W/K, which may be zero.
    pub fn new(capacity: f64, conductance: f64, limits: TemperatureLimits) -> Result<Self, BadQuantity> {
        check(&[
            ("the heat capacity in J/K", capacity, Must::Positive),
            ("the conductance in W/K", conductance, Must::NotNegative),
        ])?;
        Ok(Self { capacity, conductance, limits })
    }

    /// C, J/K.
    pub fn capacity(&self) -> f64 {
        self.capacity
    }

    /// G, W/K.
    pub fn conductance(&self) -> f64 {
        self.conductance
    }
}

/// A mass after a step, and where its heat went: C (T' - T)/dt = Q - loss - clamped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warmed {
    /// T', K.
    pub t: f64,
    /// What went to the surroundings on average, W.
    pub loss: f64,
    /// What was taken away so that T' stays within the limits, W; negative where heat was added.
    pub clamped: f64,
}

/// A step of one mass, prepared: everything that depends on neither state nor input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThermalStep {
    /// By how many K the temperature rises for each W that flows at the beginning of the step.
    gain: f64,
    /// By how many K it has risen on average over the step.
    mean_gain: f64,
    conductance: f64,
    /// C/dt, W/K.
    watts_per_kelvin: f64,
    limits: TemperatureLimits,
}

impl ThermalStep {
    /// The exact solution.
    pub fn exact(mass: &ThermalMass, dt: TimeStep) -> Self {
        let x = mass.conductance * dt.get() / mass.capacity;
        Self::with(mass, dt, decay(x), mean_decay(x))
    }

    /// Euler's: the flow at the beginning is taken for that of the whole step.
    pub fn euler(mass: &ThermalMass, dt: TimeStep) -> Self {
        Self::with(mass, dt, 1.0, 0.0)
    }

    fn with(mass: &ThermalMass, dt: TimeStep, decay: f64, mean_decay: f64) -> Self {
        let kelvin_per_watt = dt.get() / mass.capacity;
        Self {
            gain: kelvin_per_watt * decay,
            mean_gain: kelvin_per_watt * mean_decay,
            conductance: mass.conductance,
            watts_per_kelvin: mass.capacity / dt.get(),
            limits: mass.limits,
        }
    }

    /// What a device needs of it: K for a W that flows at first, K for it on average, W/K to the surroundings, and C/dt.
    pub fn numbers(&self) -> [f64; 4] {
        [self.gain, self.mean_gain, self.conductance, self.watts_per_kelvin]
    }

    /// The least and the most temperature, K.
    pub fn limits(&self) -> [f64; 2] {
        [self.limits.least, self.limits.most]
    }

    /// From `t`, with `heat` in W and surroundings at `ambient`.
    #[inline]
    pub fn advance(&self, t: f64, heat: f64, ambient: f64) -> Warmed {
        let flow = heat - self.conductance * (t - ambient);
        let free = t + flow * self.gain;
        let kept = self.limits.keep(free);
        Warmed {
            t: kept,
            loss: self.conductance * (t + flow * self.mean_gain - ambient),
            clamped: (free - kept) * self.watts_per_kelvin,
        }
    }
}

/// The exact step of one mass.
pub fn thermal_exact(mass: &ThermalMass, dt: TimeStep, t: f64, heat: f64, ambient: f64) -> Warmed {
    ThermalStep::exact(mass, dt).advance(t, heat, ambient)
}

/// Euler's step of one mass. The plan's own, with given losses, is that of a mass with G = 0 and the losses in `heat`.
pub fn thermal_euler(mass: &ThermalMass, dt: TimeStep, t: f64, heat: f64, ambient: f64) -> Warmed {
    ThermalStep::euler(mass, dt).advance(t, heat, ambient)
}

/// The classical step of Runge and Kutta, with its four evaluations.
pub fn thermal_rk4(mass: &ThermalMass, dt: TimeStep, t: f64, heat: f64, ambient: f64) -> Warmed {
    let (free, mean) = runge_kutta(mass.capacity, mass.conductance, dt.get(), t, heat, ambient);
    let kept = mass.limits.keep(free);
    Warmed {
        t: kept,
        loss: mass.conductance * (mean - ambient),
        clamped: (free - kept) * (mass.capacity / dt.get()),
    }
}

/// The temperature after a step, and the mean of those at which it was evaluated.
#[inline]
fn runge_kutta(capacity: f64, conductance: f64, dt: f64, t: f64, heat: f64, ambient: f64) -> (f64, f64) {
    let slope = |t: f64| (heat - conductance * (t - ambient)) / capacity;
    let first = slope(t);
    let second_at = t + 0.5 * dt * first;
    let second = slope(second_at);
    let third_at = t + 0.5 * dt * second;
    let third = slope(third_at);
    let fourth_at = t + dt * third;
    let fourth = slope(fourth_at);
    let free = t + dt / 6.0 * (first + 2.0 * (second + third) + fourth);
    (free, (t + 2.0 * (second_at + third_at) + fourth_at) / 6.0)
}

/// (1 - exp(-x))/x, which is 1 at zero: what is left of a flow on average, while it decays.
pub(crate) fn decay(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { -libm::expm1(-x) / x }
}

/// (1 - decay(x))/x, which is 1/2 at zero.
fn mean_decay(x: f64) -> f64 {
    if x > 0.5 {
        return (1.0 - decay(x)) / x;
    }
    // The sum of (-x)^k/(k + 2)!; sixteen terms leave nothing of f64 at 0.5.
    let (mut term, mut sum) = (0.5, 0.0);
    for k in 0..16 {
        sum += term;
        term *= -x / f64::from(k + 3);
    }
    sum
}
