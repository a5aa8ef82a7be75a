// All threads of all blocks, one after the other, so that plant.cu can be checked where there is no CUDA device. In front of it comes
// `cuda_on_threads.hpp`, the source of the kernel between them.

// In: scenarios, steps, hours; how long each of eleven lists is; the first seven of them. Out: the other four, which begin as zeros.
int main()
{
    const auto head = read(14);
    const unsigned int scenarios = head[0], steps = head[1], hours = head[2];
    std::vector<std::vector<unsigned int>> lists;
    for (int list = 0; list < 11; ++list) {
        lists.push_back(list < 7 ? read(head[3 + list]) : std::vector<unsigned int>(head[3 + list]));
    }
    const auto numbers = [&](int list) { return (real*)lists[list].data(); };
    const auto amounts = [&](int list) { return (amount*)lists[list].data(); };
    // In two dispatches, the second of which goes on; with threads beyond the last scenario.
    const unsigned int first = steps / 3;
    for (const auto& [begin, count] : {std::pair{0u, first}, std::pair{first, steps - first}}) {
        for (blockIdx.x = 0; blockIdx.x * blockDim.x < scenarios; ++blockIdx.x) {
            for (threadIdx.x = 0; threadIdx.x < blockDim.x; ++threadIdx.x) {
                plant_steps(scenarios, begin, count, hours, (const uint2*)lists[0].data(), numbers(1), numbers(2), numbers(3),
                    numbers(4), numbers(5), amounts(6), lists[7].data(), numbers(8), amounts(9),
                    (unsigned long long*)lists[10].data());
            }
        }
    }
    for (int list = 7; list < 11; ++list) {
        fwrite(lists[list].data(), 4, lists[list].size(), stdout);
    }
}
