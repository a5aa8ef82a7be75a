// Whole grids, eight cells to a word. A block takes a grid, a thread a word of it, and then the word a block's width behind.

#define COLOURS 10
#define ONES 0x11111111u

__device__ __forceinline__ unsigned int nibble_of(unsigned int word, unsigned int index)
{
    return word >> (4 * (index % 8)) & 15;
}

// The nibbles of a word that are cells, where so many cells begin with it.
__device__ __forceinline__ unsigned int counted(unsigned int cells)
{
    return cells >= 8 ? 0xFFFFFFFFu : (1u << (4 * cells)) - 1;
}

// Turned, mirrored or in other colours. Of each grid `places` has its first word, and height | width << 8.
extern "C" __global__ void change_grids(
    unsigned int symmetry, // 1: rows become columns; 2: the rows of the input are read from the last on; 4: its columns
    unsigned int low_colours, // for each colour another, as nibbles
    unsigned int high_colours,
    const uint2* __restrict__ places,
    const unsigned int* __restrict__ cells,
    uint2* __restrict__ changed_places,
    unsigned int* __restrict__ changed)
{
    const unsigned int grid = blockIdx.x;
    const unsigned int first = places[grid].x;
    const unsigned int height = places[grid].y & 0xFF;
    const unsigned int width = places[grid].y >> 8;
    const bool exchanged = symmetry & 1;
    const unsigned int columns = exchanged ? height : width;
    if (threadIdx.x == 0) {
        changed_places[grid] = make_uint2(first, (exchanged ? width : height) | columns << 8);
    }
    // The cell that comes to the first place, and how far from it those lie that come to the next row and the next column.
    int start = 0;
    int to_row = width;
    int to_column = 1;
    if (symmetry & 2) {
        start += (height - 1) * width;
        to_row = -to_row;
    }
    if (symmetry & 4) {
        start += width - 1;
        to_column = -to_column;
    }
    if (exchanged) {
        const int kept = to_row;
        to_row = to_column;
        to_column = kept;
    }
    const unsigned int count = height * width;
    for (unsigned int word = threadIdx.x; word * 8 < count; word += blockDim.x) {
        unsigned int row = word * 8 / columns;
        unsigned int column = word * 8 % columns;
        unsigned int packed = 0xFFFFFFFFu;
        for (unsigned int nibble = 0; nibble < min(8u, count - word * 8); ++nibble) {
            const unsigned int source = start + (int)row * to_row + (int)column * to_column;
            const unsigned int colour = nibble_of(cells[first + source / 8], source);
            packed ^= (15 ^ nibble_of(colour < 8 ? low_colours : high_colours, colour)) << (4 * nibble);
            if (++column == columns) {
                column = 0;
                ++row;
            }
        }
        changed[first + word] = packed;
    }
}

// Whether the grids in the same places are equal; what stands behind the last cell does not count.
extern "C" __global__ void compare_grids(
    const uint2* __restrict__ left_places,
    const unsigned int* __restrict__ left,
    const uint2* __restrict__ right_places,
    const unsigned int* __restrict__ right,
    unsigned int* __restrict__ equal)
{
    const uint2 one = left_places[blockIdx.x];
    const uint2 other = right_places[blockIdx.x];
    unsigned int found = one.y != other.y;
    const unsigned int count = found ? 0 : (one.y & 0xFF) * (one.y >> 8);
    for (unsigned int word = threadIdx.x; word * 8 < count; word += blockDim.x) {
        found |= (left[one.x + word] ^ right[other.x + word]) & counted(count - word * 8);
    }
    found = __syncthreads_or(found);
    if (threadIdx.x == 0) {
        equal[blockIdx.x] = !found;
    }
}

// The colours of every grid, counted, two counts to a word.
extern "C" __global__ void count_colours(
    const uint2* __restrict__ places, const unsigned int* __restrict__ cells, unsigned int* __restrict__ histograms)
{
    __shared__ unsigned int counts[COLOURS];
    if (threadIdx.x < COLOURS) {
        counts[threadIdx.x] = 0;
    }
    __syncthreads();
    const uint2 place = places[blockIdx.x];
    const unsigned int count = (place.y & 0xFF) * (place.y >> 8);
    for (unsigned int word = threadIdx.x; word * 8 < count; word += blockDim.x) {
        for (unsigned int colour = 0; colour < COLOURS; ++colour) {
            // A nibble is 0 where the colour is.
            const unsigned int others = cells[place.x + word] ^ (colour * ONES);
            const unsigned int any = others | others >> 1;
            const unsigned int found = __popc(~(any | any >> 2) & counted(count - word * 8) & ONES);
            if (found > 0) {
                atomicAdd(&counts[colour], found);
            }
        }
    }
    __syncthreads();
    if (threadIdx.x < COLOURS / 2) {
        histograms[(size_t)blockIdx.x * (COLOURS / 2) + threadIdx.x] =
            counts[2 * threadIdx.x] | counts[2 * threadIdx.x + 1] << 16;
    }
}
