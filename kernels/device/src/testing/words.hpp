// The words of CUDA that every kernel uses, and words from standard input.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define __global__
#define __device__
#define __forceinline__ inline
#define __shared__ static

using std::max;
using std::min;

struct uint2 {
    unsigned int x, y;
};
struct Index {
    unsigned int x;
};

static std::vector<unsigned int> read(size_t count)
{
    std::vector<unsigned int> words(count);
    if (fread(words.data(), 4, count, stdin) != count) {
        abort();
    }
    return words;
}

