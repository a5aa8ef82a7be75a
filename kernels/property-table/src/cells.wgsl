// The cells of the table of properties alone, for tests: row and column of each query.

const ROW_BITS: u32 = 4u;
const NO_CELL: u32 = 0xffffffffu;

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> columns: array<f32>;
@group(0) @binding(2) var<storage, read> pressures: array<u32>;
@group(0) @binding(3) var<storage, read> temperatures: array<u32>;
@group(0) @binding(4) var<storage, read_write> answers: array<vec2<u32>>;

@compute @workgroup_size(LANES)
fn property_cells(
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
        answers[query] = vec2<u32>(NO_CELL);
        return;
    }
    answers[query] = vec2<u32>(row_of(shape, p, ROW_BITS), column_of(shape, bitcast<f32>(t)));
}
