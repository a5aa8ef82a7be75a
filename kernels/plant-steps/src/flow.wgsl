// One step of every flow towards its set point. The shares come from the CPU, exact or Euler's.

const LANES: u32 = 64u;

@group(0) @binding(0) var<storage, read> shares: array<f32>;
@group(0) @binding(1) var<storage, read> set_points: array<f32>;
@group(0) @binding(2) var<storage, read_write> flows: array<f32>;

@compute @workgroup_size(LANES)
fn flow_step(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let k = (group.y * groups.x + group.x) * LANES + lane;
    if (k >= arrayLength(&flows)) {
        return;
    }
    flows[k] += (set_points[k] - flows[k]) * shares[k];
}
