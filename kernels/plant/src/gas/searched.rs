//! The plan's own table: many nodes over pressure and temperature, found by binary search. It knows no density, so a tank's
//! pressure is a fixed point of it.

use hydrogen_eos::SPECIFIC_GAS_CONSTANT;
use plant_steps::Caloric;
use property_table::{Ascending, Axis, AxisError, BuildError, Property, Props, Quantity, Surface, hydrogen};

use super::{Gas, NoAnswer};

/// The pressures of the plan's table, Pa.
const PRESSURES: [f64; 2] = [0.05e5, 1000e5];
/// Its temperatures, K. The plan goes on to 1200 K, where the equation of state has no hydrogen any more.
const TEMPERATURES: [f64; 2] = [273.15, 1000.0];
/// When a tank's pressure counts as settled, relatively: what is left then is a quarter of it.
const SETTLED: f64 = 1e-8;
/// The error of a step is less than a fifth of the one before at 360 bar; this is far more than any tank takes.
const MOST_STEPS: u32 = 100;

/// Density, enthalpy, entropy and heat capacity as they are.
#[derive(Clone, Debug)]
pub struct Searched {
    surface: Surface<Ascending, Ascending, 4>,
}

/// Why there is no such table.
#[derive(Debug, thiserror::Error)]
pub enum NoTable {
    /// Too few nodes, or too many.
    #[error(transparent)]
    Axis(#[from] AxisError),
    /// A value that is none.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Values that were kept, of another table.
    #[error("{given} values are not those of {nodes} x {nodes} nodes; build the table anew")]
    Values {
        /// How many there are.
        given: usize,
        /// Nodes on each axis.
        nodes: usize,
    },
}

impl Searched {
    /// With so many nodes on each axis; 2000 in the plan. It asks the equation of state for each, which takes seconds.
    pub fn build(nodes: usize) -> Result<Self, NoTable> {
        let (pressures, temperatures) = axes(nodes)?;
        let mut source = hydrogen();
        let surface = Surface::build(pressures, temperatures, Quantity::Pressure, |p, t| {
            source(p, t).map(Props::values)
        })?;
        Ok(Self { surface })
    }

    /// From what [`values`](Self::values) said of the same number of nodes.
    pub fn from_values(nodes: usize, values: &[f64]) -> Result<Self, NoTable> {
        if values.len() != nodes * nodes * 4 {
            return Err(NoTable::Values { given: values.len(), nodes });
        }
        let (pressures, temperatures) = axes(nodes)?;
        let mut kept = values.chunks_exact(4);
        let surface = Surface::build(pressures, temperatures, Quantity::Pressure, |_, _| {
            let node = kept.next().ok_or("there is a value for each node")?;
            Ok::<_, &str>([node[0], node[1], node[2], node[3]])
        })?;
        Ok(Self { surface })
    }

    /// Four values of each node, temperature by temperature: what to keep so that it need not be built again.
    pub fn values(&self) -> Vec<f64> {
        let nodes = self.surface.rows().nodes();
        let columns = (0..nodes).flat_map(|column| (0..nodes).map(move |row| (row, column)));
        columns.flat_map(|(row, column)| self.surface.node(row, column)).collect()
    }

    /// What it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.surface.bytes()
    }
}

fn axes(nodes: usize) -> Result<(Ascending, Ascending), AxisError> {
    let pressures = Ascending::logarithmic(PRESSURES[0], PRESSURES[1], nodes)?;
    Ok((pressures, Ascending::even(TEMPERATURES[0], TEMPERATURES[1], nodes)?))
}

impl Gas for Searched {
    fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer> {
        let [_, h, s, cp] = self.surface.get(p, t)?;
        Ok(Caloric { h, s, cp })
    }

    fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer> {
        Ok(self.surface.value(self.surface.locate(p, t)?, property as usize))
    }

    fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer> {
        let ideal = rho * SPECIFIC_GAS_CONSTANT * t;
        let mut z = 1.0;
        for _ in 0..MOST_STEPS {
            let before = z;
            let p = before * ideal;
            z = p / (self.one(Property::Density, p, t)? * SPECIFIC_GAS_CONSTANT * t);
            if (z - before).abs() <= SETTLED * z {
                return Ok(z);
            }
        }
        Err(NoAnswer::NotSettled { rho, t })
    }
}
