// The costs of one point.

#define LEAST_CAPACITY_FACTOR 0.01f
#define DOLLARS_PER_KG_KM 0.0003f
#define NOTHING __int_as_float(0x7fc00000)
// More than anything costs, and finite.
#define UNUSABLE 3e38f

// `full` is electricity by solar and by wind, then hydrogen by solar and by wind, at capacity factor 1.
__device__ __forceinline__ float2 costs_of(float4 full, unsigned int country, float solar, float wind, float km)
{
    const bool sun = solar >= LEAST_CAPACITY_FACTOR;
    const bool air = wind >= LEAST_CAPACITY_FACTOR;
    if (country == 0 || !(sun || air)) {
        return make_float2(NOTHING, NOTHING);
    }
    const float lcoe = fminf(sun ? full.x / solar : UNUSABLE, air ? full.y / wind : UNUSABLE);
    const float lcoh = fminf(sun ? full.z / solar : UNUSABLE, air ? full.w / wind : UNUSABLE);
    return make_float2(lcoe, lcoh + DOLLARS_PER_KG_KM * km);
}
