// The words of CUDA that grids.cu uses, for sixteen threads that are a block.

#include <atomic>
#include <barrier>
#include <thread>

static thread_local Index threadIdx, blockIdx;
static const Index blockDim = {16};
static std::barrier<> block(16);
static std::atomic<unsigned int> any_of_block;

static uint2 make_uint2(unsigned int x, unsigned int y) { return {x, y}; }
static int __popc(unsigned int bits) { return __builtin_popcount(bits); }
static void __syncthreads() { block.arrive_and_wait(); }

static unsigned int __syncthreads_or(unsigned int found)
{
    // Whoever comes first may be a block ahead: nothing is cleared before all have seen it.
    any_of_block |= found;
    __syncthreads();
    const unsigned int any = any_of_block;
    __syncthreads();
    if (threadIdx.x == 0) {
        any_of_block = 0;
    }
    __syncthreads();
    return any;
}

static unsigned int atomicAdd(unsigned int* at, unsigned int value)
{
    return __atomic_fetch_add(at, value, __ATOMIC_SEQ_CST);
}
