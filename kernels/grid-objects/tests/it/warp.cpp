// A warp of threads of the processor, each a lane, so that label.cu can be checked where there is no CUDA device. In front of it
// comes `warp.hpp`, the source of the kernel between them.

#include <thread>

// In: how many grids, how many words of cells, the mode, two words for each grid's place, the cells. Out: labels, then counts.
int main()
{
    const auto head = read(3);
    const unsigned int grids = head[0], mode = head[2];
    auto places = read(2 * grids);
    const auto cells = read(head[1]);
    std::vector<unsigned int> labels(4 * cells.size()), counts(grids);
    std::vector<std::thread> lanes;
    for (unsigned int lane = 0; lane < 32; ++lane) {
        lanes.emplace_back([&, lane] {
            threadIdx.x = lane;
            for (blockIdx.x = 0; blockIdx.x < grids; ++blockIdx.x) {
                label_grids(grids, mode, (const uint2*)places.data(), cells.data(), labels.data(), counts.data());
                __syncwarp();
            }
        });
    }
    for (auto& lane : lanes) {
        lane.join();
    }
    fwrite(labels.data(), 4, labels.size(), stdout);
    fwrite(counts.data(), 4, counts.size(), stdout);
}
