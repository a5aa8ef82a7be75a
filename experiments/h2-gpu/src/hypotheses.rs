//! What is claimed of GPUs. None had been measured when these targets were set: they rest on bandwidths and rates alone.

use touchstone::prelude::*;

use crate::H2Gpu;

/// The plan names neither.
const PLANS_MACHINE: &str = "a 4-core CPU with a GPU";

pub(crate) fn add(declaration: Declaration<H2Gpu>) -> Declaration<H2Gpu> {
    declaration
        .hypothesis(
            Hypothesis::new("thousands of plants in f64 belong on a GPU made for f64")
                .expect(speedup("cuda-f64-data-centre").over("cpu-all").on("day-4096").at_least(10.0))
                .expect(speedup("cuda-f64-data-centre").over("cpu-all").on("full").at_least(10.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Confirmed)
                .because("a few thousand threads of some ten thousand operations a step, with tables that stay in the cache"),
        )
        .hypothesis(
            Hypothesis::new("thousands of plants in f64 pay on any CUDA device")
                .expect(speedup("cuda-f64").over("cpu-all").on("day-4096").at_least(1.5))
                .expect(speedup("cuda-f64").over("cpu-all").on("full").at_least(1.5))
                .given(device(DeviceKind::Cuda))
                .predicted(Confirmed)
                .because("even 1/64 of the rate of f32 is more than a few cores have"),
        )
        .hypothesis(
            Hypothesis::new("thousands of plants in f32 belong on a GPU: CUDA")
                .expect(speedup("cuda-f32").over("cpu-all").on("day-4096").at_least(10.0))
                .expect(speedup("cuda-f32").over("cpu-all").on("full").at_least(10.0))
                .given(device(DeviceKind::Cuda))
                .given(discrete_gpu())
                .predicted(Confirmed)
                .because("f32 is what every GPU is good at, and sums in fixed point cost two additions"),
        )
        .hypothesis(
            Hypothesis::new("thousands of plants in f32 belong on a GPU: wgpu")
                .expect(speedup("wgpu-f32").over("cpu-all").on("day-4096").at_least(10.0))
                .expect(speedup("wgpu-f32").over("cpu-all").on("full").at_least(10.0))
                .given(device(DeviceKind::Wgpu))
                .given(discrete_gpu())
                .predicted(Confirmed)
                .because("as with CUDA, less what checked indices cost"),
        )
        .hypothesis(
            Hypothesis::new("more plants than fill a GPU go on paying: CUDA")
                .expect(speedup("cuda-f64-data-centre").over("cpu-all").on("day-16384").at_least(10.0))
                .expect(speedup("cuda-f64-data-centre").over("cpu-all").on("day-65536").at_least(10.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Confirmed)
                .because("more threads hide more of the memory's latency"),
        )
        .hypothesis(
            Hypothesis::new("more plants than fill a GPU go on paying: wgpu")
                .expect(speedup("wgpu-f32").over("cpu-all").on("day-16384").at_least(10.0))
                .expect(speedup("wgpu-f32").over("cpu-all").on("day-65536").at_least(10.0))
                .given(device(DeviceKind::Wgpu))
                .given(discrete_gpu())
                .predicted(Confirmed)
                .because("more threads hide more of the memory's latency"),
        )
        // One scenario keeps one core busy, whatever the pool.
        .hypothesis(
            Hypothesis::new("a GPU is faster for one plant-year: CUDA")
                .expect(speedup("cuda-f64").over("cpu-all").on("plant-year").at_least(1.0))
                .given(device(DeviceKind::Cuda))
                .claimed("100-150x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("525,600 steps follow from each other, and one thread of a GPU is slower than a core"),
        )
        .hypothesis(
            Hypothesis::new("a GPU is faster for one plant-year: wgpu")
                .expect(speedup("wgpu-f32").over("cpu-all").on("plant-year").at_least(1.0))
                .given(device(DeviceKind::Wgpu))
                .claimed("100-150x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("525,600 steps follow from each other, and one thread of a GPU is slower than a core"),
        )
        .hypothesis(
            Hypothesis::new("a GPU equals all cores from 1,024 plants on, if not before: CUDA")
                .expect(speedup("cuda-f64").over("cpu-all").on("small").at_least(1.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Open)
                .because("a step of one thread takes tens of microseconds, and 1,024 threads are 32 warps"),
        )
        .hypothesis(
            Hypothesis::new("a GPU equals all cores from 1,024 plants on, if not before: wgpu")
                .expect(speedup("wgpu-f32").over("cpu-all").on("small").at_least(1.0))
                .given(device(DeviceKind::Wgpu))
                .given(discrete_gpu())
                .predicted(Open)
                .because("a step of one thread takes tens of microseconds, and 1,024 threads are 32 warps"),
        )
        .hypothesis(
            Hypothesis::new("64 plants are too few for a GPU")
                .expect(speedup("cpu-all").over("cuda-f64").on("day-64").at_least(1.0))
                .expect(speedup("cpu-all").over("cuda-f64").on("day-256").at_least(1.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Open)
                .because("two warps; eight cores have done 64 days in 30 ms"),
        )
        .hypothesis(
            Hypothesis::new("a month of thousands of plants pays for compiling: CUDA")
                .expect(speedup("cuda-f64-cold").over("cpu-all").on("full").at_least(1.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Confirmed)
                .because("NVRTC takes seconds, all cores take minutes"),
        )
        .hypothesis(
            Hypothesis::new("a month of thousands of plants pays for compiling: wgpu")
                .expect(speedup("wgpu-f32-cold").over("cpu-all").on("full").at_least(1.0))
                .given(device(DeviceKind::Wgpu))
                .given(discrete_gpu())
                .predicted(Confirmed)
                .because("a driver compiles in seconds, all cores take minutes"),
        )
}
