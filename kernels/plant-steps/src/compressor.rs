//! A compressor in stages of equal ratio, cooled in between. The outlet of an ideal stage is where entropy is that of the inlet:
//! Newton finds it, from properties that the caller brings.

use std::num::NonZeroU32;

use crate::{
    BadQuantity,
    quantity::{Must, check},
};

/// What a compressor needs to know of a gas at a pressure and a temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caloric {
    /// Specific enthalpy, J/kg.
    pub h: f64,
    /// Specific entropy, J/kg/K.
    pub s: f64,
    /// Specific heat at constant pressure, J/kg/K.
    pub cp: f64,
}

/// Stages in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compressor {
    stages: NonZeroU32,
    /// Isentropic: the work of an ideal stage over that of a real one.
    efficiency: f64,
    /// What the gas is cooled to between stages, K.
    cooled_to: f64,
}

/// What compressing a kilogram took. The energies close: enthalpy at the inlet + work = cooling + enthalpy at the outlet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compression {
    /// J/kg.
    pub work: f64,
    /// What the coolers between the stages took away, J/kg.
    pub cooling: f64,
    /// Enthalpy behind the last stage, J/kg.
    pub outlet: f64,
    /// Temperature there, K.
    pub outlet_t: f64,
}

/// The ratio that a stage should not exceed; what a machine can stand, not what can be computed.
pub const MOST_RATIO: f64 = 2.1;

/// Newton's steps to the outlet of an ideal stage. For hydrogen two reach 1e-9 K within [`MOST_RATIO`]; of one stage from 30 to
/// 350 bar they leave 1e-6 K, and of its work 3e-9.
const STEPS: u32 = 2;

/// (gamma - 1)/gamma of hydrogen near room temperature: where Newton starts.
const EXPONENT: f64 = 0.2885;

/// Stages that share a lift of pressure equally.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualRatios {
    /// Of the pressure behind a stage to that before it.
    pub ratio: f64,
    /// Of the temperatures, where Newton starts.
    warming: f64,
}

/// A kilogram that went through one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// J/kg.
    pub work: f64,
    /// Enthalpy behind the stage, J/kg.
    pub outlet: f64,
    /// What the temperature there would be, were the stage ideal, K.
    pub ideal_t: f64,
}

impl EqualRatios {
    /// From one pressure to another in so many stages.
    #[inline]
    pub fn between(from: f64, to: f64, stages: NonZeroU32) -> Self {
        let ratio = libm::exp(libm::log(to / from) / f64::from(stages.get()));
        Self { ratio, warming: libm::exp(EXPONENT * libm::log(ratio)) }
    }

    /// One of the stages, of an isentropic efficiency, from an inlet at `t` to the pressure `to`. The temperature of the outlet is
    /// not asked for: that would take three looks at the gas more.
    #[inline]
    pub fn stage<E>(
        self,
        efficiency: f64,
        inlet: Caloric,
        t: f64,
        to: f64,
        gas: impl Fn(f64, f64) -> Result<Caloric, E>,
    ) -> Result<Lift, E> {
        let mut ideal_t = t * self.warming;
        for _ in 0..STEPS {
            let Caloric { s, cp, .. } = gas(to, ideal_t)?;
            ideal_t += ideal_t * (inlet.s - s) / cp;
        }
        let work = (gas(to, ideal_t)?.h - inlet.h) / efficiency;
        Ok(Lift { work, outlet: inlet.h + work, ideal_t })
    }
}

impl Compressor {
    /// So many stages, of an isentropic efficiency, with coolers between them down to a temperature in K.
    pub fn new(stages: NonZeroU32, efficiency: f64, cooled_to: f64) -> Result<Self, BadQuantity> {
        check(&[
            ("the isentropic efficiency", efficiency, Must::Share),
            ("the temperature behind a cooler in K", cooled_to, Must::Positive),
        ])?;
        Ok(Self { stages, efficiency, cooled_to })
    }

    /// How many stages it takes to stay within [`MOST_RATIO`].
    pub fn least_stages(from: f64, to: f64) -> NonZeroU32 {
        let stages = libm::ceil(libm::log(to / from) / libm::log(MOST_RATIO));
        NonZeroU32::new(stages as u32).unwrap_or(NonZeroU32::MIN)
    }

    /// From `p` and `t` to a pressure. Where there is nothing to compress, nothing is done.
    pub fn compress<E>(
        &self,
        p: f64,
        t: f64,
        to: f64,
        gas: impl Fn(f64, f64) -> Result<Caloric, E>,
    ) -> Result<Compression, E> {
        let mut inlet = gas(p, t)?;
        let mut done = Compression { work: 0.0, cooling: 0.0, outlet: inlet.h, outlet_t: t };
        if to <= p {
            return Ok(done);
        }
        let ratios = EqualRatios::between(p, to, self.stages);
        let (mut p, mut t) = (p, t);
        for stage in 1..=self.stages.get() {
            if stage > 1 {
                inlet = gas(p, self.cooled_to)?;
                t = self.cooled_to;
                done.cooling += done.outlet - inlet.h;
            }
            // The last pressure as it was asked for, not as roots and products left it.
            p = if stage == self.stages.get() { to } else { p * ratios.ratio };
            let lift = ratios.stage(self.efficiency, inlet, t, p, &gas)?;
            done.work += lift.work;
            done.outlet = lift.outlet;
            done.outlet_t = self.temperature_at(p, lift.ideal_t, done.outlet, &gas)?;
        }
        Ok(done)
    }

    /// Where the enthalpy is that of the outlet.
    fn temperature_at<E>(
        &self,
        p: f64,
        ideal_t: f64,
        outlet: f64,
        gas: impl Fn(f64, f64) -> Result<Caloric, E>,
    ) -> Result<f64, E> {
        let mut t = ideal_t;
        if self.efficiency < 1.0 {
            for _ in 0..=STEPS {
                let Caloric { h, cp, .. } = gas(p, t)?;
                t += (outlet - h) / cp;
            }
        }
        Ok(t)
    }
}

/// Every one of many compressions by the same machine: inlets `p` and `t`, outlets `to`.
///
/// # Panics
/// Where a column is not as long as another.
pub fn compress_batch<E>(
    compressor: &Compressor,
    p: &[f64],
    t: &[f64],
    to: &[f64],
    done: &mut [Compression],
    gas: impl Fn(f64, f64) -> Result<Caloric, E>,
) -> Result<(), E> {
    assert_eq!(
        [t.len(), to.len(), done.len()],
        [p.len(); 3],
        "every column has one item for each compression"
    );
    for (k, done) in done.iter_mut().enumerate() {
        *done = compressor.compress(p[k], t[k], to[k], &gas)?;
    }
    Ok(())
}
