// The voltage of a PEM cell, as on the CPU. Whoever includes it says what a `real` is.

#define COLD_STEPS 5
#define WARM_STEPS 3

struct Cell {
    // V at 298.15 K, and V/K.
    real potential[2];
    // Of hydrogen and oxygen, atm.
    real pressure[2];
    // Of anode and cathode at 353.15 K, A/cm2.
    real exchange[2];
    // Activation energies over the gas constant, K.
    real activation[2];
    // R/F, V/K.
    real gas_over_faraday;
};

struct Polarisation {
    real open;
    real resistance;
    real volts[2];
    real per_ampere[2];
};

__device__ __forceinline__ Polarisation polarisation(const Cell& cell, real t, real worn)
{
    const real water = exp(real(2.302585092994046) * (real(8.07131) - real(1730.63) / (real(233.426) + (t - real(273.15))))) * (real(133.322) / real(101325.0));
    const real gases = (cell.pressure[0] - water) * sqrt(cell.pressure[1] - water);
    const real nernst = real(0.5) * cell.gas_over_faraday * t * log(gases);
    const real from_there = (t - real(353.15)) / (t * real(353.15));
    const real water_content = (real(0.016) * t - real(2.89556) + real(1.625)) / real(0.1875);
    const real conductivity = (real(0.005139) * water_content - real(0.00326)) * exp(real(1268.0) * ((t - real(303.0)) / (real(303.0) * t)));
    const real transfer[2] = {2.0, 0.5};
    Polarisation at;
    at.open = cell.potential[0] + cell.potential[1] * (t - real(298.15)) + nernst + worn;
    at.resistance = real(0.0077) / conductivity;
    for (int side = 0; side < 2; ++side) {
        const real exchange = cell.exchange[side] * exp(cell.activation[side] * from_there);
        at.volts[side] = cell.gas_over_faraday * t / transfer[side];
        at.per_ampere[side] = real(0.5) / exchange;
    }
    return at;
}

struct Volts {
    real x;
    real y;
};

// Voltage and slope.
__device__ __forceinline__ Volts voltage_and_slope(const Polarisation& cell, real current)
{
    real voltage = cell.open;
    real slope = real(0.0);
    for (int side = 0; side < 2; ++side) {
        const real x = current * cell.per_ampere[side];
        const real root = sqrt(x * x + real(1.0));
        voltage += cell.volts[side] * log(x + root);
        slope += cell.volts[side] * cell.per_ampere[side] / root;
    }
    return Volts{voltage + current * cell.resistance, slope + cell.resistance};
}

// The current for a power in W/cm2; `before` is the voltage of the step before, or zero.
__device__ __forceinline__ real solve_current(const Polarisation& cell, real power, real before)
{
    const bool warm = before > real(0.0);
    real current = power / (warm ? before : cell.open);
    const int steps = warm ? WARM_STEPS : COLD_STEPS;
    for (int step = 0; step < steps; ++step) {
        const Volts v = voltage_and_slope(cell, current);
        current -= (current * v.x - power) / (v.x + current * v.y);
    }
    return current;
}
