// Every grid turned, mirrored or in other colours. A workgroup takes a grid, an invocation a word of what comes out, and then the
// 64th word behind it: no two write to the same one.

struct Change {
    grids: u32,
    // 1: rows become columns; 2: the rows of the input are read from the last on; 4: its columns.
    symmetry: u32,
    // For each colour another, as nibbles.
    colours: vec2<u32>,
}

const LANES: u32 = 64u;

@group(0) @binding(0) var<uniform> change: Change;
// Of each grid its first word, and height | width << 8.
@group(0) @binding(1) var<storage, read> places: array<vec2<u32>>;
@group(0) @binding(2) var<storage, read> cells: array<u32>;
@group(0) @binding(3) var<storage, read_write> changed_places: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read_write> changed: array<u32>;

@compute @workgroup_size(LANES)
fn change_grids(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
) {
    let grid = group.y * groups.x + group.x;
    if (grid >= change.grids) {
        return;
    }
    let first = places[grid].x;
    let height = places[grid].y & 0xFFu;
    let width = places[grid].y >> 8u;
    let exchanged = (change.symmetry & 1u) != 0u;
    let columns = select(width, height, exchanged);
    if (lane == 0u) {
        changed_places[grid] = vec2<u32>(first, select(height, width, exchanged) | columns << 8u);
    }
    // The cell that comes to the first place, and how far from it those lie that come to the next row and the next column.
    var start = 0;
    var to_row = i32(width);
    var to_column = 1;
    if ((change.symmetry & 2u) != 0u) {
        start += i32((height - 1u) * width);
        to_row = -to_row;
    }
    if ((change.symmetry & 4u) != 0u) {
        start += i32(width) - 1;
        to_column = -to_column;
    }
    if (exchanged) {
        let kept = to_row;
        to_row = to_column;
        to_column = kept;
    }
    let count = height * width;
    for (var word = lane; word * 8u < count; word += LANES) {
        var row = word * 8u / columns;
        var column = word * 8u % columns;
        var packed = 0xFFFFFFFFu;
        for (var nibble = 0u; nibble < min(8u, count - word * 8u); nibble++) {
            let source = u32(start + i32(row) * to_row + i32(column) * to_column);
            let colour = nibble_of(cells[first + source / 8u], source);
            let becomes = nibble_of(select(change.colours.x, change.colours.y, colour >= 8u), colour);
            packed ^= (15u ^ becomes) << (4u * nibble);
            column++;
            if (column == columns) {
                column = 0u;
                row++;
            }
        }
        changed[first + word] = packed;
    }
}

fn nibble_of(word: u32, index: u32) -> u32 {
    return word >> (4u * (index % 8u)) & 15u;
}
