// The words of CUDA that plant.cu uses, for one thread after the other.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <math.h>
#include <vector>

#define __global__
#define __device__
#define __forceinline__ inline

using std::min;

struct uint2 {
    unsigned int x, y;
};
struct float4 {
    float x, y, z, w;
};
struct Index {
    unsigned int x;
};
static Index threadIdx, blockIdx;
static const Index blockDim = {64};

template <typename To, typename From>
static To same_bits(From from)
{
    static_assert(sizeof(To) == sizeof(From), "bits are counted");
    To to;
    memcpy(&to, &from, sizeof to);
    return to;
}

static inline unsigned int __float_as_uint(float value) { return same_bits<unsigned int>(value); }
static inline float __uint_as_float(unsigned int bits) { return same_bits<float>(bits); }
static inline long long __double_as_longlong(double value) { return same_bits<long long>(value); }
static inline double __longlong_as_double(long long bits) { return same_bits<double>(bits); }
