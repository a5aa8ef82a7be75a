// The voltage of a PEM cell, as on the CPU.

#define COLD_STEPS 5
#define WARM_STEPS 3

struct Cell {
    // V at 298.15 K, and V/K.
    double potential[2];
    // Of hydrogen and oxygen, atm.
    double pressure[2];
    // Of anode and cathode at 353.15 K, A/cm2.
    double exchange[2];
    // Activation energies over the gas constant, K.
    double activation[2];
    // R/F, V/K.
    double gas_over_faraday;
};

struct Polarisation {
    double open;
    double resistance;
    double volts[2];
    double per_ampere[2];
};

__device__ __forceinline__ Polarisation polarisation(const Cell& cell, double t, double worn)
{
    const double water = exp(2.302585092994046 * (8.07131 - 1730.63 / (233.426 + (t - 273.15)))) * (133.322 / 101325.0);
    const double gases = (cell.pressure[0] - water) * sqrt(cell.pressure[1] - water);
    const double nernst = 0.5 * cell.gas_over_faraday * t * log(gases);
    const double from_there = (t - 353.15) / (t * 353.15);
    const double water_content = (0.016 * t - 2.89556 + 1.625) / 0.1875;
    const double conductivity = (0.005139 * water_content - 0.00326) * exp(1268.0 * ((t - 303.0) / (303.0 * t)));
    const double transfer[2] = {2.0, 0.5};
    Polarisation at;
    at.open = cell.potential[0] + cell.potential[1] * (t - 298.15) + nernst + worn;
    at.resistance = 0.0077 / conductivity;
    for (int side = 0; side < 2; ++side) {
        const double exchange = cell.exchange[side] * exp(cell.activation[side] * from_there);
        at.volts[side] = cell.gas_over_faraday * t / transfer[side];
        at.per_ampere[side] = 0.5 / exchange;
    }
    return at;
}

// Voltage and slope.
__device__ __forceinline__ double2 voltage_and_slope(const Polarisation& cell, double current)
{
    double voltage = cell.open;
    double slope = 0.0;
    for (int side = 0; side < 2; ++side) {
        const double x = current * cell.per_ampere[side];
        const double root = sqrt(x * x + 1.0);
        voltage += cell.volts[side] * log(x + root);
        slope += cell.volts[side] * cell.per_ampere[side] / root;
    }
    return make_double2(voltage + current * cell.resistance, slope + cell.resistance);
}

// The current for a power in W/cm2; `before` is the voltage of the step before, or zero.
__device__ __forceinline__ double solve_current(const Polarisation& cell, double power, double before)
{
    const bool warm = before > 0.0;
    double current = power / (warm ? before : cell.open);
    const int steps = warm ? WARM_STEPS : COLD_STEPS;
    for (int step = 0; step < steps; ++step) {
        const double2 v = voltage_and_slope(cell, current);
        current -= (current * v.x - power) / (v.x + current * v.y);
    }
    return current;
}
