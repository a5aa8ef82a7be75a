// One step of every thermal mass, and what its limits took away. The coefficients come from the CPU, exact or Euler's.

struct Shared {
    count: u32,
    ambient: f32,
    least: f32,
    most: f32,
}

const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> shared_by_all: Shared;
// (gain, conductance, capacity, heat) of every mass.
@group(0) @binding(1) var<storage, read> masses: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> t: array<f32>;
@group(0) @binding(3) var<storage, read_write> removed: array<f32>;

@compute @workgroup_size(LANES)
fn thermal_step(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let k = (group.y * groups.x + group.x) * LANES + lane;
    if (k >= shared_by_all.count) {
        return;
    }
    let mass = masses[k];
    let free = t[k] + (mass.w - mass.y * (t[k] - shared_by_all.ambient)) * mass.x;
    let kept = clamp(free, shared_by_all.least, shared_by_all.most);
    t[k] = kept;
    removed[k] = (free - kept) * mass.z;
}
