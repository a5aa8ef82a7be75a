// The properties of a state that is inside the table.

// Sixteen pressures in each doubling.
const PRESSURE_BITS: u32 = 4u;

// ln(1 + x) up to a sixteenth.
fn log1p(x: f32) -> f32 {
    return x * (0.9999998 + x * (-0.49997088 + x * (0.33190373 + x * -0.2219632)));
}

fn mixed(below: vec4<f32>, above: vec4<f32>, weight: f32) -> vec4<f32> {
    return below * (1.0 - weight) + above * weight;
}

// Density, enthalpy, entropy, heat capacity. `nodes` holds compressibility, enthalpy, entropy without its logarithm and heat
// capacity, temperatures together; `row_logs` of each row ln(p / 1e5 Pa).
fn properties(table: Shape, bits: u32, t: f32) -> vec4<f32> {
    let p = bitcast<f32>(bits);
    let row = row_of(table, bits, PRESSURE_BITS);
    let column = column_of(table, t);
    let along = along_of(table, column, t);
    let lower = row * table.stride + column;
    let upper = lower + table.stride;
    let below = mixed(nodes[lower], nodes[lower + 1u], along);
    let above = mixed(nodes[upper], nodes[upper + 1u], along);
    let kept = mixed(below, above, across_of(bits, PRESSURE_BITS));
    // The pressure of the row: both differences are exact.
    let shift = FRACTION_BITS - PRESSURE_BITS;
    let node = bitcast<f32>((bits >> shift) << shift);
    let log = row_logs[row] + log1p((p - node) / node);
    let density = p / (kept.x * (table.gas_constant * t));
    return vec4<f32>(density, kept.y, kept.z - table.gas_constant * log, kept.w);
}
