// A block of threads of the processor, so that grids.cu can be checked where there is no CUDA device. In front of it comes `block.hpp`,
// the source of the kernels between them.

// In: how many changes, grids and words; three words for each change; places and words of a batch, and those of another. Out: for each
// change places and words; for each grid whether it is that of the other batch; histograms.
int main()
{
    const auto head = read(3);
    const unsigned int grids = head[1], words = head[2];
    const auto changes = read(3 * head[0]);
    const auto places = read(2 * grids), cells = read(words);
    const auto other_places = read(2 * grids), others = read(words);
    std::vector<std::vector<unsigned int>> out(2 * head[0] + 2);
    for (unsigned int change = 0; change < head[0]; ++change) {
        out[2 * change].resize(2 * grids);
        out[2 * change + 1].resize(words);
    }
    auto &equal = out[2 * head[0]], &histograms = out[2 * head[0] + 1];
    equal.resize(grids);
    histograms.resize(COLOURS / 2 * grids);
    const auto pairs = [](const std::vector<unsigned int>& list) { return (const uint2*)list.data(); };
    std::vector<std::thread> threads;
    for (unsigned int thread = 0; thread < blockDim.x; ++thread) {
        threads.emplace_back([&, thread] {
            threadIdx.x = thread;
            for (blockIdx.x = 0; blockIdx.x < grids; ++blockIdx.x) {
                for (unsigned int change = 0; change < head[0]; ++change) {
                    const unsigned int* told = &changes[3 * change];
                    change_grids(told[0], told[1], told[2], pairs(places), cells.data(), (uint2*)out[2 * change].data(),
                        out[2 * change + 1].data());
                }
                compare_grids(pairs(places), cells.data(), pairs(other_places), others.data(), equal.data());
                count_colours(pairs(places), cells.data(), histograms.data());
                // The counts that a block shares are those of one block.
                __syncthreads();
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (const auto& list : out) {
        fwrite(list.data(), 4, list.size(), stdout);
    }
}
