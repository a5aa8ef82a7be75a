// The properties of one query for each invocation.

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> columns: array<f32>;
@group(0) @binding(2) var<storage, read> nodes: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> row_logs: array<f32>;
@group(0) @binding(4) var<storage, read> pressures: array<u32>;
@group(0) @binding(5) var<storage, read> temperatures: array<u32>;
@group(0) @binding(6) var<storage, read_write> answers: array<vec4<u32>>;

@compute @workgroup_size(LANES)
fn property_batch(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let query = (group.y * groups.x + group.x) * LANES + lane;
    if (query >= shape.queries) {
        return;
    }
    let p = pressures[query];
    let t = temperatures[query];
    if (!is_inside(shape, p, t)) {
        answers[query] = vec4<u32>(OUTSIDE);
        return;
    }
    answers[query] = bitcast<vec4<u32>>(properties(shape, p, bitcast<f32>(t)));
}
