// The costs alone, one thread for each point; kilometres are on the device already.

extern "C" __global__ void levelized_costs(
    unsigned int points,
    unsigned int first_inhabited, // points that are not too far north or south
    unsigned int end_inhabited,
    const float4* __restrict__ table,
    const unsigned short* __restrict__ countries,
    const float* __restrict__ solar,
    const float* __restrict__ wind,
    const float* __restrict__ km,
    float* __restrict__ lcoe,
    float* __restrict__ lcoh)
{
    const unsigned int point = blockIdx.x * blockDim.x + threadIdx.x;
    if (point >= points) {
        return;
    }
    float2 costs = make_float2(NOTHING, NOTHING);
    if (point >= first_inhabited && point < end_inhabited) {
        const unsigned int country = countries[point];
        costs = costs_of(table[country], country, solar[point], wind[point], km[point]);
    }
    lcoe[point] = costs.x;
    lcoh[point] = costs.y;
}
