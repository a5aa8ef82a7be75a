// The pressure of one tank for each thread.

extern "C" __global__ void tank_batch(
    unsigned int queries,
    unsigned int stride,
    double first_row,
    double last_row,
    double first_temperature,
    double last_temperature,
    double step,
    double per_step,
    double gas_constant,
    const double* __restrict__ nodes,
    const double* __restrict__ densities,
    const double* __restrict__ temperatures,
    double* __restrict__ answers)
{
    const unsigned int query = blockIdx.x * blockDim.x + threadIdx.x;
    if (query >= queries) {
        return;
    }
    const Table table = { first_row, last_row, first_temperature, last_temperature, step, per_step, gas_constant, stride,
        nodes };
    const double rho = densities[query];
    const double t = temperatures[query];
    answers[query] = is_inside(table, rho, t) ? tank_pressure(table, rho, t) : OUTSIDE;
}
