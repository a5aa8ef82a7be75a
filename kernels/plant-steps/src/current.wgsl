// The current of every cell, and its voltage, from which the next step starts.

const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> cell: Cell;
// (t, worn, power, unused) of every cell.
@group(0) @binding(1) var<storage, read> inputs: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> voltages: array<f32>;
@group(0) @binding(3) var<storage, read_write> currents: array<f32>;

@compute @workgroup_size(LANES)
fn pem_current(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let k = (group.y * groups.x + group.x) * LANES + lane;
    if (k >= arrayLength(&currents)) {
        return;
    }
    let at = polarisation(cell, inputs[k].x, inputs[k].y);
    currents[k] = solve_current(at, inputs[k].z, voltages[k]);
    voltages[k] = voltage_and_slope(at, currents[k]).x;
}
