//! Solid-oxide modules: hot, so they rise slowly, one after the other, and the one that leads changes every ten minutes.
//!
//! The order begins with the leading module. Each takes what is left of the power, as much as it can reach in this step; so a
//! module that lost the lead gives way only as fast as its successors rise. Falling is not limited: nothing may be taken that
//! is not offered. Power is in whole watts.

use crate::{
    BadQuantity, TimeStep,
    quantity::{Must, check},
};

/// What the modules are like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoecDesign {
    /// How many there are.
    pub modules: u32,
    /// Of one module, W.
    pub rated: u32,
    /// The first step from nothing, and the least that one runs at, W.
    pub first: u32,
    /// How fast one rises from there, W/min.
    pub ramp: u32,
    /// How long one leads, s.
    pub lead: f64,
    /// Electricity for hydrogen, kWh/kg.
    pub kwh_per_kg: f64,
    /// Steam for hydrogen, kg/kg.
    pub steam_per_kg: f64,
    /// What a kilogram of steam takes to make, J/kg: a constant, computed from water's properties in preparation.
    pub steam_enthalpy: f64,
}

impl SoecDesign {
    /// The plan's modules: 2.4 MW at 37.5 kWh/kg, 0.12 MW first, then 0.24 MW/min, leading for ten minutes, 9 kg of steam for a
    /// kilogram.
    pub fn reference(modules: u32, steam_enthalpy: f64) -> Self {
        Self {
            modules,
            rated: 2_400_000,
            first: 120_000,
            ramp: 240_000,
            lead: 600.0,
            kwh_per_kg: 37.5,
            steam_per_kg: 9.0,
            steam_enthalpy,
        }
    }
}

/// Modules, prepared for a time step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Soec {
    modules: usize,
    rated: u32,
    first: u32,
    /// W in a step.
    ramp: u32,
    lead_steps: u32,
    joules_per_kg: f64,
    steam_per_kg: f64,
    steam_enthalpy: f64,
}

/// What the modules did in a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SoecStep {
    /// Taken of what was offered, W.
    pub power: u32,
    /// Offered and not taken, W.
    pub curtailed: u32,
    /// kg/s.
    pub hydrogen: f64,
    /// kg/s.
    pub steam: f64,
    /// What that steam takes to make, W.
    pub steam_heat: f64,
}

impl Soec {
    /// Checks a design and prepares it.
    pub fn new(design: &SoecDesign, dt: TimeStep) -> Result<Self, BadQuantity> {
        check(&[
            ("the number of modules", f64::from(design.modules), Must::Positive),
            ("the first step of a module in W", f64::from(design.first), Must::Positive),
            ("the ramp of a module in W/min", f64::from(design.ramp), Must::Positive),
            ("the time that a module leads in s", design.lead, Must::Positive),
            ("the electricity for hydrogen in kWh/kg", design.kwh_per_kg, Must::Positive),
            ("the steam for hydrogen in kg/kg", design.steam_per_kg, Must::NotNegative),
            ("the enthalpy of steam in J/kg", design.steam_enthalpy, Must::NotNegative),
        ])?;
        let [first, rated] = [design.first, design.rated].map(f64::from);
        if first >= rated {
            let what = "the first step of a module in W";
            return Err(BadQuantity { what, value: first, must: Must::BelowItsUpperEnd });
        }
        let ramp = libm::floor(f64::from(design.ramp) * dt.get() / 60.0);
        check(&[("the ramp of a module in whole W for a step", ramp, Must::Positive)])?;
        Ok(Self {
            modules: design.modules as usize,
            rated: design.rated,
            first: design.first,
            ramp: ramp as u32,
            lead_steps: dt.steps_of("the time that a module leads in s", design.lead)?,
            joules_per_kg: design.kwh_per_kg * 3.6e6,
            steam_per_kg: design.steam_per_kg,
            steam_enthalpy: design.steam_enthalpy,
        })
    }

    /// How many modules there are.
    pub fn modules(&self) -> usize {
        self.modules
    }

    /// Rated power, first step and ramp of a step in W, and for how many steps a module leads: what kernels on devices are told.
    pub fn words(&self) -> [u32; 4] {
        [self.rated, self.first, self.ramp, self.lead_steps]
    }

    /// Which module leads in a step, counted from the first.
    #[inline]
    pub fn leading(&self, step: u32) -> usize {
        (step / self.lead_steps) as usize % self.modules
    }

    /// One step, the `step`-th: `powers` holds what every module took in the one before, and receives what it takes now, W.
    ///
    /// # Panics
    /// Where there are not as many powers as modules.
    pub fn step(&self, step: u32, offered: u32, powers: &mut [u32]) -> SoecStep {
        assert_eq!(powers.len(), self.modules, "powers has one item for each module");
        let (last, first) = powers.split_at_mut(self.leading(step));
        let mut left = offered;
        for power in first.iter_mut().chain(last) {
            let reach =
                if *power == 0 { self.first } else { power.saturating_add(self.ramp).min(self.rated) };
            let takes = reach.min(left);
            *power = if takes < self.first { 0 } else { takes };
            left -= *power;
        }
        let power = offered - left;
        let hydrogen = f64::from(power) / self.joules_per_kg;
        let steam = self.steam_per_kg * hydrogen;
        SoecStep { power, curtailed: left, hydrogen, steam, steam_heat: steam * self.steam_enthalpy }
    }
}

/// One step of many plants with modules of one kind; `powers` holds them plant by plant.
///
/// # Panics
/// Where a column does not have as many items as there are plants, or modules of plants.
pub fn soec_batch(soec: &Soec, step: u32, offered: &[u32], powers: &mut [u32], steps: &mut [SoecStep]) {
    assert_eq!(steps.len(), offered.len(), "steps has one item for each plant");
    assert_eq!(powers.len(), offered.len() * soec.modules, "powers has one item for each module of a plant");
    for ((step_of, &offered), powers) in
        steps.iter_mut().zip(offered).zip(powers.chunks_exact_mut(soec.modules))
    {
        *step_of = soec.step(step, offered, powers);
    }
}
