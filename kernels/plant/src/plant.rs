//! A design, checked and prepared: all that depends on neither state nor weather.

use std::num::NonZeroU32;

use plant_steps::{
    Cell, Costs, FlowStep, Lag, PemGroup, Pump, Replacement, Soec, Tank, TemperatureLimits, ThermalMass,
    ThermalStep, TimeStep,
};

use crate::{DesignError, PlantDesign, design::MassDesign, dispatch::Dispatch};

/// Seconds of a step.
pub(crate) const DT: f64 = 60.0;
/// Steps of an hour.
pub const STEPS_AN_HOUR: u32 = 60;

/// A plant that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plant {
    pub(crate) design: PlantDesign,
    pub(crate) dt: TimeStep,
    pub(crate) count: Counts,
    pub(crate) dispatch: Dispatch,
    pub(crate) group: PemGroup,
    pub(crate) soec: Option<Soec>,
    pub(crate) stack: Mass,
    pub(crate) cooler: Mass,
    pub(crate) low_wall: Mass,
    pub(crate) high_wall: Mass,
    pub(crate) low: Tank,
    pub(crate) high: Tank,
    pub(crate) stages: NonZeroU32,
    pub(crate) pump: Pump,
    pub(crate) pump_step: FlowStep,
}

/// A thermal mass and its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mass {
    pub(crate) mass: ThermalMass,
    pub(crate) step: ThermalStep,
}

/// How many of each kind there are in a line; what follows from it is where everything lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) lines: usize,
    pub(crate) groups: usize,
    pub(crate) modules: usize,
    pub(crate) trains: usize,
    pub(crate) stages: usize,
    pub(crate) high_tanks: usize,
}

impl Counts {
    /// Tanks of a train: the low one, then the high ones.
    pub(crate) fn tanks(self) -> usize {
        1 + self.high_tanks
    }

    pub(crate) fn all_groups(self) -> usize {
        self.lines * self.groups
    }

    pub(crate) fn all_trains(self) -> usize {
        self.lines * self.trains
    }
}

/// Counts that memory and 32 bits of an index have room for.
const MOST_LINES: usize = 10_000;
const MOST_OF_A_KIND: u32 = 64;
/// Below this, f32 has all whole watts.
const MOST_WATTS: f64 = 16_777_215.0;

impl Plant {
    /// Refuses what cannot be, by name.
    pub fn new(design: PlantDesign) -> Result<Self, DesignError> {
        let count = counts(&design)?;
        let dt = TimeStep::seconds(DT)?;
        let group = PemGroup::new(Cell::THERMAL, &design.pem, dt)?;
        let soec = if count.modules > 0 { Some(Soec::new(&design.soec, dt)?) } else { None };
        let all_modules = f64::from(design.soec.rated) * count.modules as f64;
        within("the power of a group in W", f64::from(group.most_power()), 1.0, MOST_WATTS)?;
        within("the power of the modules of a line in W", all_modules, 0.0, MOST_WATTS)?;
        // Hotter, and the outlet of a stage would be beyond the tables.
        within("the temperature of the surroundings in K", design.site.ambient, 273.15, 323.15)?;
        within("the temperature of new hydrogen in K", design.delivered_at, 273.15, 358.15)?;
        within("the demand in kg/s", design.demand, 0.0, 1e3)?;
        within("the most that a train draws in kg/s", design.draw.most, 0.0, 1e3)?;
        within("the pressure that a train draws from in Pa", design.draw.from, 0.0, design.draw.to)?;
        within("the efficiency of a stage", design.efficiency, f64::MIN_POSITIVE, 1.0)?;
        within("the most flow of a pump in m3/s", design.cooling.most, 0.0, 1e3)?;
        within("the flow for a kelvin in m3/s/K", design.cooling.per_kelvin, 0.0, 1e3)?;
        within("the effect of cooling in J/m3/K", design.cooling.effect, 0.0, 1e9)?;
        within("the pressure against a pump in Pa", design.cooling.pressure, 0.0, 1e9)?;
        within("the temperature that cooling begins at in K", design.cooling.above, 273.15, 1e3)?;
        for &fill in &design.fills {
            within("how full a tank is at first", fill, 0.0, 1.0)?;
        }
        economy(&design)?;
        let tank = |tank: &crate::TankDesign| Tank::new(tank.volume, tank.pressures.0, tank.pressures.1);
        Ok(Self {
            dispatch: Dispatch::new(&design, &group),
            stack: mass(&design.stack, dt)?,
            cooler: mass(&design.cooler, dt)?,
            low_wall: mass(&design.low.wall, dt)?,
            high_wall: mass(&design.high.wall, dt)?,
            low: tank(&design.low)?,
            high: tank(&design.high)?,
            stages: NonZeroU32::new(design.stages).unwrap_or(NonZeroU32::MIN),
            pump: Pump::new(design.cooling.efficiency)?,
            pump_step: FlowStep::exact(Lag::seconds(design.cooling.lag)?, dt),
            dt,
            count,
            group,
            soec,
            design,
        })
    }

    /// The plan's plant, so many times.
    pub fn reference(scale: u32) -> Result<Self, DesignError> {
        Self::new(PlantDesign::reference(scale))
    }

    /// As it was given.
    pub fn design(&self) -> &PlantDesign {
        &self.design
    }

    /// How many components it has in all.
    pub fn components(&self) -> usize {
        self.design.components() as usize * self.count.lines
    }
}

fn mass(design: &MassDesign, dt: TimeStep) -> Result<Mass, DesignError> {
    let limits = TemperatureLimits::new(design.limits.0, design.limits.1)?;
    let mass = ThermalMass::new(design.capacity, design.conductance, limits)?;
    Ok(Mass { mass, step: ThermalStep::exact(&mass, dt) })
}

fn economy(design: &PlantDesign) -> Result<(), DesignError> {
    let economy = &design.economy;
    let replacement = Replacement { cost: economy.replacement, year: economy.replaced_in };
    let (capital, yearly, energy) = (economy.capital, economy.yearly, 0.0);
    let (rate, years) = (economy.rate, economy.years);
    Costs { capital, yearly, energy, rate, years, replacement }.checked()?;
    Ok(())
}

fn counts(design: &PlantDesign) -> Result<Counts, DesignError> {
    if design.fills.is_empty() {
        return Err(DesignError::Empty("there is no line"));
    }
    if design.groups == 0 && design.soec.modules == 0 {
        let (what, inlet) = ("tanks", "electrolyzers");
        let none = design.trains == 0;
        return Err(if none {
            DesignError::Empty("a line has no components")
        } else {
            DesignError::NoInlet { what, inlet }
        });
    }
    if design.trains == 0 {
        let (what, inlet) = ("high-pressure tanks", "trains of compressors");
        return Err(if design.high_tanks > 0 {
            DesignError::NoInlet { what, inlet }
        } else {
            DesignError::Empty("there is no train of compressors to take the hydrogen")
        });
    }
    if design.stages == 0 {
        return Err(DesignError::NoInlet { what: "high-pressure tanks", inlet: "stages in a train" });
    }
    within("the number of lines", design.fills.len() as f64, 1.0, MOST_LINES as f64)?;
    let most = f64::from(MOST_OF_A_KIND);
    within("the number of groups in a line", f64::from(design.groups), 0.0, most)?;
    within("the number of modules in a line", f64::from(design.soec.modules), 0.0, most)?;
    within("the number of trains in a line", f64::from(design.trains), 1.0, most)?;
    within("the number of stages in a train", f64::from(design.stages), 1.0, most)?;
    within("the number of high-pressure tanks of a train", f64::from(design.high_tanks), 1.0, most)?;
    Ok(Counts {
        lines: design.fills.len(),
        groups: design.groups as usize,
        modules: design.soec.modules as usize,
        trains: design.trains as usize,
        stages: design.stages as usize,
        high_tanks: design.high_tanks as usize,
    })
}

/// NaN is within nothing.
fn within(what: &'static str, value: f64, from: f64, to: f64) -> Result<(), DesignError> {
    if (from..=to).contains(&value) { Ok(()) } else { Err(DesignError::OutOfRange { what, value, from, to }) }
}
