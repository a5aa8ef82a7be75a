// Sorts a permutation by digits of four bits, first of the rows and then of the columns, and brings the values into its order.
// Each pass counts the digits of every tile, turns the counts into places, and moves the entries there, equal digits in their
// order. There is no f64 in WGSL that can be trusted: values move as two words, and the CPU adds them up.
//
// A tile is 256 invocations with 16 neighbouring entries each.

struct Pass {
    entries: u32,
    tiles: u32,
    // Where the digit begins in its index, which is the row (0) or the column (1).
    shift: u32,
    index: u32,
    // 1 in the first pass, when every entry is still in its place.
    first: u32,
    unused_0: u32,
    unused_1: u32,
    unused_2: u32,
}

const LANES: u32 = 256u;
const EACH: u32 = 16u;
const TILE: u32 = 4096u;
const DIGITS: u32 = 16u;

@group(0) @binding(0) var<uniform> step: Pass;
// Counts of all tiles for digit 0, then for digit 1, …; after `scan`, the place of the first such entry.
@group(0) @binding(1) var<storage, read_write> counts: array<u32>;
// Row and column of every entry.
@group(0) @binding(2) var<storage, read> cells: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read> places: array<u32>;
@group(0) @binding(4) var<storage, read_write> sorted_cells: array<vec2<u32>>;
@group(0) @binding(5) var<storage, read_write> sorted_places: array<u32>;

fn digit_of(cell: vec2<u32>) -> u32 {
    return (select(cell.x, cell.y, step.index == 1u) >> step.shift) & (DIGITS - 1u);
}

var<workgroup> tile_counts: array<atomic<u32>, DIGITS>;

@compute @workgroup_size(LANES)
fn count(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let tile = group.y * groups.x + group.x;
    if (tile >= step.tiles) {
        return;
    }
    for (var k = 0u; k < EACH; k += 1u) {
        let entry = tile * TILE + k * LANES + lane;
        if (entry < step.entries) {
            atomicAdd(&tile_counts[digit_of(cells[entry])], 1u);
        }
    }
    workgroupBarrier();
    if (lane < DIGITS) {
        counts[lane * step.tiles + tile] = atomicLoad(&tile_counts[lane]);
    }
}

var<workgroup> sums: array<u32, LANES>;

// What the lanes before this one hold together. All lanes must come here.
fn sum_before(own: u32, lane: u32) -> u32 {
    sums[lane] = own;
    workgroupBarrier();
    for (var reach = 1u; reach < LANES; reach *= 2u) {
        var before = 0u;
        if (lane >= reach) {
            before = sums[lane - reach];
        }
        workgroupBarrier();
        sums[lane] += before;
        workgroupBarrier();
    }
    return sums[lane] - own;
}

// One workgroup goes through all counts, 256 at a time.
@compute @workgroup_size(LANES)
fn scan(@builtin(local_invocation_index) lane: u32) {
    let all = step.tiles * DIGITS;
    var before = 0u;
    for (var first = 0u; first < all; first += LANES) {
        let place = first + lane;
        var own = 0u;
        if (place < all) {
            own = counts[place];
        }
        let start = before + sum_before(own, lane);
        if (place < all) {
            counts[place] = start;
        }
        before += sums[LANES - 1u];
        workgroupBarrier();
    }
}

// How many entries of a digit each lane has, then where they go within the tile: two numbers of 16 bits in a word, digits 0 to
// 7 in the lower half and 8 to 15 in the upper one. A tile has 4,096 entries, so no half ever flows into the other.
var<workgroup> lanes: array<u32, 2048>;
// Where a digit's entries start within the tile.
var<workgroup> digit_starts: array<u32, DIGITS>;

@compute @workgroup_size(LANES)
fn scatter(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let tile = group.y * groups.x + group.x;
    if (tile >= step.tiles) {
        return;
    }
    let first = tile * TILE + lane * EACH;
    let end = min(first + EACH, step.entries);
    for (var entry = first; entry < end; entry += 1u) {
        let digit = digit_of(cells[entry]);
        lanes[(digit % 8u) * LANES + lane] += 1u << (16u * (digit / 8u));
    }
    workgroupBarrier();
    // A lane adds up eight neighbouring words; then all lanes know what stands before theirs.
    var own = 0u;
    for (var k = 0u; k < 8u; k += 1u) {
        own += lanes[lane * 8u + k];
    }
    var before = sum_before(own, lane);
    let all = sums[LANES - 1u];
    // Digits 8 to 15 come after all of 0 to 7.
    before += (all & 0xffffu) << 16u;
    for (var k = 0u; k < 8u; k += 1u) {
        let word = lanes[lane * 8u + k];
        lanes[lane * 8u + k] = before;
        before += word;
    }
    workgroupBarrier();
    if (lane < DIGITS) {
        digit_starts[lane] = (lanes[(lane % 8u) * LANES] >> (16u * (lane / 8u))) & 0xffffu;
    }
    workgroupBarrier();
    for (var entry = first; entry < end; entry += 1u) {
        let cell = cells[entry];
        let digit = digit_of(cell);
        let half = 16u * (digit / 8u);
        let word = (digit % 8u) * LANES + lane;
        let rank = ((lanes[word] >> half) & 0xffffu) - digit_starts[digit];
        lanes[word] += 1u << half;
        let to = counts[digit * step.tiles + tile] + rank;
        sorted_cells[to] = cell;
        sorted_places[to] = select(places[entry], entry, step.first == 1u);
    }
}

@group(0) @binding(1) var<storage, read> order: array<u32>;
@group(0) @binding(2) var<storage, read> values: array<vec2<u32>>;
@group(0) @binding(3) var<storage, read_write> sorted_values: array<vec2<u32>>;

@compute @workgroup_size(LANES)
fn gather(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let entry = (group.y * groups.x + group.x) * LANES + lane;
    if (entry < step.entries) {
        sorted_values[entry] = values[order[entry]];
    }
}
