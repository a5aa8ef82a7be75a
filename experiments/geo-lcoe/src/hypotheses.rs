//! What is claimed, in the order of the plan's table, and what is expected to fail.

use plan_machines::LP as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::{GeoLcoe, world::Size};

pub(crate) fn add(declaration: Declaration<GeoLcoe>) -> Declaration<GeoLcoe> {
    declaration
        .hypothesis(
            guarded(Hypothesis::new("what a country costs belongs in a table"), &["map", "table"])
                .expect(speedup("table").over("map").on("full").at_least(4.0))
                .predicted(Confirmed)
                .because("a hashed name and three powers at every point, for 200 countries"),
        )
        .hypothesis(
            guarded(Hypothesis::new("the rest is memory traffic"), &["simd"])
                .expect(metric("simd", "share-of-copy").on("full").at_least(0.6))
                .predicted(Confirmed)
                .because("two divisions for a point, sixteen points at once, and 53 MB for a pass"),
        )
        // The plan says 0.8 for each core. A target cannot grow with the cores, so it is said for the least number of them, and
        // once more for twice as many: more cores are asked for less than the plan asks.
        .hypothesis(
            guarded(Hypothesis::new("W cores give W times: four"), &["simd-threads"])
                .expect(speedup("simd-threads").over("simd").on("full").at_least(0.8 * 4.0))
                .given(performance_cores(4))
                .predicted(Refuted)
                .because("a few cores fill the memory's bandwidth"),
        )
        .hypothesis(
            guarded(Hypothesis::new("W cores give W times: eight"), &["simd-threads"])
                .expect(speedup("simd-threads").over("simd").on("full").at_least(0.8 * 8.0))
                .given(performance_cores(8))
                .predicted(Refuted)
                .because("a few cores fill the memory's bandwidth"),
        )
        .hypothesis(
            Hypothesis::new("fusing spares a round trip over the bus: wgpu")
                .expect(speedup("wgpu-fused").over("wgpu-separate").on("full").at_least(2.0))
                .given(device(DeviceKind::Wgpu))
                .predicted(Confirmed)
                .because("the separate passes also measure 2.6 million distances on the host"),
        )
        .hypothesis(
            Hypothesis::new("fusing spares a round trip over the bus: CUDA")
                .expect(speedup("cuda-fused").over("cuda-separate").on("full").at_least(2.0))
                .given(device(DeviceKind::Cuda))
                .predicted(Refuted)
                .because("47 MB cross the bus instead of 78, and the search takes as long"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays for the cost formula alone: wgpu")
                .expect(speedup("wgpu-cost-only").over("simd-threads").on("full").at_least(5.0))
                .given(device(DeviceKind::Wgpu))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("the same 57 MB cross a slower bus"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays for the cost formula alone: CUDA")
                .expect(speedup("cuda-cost-only").over("simd-threads").on("full").at_least(5.0))
                .given(device(DeviceKind::Cuda))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("the same 57 MB cross a slower bus"),
        )
        .hypothesis(
            guarded(Hypothesis::new("fusing pays on the CPU too"), &["separate-threads", "fused-threads"])
                .expect(speedup("fused-threads").over("separate-threads").on("full").at_least(1.2))
                .predicted(Refuted)
                .because("the plan has the distances take 20 to 100 times as long as the costs"),
        )
        .hypothesis(
            Hypothesis::new("one technology will do for both, and f32 for annuities")
                .expect(accurate("one-technology").on("small"))
                .expect(accurate("annuities-f32").on("small"))
                .predicted(Inaccurate)
                .because("an electrolyser that stands still costs too, and 1.0001 has four digits of interest in f32"),
        )
        .hypothesis(
            guarded(Hypothesis::new("vector units beat what Python users have"), &["simd"])
                .expect(speedup("simd").over("numpy").on("full").at_least(3.0))
                .predicted(Confirmed)
                .because("each operation of NumPy is a pass over memory of its own"),
        )
}

/// No variant on the CPU holds more than the input, the answer, and all distances once.
fn guarded(hypothesis: Hypothesis, variants: &[&str]) -> Hypothesis {
    variants.iter().fold(hypothesis, |hypothesis, variant| {
        hypothesis.guard(peak_memory(variant).on("full").at_most(Size::FULL.memory()))
    })
}
