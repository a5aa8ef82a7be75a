//! What is claimed of batches, and what is expected to fail.

use plan_machines::ARC as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::ArcBatch;

/// What batches are claimed to give, "proven": 35x is 9.35x, measured on one card, times four cards that were not.
const CLAIMED: &str = "10-35x";

pub(crate) fn add(declaration: Declaration<ArcBatch>) -> Declaration<ArcBatch> {
    devices(cores(declaration))
}

fn cores(declaration: Declaration<ArcBatch>) -> Declaration<ArcBatch> {
    declaration
        .hypothesis(
            guarded(Hypothesis::new("one buffer beats boxed rows on one core"), "ragged")
                .expect(speedup("ragged").over("boxed").on("batch-200").at_least(3.0))
                .expect(speedup("ragged").over("boxed").on("small").at_least(3.0))
                .expect(speedup("ragged").over("boxed").on("full").at_least(3.0))
                .predicted(Confirmed)
                .because("a dozen rows of twelve cells are a dozen calls of the allocator for every grid that comes out"),
        )
        .hypothesis(
            guarded(Hypothesis::new("batches scale over cores"), "ragged-parallel")
                .expect(speedup("ragged-parallel").over("ragged").on("full").at_least(ceiling(0.7)))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("grids share nothing but memory, and each is written to its own place"),
        )
}

fn devices(declaration: Declaration<ArcBatch>) -> Declaration<ArcBatch> {
    // Against one thread of the slow form, as the plan measured it.
    let over_boxes = |claim: &str, variant, kind, workload, prediction, because: &str| {
        Hypothesis::new(claim)
            .expect(speedup(variant).over("boxed").on(workload).at_least(10.0))
            .given(device(kind))
            .given(discrete_gpu())
            .claimed(CLAIMED, PLANS_MACHINE)
            .predicted(prediction)
            .because(because)
    };
    let slow_form = "boxed rows on one thread take some hundred nanoseconds for a grid, the bus six";
    let too_few = "packing, launching and waiting cost more than 200 small rotations";
    let over_cores = |claim: &str, variant, kind, prediction, because: &str| {
        Hypothesis::new(claim)
            .expect(speedup(variant).over("ragged-parallel").on("full").at_least(2.0))
            .given(device(kind))
            .given(discrete_gpu())
            .given(performance_cores(8))
            .predicted(prediction)
            .because(because)
    };
    let both_ways = "146 bytes cross the bus for a grid, and one core packs and unpacks them; eight cores need as long for the work itself";
    let stays = "nothing crosses the bus but answers, and the memory of a card is ten times as fast";
    declaration
        .hypothesis(over_boxes(
            "a GPU turns 100,000 grids ten times as fast: CUDA",
            "cuda",
            DeviceKind::Cuda,
            "full",
            Confirmed,
            slow_form,
        ))
        .hypothesis(over_boxes(
            "a GPU turns 100,000 grids ten times as fast: wgpu",
            "wgpu",
            DeviceKind::Wgpu,
            "full",
            Confirmed,
            slow_form,
        ))
        .hypothesis(over_boxes(
            "a GPU turns 200 grids ten times as fast, the plan's batch: CUDA",
            "cuda",
            DeviceKind::Cuda,
            "batch-200",
            Refuted,
            too_few,
        ))
        .hypothesis(over_boxes(
            "a GPU turns 200 grids ten times as fast, the plan's batch: wgpu",
            "wgpu",
            DeviceKind::Wgpu,
            "batch-200",
            Refuted,
            too_few,
        ))
        .hypothesis(over_cores(
            "a GPU beats the best form on all cores, end to end: CUDA",
            "cuda",
            DeviceKind::Cuda,
            Refuted,
            both_ways,
        ))
        .hypothesis(over_cores(
            "a GPU beats the best form on all cores, end to end: wgpu",
            "wgpu",
            DeviceKind::Wgpu,
            Refuted,
            both_ways,
        ))
        .hypothesis(over_cores(
            "a GPU beats the best form on all cores where the grids stay on it: CUDA",
            "cuda-resident",
            DeviceKind::Cuda,
            Open,
            stays,
        ))
        .hypothesis(over_cores(
            "a GPU beats the best form on all cores where the grids stay on it: wgpu",
            "wgpu-resident",
            DeviceKind::Wgpu,
            Open,
            stays,
        ))
}

/// On every workload of the hypothesis.
fn guarded(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis.guard(peak_memory(variant).at_most(times_baseline(1.5)))
}
