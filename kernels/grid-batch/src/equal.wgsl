// Whether the grids in the same places are equal. A workgroup takes a pair; what stands behind the last cell does not count.

const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> grids: vec4<u32>;
// Of each grid its first word, and height | width << 8.
@group(0) @binding(1) var<storage, read> left_places: array<vec2<u32>>;
@group(0) @binding(2) var<storage, read> left: array<u32>;
@group(0) @binding(3) var<storage, read> right_places: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> right: array<u32>;
@group(0) @binding(5) var<storage, read_write> equal: array<u32>;

var<workgroup> differ: atomic<u32>;

@compute @workgroup_size(LANES)
fn compare_grids(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let grid = group.y * groups.x + group.x;
    if (grid >= grids.x) {
        return;
    }
    let one = left_places[grid];
    let other = right_places[grid];
    var found = u32(one.y != other.y);
    let count = select((one.y & 0xFFu) * (one.y >> 8u), 0u, found != 0u);
    for (var word = lane; word * 8u < count; word += LANES) {
        let cells = count - word * 8u;
        let counted = select((1u << (4u * min(cells, 7u))) - 1u, 0xFFFFFFFFu, cells >= 8u);
        found |= (left[one.x + word] ^ right[other.x + word]) & counted;
    }
    if (found != 0u) {
        atomicStore(&differ, 1u);
    }
    workgroupBarrier();
    if (lane == 0u) {
        equal[grid] = 1u - atomicLoad(&differ);
    }
}
