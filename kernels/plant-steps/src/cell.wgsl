// The voltage of a PEM cell, as on the CPU. Differences of reciprocals are written as products: f32 has no digits to lose.

const LN_10: f32 = 2.302585093;
const COLD_STEPS: u32 = 5u;
const WARM_STEPS: u32 = 3u;

struct Cell {
    // V at 298.15 K, and V/K.
    potential: vec2<f32>,
    // Of hydrogen and oxygen, atm.
    pressure: vec2<f32>,
    // Of anode and cathode at 353.15 K, A/cm2.
    exchange: vec2<f32>,
    // Activation energies over the gas constant, K.
    activation: vec2<f32>,
    // R/F, V/K.
    gas_over_faraday: f32,
}

struct Polarisation {
    open: f32,
    resistance: f32,
    volts: vec2<f32>,
    per_ampere: vec2<f32>,
}

fn polarisation(cell: Cell, t: f32, worn: f32) -> Polarisation {
    let water = exp(LN_10 * (8.07131 - 1730.63 / (233.426 + (t - 273.15)))) * (133.322 / 101325.0);
    let gases = cell.pressure - water;
    let nernst = 0.5 * cell.gas_over_faraday * t * log(gases.x * sqrt(gases.y));
    let from_there = (t - 353.15) / (t * 353.15);
    let exchange = cell.exchange * exp(cell.activation * from_there);
    let water_content = (0.016 * t - 2.89556 + 1.625) / 0.1875;
    let conductivity = (0.005139 * water_content - 0.00326) * exp(1268.0 * ((t - 303.0) / (303.0 * t)));
    return Polarisation(
        cell.potential.x + cell.potential.y * (t - 298.15) + nernst + worn,
        0.0077 / conductivity,
        cell.gas_over_faraday * t / vec2<f32>(2.0, 0.5),
        0.5 / exchange,
    );
}

// Voltage and slope.
fn voltage_and_slope(cell: Polarisation, current: f32) -> vec2<f32> {
    let x = current * cell.per_ampere;
    let root = sqrt(x * x + 1.0);
    let activation = cell.volts * log(x + root);
    let slope = cell.volts * cell.per_ampere / root;
    return vec2<f32>(
        cell.open + activation.x + activation.y + current * cell.resistance,
        slope.x + slope.y + cell.resistance,
    );
}

// The current for a power in W/cm2; `before` is the voltage of the step before, or zero.
fn solve_current(cell: Polarisation, power: f32, before: f32) -> f32 {
    let warm = before > 0.0;
    var current = power / select(cell.open, before, warm);
    let steps = select(COLD_STEPS, WARM_STEPS, warm);
    for (var step = 0u; step < steps; step += 1u) {
        let v = voltage_and_slope(cell, current);
        current -= (current * v.x - power) / (v.x + current * v.y);
    }
    return current;
}
