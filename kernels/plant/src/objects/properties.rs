//! Properties by name, as a manager of many fluids keeps them.

use std::collections::HashMap;

use plant_steps::Caloric;
use property_table::Property;

use crate::{Gas, NoAnswer};

/// Fluids by name, and what each is asked for, by name too.
#[derive(Clone, Debug)]
pub struct Properties<G> {
    fluids: HashMap<String, Fluid<G>>,
}

#[derive(Clone, Debug)]
struct Fluid<G> {
    source: G,
    asked: HashMap<String, Asked>,
}

#[derive(Clone, Copy, Debug)]
enum Asked {
    Property(Property),
    Compressibility,
}

const HYDROGEN: &str = "hydrogen";

impl<G: Gas> Properties<G> {
    /// The one fluid that a plant asks for.
    pub fn hydrogen(source: G) -> Self {
        let asked = [
            (name_of(Property::Density), Asked::Property(Property::Density)),
            (name_of(Property::Enthalpy), Asked::Property(Property::Enthalpy)),
            (name_of(Property::Entropy), Asked::Property(Property::Entropy)),
            (name_of(Property::HeatCapacity), Asked::Property(Property::HeatCapacity)),
            ("compressibility", Asked::Compressibility),
        ];
        let asked = asked.into_iter().map(|(name, asked)| (name.to_owned(), asked)).collect();
        Self { fluids: HashMap::from([(HYDROGEN.to_owned(), Fluid { source, asked })]) }
    }

    /// One property of one fluid, at a pressure, or a density for the compressibility, and a temperature.
    ///
    /// # Panics
    /// For names that nobody gave.
    pub fn get(&self, fluid: &str, property: &str, at: f64, t: f64) -> Result<f64, NoAnswer> {
        let fluid = self.fluids.get(fluid).expect("a fluid that is there");
        match fluid.asked.get(property).expect("a property that is there") {
            Asked::Property(property) => fluid.source.one(*property, at, t),
            Asked::Compressibility => fluid.source.compressibility(at, t),
        }
    }
}

const fn name_of(property: Property) -> &'static str {
    match property {
        Property::Density => "density",
        Property::Enthalpy => "enthalpy",
        Property::Entropy => "entropy",
        Property::HeatCapacity => "heat capacity",
    }
}

impl<G: Gas> Gas for Properties<G> {
    fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer> {
        let get = |property| self.get(HYDROGEN, property, p, t);
        Ok(Caloric { h: get("enthalpy")?, s: get("entropy")?, cp: get("heat capacity")? })
    }

    fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer> {
        self.get(HYDROGEN, name_of(property), p, t)
    }

    fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer> {
        self.get(HYDROGEN, "compressibility", rho, t)
    }
}
