// One step of every flow towards its set point. The shares come from the CPU, exact or Euler's.

extern "C" __global__ void flow_step(
    unsigned int count,
    const double* shares,
    const double* set_points,
    double* flows)
{
    const unsigned int k = blockIdx.x * blockDim.x + threadIdx.x;
    if (k < count) {
        flows[k] += (set_points[k] - flows[k]) * shares[k];
    }
}
