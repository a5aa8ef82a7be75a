// One step of every thermal mass, and what its limits took away. The coefficients come from the CPU, exact or Euler's.

extern "C" __global__ void thermal_step(
    unsigned int count,
    double ambient,
    double least,
    double most,
    double dt,
    const double* gain,
    const double* conductance,
    const double* capacity,
    const double* heat,
    double* t,
    double* removed)
{
    const unsigned int k = blockIdx.x * blockDim.x + threadIdx.x;
    if (k >= count) {
        return;
    }
    const double free = t[k] + (heat[k] - conductance[k] * (t[k] - ambient)) * gain[k];
    // Not fmin and fmax: they would turn a NaN into a temperature.
    const double kept = free < least ? least : (free > most ? most : free);
    t[k] = kept;
    removed[k] = (free - kept) * (capacity[k] / dt) * dt;
}
