// The words of CUDA that plant.cu uses, for one thread after the other.

#include <cstring>
#include <math.h>

struct float4 {
    float x, y, z, w;
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
