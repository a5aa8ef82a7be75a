// The nearest plant by squared chord, as great-circle has it, and the costs at once: no distance leaves the device.
//
// One invocation takes one column and four rows; a workgroup reads the plants once, 256 at a time.

struct Sizes {
    n_lat: u32,
    n_lon: u32,
    plants: u32,
    groups_per_band: u32,
    // Rows that are not too far north or south.
    first_inhabited: u32,
    end_inhabited: u32,
    radius_km: f32,
    unused: u32,
}

const LANES: u32 = 64u;
const TILE: u32 = 256u;

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> table: array<vec4<f32>>;
// (sin φ, cos φ) of every row, then (sin λ, cos λ) of every column.
@group(0) @binding(2) var<storage, read> directions: array<vec2<f32>>;
// Unit vectors; the fourth number is unused.
@group(0) @binding(3) var<storage, read> plants: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> countries: array<u32>;
@group(0) @binding(5) var<storage, read> solar: array<f32>;
@group(0) @binding(6) var<storage, read> wind: array<f32>;
@group(0) @binding(7) var<storage, read_write> lcoe: array<u32>;
@group(0) @binding(8) var<storage, read_write> lcoh: array<u32>;

var<workgroup> tile: array<vec4<f32>, TILE>;

// Four times the arc tangent of tan(θ/4): near zero and near the antipode no digits are lost, as there are in an arc sine of
// half the chord. The polynomial interpolates atan(√u)/√u on 0..1 at Chebyshev's points; in f32 it is good to 1.4e-7.
fn arc_km(point: vec3<f32>, plant: vec3<f32>) -> f32 {
    let apart = point - plant;
    let along = point + plant;
    let t = sqrt(dot(apart, apart)) / (2.0 + sqrt(dot(along, along)));
    let u = t * t;
    var p = 0.0027662835;
    p = p * u - 0.0157312491;
    p = p * u + 0.0421376236;
    p = p * u - 0.0745685483;
    p = p * u + 0.106183706;
    p = p * u - 0.141977978;
    p = p * u + 0.19991872;
    p = p * u - 0.333330367;
    p = p * u + 0.999999982;
    return 4.0 * sizes.radius_km * (t * p);
}

@compute @workgroup_size(LANES)
fn nearest_costs(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let number = group.y * groups.x + group.x;
    let first_row = number / sizes.groups_per_band * 4u;
    let column = number % sizes.groups_per_band * LANES + lane;
    // Past the end everybody works on the last row and column, for the barriers below, and stores nothing.
    let meridian = directions[sizes.n_lat + min(column, sizes.n_lon - 1u)];
    let last_row = sizes.n_lat - 1u;
    let row_0 = directions[min(first_row, last_row)];
    let row_1 = directions[min(first_row + 1u, last_row)];
    let row_2 = directions[min(first_row + 2u, last_row)];
    let row_3 = directions[min(first_row + 3u, last_row)];
    let z = vec4<f32>(row_0.x, row_1.x, row_2.x, row_3.x);
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
            let dz = z - plant.z;
            let chord = dx * dx + dy * dy + dz * dz;
            let closer = chord < best;
            best = select(best, chord, closer);
            chosen = select(chosen, vec4<u32>(first + k), closer);
        }
        workgroupBarrier();
    }
    if (column >= sizes.n_lon) {
        return;
    }
    for (var r = 0u; r < 4u; r += 1u) {
        let row = first_row + r;
        if (row < sizes.n_lat) {
            let point = row * sizes.n_lon + column;
            var costs = vec2<u32>(NOTHING);
            if (row >= sizes.first_inhabited && row < sizes.end_inhabited) {
                let country = half_of(countries[point / 2u], point);
                let km = arc_km(vec3<f32>(x[r], y[r], z[r]), plants[chosen[r]].xyz);
                costs = costs_of(table[country], country, solar[point], wind[point], km);
            }
            lcoe[point] = costs.x;
            lcoh[point] = costs.y;
        }
    }
}
