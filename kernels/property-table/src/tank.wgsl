// The pressure of a tank whose state is inside the table.

// 32 densities in each doubling.
const DENSITY_BITS: u32 = 5u;

// `tank_nodes` holds compressibility, temperatures together.
fn tank_pressure(table: Shape, bits: u32, t: f32) -> f32 {
    let column = column_of(table, t);
    let along = along_of(table, column, t);
    let lower = row_of(table, bits, DENSITY_BITS) * table.stride + column;
    let upper = lower + table.stride;
    let below = tank_nodes[lower] * (1.0 - along) + tank_nodes[lower + 1u] * along;
    let above = tank_nodes[upper] * (1.0 - along) + tank_nodes[upper + 1u] * along;
    let across = across_of(bits, DENSITY_BITS);
    let z = below * (1.0 - across) + above * across;
    return z * (bitcast<f32>(bits) * (table.gas_constant * t));
}
