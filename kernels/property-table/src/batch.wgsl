// One query for each invocation.

// All four values of a query that the table cannot answer: moved as bits, for WGSL need not keep a NaN that it computes with.
const OUTSIDE: u32 = 0x7fc00000u;

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
    if (!is_inside(p, t)) {
        answers[query] = vec4<u32>(OUTSIDE);
        return;
    }
    answers[query] = bitcast<vec4<u32>>(properties(p, bitcast<f32>(t)));
}
