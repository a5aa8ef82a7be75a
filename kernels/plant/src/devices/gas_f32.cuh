// f32: the tables as the kernels in WGSL read them, with the same cells, and sums as 64-bit fixed point: mg, J, millionths.

typedef long long amount;

constexpr real EPSILON = 1.1920929e-7f;

__device__ __forceinline__ bool is_finite(real number)
{
    return isfinite(number);
}

__device__ __forceinline__ amount kg_to_amount(real kg)
{
    return llrintf(kg * 1e6f);
}

__device__ __forceinline__ real amount_to_kg(amount mass)
{
    return (real)mass * 1e-6f;
}

// Energy is counted by the joule, kilograms and cost by their millionth. Nothing of a step comes near 2^62; NaN does.
__device__ __forceinline__ bool has_room(real number, bool by_millionth)
{
    return fabsf(by_millionth ? number * 1e6f : number) < 4.6e18f;
}

__device__ __forceinline__ amount to_book(real number, bool by_millionth)
{
    return llrintf(by_millionth ? number * 1e6f : number);
}

// One of so many parts that differ by a mg at most.
__device__ __forceinline__ amount part_of(amount whole, unsigned int part, unsigned int parts)
{
    return whole / parts + (part < whole % parts ? 1 : 0);
}

struct Shape {
    unsigned int queries;
    unsigned int first_row;
    unsigned int last_row;
    unsigned int first_temperature;
    unsigned int last_temperature;
    // Nodes of a row, the last of which is there twice.
    unsigned int stride;
    real per_step;
    real gas_constant;
};

struct Gases {
    const float4* nodes;
    const real* row_logs;
    const real* tank_nodes;
    // The least temperature of each column, and one above all.
    const real* columns;
};

struct Caloric {
    real h;
    real s;
    real cp;
};

struct Place {
    unsigned int lower;
    unsigned int upper;
    unsigned int row;
    real along;
    real across;
};

// Positive floats rise as their bits do; NaN and whatever is negative lie above all of them.
__device__ __forceinline__ bool is_inside(const Shape& table, real row, real t)
{
    const unsigned int bits = __float_as_uint(row);
    const unsigned int t_bits = __float_as_uint(t);
    return bits >= table.first_row && bits <= table.last_row && t_bits >= table.first_temperature
        && t_bits <= table.last_temperature;
}

template <int OCTAVE_BITS>
__device__ __forceinline__ Place place_of(const Shape& table, const real* columns, real value, real t)
{
    const int shift = 23 - OCTAVE_BITS;
    const unsigned int bits = __float_as_uint(value);
    unsigned int column = (unsigned int)((t - __uint_as_float(table.first_temperature)) * table.per_step);
    // Rounding misses by one at most.
    if (t < columns[column]) {
        column -= 1;
    } else if (t >= columns[column + 1]) {
        column += 1;
    }
    Place place;
    place.row = (bits >> shift) - (table.first_row >> shift);
    place.lower = place.row * table.stride + column;
    place.upper = place.lower + table.stride;
    place.along = (t - columns[column]) * table.per_step;
    place.across = __uint_as_float(((bits << OCTAVE_BITS) & 0x7fffffu) | 0x3f800000u) - 1.0f;
    return place;
}

__device__ __forceinline__ real line(real from, real to, real weight)
{
    return from * (1.0f - weight) + to * weight;
}

__device__ __forceinline__ real between(const Place& place, real low, real low_next, real high, real high_next)
{
    return line(line(low, low_next, place.along), line(high, high_next, place.along), place.across);
}

__device__ __forceinline__ bool knows_properties(const Gases&, real p, real t)
{
    return is_inside(PROPERTIES, p, t);
}

__device__ __forceinline__ Caloric caloric(const Gases& of, real p, real t)
{
    const Shape table = PROPERTIES;
    const Place at = place_of<4>(table, of.columns, p, t);
    const float4 a = of.nodes[at.lower];
    const float4 b = of.nodes[at.lower + 1];
    const float4 c = of.nodes[at.upper];
    const float4 d = of.nodes[at.upper + 1];
    // The pressure of the row: both differences are exact.
    const real node = __uint_as_float((__float_as_uint(p) >> 19) << 19);
    const real x = (p - node) / node;
    const real log = of.row_logs[at.row]
        + x * (0.9999998f + x * (-0.49997088f + x * (0.33190373f + x * -0.2219632f)));
    return Caloric{
        between(at, a.y, b.y, c.y, d.y),
        between(at, a.z, b.z, c.z, d.z) - table.gas_constant * log,
        between(at, a.w, b.w, c.w, d.w)};
}

__device__ __forceinline__ bool knows_pressure(const Gases&, real rho, real t)
{
    return is_inside(TANK_TABLE, rho, t);
}

__device__ __forceinline__ real pressure(const Gases& of, real rho, real t)
{
    const Shape table = TANK_TABLE;
    const Place at = place_of<5>(table, of.columns, rho, t);
    const real* nodes = of.tank_nodes;
    const real z = between(at, nodes[at.lower], nodes[at.lower + 1], nodes[at.upper], nodes[at.upper + 1]);
    return z * (rho * (table.gas_constant * t));
}

__device__ __forceinline__ Gases gases(
    const real* nodes, const real* row_logs, const real* tank_nodes, const real* columns)
{
    return Gases{reinterpret_cast<const float4*>(nodes), row_logs, tank_nodes, columns};
}
