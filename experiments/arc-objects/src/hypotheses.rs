//! What is claimed, in the order of the plan's table, and what is expected to fail.

use plan_machines::ARC as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::{
    ArcObjects,
    peers::{LIBRARIES, asked_over},
};

/// Batches above 70 cells, on which the plan's switch is judged: where each grid has its own launch their number makes no difference.
const PLANS_SWITCH: [&str; 3] = ["table-71-200-x100", "table-201-500-x100", "table-501-900-x100"];

/// Fewer grids than go together.
const FEW: &str = "table-71-200-x10";

/// Whether a hypothesis speaks of this entry of the table.
pub(crate) fn of_table(entry: &str) -> bool {
    PLANS_SWITCH.contains(&entry) || entry == FEW
}

/// Of the fastest choice.
const REGRET: f64 = 0.10;

pub(crate) fn add(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    against_others(rules(devices(lock_step(processors(declaration)))))
}

fn processors(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    declaration
        .hypothesis(
            Hypothesis::new("masks beat sets")
                .expect(speedup("bitboard").over("set").on("small").at_least(30.0))
                .guard(peak_memory("bitboard").at_most(times_baseline(1.5)))
                .predicted(Confirmed)
                .because("44 to 107 times was measured on a virtual machine of two cores: a row of cells is one number"),
        )
        .hypothesis(
            Hypothesis::new("masks beat breadth-first search")
                .expect(speedup("bitboard").over("bfs").on("small").at_least(3.5))
                .guard(peak_memory("bitboard").at_most(times_baseline(1.5)))
                .predicted(Confirmed)
                .because("4.3 to 7.9 times was measured"),
        )
        .hypothesis(
            Hypothesis::new("runs win when objects are many")
                .expect(speedup("runs").over("bitboard").on("noise").at_least(1.5))
                .guard(peak_memory("runs").relative_to("bitboard").on("noise").at_most(1.5))
                .predicted(Open)
                .because("masks sweep the whole grid once for every object, runs once for all"),
        )
        .hypothesis(
            Hypothesis::new("grids scale over cores")
                .expect(speedup("bitboard-parallel").over("bitboard").on("full").at_least(ceiling(0.8)))
                .guard(peak_memory("bitboard-parallel").relative_to("bitboard").on("full").at_most(1.5))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("no grid knows of another, and there are 100,000"),
        )
}

/// Vectors that have a cell of sixteen grids, beside masks that have the cells of a row.
fn lock_step(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    let beats = |name: &str, workload: &str, least: f64| {
        Hypothesis::new(name)
            .expect(speedup("lockstep").over("bitboard").on(workload).at_least(least))
            .guard(peak_memory("lockstep").relative_to("bitboard").on(workload).at_most(1.5))
    };
    declaration
        .hypothesis(
            beats("sixteen grids in lock step beat one after the other", "small", 1.2)
                .predicted(Confirmed)
                .because("what a grid costs depends on its cells, and not on how many objects they are; 1.5 times was measured by hand"),
        )
        .hypothesis(
            beats("lock step wins when objects are many", "noise", 2.5)
                .predicted(Confirmed)
                .because("masks flood one object after the other, sweeps all of them at once; 4 times was measured by hand"),
        )
        .hypothesis(
            beats("lock step pays for ten grids", FEW, 1.0)
                .predicted(Refuted)
                .because("six of sixteen lanes have nothing to do, and the others have as many cells as the largest grid"),
        )
        .hypothesis(
            beats("lock step pays for long paths", "spirals", 1.0)
                .predicted(Refuted)
                .because("each turn back takes a sweep of its own, and masks climb and sink on the one object that is there"),
        )
        .hypothesis(
            beats("lock step pays over all modes", "full", 1.2)
                .predicted(Open)
                .because("where a grid has few objects, as with colours that all join, masks are done sooner"),
        )
}

fn devices(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    let declaration = [("cuda", DeviceKind::Cuda), ("wgpu", DeviceKind::Wgpu)].into_iter().fold(
        declaration,
        |declaration, (variant, kind)| {
            declaration.hypothesis(
                Hypothesis::new(&format!("a GPU beats all cores in large batches: {variant}"))
                    .expect(speedup(variant).over("bitboard-parallel").on("full").at_least(2.0))
                    .expect(speedup(variant).over("lockstep-parallel").on("full").at_least(2.0))
                    .given(device(kind))
                    .given(discrete_gpu())
                    .predicted(Open)
                    .because("73 bytes go there and 290 come back: PCIe 4 moves 60 to 70 million grids a second, 16 cores label 10 million"),
            )
        },
    );
    [("cuda-each", DeviceKind::Cuda), ("wgpu-each", DeviceKind::Wgpu)].into_iter().fold(
        declaration,
        |declaration, (variant, kind)| {
            PLANS_SWITCH.into_iter().fold(declaration, |declaration, workload| {
                declaration.hypothesis(
                    Hypothesis::new(&format!("above 70 cells the GPU is faster: {variant}, {workload}"))
                        .expect(speedup(variant).over("bitboard").on(workload).at_least(2.0))
                        .given(device(kind))
                        .claimed("2-6x", PLANS_MACHINE)
                        .predicted(Refuted)
                        .because("a launch, two copies and waiting take 20 to 60 us, which is more than a core needs for any grid"),
                )
            })
        },
    )
}

fn rules(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    let regret = |variant: &str| metric(variant, "regret").on("table").at_most(REGRET);
    let kinds = [("", DeviceKind::Cuda), ("-wgpu", DeviceKind::Wgpu)];
    kinds.into_iter().fold(declaration, |declaration, (behind, kind)| {
        let named = |rule: &str| format!("{rule}{behind}");
        let seventy = |rule: &str, because: &str| {
            Hypothesis::new(&format!("the 70-cell rule is near the best choice: {}", named(rule)))
                .expect(regret(&named(rule)))
                .given(device(kind))
                .claimed("70 cells", PLANS_MACHINE)
                .predicted(Refuted)
                .because(because)
        };
        declaration
            .hypothesis(seventy("seventy-batch", "it ignores how many grids there are: one of 900 cells pays for a whole launch"))
            .hypothesis(seventy("seventy-each", "each of its launches takes longer than a core takes for its grid"))
            .hypothesis(
                Hypothesis::new(&format!("a rule of batch sizes is near the best choice: {}", named("model")))
                    .expect(regret(&named("model")))
                    .given(device(kind))
                    .predicted(Confirmed)
                    .because("a launch costs the same whatever is in it, so it is shared by the grids of a batch; 30 to 200 should pay for it"),
            )
    })
}

fn against_others(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    let each = LIBRARIES.into_iter().fold(
        Hypothesis::new("masks beat what Python has, called for each grid"),
        |hypothesis, library| {
            let asked = asked_over(library);
            hypothesis
                .expect(speedup("bitboard").over(&format!("{library}-each")).on("small").at_least(asked))
        },
    );
    let packed = LIBRARIES.into_iter().fold(
        Hypothesis::new("masks beat what Python has, called once for one image of all grids"),
        |hypothesis, library| {
            hypothesis
                .expect(speedup("bitboard").over(&format!("{library}-packed")).on("small").at_least(1.0))
        },
    );
    declaration
        .hypothesis(
            each.predicted(Confirmed)
                .because("a call takes 5 to 20 us, and masks take 2 us for the whole grid; OpenCV took 32 to 37, scipy 72 to 95"),
        )
        .hypothesis(packed.predicted(Open).because("labelling a large image is what these libraries are made for"))
        .hypothesis(
            Hypothesis::new("masks beat imageproc")
                .expect(speedup("bitboard").over("imageproc-each").on("small").at_least(2.0))
                .expect(speedup("bitboard").over("imageproc-packed").on("small").at_least(2.0))
                .predicted(Confirmed)
                .because("it too is compiled and knows colours, but goes from cell to cell"),
        )
}
