// The words of CUDA that label.cu uses, for 32 threads that are a block of one warp.

#include <barrier>

static thread_local Index threadIdx, blockIdx;
static const Index blockDim = {32};
static std::barrier<> warp(32);
static unsigned int shown[32];

static void __syncwarp()
{
    warp.arrive_and_wait();
}

static unsigned int __shfl_up_sync(unsigned int, unsigned int value, unsigned int by)
{
    shown[threadIdx.x] = value;
    __syncwarp();
    const unsigned int seen = shown[threadIdx.x < by ? threadIdx.x : threadIdx.x - by];
    __syncwarp();
    return seen;
}

static unsigned int atomicAdd(unsigned int* at, unsigned int value)
{
    return __atomic_fetch_add(at, value, __ATOMIC_SEQ_CST);
}

static unsigned int atomicMin(unsigned int* at, unsigned int value)
{
    unsigned int before = __atomic_load_n(at, __ATOMIC_SEQ_CST);
    while (value < before && !__atomic_compare_exchange_n(at, &before, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
    }
    return before;
}

static int __popc(unsigned int bits) { return __builtin_popcount(bits); }
static int __ffs(unsigned int bits) { return __builtin_ffs((int)bits); }
static int __clz(unsigned int bits) { return __builtin_clz(bits); }
