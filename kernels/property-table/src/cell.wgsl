// Which cell a state is in: the same one, bit for bit, as on the CPU in f64.
//
// States come as the bits of f32, and are held against the ends of the table as integers: positive floats rise as their bits
// do, NaN and whatever is negative lie above all of them, and a comparison with NaN may mean anything in WGSL.

struct Shape {
    queries: u32,
    // The ends of the table, as bits.
    first_pressure: u32,
    last_pressure: u32,
    first_temperature: u32,
    last_temperature: u32,
    // Nodes of a row, the last of which is there twice.
    stride: u32,
    per_step: f32,
    gas_constant: f32,
}

// Sixteen pressures in each doubling.
const ROW_BITS: u32 = 4u;
const ROW_SHIFT: u32 = 19u;
const FRACTION: u32 = 0x7fffffu;
const ONE: u32 = 0x3f800000u;
const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> shape: Shape;
// The least temperature of each column, and one above all.
@group(0) @binding(1) var<storage, read> columns: array<f32>;

fn is_inside(p: u32, t: u32) -> bool {
    return p >= shape.first_pressure && p <= shape.last_pressure
        && t >= shape.first_temperature && t <= shape.last_temperature;
}

fn row_of(p: u32) -> u32 {
    return (p >> ROW_SHIFT) - (shape.first_pressure >> ROW_SHIFT);
}

fn column_of(t: f32) -> u32 {
    let guess = u32((t - bitcast<f32>(shape.first_temperature)) * shape.per_step);
    // Rounding misses by one at most.
    if (t < columns[guess]) {
        return guess - 1u;
    }
    return guess + select(0u, 1u, t >= columns[guess + 1u]);
}
