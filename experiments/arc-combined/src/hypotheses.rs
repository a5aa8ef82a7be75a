//! What is claimed of everything together, and what is expected to fail.

use touchstone::prelude::*;

use crate::ArcCombined;

/// The machine that the plan's claims are for.
const PLANS_MACHINE: &str = "4 x NVIDIA L4";

pub(crate) fn add(declaration: Declaration<ArcCombined>) -> Declaration<ArcCombined> {
    let declaration = declaration
        .hypothesis(
            Hypothesis::new("400 tasks take less than a second")
                .expect(time("masks-parallel").on("full").at_most(1.0))
                .guard(peak_memory("masks-parallel").at_most(times_baseline(1.5)))
                .given(performance_cores(2))
                .claimed("< 1 s", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("3,000 grids of 145 cells are work for two cores, from files to results, and for no GPU"),
        )
        .hypothesis(
            Hypothesis::new("400 tasks with 3,000 pairs take less than 0.3 s on two cores")
                .expect(time("masks-parallel").on("full").at_most(0.3))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("masks run a program in tens of microseconds, and the files hold 4 MB"),
        )
        .hypothesis(
            Hypothesis::new("everything together is 30 times as fast")
                .expect(speedup("masks-parallel").over("sets-sequential").on("full").at_least(30.0))
                .guard(peak_memory("masks-parallel").at_most(times_baseline(1.5)))
                .given(performance_cores(2))
                .claimed("30-50x", PLANS_MACHINE)
                .predicted(Open)
                .because("two cores double what the stages gain, and what reading files takes does not shrink as solving does"),
        )
        .hypothesis(
            Hypothesis::new("everything together is 30 times as fast where tasks are kept packed")
                .expect(speedup("masks-parallel-kept").over("sets-sequential").on("full").at_least(30.0))
                .given(performance_cores(2))
                .predicted(Open)
                .because("then the files are only read and hashed; solving is what is left"),
        )
        .hypothesis(
            Hypothesis::new("batches of all objects pay on cores")
                .expect(speedup("batched").over("masks-parallel").on("full").at_least(1.0))
                .given(performance_cores(2))
                .predicted(Refuted)
                .because("waiting for each other costs, and turning labels into objects again does; nothing is saved"),
        );
    [("batched-gpu", DeviceKind::Wgpu), ("batched-cuda", DeviceKind::Cuda)].into_iter().fold(
        declaration,
        |declaration, (variant, kind)| {
            declaration.hypothesis(
                Hypothesis::new(&format!("a GPU that finds all objects in batches adds a tenth: {variant}"))
                    .expect(speedup(variant).over("masks-parallel").on("full").at_least(1.1))
                    .given(device(kind))
                    .claimed("30-50x", PLANS_MACHINE)
                    .predicted(Refuted)
                    .because("labelling 3,000 grids takes 5 ms of one core: there is nothing left to save"),
            )
        },
    )
}
