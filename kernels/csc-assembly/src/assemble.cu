// Sorts packed keys with their places by digits of eight bits, the lowest first; then one thread adds up each cell, from left
// to right and in f64, so the bits are those of the CPU. Nothing is added atomically but whole numbers.
//
// A tile is 256 threads, or 8 warps, with 16 entries each. An exact multiple of 256 threads is started everywhere.

typedef unsigned int u32;
typedef unsigned long long u64;

#define LANES 256
#define WARPS 8
#define EACH 16
#define TILE (LANES * EACH)
#define DIGITS 256
#define EVERYONE 0xffffffffu

extern "C" __global__ void pack_keys(
    u32 entries,
    u32 row_bits,
    const u32* __restrict__ rows,
    const u32* __restrict__ columns,
    u64* __restrict__ keys,
    u32* __restrict__ places)
{
    const u32 entry = blockIdx.x * LANES + threadIdx.x;
    if (entry < entries) {
        keys[entry] = (u64)columns[entry] << row_bits | rows[entry];
        places[entry] = entry;
    }
}

// Counts of all tiles for digit 0, then for digit 1, …
extern "C" __global__ void count_digits(
    u32 entries, u32 tiles, u32 shift, const u64* __restrict__ keys, u32* __restrict__ counts)
{
    __shared__ u32 own[DIGITS];
    own[threadIdx.x] = 0;
    __syncthreads();
    for (u32 k = 0; k < EACH; ++k) {
        const u32 entry = blockIdx.x * TILE + k * LANES + threadIdx.x;
        if (entry < entries) {
            atomicAdd(&own[(u32)(keys[entry] >> shift) & (DIGITS - 1)], 1u);
        }
    }
    __syncthreads();
    counts[threadIdx.x * tiles + blockIdx.x] = own[threadIdx.x];
}

// What the threads before this one hold together; `all` becomes what all of them hold. All threads of a block must come here.
__device__ u32 sum_before(u32 own, u32* all)
{
    __shared__ u32 sums[LANES];
    __syncthreads();
    sums[threadIdx.x] = own;
    __syncthreads();
    for (u32 reach = 1; reach < LANES; reach *= 2) {
        const u32 before = threadIdx.x >= reach ? sums[threadIdx.x - reach] : 0;
        __syncthreads();
        sums[threadIdx.x] += before;
        __syncthreads();
    }
    *all = sums[LANES - 1];
    return sums[threadIdx.x] - own;
}

// Replaces numbers by the sums of those before them in their tile, and says what each tile holds.
extern "C" __global__ void scan_tiles(u32 count, u32* __restrict__ numbers, u32* __restrict__ totals)
{
    const u32 first = blockIdx.x * TILE + threadIdx.x * EACH;
    u32 own[EACH];
    u32 sum = 0, all;
    for (u32 k = 0; k < EACH; ++k) {
        own[k] = first + k < count ? numbers[first + k] : 0;
        sum += own[k];
    }
    u32 before = sum_before(sum, &all);
    for (u32 k = 0; k < EACH; ++k) {
        if (first + k < count) {
            numbers[first + k] = before;
        }
        before += own[k];
    }
    if (threadIdx.x == 0) {
        totals[blockIdx.x] = all;
    }
}

// One block: the same for the totals of the tiles, 256 at a time; the sum of all goes behind the last one.
extern "C" __global__ void scan_totals(u32 tiles, u32* __restrict__ totals)
{
    u32 before = 0, all;
    for (u32 first = 0; first < tiles; first += LANES) {
        const u32 tile = first + threadIdx.x;
        const u32 own = tile < tiles ? totals[tile] : 0;
        const u32 start = before + sum_before(own, &all);
        if (tile < tiles) {
            totals[tile] = start;
        }
        before += all;
    }
    if (threadIdx.x == 0) {
        totals[tiles] = before;
    }
}

extern "C" __global__ void add_totals(u32 count, u32* __restrict__ numbers, const u32* __restrict__ totals)
{
    const u32 place = blockIdx.x * LANES + threadIdx.x;
    if (place < count) {
        numbers[place] += totals[place / TILE];
    }
}

// Moves a tile's entries to where their digits belong, equal digits in their order: a warp has 512 neighbouring entries, and
// takes 32 neighbours at a time.
extern "C" __global__ void scatter_entries(
    u32 entries,
    u32 tiles,
    u32 shift,
    const u32* __restrict__ starts,
    const u64* __restrict__ keys,
    const u32* __restrict__ places,
    u64* __restrict__ sorted_keys,
    u32* __restrict__ sorted_places)
{
    // How many entries of each digit a warp has had so far; then, where its first one goes.
    __shared__ u32 warps[WARPS][DIGITS];
    const u32 warp = threadIdx.x / 32, lane = threadIdx.x % 32;
    for (u32 w = 0; w < WARPS; ++w) {
        warps[w][threadIdx.x] = 0;
    }
    __syncthreads();
    const u32 first = blockIdx.x * TILE + warp * (32 * EACH) + lane;
    u64 own[EACH];
    u32 ranks[EACH];
#pragma unroll
    for (u32 k = 0; k < EACH; ++k) {
        const u32 entry = first + k * 32;
        own[k] = entry < entries ? keys[entry] : 0;
        // Past the end there is a digit of its own, which nobody else has.
        const u32 digit = entry < entries ? (u32)(own[k] >> shift) & (DIGITS - 1) : DIGITS;
        const u32 alike = __match_any_sync(EVERYONE, digit);
        const u32 before = __popc(alike & ((1u << lane) - 1));
        ranks[k] = digit < DIGITS ? warps[warp][digit] + before : 0;
        __syncwarp(EVERYONE);
        if (before == 0 && digit < DIGITS) {
            warps[warp][digit] += __popc(alike);
        }
        __syncwarp(EVERYONE);
    }
    __syncthreads();
    u32 start = starts[threadIdx.x * tiles + blockIdx.x];
    for (u32 w = 0; w < WARPS; ++w) {
        const u32 count = warps[w][threadIdx.x];
        warps[w][threadIdx.x] = start;
        start += count;
    }
    __syncthreads();
#pragma unroll
    for (u32 k = 0; k < EACH; ++k) {
        const u32 entry = first + k * 32;
        if (entry < entries) {
            const u32 to = warps[warp][(u32)(own[k] >> shift) & (DIGITS - 1)] + ranks[k];
            sorted_keys[to] = own[k];
            sorted_places[to] = places[entry];
        }
    }
}

// 1 where a cell begins.
extern "C" __global__ void mark_heads(u32 entries, const u64* __restrict__ keys, u32* __restrict__ heads)
{
    const u32 entry = blockIdx.x * LANES + threadIdx.x;
    if (entry < entries) {
        heads[entry] = entry == 0 || keys[entry - 1] != keys[entry];
    }
}

// `numbers` says how many cells begin before each entry.
extern "C" __global__ void sum_cells(
    u32 entries,
    u64 row_mask,
    const u64* __restrict__ keys,
    const u32* __restrict__ places,
    const u32* __restrict__ numbers,
    const double* __restrict__ values,
    u32* __restrict__ rows,
    double* __restrict__ sums)
{
    const u32 entry = blockIdx.x * LANES + threadIdx.x;
    if (entry >= entries) {
        return;
    }
    const u64 key = keys[entry];
    if (entry > 0 && keys[entry - 1] == key) {
        return;
    }
    double sum = values[places[entry]];
    for (u32 next = entry + 1; next < entries && keys[next] == key; ++next) {
        sum += values[places[next]];
    }
    const u32 number = numbers[entry];
    rows[number] = (u32)(key & row_mask);
    sums[number] = sum;
}

// A column starts where the first key is that is not below it.
extern "C" __global__ void start_columns(
    u32 entries,
    u32 width,
    u32 row_bits,
    u32 cells,
    const u64* __restrict__ keys,
    const u32* __restrict__ numbers,
    u32* __restrict__ starts)
{
    const u32 column = blockIdx.x * LANES + threadIdx.x;
    if (column > width) {
        return;
    }
    u32 low = 0, high = entries;
    while (low < high) {
        const u32 middle = low + (high - low) / 2;
        if ((keys[middle] >> row_bits) < column) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    starts[column] = low < entries ? numbers[low] : cells;
}
