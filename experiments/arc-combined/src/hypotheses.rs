//! What is claimed of everything together, and what is expected to fail.

use arc_runs::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::ArcCombined;

pub(crate) fn add(declaration: Declaration<ArcCombined>) -> Declaration<ArcCombined> {
    let declaration = declaration
        .hypothesis(
            whole(Hypothesis::new("400 tasks take less than a second"), "masks-parallel")
                .expect(time("masks-parallel").on("full").at_most(1.0))
                .given(performance_cores(2))
                .claimed("< 1 s", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("3,000 grids of 145 cells are work for two cores, from files to results, and for no GPU"),
        )
        .hypothesis(
            whole(Hypothesis::new("the first run takes less than 0.3 s, with nothing kept"), "masks-parallel-cold")
                .expect(time("masks-parallel-cold").on("full").at_most(0.3))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("masks run a program in tens of microseconds, and the files hold 4 MB"),
        )
        .hypothesis(
            whole(Hypothesis::new("everything together is 30 times as fast"), "masks-parallel")
                .expect(speedup("masks-parallel").over("sets-sequential").on("full").at_least(30.0))
                .given(performance_cores(2))
                .claimed("30-50x", PLANS_MACHINE)
                .predicted(Open)
                .because("tasks and bytecode are kept, and only hashed again; solving is what is left, on two cores"),
        )
        .hypothesis(
            whole(Hypothesis::new("one core, masks and what was kept are ten times as fast"), "masks")
                .expect(speedup("masks").over("sets-sequential").on("full").at_least(10.0))
                .predicted(Open)
                .because("no program is ten times as fast on masks; what was kept need not be read, and 400 files of results are one"),
        )
        .hypothesis(
            whole(Hypothesis::new("cores help from files to results"), "masks-parallel")
                .expect(speedup("masks-parallel").over("masks").on("full").at_least(ceiling(0.7)))
                .given(performance_cores(2))
                .predicted(Open)
                .because("running programs is what is left when tasks and bytecode are kept, and it spreads; recording does not"),
        )
        .hypothesis(
            whole(Hypothesis::new("it is 30 times as fast without the stage that records"), "masks-parallel")
                .expect(metric("sets-sequential", "time.all-but-record").relative_to("masks-parallel").on("full").at_least(30.0))
                .given(performance_cores(2))
                .predicted(Refuted)
                .because("how long files take hangs on the file system; no program is 30 times as fast"),
        )
        .hypothesis(
            whole(Hypothesis::new("the first run is 30 times as fast, with nothing kept"), "masks-parallel-cold")
                .expect(speedup("masks-parallel-cold").over("sets-sequential").on("full").at_least(30.0))
                .given(performance_cores(2))
                .claimed("30-50x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("reading and parsing take as long as solving does on two cores, and shrink less"),
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

/// Nothing that was kept fell back, no row is lost, and memory stays.
fn whole(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis
        .guard(metric(variant, "caches-refused").at_most(0.0))
        .guard(metric(variant, "pairs-not-recorded").at_most(0.0))
        .guard(peak_memory(variant).at_most(times_baseline(1.5)))
}
