// The pressure of one tank for each invocation.

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> columns: array<f32>;
@group(0) @binding(2) var<storage, read> tank_nodes: array<f32>;
@group(0) @binding(3) var<storage, read> densities: array<u32>;
@group(0) @binding(4) var<storage, read> temperatures: array<u32>;
@group(0) @binding(5) var<storage, read_write> answers: array<u32>;

@compute @workgroup_size(LANES)
fn tank_batch(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let query = (group.y * groups.x + group.x) * LANES + lane;
    if (query >= shape.queries) {
        return;
    }
    let rho = densities[query];
    let t = temperatures[query];
    if (!is_inside(shape, rho, t)) {
        answers[query] = OUTSIDE;
        return;
    }
    answers[query] = bitcast<u32>(tank_pressure(shape, rho, bitcast<f32>(t)));
}
