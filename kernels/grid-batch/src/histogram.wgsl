// The colours of every grid, counted. A workgroup takes a grid; what stands behind the last cell does not count.

const LANES: u32 = 64u;
const COLOURS: u32 = 10u;
const ONES: u32 = 0x11111111u;

@group(0) @binding(0) var<uniform> grids: vec4<u32>;
// Of each grid its first word, and height | width << 8.
@group(0) @binding(1) var<storage, read> places: array<vec2<u32>>;
@group(0) @binding(2) var<storage, read> cells: array<u32>;
// Two counts to a word.
@group(0) @binding(3) var<storage, read_write> histograms: array<u32>;

var<workgroup> counts: array<atomic<u32>, COLOURS>;

@compute @workgroup_size(LANES)
fn count_colours(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let grid = group.y * groups.x + group.x;
    if (grid >= grids.x) {
        return;
    }
    let place = places[grid];
    let count = (place.y & 0xFFu) * (place.y >> 8u);
    for (var word = lane; word * 8u < count; word += LANES) {
        let left = count - word * 8u;
        let counted = select((1u << (4u * min(left, 7u))) - 1u, 0xFFFFFFFFu, left >= 8u) & ONES;
        for (var colour = 0u; colour < COLOURS; colour++) {
            // A nibble is 0 where the colour is.
            let others = cells[place.x + word] ^ (colour * ONES);
            let any = others | others >> 1u;
            let found = countOneBits(~(any | any >> 2u) & counted);
            if (found > 0u) {
                atomicAdd(&counts[colour], found);
            }
        }
    }
    workgroupBarrier();
    if (lane < COLOURS / 2u) {
        histograms[grid * (COLOURS / 2u) + lane] =
            atomicLoad(&counts[2u * lane]) | atomicLoad(&counts[2u * lane + 1u]) << 16u;
    }
}
