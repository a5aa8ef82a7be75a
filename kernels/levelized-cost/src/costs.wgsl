// The costs alone, one invocation for each point; kilometres come from the host.

struct Sizes {
    points: u32,
    // Points that are not too far north or south.
    first_inhabited: u32,
    end_inhabited: u32,
    unused: u32,
}

const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> table: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> countries: array<u32>;
@group(0) @binding(3) var<storage, read> solar: array<f32>;
@group(0) @binding(4) var<storage, read> wind: array<f32>;
@group(0) @binding(5) var<storage, read> km: array<f32>;
@group(0) @binding(6) var<storage, read_write> lcoe: array<u32>;
@group(0) @binding(7) var<storage, read_write> lcoh: array<u32>;

@compute @workgroup_size(LANES)
fn levelized_costs(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let point = (group.y * groups.x + group.x) * LANES + lane;
    if (point >= sizes.points) {
        return;
    }
    var costs = vec2<u32>(NOTHING);
    if (point >= sizes.first_inhabited && point < sizes.end_inhabited) {
        let country = half_of(countries[point / 2u], point);
        costs = costs_of(table[country], country, solar[point], wind[point], km[point]);
    }
    lcoe[point] = costs.x;
    lcoh[point] = costs.y;
}
