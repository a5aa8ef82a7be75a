// Which cell a state is in: the same one, bit for bit, as on the CPU in f64. A kernel declares what is named here and in the
// other snippets: `columns`, and `nodes` and `row_logs`, or `tank_nodes`.
//
// States come as the bits of f32, and are held against the ends of the table as integers: positive floats rise as their bits
// do, NaN and whatever is negative lie above all of them, and a comparison with NaN may mean anything in WGSL.

struct Shape {
    queries: u32,
    // The ends of the table, as bits; rows are pressures or densities.
    first_row: u32,
    last_row: u32,
    first_temperature: u32,
    last_temperature: u32,
    // Nodes of a row, the last of which is there twice.
    stride: u32,
    per_step: f32,
    gas_constant: f32,
}

// What a query gets that the table cannot answer: moved as bits, for WGSL need not keep a NaN that it computes with.
const OUTSIDE: u32 = 0x7fc00000u;
const FRACTION_BITS: u32 = 23u;
const FRACTION: u32 = 0x7fffffu;
const ONE: u32 = 0x3f800000u;
const LANES: u32 = 64u;

fn is_inside(table: Shape, row: u32, t: u32) -> bool {
    return row >= table.first_row && row <= table.last_row
        && t >= table.first_temperature && t <= table.last_temperature;
}

// 2^octave_bits rows lie in each doubling.
fn row_of(table: Shape, bits: u32, octave_bits: u32) -> u32 {
    let shift = FRACTION_BITS - octave_bits;
    return (bits >> shift) - (table.first_row >> shift);
}

// From this row to the next.
fn across_of(bits: u32, octave_bits: u32) -> f32 {
    return bitcast<f32>(((bits << octave_bits) & FRACTION) | ONE) - 1.0;
}

// `columns` holds the least temperature of each column, and one above all.
fn column_of(table: Shape, t: f32) -> u32 {
    let guess = u32((t - bitcast<f32>(table.first_temperature)) * table.per_step);
    // Rounding misses by one at most.
    if (t < columns[guess]) {
        return guess - 1u;
    }
    return guess + select(0u, 1u, t >= columns[guess + 1u]);
}

// From this column to the next.
fn along_of(table: Shape, column: u32, t: f32) -> f32 {
    return (t - columns[column]) * table.per_step;
}
