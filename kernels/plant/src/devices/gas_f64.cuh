// f64: the tables of the CPU and its arithmetic, and sums that simply are numbers. `gas` holds what reads the tables.

typedef double amount;

constexpr real EPSILON = 2.220446049250313e-16;

__device__ __forceinline__ bool is_finite(real number)
{
    return isfinite(number);
}

// kg, J and cost are what they are.
__device__ __forceinline__ amount kg_to_amount(real kg)
{
    return kg;
}

__device__ __forceinline__ real amount_to_kg(amount mass)
{
    return mass;
}

__device__ __forceinline__ bool has_room(real, bool)
{
    return true;
}

__device__ __forceinline__ amount to_book(real number, bool)
{
    return number;
}

// One of so many equal parts.
__device__ __forceinline__ amount part_of(amount whole, unsigned int, unsigned int parts)
{
    return whole / parts;
}

struct Gases {
    gas::Table properties;
    gas::Table tank;
    const real* rows;
    const real* columns;
};

struct Caloric {
    real h;
    real s;
    real cp;
};

__device__ __forceinline__ bool knows_properties(const Gases& of, real p, real t)
{
    return gas::is_inside(of.properties, p, t);
}

__device__ __forceinline__ Caloric caloric(const Gases& of, real p, real t)
{
    const gas::Properties found = gas::properties(of.properties, of.rows, p, t);
    return Caloric{found.enthalpy, found.entropy, found.heat_capacity};
}

__device__ __forceinline__ bool knows_pressure(const Gases& of, real rho, real t)
{
    return gas::is_inside(of.tank, rho, t);
}

__device__ __forceinline__ real pressure(const Gases& of, real rho, real t)
{
    return gas::tank_pressure(of.tank, rho, t);
}

__device__ __forceinline__ Gases gases(
    const double* nodes, const double* rows, const double* tank_nodes, const double*)
{
    const gas::Table properties = PROPERTIES;
    const gas::Table tank = TANK_TABLE;
    Gases all = {properties, tank, rows, nullptr};
    all.properties.nodes = nodes;
    all.tank.nodes = tank_nodes;
    return all;
}
