// The objects of grids by runs: 32 invocations take a grid, each a row of it, and a workgroup takes four grids. What is united is the
// first cell of each run; the smallest of an object stays its root, whoever comes first.
//
// All loops have fixed bounds, and what was to be done in them is counted: a driver that ends a loop early is found out.

struct Work {
    grids: u32,
    // 1: one colour each; 2: eight neighbours; 4: without background; 8: ties as CPython has them.
    mode: u32,
    unused: vec2<u32>,
}

const LANES: u32 = 32u;
const GRIDS: u32 = 4u;
const CELLS: u32 = 900u;
const COLOURS: u32 = 10u;
const BACKGROUND: u32 = 0xFFFFu;
const FINISHED: u32 = 0x80000000u;
// Roots and parents only ever get smaller, so no way is longer than a grid.
const ROUNDS: u32 = 900u;

// Of a grid: cells by colour, then the first cell by colour, then objects and the invocations that did all of their work.
const FIRST: u32 = 10u;
const OBJECTS: u32 = 20u;
const DONE: u32 = 21u;

@group(0) @binding(0) var<uniform> work: Work;
// Of each grid its first word, and height | width << 8.
@group(0) @binding(1) var<storage, read> places: array<vec2<u32>>;
@group(0) @binding(2) var<storage, read> cells: array<u32>;
// Two to a word, from the word that is four times the grid's first one.
@group(0) @binding(3) var<storage, read_write> labels: array<u32>;
@group(0) @binding(4) var<storage, read_write> counts: array<u32>;

var<workgroup> parent: array<atomic<u32>, 3600>;
var<workgroup> tally: array<atomic<u32>, 128>;

// The four bits of the colours of a row, a mask each.
struct Row {
    bits: vec4<u32>,
    inside: u32,
}

fn of_colour(row: Row, colour: u32) -> u32 {
    // All ones where the colour has the bit.
    let wanted = vec4<u32>(0u) - ((vec4<u32>(colour) >> vec4<u32>(0u, 1u, 2u, 3u)) & vec4<u32>(1u));
    let differ = row.bits ^ wanted;
    return row.inside & ~(differ.x | differ.y | differ.z | differ.w);
}

// Which cells of a row join those of another one that lie under the same bits.
fn joined(row: Row, bits: vec4<u32>, inside: u32) -> u32 {
    let differ = row.bits ^ bits;
    let other = select(0u, differ.x | differ.y | differ.z | differ.w, (work.mode & 1u) != 0u);
    return row.inside & inside & ~other;
}

fn start_of(starts: u32, column: u32) -> u32 {
    return firstLeadingBit(starts & ((2u << column) - 1u));
}

// The root of a cell; BACKGROUND where it was not found in time.
fn root(grid: u32, cell: u32) -> u32 {
    var at = cell;
    for (var round = 0u; round < ROUNDS; round++) {
        let above = atomicLoad(&parent[grid + at]);
        if (above == at) {
            return at;
        }
        at = above;
    }
    return BACKGROUND;
}

fn unite(grid: u32, left: u32, right: u32) -> bool {
    var a = left;
    var b = right;
    for (var round = 0u; round < ROUNDS; round++) {
        a = root(grid, a);
        b = root(grid, b);
        if (a == BACKGROUND || b == BACKGROUND) {
            return false;
        }
        if (a == b) {
            return true;
        }
        let large = max(a, b);
        let small = min(a, b);
        let before = atomicMin(&parent[grid + large], small);
        if (before == large) {
            return true;
        }
        // Somebody else was faster: what it was united with belongs here too.
        a = before;
        b = small;
    }
    return false;
}

// The most common colour. CPython's set has eight slots for up to four colours, put there as they first appear.
fn background_of(tallies: u32) -> u32 {
    var most = 1u;
    var different = 0u;
    for (var colour = 0u; colour < COLOURS; colour++) {
        let count = atomicLoad(&tally[tallies + colour]);
        most = max(most, count);
        different += min(count, 1u);
    }
    var slots = 0xFFFFFFFFu;
    if ((work.mode & 8u) != 0u && different <= 4u) {
        var after = 0u;
        for (var next = 0u; next < different; next++) {
            var first = CELLS;
            var colour = 0u;
            for (var other = 0u; other < COLOURS; other++) {
                let appears = atomicLoad(&tally[tallies + FIRST + other]);
                if (appears >= after && appears < first) {
                    first = appears;
                    colour = other;
                }
            }
            after = first + 1u;
            var slot = colour % 8u;
            for (var probe = 0u; probe < 8u && ((slots >> (4u * slot)) & 15u) != 15u; probe++) {
                slot = (5u * slot + 1u) % 8u;
            }
            slots ^= (15u ^ colour) << (4u * slot);
        }
    }
    var found = 15u;
    for (var slot = 0u; slot < 8u; slot++) {
        let colour = (slots >> (4u * slot)) & 15u;
        if (found == 15u && colour < COLOURS && atomicLoad(&tally[tallies + min(colour, 9u)]) == most) {
            found = colour;
        }
    }
    for (var colour = 0u; colour < COLOURS; colour++) {
        if (found == 15u && atomicLoad(&tally[tallies + colour]) == most) {
            found = colour;
        }
    }
    return found;
}

@compute @workgroup_size(128)
fn label_grids(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) invocation: u32,
) {
    let lane = invocation % LANES;
    let number = (group.y * groups.x + group.x) * GRIDS + invocation / LANES;
    let grid = invocation / LANES * CELLS;
    let tallies = invocation / LANES * LANES;
    // Past the end there is a grid without cells, for the barriers below.
    var place = vec2<u32>(0u);
    if (number < work.grids) {
        place = places[number];
    }
    let height = place.y & 0xFFu;
    let width = place.y >> 8u;
    let base = lane * width;
    var missing = 0u;

    atomicStore(&tally[invocation], select(0u, CELLS, lane >= FIRST && lane < OBJECTS));
    workgroupBarrier();

    var row = Row(vec4<u32>(0u), 0u);
    if (lane < height) {
        row.inside = (1u << width) - 1u;
        missing = width;
        var eight = 0u;
        for (var column = 0u; column < width; column++) {
            let cell = base + column;
            if (column == 0u || cell % 8u == 0u) {
                eight = cells[place.x + cell / 8u];
            }
            let colour = eight >> (4u * (cell % 8u));
            row.bits |= ((vec4<u32>(colour) >> vec4<u32>(0u, 1u, 2u, 3u)) & vec4<u32>(1u)) << vec4<u32>(column);
            missing--;
        }
        if ((work.mode & 4u) != 0u) {
            missing += width;
            for (var colour = 0u; colour < COLOURS; colour++) {
                let mask = of_colour(row, colour);
                if (mask != 0u) {
                    atomicAdd(&tally[tallies + colour], countOneBits(mask));
                    atomicMin(&tally[tallies + FIRST + colour], base + firstTrailingBit(mask));
                    missing -= countOneBits(mask);
                }
            }
        }
    }
    // The row below reads these; after that the same memory is for parents.
    for (var bit = 0u; bit < 4u; bit++) {
        atomicStore(&parent[grid + 4u * lane + bit], row.bits[bit]);
    }
    workgroupBarrier();

    var above = Row(vec4<u32>(0u), 0u);
    if (lane > 0u && lane < height) {
        above.inside = row.inside;
        for (var bit = 0u; bit < 4u; bit++) {
            above.bits[bit] = atomicLoad(&parent[grid + 4u * (lane - 1u) + bit]);
        }
    }
    if ((work.mode & 4u) != 0u) {
        let removed = background_of(tallies);
        row.inside &= ~of_colour(row, removed);
        above.inside &= ~of_colour(above, removed);
    }
    workgroupBarrier();

    let ones = vec4<u32>(1u);
    let here = joined(row, row.bits << ones, row.inside << 1u);
    let there = joined(above, above.bits << ones, above.inside << 1u);
    let starts = row.inside & ~here;
    let starts_above = above.inside & ~there;
    if (lane < height) {
        missing += width;
        for (var column = 0u; column < width; column++) {
            let is_inside = ((row.inside >> column) & 1u) != 0u;
            atomicStore(&parent[grid + base + column], select(BACKGROUND, base + start_of(starts, column), is_inside));
            missing--;
        }
    }
    workgroupBarrier();

    // Where the cell to the left joins upwards and both rows go on, nothing new is said; the same holds across corners.
    let up = joined(row, above.bits, above.inside);
    var unions = array<u32, 3>(up & ~((up << 1u) & here & there), 0u, 0u);
    if ((work.mode & 2u) != 0u) {
        let left = joined(row, above.bits << ones, above.inside << 1u);
        let right = joined(row, above.bits >> ones, above.inside >> 1u);
        unions[1] = left & ~(up & there) & ~((up << 1u) & here);
        unions[2] = right & ~(up & (there >> 1u)) & ~((up & here) >> 1u);
    }
    for (var direction = 0u; direction < 3u; direction++) {
        let columns = unions[direction];
        missing += countOneBits(columns);
        for (var column = 0u; column < width; column++) {
            if (((columns >> column) & 1u) != 0u) {
                var aside = column;
                if (direction == 1u) { aside--; }
                if (direction == 2u) { aside++; }
                let upper = base - width + start_of(starts_above, aside);
                if (unite(grid, base + start_of(starts, column), upper)) {
                    missing--;
                }
            }
        }
    }
    workgroupBarrier();

    let count = height * width;
    let words = (count + 1u) / 2u;
    missing += (words + LANES - 1u - lane) / LANES;
    var objects = 0u;
    for (var word = lane; word < words; word += LANES) {
        var pair = 0u;
        var found = true;
        for (var half = 0u; half < 2u; half++) {
            let cell = 2u * word + half;
            var label = BACKGROUND;
            if (cell < count && atomicLoad(&parent[grid + min(cell, CELLS - 1u)]) != BACKGROUND) {
                label = root(grid, cell);
                found = found && label != BACKGROUND;
                objects += select(0u, 1u, label == cell);
            }
            pair |= label << (16u * half);
        }
        labels[4u * place.x + word] = pair;
        if (found) {
            missing--;
        }
    }
    atomicAdd(&tally[tallies + OBJECTS], objects);
    if (missing == 0u) {
        atomicAdd(&tally[tallies + DONE], 1u);
    }
    workgroupBarrier();

    if (lane == 0u && number < work.grids) {
        let finished = select(0u, FINISHED, atomicLoad(&tally[tallies + DONE]) == LANES);
        counts[number] = atomicLoad(&tally[tallies + OBJECTS]) | finished;
    }
}
