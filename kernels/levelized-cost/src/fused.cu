// The nearest plant by squared chord, as great-circle has it, and the costs at once: no distance leaves the device. The
// distance to the winner is measured in f64.
//
// One thread takes one column and four rows; a block reads the plants once, 256 at a time.

#define TILE 256
#define ROWS 4

extern "C" __global__ void nearest_costs(
    unsigned int n_lat,
    unsigned int n_lon,
    unsigned int plants,
    unsigned int groups_per_band,
    unsigned int first_inhabited, // rows that are not too far north or south
    unsigned int end_inhabited,
    double diameter_km,
    const float4* __restrict__ table,
    const double2* __restrict__ rows,    // (sin, cos) of every latitude
    const double2* __restrict__ columns, // (sin, cos) of every longitude
    const double* __restrict__ units,    // unit vectors, four numbers each, the fourth unused
    const unsigned short* __restrict__ countries,
    const float* __restrict__ solar,
    const float* __restrict__ wind,
    float* __restrict__ lcoe,
    float* __restrict__ lcoh)
{
    __shared__ float4 tile[TILE];
    const unsigned int first_row = blockIdx.x / groups_per_band * ROWS;
    const unsigned int column = blockIdx.x % groups_per_band * blockDim.x + threadIdx.x;
    // Past the end everybody works on the last row and column, for the barriers below, and stores nothing.
    const double2 meridian = columns[min(column, n_lon - 1)];
    double2 parallel[ROWS];
    float x[ROWS], y[ROWS], z[ROWS], best[ROWS];
    unsigned int chosen[ROWS];
#pragma unroll
    for (int r = 0; r < ROWS; ++r) {
        parallel[r] = rows[min(first_row + r, n_lat - 1)];
        x[r] = (float)(parallel[r].y * meridian.y);
        y[r] = (float)(parallel[r].y * meridian.x);
        z[r] = (float)parallel[r].x;
        best[r] = 8.0f; // no chord of the unit sphere squares to more than four
        chosen[r] = 0;
    }
    for (unsigned int first = 0; first < plants; first += TILE) {
        const unsigned int count = min((unsigned int)TILE, plants - first);
        for (unsigned int k = threadIdx.x; k < count; k += blockDim.x) {
            const double* unit = units + 4 * (size_t)(first + k);
            tile[k] = make_float4((float)unit[0], (float)unit[1], (float)unit[2], 0.0f);
        }
        __syncthreads();
        for (unsigned int k = 0; k < count; ++k) {
            const float4 plant = tile[k];
#pragma unroll
            for (int r = 0; r < ROWS; ++r) {
                const float dx = x[r] - plant.x;
                const float dy = y[r] - plant.y;
                const float dz = z[r] - plant.z;
                const float chord = dx * dx + dy * dy + dz * dz;
                if (chord < best[r]) {
                    best[r] = chord;
                    chosen[r] = first + k;
                }
            }
        }
        __syncthreads();
    }
    if (column >= n_lon) {
        return;
    }
#pragma unroll
    for (int r = 0; r < ROWS; ++r) {
        const unsigned int row = first_row + r;
        if (row < n_lat) {
            const size_t point = (size_t)row * n_lon + column;
            float2 costs = make_float2(NOTHING, NOTHING);
            if (row >= first_inhabited && row < end_inhabited) {
                const double* unit = units + 4 * (size_t)chosen[r];
                const double dx = parallel[r].y * meridian.y - unit[0];
                const double dy = parallel[r].y * meridian.x - unit[1];
                const double dz = parallel[r].x - unit[2];
                const double half_chord = 0.5 * sqrt(dx * dx + dy * dy + dz * dz);
                const float km = (float)(diameter_km * asin(fmin(1.0, half_chord)));
                const unsigned int country = countries[point];
                costs = costs_of(table[country], country, solar[point], wind[point], km);
            }
            lcoe[point] = costs.x;
            lcoh[point] = costs.y;
        }
    }
}
