// The properties of a state that is inside the table: the arithmetic of the CPU in the same order, so that without fused
// multiply-adds it has the same bits.

// Sixteen pressures in each doubling.
#define ROW_BITS 4
#define ROW_SHIFT 48
#define FRACTION 0xfffffffffffffULL
#define ONE 0x3ff0000000000000ULL
// How much of a step a column begins before its node.
#define EARLY (1.0 / 4294967296.0)

struct PropertyTable {
    double first_pressure;
    double last_pressure;
    double first_temperature;
    double last_temperature;
    double step;
    double per_step;
    double gas_constant;
    // Nodes of a row, the last of which is there twice.
    unsigned int stride;
    // Compressibility, enthalpy, entropy without its logarithm, heat capacity; temperatures lie together.
    const double* nodes;
    // Of each row its pressure, one over it, and ln(p / 1e5 Pa).
    const double* rows;
};

struct Properties {
    double density;
    double enthalpy;
    double entropy;
    double heat_capacity;
};

// NaN is outside.
__device__ __forceinline__ bool is_inside(const PropertyTable& table, double p, double t)
{
    return p >= table.first_pressure && p <= table.last_pressure && t >= table.first_temperature
        && t <= table.last_temperature;
}

__device__ __forceinline__ double line(double from, double to, double weight)
{
    return from * (1.0 - weight) + to * weight;
}

// ln(1 + x) up to a sixteenth.
__device__ __forceinline__ double log1p_of_cell(double x)
{
    return x
        * (0.9999998148034143 + x * (-0.49997088391569466 + x * (0.3319037269612586 + x * -0.22196320582491952)));
}

__device__ __forceinline__ Properties properties(const PropertyTable& table, double p, double t)
{
    const unsigned long long bits = __double_as_longlong(p);
    const unsigned long long first = __double_as_longlong(table.first_pressure);
    const unsigned int row = (unsigned int)((bits >> ROW_SHIFT) - (first >> ROW_SHIFT));
    const double across = __longlong_as_double(((bits << ROW_BITS) & FRACTION) | ONE) - 1.0;
    const int column = (int)((t - table.first_temperature) * table.per_step + EARLY);
    const double rising = table.first_temperature + (double)column * table.step;
    const double node = rising < table.last_temperature ? rising : table.last_temperature;
    const double along = (t - node) * table.per_step;

    const double* lower = table.nodes + 4 * ((unsigned long long)row * table.stride + (unsigned int)column);
    const double* upper = lower + 4 * (unsigned long long)table.stride;
    double kept[4];
    for (int k = 0; k < 4; ++k) {
        const double below = line(lower[k], lower[4 + k], along);
        const double above = line(upper[k], upper[4 + k], along);
        kept[k] = line(below, above, across);
    }
    const double* of_row = table.rows + 3 * row;
    const double log = of_row[2] + log1p_of_cell((p - of_row[0]) * of_row[1]);
    Properties found;
    found.density = p / (kept[0] * (table.gas_constant * t));
    found.enthalpy = kept[1];
    found.entropy = kept[2] - table.gas_constant * log;
    found.heat_capacity = kept[3];
    return found;
}
