// The current of every cell, and its voltage, from which the next step starts.

extern "C" __global__ void pem_current(
    unsigned int count,
    const Cell* cell,
    const real* t,
    const real* worn,
    const real* power,
    real* voltages,
    real* currents)
{
    const unsigned int k = blockIdx.x * blockDim.x + threadIdx.x;
    if (k >= count) {
        return;
    }
    const Polarisation at = polarisation(*cell, t[k], worn[k]);
    currents[k] = solve_current(at, power[k], voltages[k]);
    voltages[k] = voltage_and_slope(at, currents[k]).x;
}
