//! The tables of the plan `h2`, made from the equation of state.

use hydrogen_eos::{Isotherm, SPECIFIC_GAS_CONSTANT, State};

use crate::{Octave, OctaveTable, Props, TankTable, Uniform};

/// Exponents of the pressures: 0.66 to 1342 bar.
const PRESSURES: [i32; 2] = [16, 27];
/// Exponents of the densities of a tank: 1/32 to 64 kg/m3.
const DENSITIES: [i32; 2] = [-5, 6];
/// 0 to 150 degrees Celsius in K.
const TEMPERATURES: [f64; 2] = [273.15, 423.15];
/// Nodes of the temperature: steps of 2.4 K.
const TEMPERATURE_NODES: usize = 64;

impl From<State> for Props {
    fn from(State { rho, h, s, cp, .. }: State) -> Self {
        Self { rho, h, s, cp }
    }
}

/// Hydrogen as a source for tables. It stays on an isotherm while the temperature stays.
pub fn hydrogen() -> impl FnMut(f64, f64) -> Result<Props, hydrogen_eos::OutOfRange> {
    let mut isotherms = Isotherms(None);
    move |p, t| Ok(isotherms.at(t)?.at_p(p)?.into())
}

/// Hydrogen by pressure and temperature: 177 x 64 nodes, 0.66 to 1342 bar, 273.15 to 423.15 K.
pub fn hydrogen_table() -> OctaveTable {
    let [first, last] = PRESSURES;
    let pressures = Octave::between(first, last).expect(RISES);
    OctaveTable::build(pressures, temperatures(), SPECIFIC_GAS_CONSTANT, hydrogen()).expect(WITHIN)
}

/// Hydrogen by density and temperature, for tanks: 353 x 64 nodes, 1/32 to 64 kg/m3, 273.15 to 423.15 K.
pub fn hydrogen_tank() -> TankTable {
    let [first, last] = DENSITIES;
    let densities = Octave::between(first, last).expect(RISES);
    let mut isotherms = Isotherms(None);
    TankTable::build(densities, temperatures(), SPECIFIC_GAS_CONSTANT, |rho, t| {
        Ok::<_, hydrogen_eos::OutOfRange>(isotherms.at(t)?.at_rho(rho)?.p)
    })
    .expect(WITHIN)
}

/// Why these tables can always be built.
const RISES: &str = "the first constant is below the last";
/// As above.
const WITHIN: &str = "these constants are inside the range of the equation of state";

fn temperatures() -> Uniform {
    let [first, last] = TEMPERATURES;
    Uniform::between(first, last, TEMPERATURE_NODES).expect(RISES)
}

/// The isotherm of the last query.
struct Isotherms(Option<Isotherm>);

impl Isotherms {
    fn at(&mut self, t: f64) -> Result<&mut Isotherm, hydrogen_eos::OutOfRange> {
        let kept = self.0.take().filter(|kept| kept.t() == t);
        Ok(self.0.insert(match kept {
            Some(kept) => kept,
            None => Isotherm::at(t)?,
        }))
    }
}
