// The objects of grids by runs: a warp takes a grid, each lane a row of it. What is united is the first cell of each run; the smallest
// of an object stays its root, whoever comes first.

#define LANES 32
#define ALL_LANES 0xFFFFFFFFu
#define WARPS 4
#define CELLS 900
#define COLOURS 10
#define BACKGROUND 0xFFFFu
#define FINISHED 0x80000000u

// Bits of the mode.
#define ONE_COLOUR 1u
#define EIGHT_NEIGHBOURS 2u
#define WITHOUT_BACKGROUND 4u
#define AS_CPYTHON 8u

// The four bits of the colours of a row, a mask each, and which cells can be part of an object.
struct Row {
    unsigned int bits[4];
    unsigned int inside;
};

// Of a grid.
struct Tally {
    unsigned int count[COLOURS];
    unsigned int first[COLOURS];
    unsigned int objects;
};

__device__ __forceinline__ unsigned int of_colour(const Row& row, unsigned int colour)
{
    unsigned int mask = row.inside;
    for (int bit = 0; bit < 4; ++bit) {
        mask &= colour >> bit & 1 ? row.bits[bit] : ~row.bits[bit];
    }
    return mask;
}

// Which cells of a row join those of another one, after that was moved so many columns to the right, or to the left.
__device__ __forceinline__ unsigned int joined(const Row& row, const Row& other, int right, int left, unsigned int mode)
{
    unsigned int same = row.inside & (other.inside << right >> left);
    if (mode & ONE_COLOUR) {
        for (int bit = 0; bit < 4; ++bit) {
            same &= ~(row.bits[bit] ^ (other.bits[bit] << right >> left));
        }
    }
    return same;
}

// Where the run begins that goes through a column.
__device__ __forceinline__ unsigned int start_of(unsigned int starts, unsigned int column)
{
    return 31 - __clz(starts & ((2u << column) - 1));
}

__device__ __forceinline__ unsigned int root(const volatile unsigned int* parent, unsigned int cell)
{
    for (unsigned int above = parent[cell]; above != cell; above = parent[cell]) {
        cell = above;
    }
    return cell;
}

__device__ __forceinline__ void unite(unsigned int* parent, unsigned int a, unsigned int b)
{
    for (;;) {
        a = root(parent, a);
        b = root(parent, b);
        if (a == b) {
            return;
        }
        const unsigned int large = max(a, b);
        const unsigned int small = min(a, b);
        const unsigned int before = atomicMin(&parent[large], small);
        if (before == large) {
            return;
        }
        // Somebody else was faster: what it was united with belongs here too.
        a = before;
        b = small;
    }
}

// The most common colour. CPython's set has eight slots for up to four colours, put there as they first appear.
__device__ __forceinline__ unsigned int background_of(const Tally& tally, unsigned int mode)
{
    unsigned int most = 0;
    unsigned int different = 0;
    for (unsigned int colour = 0; colour < COLOURS; ++colour) {
        most = max(most, tally.count[colour]);
        different += tally.count[colour] > 0;
    }
    if ((mode & AS_CPYTHON) && different <= 4) {
        unsigned int slots = 0xFFFFFFFFu;
        unsigned int after = 0;
        for (unsigned int next = 0; next < different; ++next) {
            unsigned int first = CELLS;
            unsigned int colour = 0;
            for (unsigned int other = 0; other < COLOURS; ++other) {
                if (tally.first[other] >= after && tally.first[other] < first) {
                    first = tally.first[other];
                    colour = other;
                }
            }
            after = first + 1;
            unsigned int slot = colour % 8;
            while ((slots >> (4 * slot) & 15) != 15) {
                slot = (5 * slot + 1) % 8;
            }
            slots ^= (15 ^ colour) << (4 * slot);
        }
        for (unsigned int slot = 0; slot < 8; ++slot) {
            const unsigned int colour = slots >> (4 * slot) & 15;
            if (colour < COLOURS && tally.count[colour] == most) {
                return colour;
            }
        }
    }
    for (unsigned int colour = 0; colour < COLOURS; ++colour) {
        if (tally.count[colour] == most) {
            return colour;
        }
    }
    return COLOURS;
}

extern "C" __global__ void label_grids(
    unsigned int grids,
    unsigned int mode,
    const uint2* __restrict__ places, // of each grid its first word, and height | width << 8
    const unsigned int* __restrict__ cells,
    unsigned int* __restrict__ labels, // two to a word, from the word that is four times the grid's first one
    unsigned int* __restrict__ counts)
{
    __shared__ unsigned int parents[WARPS][CELLS];
    __shared__ Tally tallies[WARPS];
    const unsigned int lane = threadIdx.x % LANES;
    const unsigned int number = (blockIdx.x * blockDim.x + threadIdx.x) / LANES;
    if (number >= grids) {
        return; // the whole warp does
    }
    unsigned int* parent = parents[threadIdx.x / LANES];
    Tally& tally = tallies[threadIdx.x / LANES];
    const uint2 place = places[number];
    const unsigned int height = place.y & 0xFF;
    const unsigned int width = place.y >> 8;
    const unsigned int base = lane * width;
    if (lane < COLOURS) {
        tally.count[lane] = 0;
        tally.first[lane] = CELLS;
    }
    if (lane == 0) {
        tally.objects = 0;
    }
    __syncwarp();

    Row row = {{0, 0, 0, 0}, 0};
    if (lane < height) {
        row.inside = (1u << width) - 1;
        unsigned int eight = 0;
        for (unsigned int column = 0; column < width; ++column) {
            const unsigned int cell = base + column;
            if (column == 0 || cell % 8 == 0) {
                eight = cells[place.x + cell / 8];
            }
            const unsigned int colour = eight >> (4 * (cell % 8));
            for (int bit = 0; bit < 4; ++bit) {
                row.bits[bit] |= (colour >> bit & 1) << column;
            }
        }
    }
    if (mode & WITHOUT_BACKGROUND) {
        for (unsigned int colour = 0; colour < COLOURS; ++colour) {
            const unsigned int mask = of_colour(row, colour);
            if (mask) {
                atomicAdd(&tally.count[colour], __popc(mask));
                atomicMin(&tally.first[colour], base + __ffs(mask) - 1);
            }
        }
        __syncwarp();
        row.inside &= ~of_colour(row, background_of(tally, mode));
    }
    Row above;
    above.inside = __shfl_up_sync(ALL_LANES, row.inside, 1);
    for (int bit = 0; bit < 4; ++bit) {
        above.bits[bit] = __shfl_up_sync(ALL_LANES, row.bits[bit], 1);
    }
    if (lane == 0) {
        above.inside = 0;
    }

    const unsigned int here = joined(row, row, 1, 0, mode);
    const unsigned int there = joined(above, above, 1, 0, mode);
    const unsigned int starts = row.inside & ~here;
    const unsigned int starts_above = above.inside & ~there;
    if (lane < height) {
        for (unsigned int column = 0; column < width; ++column) {
            parent[base + column] = row.inside >> column & 1 ? base + start_of(starts, column) : BACKGROUND;
        }
    }
    __syncwarp();

    // Where the cell to the left joins upwards and both rows go on, nothing new is said; the same holds across corners.
    const unsigned int up = joined(row, above, 0, 0, mode);
    for (unsigned int left = up & ~((up << 1) & here & there); left; left &= left - 1) {
        const unsigned int column = __ffs(left) - 1;
        unite(parent, base + start_of(starts, column), base - width + start_of(starts_above, column));
    }
    if (mode & EIGHT_NEIGHBOURS) {
        const unsigned int from_left = joined(row, above, 1, 0, mode) & ~(up & there) & ~((up << 1) & here);
        for (unsigned int left = from_left; left; left &= left - 1) {
            const unsigned int column = __ffs(left) - 1;
            unite(parent, base + start_of(starts, column), base - width + start_of(starts_above, column - 1));
        }
        const unsigned int from_right = joined(row, above, 0, 1, mode) & ~(up & (there >> 1)) & ~((up & here) >> 1);
        for (unsigned int left = from_right; left; left &= left - 1) {
            const unsigned int column = __ffs(left) - 1;
            unite(parent, base + start_of(starts, column), base - width + start_of(starts_above, column + 1));
        }
    }
    __syncwarp();

    const unsigned int count = height * width;
    unsigned int objects = 0;
    for (unsigned int word = lane; 2 * word < count; word += LANES) {
        unsigned int pair = 0;
        for (unsigned int half = 0; half < 2; ++half) {
            const unsigned int cell = 2 * word + half;
            unsigned int label = BACKGROUND;
            if (cell < count && parent[cell] != BACKGROUND) {
                label = root(parent, cell);
                objects += label == cell;
            }
            pair |= label << (16 * half);
        }
        labels[4 * (size_t)place.x + word] = pair;
    }
    atomicAdd(&tally.objects, objects);
    __syncwarp();
    if (lane == 0) {
        counts[number] = tally.objects | FINISHED;
    }
}
