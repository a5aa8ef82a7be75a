// The properties of a state that is inside the table.

// Compressibility, enthalpy, entropy without its logarithm, heat capacity; temperatures lie together.
@group(0) @binding(2) var<storage, read> nodes: array<vec4<f32>>;
// Of each row, ln(p / 1e5 Pa).
@group(0) @binding(3) var<storage, read> row_logs: array<f32>;

// ln(1 + x) up to a sixteenth.
fn log1p(x: f32) -> f32 {
    return x * (0.9999998 + x * (-0.49997088 + x * (0.33190373 + x * -0.2219632)));
}

fn mixed(below: vec4<f32>, above: vec4<f32>, weight: f32) -> vec4<f32> {
    return below * (1.0 - weight) + above * weight;
}

// Density, enthalpy, entropy, heat capacity.
fn properties(bits: u32, t: f32) -> vec4<f32> {
    let p = bitcast<f32>(bits);
    let row = row_of(bits);
    let column = column_of(t);
    let across = bitcast<f32>(((bits << ROW_BITS) & FRACTION) | ONE) - 1.0;
    let along = (t - columns[column]) * shape.per_step;
    let lower = row * shape.stride + column;
    let upper = lower + shape.stride;
    let below = mixed(nodes[lower], nodes[lower + 1u], along);
    let above = mixed(nodes[upper], nodes[upper + 1u], along);
    let kept = mixed(below, above, across);
    // The pressure of the row: both differences are exact.
    let node = bitcast<f32>((bits >> ROW_SHIFT) << ROW_SHIFT);
    let log = row_logs[row] + log1p((p - node) / node);
    let density = p / (kept.x * (shape.gas_constant * t));
    return vec4<f32>(density, kept.y, kept.z - shape.gas_constant * log, kept.w);
}
