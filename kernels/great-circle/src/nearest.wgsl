// Every pair by squared chord, by differences, in f32: good to about a metre. Sines and cosines come in tables from the CPU,
// since WGSL's own are far too loose, and the distance to the winner is measured there, in f64.
//
// One invocation takes one column and four rows; a workgroup reads the plants once, 256 at a time.

struct Sizes {
    n_lat: u32,
    n_lon: u32,
    plants: u32,
    groups_per_band: u32,
}

const LANES: u32 = 64u;
const TILE: u32 = 256u;

@group(0) @binding(0) var<uniform> sizes: Sizes;
// (sin φ, cos φ) of every row.
@group(0) @binding(1) var<storage, read> rows: array<vec2<f32>>;
// (sin λ, cos λ) of every column.
@group(0) @binding(2) var<storage, read> columns: array<vec2<f32>>;
// Unit vectors; the fourth number is unused.
@group(0) @binding(3) var<storage, read> plants: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> nearest: array<u32>;

var<workgroup> tile: array<vec4<f32>, TILE>;

@compute @workgroup_size(LANES)
fn nearest_plant(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let number = group.y * groups.x + group.x;
    let first_row = number / sizes.groups_per_band * 4u;
    let column = number % sizes.groups_per_band * LANES + lane;
    // Past the end everybody works on the last row and column, for the barriers below, and stores nothing.
    let meridian = columns[min(column, sizes.n_lon - 1u)];
    let last_row = sizes.n_lat - 1u;
    let row_0 = rows[min(first_row, last_row)];
    let row_1 = rows[min(first_row + 1u, last_row)];
    let row_2 = rows[min(first_row + 2u, last_row)];
    let row_3 = rows[min(first_row + 3u, last_row)];
    let sin_lat = vec4<f32>(row_0.x, row_1.x, row_2.x, row_3.x);
    let cos_lat = vec4<f32>(row_0.y, row_1.y, row_2.y, row_3.y);
    let x = cos_lat * meridian.y;
    let y = cos_lat * meridian.x;
    var best = vec4<f32>(8.0); // No chord of the unit sphere squares to more than four.
    var chosen = vec4<u32>(0u);
    for (var first = 0u; first < sizes.plants; first += TILE) {
        for (var k = lane; k < TILE; k += LANES) {
            tile[k] = plants[min(first + k, sizes.plants - 1u)];
        }
        workgroupBarrier();
        let count = min(TILE, sizes.plants - first);
        for (var k = 0u; k < count; k += 1u) {
            let plant = tile[k];
            let dx = x - plant.x;
            let dy = y - plant.y;
            let dz = sin_lat - plant.z;
            let chord = dx * dx + dy * dy + dz * dz;
            let closer = chord < best;
            best = select(best, chord, closer);
            chosen = select(chosen, vec4<u32>(first + k), closer);
        }
        workgroupBarrier();
    }
    if (column < sizes.n_lon) {
        for (var r = 0u; r < 4u; r += 1u) {
            if (first_row + r < sizes.n_lat) {
                nearest[(first_row + r) * sizes.n_lon + column] = chosen[r];
            }
        }
    }
}
