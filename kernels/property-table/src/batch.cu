// The properties of one query for each thread.

extern "C" __global__ void property_batch(
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
    const double* __restrict__ rows,
    const double* __restrict__ pressures,
    const double* __restrict__ temperatures,
    double* __restrict__ answers) // four columns, one after the other
{
    const unsigned int query = blockIdx.x * blockDim.x + threadIdx.x;
    if (query >= queries) {
        return;
    }
    const Table table = { first_row, last_row, first_temperature, last_temperature, step, per_step, gas_constant, stride,
        nodes };
    const double p = pressures[query];
    const double t = temperatures[query];
    Properties found = { OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE };
    if (is_inside(table, p, t)) {
        found = properties(table, rows, p, t);
    }
    const unsigned long long column = queries;
    answers[query] = found.density;
    answers[column + query] = found.enthalpy;
    answers[2 * column + query] = found.entropy;
    answers[3 * column + query] = found.heat_capacity;
}
