// States that are inside a table: the arithmetic of the CPU in the same order, so that without fused multiply-adds it has the
// same bits.

#define FRACTION_BITS 52
#define FRACTION 0xfffffffffffffULL
#define ONE 0x3ff0000000000000ULL
// How much of a step a column begins before its node.
#define EARLY (1.0 / 4294967296.0)
// Beside it the last bit of a double is one, so that adding it rounds, as on the CPU.
#define ROUNDER 6755399441055744.0
// 2^4 pressures and 2^5 densities in each doubling.
#define PRESSURE_BITS 4
#define DENSITY_BITS 5
// What a query gets that the table cannot answer.
#define OUTSIDE __longlong_as_double(0x7ff8000000000000ULL)

struct Table {
    // Of pressures or densities.
    double first_row;
    double last_row;
    double first_temperature;
    double last_temperature;
    double step;
    double per_step;
    double gas_constant;
    // Nodes of a row, the last of which is there twice.
    unsigned int stride;
    // Temperatures lie together.
    const double* nodes;
};

struct Cell {
    unsigned int row;
    // The first of the two nodes of this row, and of the next.
    unsigned long long lower;
    unsigned long long upper;
    double across;
    double along;
};

struct Properties {
    double density;
    double enthalpy;
    double entropy;
    double heat_capacity;
};

// NaN is outside.
__device__ __forceinline__ bool is_inside(const Table& table, double row, double t)
{
    return row >= table.first_row && row <= table.last_row && t >= table.first_temperature
        && t <= table.last_temperature;
}

template <int OCTAVE_BITS>
__device__ __forceinline__ Cell cell_of(const Table& table, double value, double t)
{
    const unsigned long long bits = __double_as_longlong(value);
    const unsigned long long first = __double_as_longlong(table.first_row);
    const int shift = FRACTION_BITS - OCTAVE_BITS;
    Cell cell;
    cell.row = (unsigned int)((bits >> shift) - (first >> shift));
    cell.across = __longlong_as_double(((bits << OCTAVE_BITS) & FRACTION) | ONE) - 1.0;
    const double rounded = (t - table.first_temperature) * table.per_step + (EARLY - 0.5) + ROUNDER;
    const unsigned int column = (unsigned int)__double_as_longlong(rounded);
    const double rising = table.first_temperature + (rounded - ROUNDER) * table.step;
    const double node = rising < table.last_temperature ? rising : table.last_temperature;
    cell.along = (t - node) * table.per_step;
    cell.lower = (unsigned long long)cell.row * table.stride + column;
    cell.upper = cell.lower + table.stride;
    return cell;
}

__device__ __forceinline__ double line(double from, double to, double weight)
{
    return from * (1.0 - weight) + to * weight;
}

// One of `values` that lie side by side at each node.
__device__ __forceinline__ double between(const Table& table, const Cell& cell, int values, int value)
{
    const double* lower = table.nodes + values * cell.lower + value;
    const double* upper = table.nodes + values * cell.upper + value;
    return line(line(lower[0], lower[values], cell.along), line(upper[0], upper[values], cell.along), cell.across);
}

// ln(1 + x) up to a sixteenth.
__device__ __forceinline__ double log1p_of_cell(double x)
{
    return x
        * (0.9999998148034143 + x * (-0.49997088391569466 + x * (0.3319037269612586 + x * -0.22196320582491952)));
}

// The nodes hold compressibility, enthalpy, entropy without its logarithm and heat capacity; `rows` of each row its pressure, one
// over it, and ln(p / 1e5 Pa).
__device__ __forceinline__ Properties properties(const Table& table, const double* rows, double p, double t)
{
    const Cell cell = cell_of<PRESSURE_BITS>(table, p, t);
    const double* of_row = rows + 3 * cell.row;
    const double log = of_row[2] + log1p_of_cell((p - of_row[0]) * of_row[1]);
    Properties found;
    found.density = p / (between(table, cell, 4, 0) * (table.gas_constant * t));
    found.enthalpy = between(table, cell, 4, 1);
    found.entropy = between(table, cell, 4, 2) - table.gas_constant * log;
    found.heat_capacity = between(table, cell, 4, 3);
    return found;
}

// The nodes hold compressibility.
__device__ __forceinline__ double tank_pressure(const Table& table, double rho, double t)
{
    const Cell cell = cell_of<DENSITY_BITS>(table, rho, t);
    return between(table, cell, 1, 0) * (rho * (table.gas_constant * t));
}
