//! The voltage of a PEM cell: open circuit, activation on both sides, and the resistance of the membrane.
//!
//! What depends on temperature alone is computed once per step as a [`Polarisation`]; then a voltage is two logarithms, and its
//! slope is nearly free, for both share their square roots.

use crate::hydrogen::FARADAY;

/// Of water: the pressure of saturation by Antoine, 10^(A - B/(C + t/°C)) mmHg.
const ANTOINE: [f64; 3] = [8.071_31, 1730.63, 233.426];
const ATMOSPHERES_PER_MMHG: f64 = 133.322 / 101_325.0;
const LN_10: f64 = std::f64::consts::LN_10;
/// Where the plan gives its exchange currents, K.
const EXCHANGE_AT: f64 = 353.15;
/// Where the open-circuit potential is the standard one, K.
const STANDARD: f64 = 298.15;
/// Transfer coefficients of anode and cathode.
const TRANSFER: [f64; 2] = [2.0, 0.5];
/// The membrane, cm.
const THICKNESS: f64 = 0.0077;

/// The parameters of a cell. There are two sets, and no cell here that is neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Potential in V at 298.15 K and how it changes with temperature, V/K.
    potential: [f64; 2],
    /// On the side of the hydrogen and of the oxygen, atm.
    pressure: [f64; 2],
    /// Exchange currents of anode and cathode at 353.15 K, A/cm2.
    exchange: [f64; 2],
    /// Their activation energies over the gas constant, K.
    activation: [f64; 2],
    /// R/F, V/K.
    gas_over_faraday: f64,
}

impl Cell {
    /// As published with h2integrate (BSD-3): constant exchange currents, all pressures 1 atm, rounded constants. Its voltage
    /// *rises* with temperature at low current, so it cannot tell warm from cold.
    pub const OPEN: Self = Self {
        potential: [1.229, 0.0],
        pressure: [1.0, 1.0],
        exchange: [4e-7, 4e-3],
        activation: [0.0, 0.0],
        gas_over_faraday: 8.314 / 96_485.34,
    };

    /// The plan's: potential and exchange currents depend on temperature, hydrogen at 30 bar, constants of CODATA 2018.
    pub const THERMAL: Self = Self {
        potential: [1.229, -0.000_846],
        pressure: [29.607_698, 1.0],
        exchange: [4e-7, 4e-3],
        activation: [53e3 / 8.314_462_618, 20e3 / 8.314_462_618],
        gas_over_faraday: 8.314_462_618 / FARADAY,
    };

    /// The least and the most temperature that a cell is for, K. It is the limits of its thermal mass that keep it there; where
    /// water boils at 1 atm there is no voltage, and what comes out is NaN.
    pub const TEMPERATURES: (f64, f64) = (278.15, 368.15);

    /// In the order of the fields, as kernels on devices read them: potential, pressure, exchange and activation in pairs, then the gas
    /// constant over that of Faraday.
    pub fn numbers(&self) -> [f64; 9] {
        let Self { potential, pressure, exchange, activation, gas_over_faraday } = *self;
        let [a, b, c, d] = [potential, pressure, exchange, activation];
        [a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1], gas_over_faraday]
    }

    /// Voltage by current at a temperature in K, of a cell that has lost `worn` V to age.
    #[inline]
    pub fn at(&self, t: f64, worn: f64) -> Polarisation {
        let [antoine, over, above] = ANTOINE;
        let water = libm::exp(LN_10 * (antoine - over / (above + (t - 273.15)))) * ATMOSPHERES_PER_MMHG;
        let [hydrogen, oxygen] = self.pressure.map(|pressure| pressure - water);
        let nernst = 0.5 * self.gas_over_faraday * t * libm::log(hydrogen * oxygen.sqrt());
        let from_there = (t - EXCHANGE_AT) / (t * EXCHANGE_AT);
        let [anode, cathode] = [0, 1].map(|side| {
            let exchange = self.exchange[side] * libm::exp(self.activation[side] * from_there);
            Activation { volts: self.gas_over_faraday * t / TRANSFER[side], per_ampere: 0.5 / exchange }
        });
        let water_content = (0.016 * t - 2.895_56 + 1.625) / 0.1875;
        let conductivity =
            (0.005_139 * water_content - 0.003_26) * libm::exp(1268.0 * ((t - 303.0) / (303.0 * t)));
        Polarisation {
            open: self.potential[0] + self.potential[1] * (t - STANDARD) + nernst + worn,
            anode,
            cathode,
            resistance: THICKNESS / conductivity,
        }
    }
}

/// volts · asinh(current · per_ampere).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Activation {
    volts: f64,
    per_ampere: f64,
}

impl Activation {
    /// Overvoltage and slope. The inverse hyperbolic sine is spelt out, because every device has a logarithm and a root.
    #[inline]
    fn at(self, current: f64) -> (f64, f64) {
        let x = current * self.per_ampere;
        let root = (x * x + 1.0).sqrt();
        (self.volts * libm::log(x + root), self.volts * self.per_ampere / root)
    }
}

/// Voltage by current of a cell at one temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Polarisation {
    open: f64,
    anode: Activation,
    cathode: Activation,
    /// Ohm cm2.
    resistance: f64,
}

impl Polarisation {
    /// At no current, V.
    #[inline]
    pub fn open(&self) -> f64 {
        self.open
    }

    /// V at a current in A/cm2.
    #[inline]
    pub fn voltage(&self, current: f64) -> f64 {
        self.voltage_and_slope(current).0
    }

    /// V, and by how much it rises, V cm2/A.
    #[inline]
    pub fn voltage_and_slope(&self, current: f64) -> (f64, f64) {
        let (anode, anode_slope) = self.anode.at(current);
        let (cathode, cathode_slope) = self.cathode.at(current);
        let voltage = self.open + anode + cathode + current * self.resistance;
        (voltage, anode_slope + cathode_slope + self.resistance)
    }
}

/// The voltage of a new cell at a temperature in K and a current in A/cm2.
pub fn cell_voltage(cell: &Cell, t: f64, current: f64) -> f64 {
    cell.at(t, 0.0).voltage(current)
}

/// The voltages of many new cells.
///
/// # Panics
/// Where a column is not as long as another.
pub fn cell_voltage_batch(cell: &Cell, t: &[f64], current: &[f64], voltage: &mut [f64]) {
    assert_eq!([current.len(), voltage.len()], [t.len(); 2], "every column has one item for each cell");
    for ((voltage, &t), &current) in voltage.iter_mut().zip(t).zip(current) {
        *voltage = cell_voltage(cell, t, current);
    }
}
