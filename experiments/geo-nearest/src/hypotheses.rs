//! What is claimed, in the order of the plan's table, and what is expected to fail.

use plan_machines::LP as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::{GeoNearest, world::Size};

pub(crate) fn add(declaration: Declaration<GeoNearest>) -> Declaration<GeoNearest> {
    declaration
        .hypothesis(
            guarded(Hypothesis::new("a tree beats trying every pair"), &["tree"], &[("small", Size::SMALL)])
                .expect(speedup("tree").over("haversine").on("small").at_least(50.0))
                .predicted(Confirmed)
                .because("a tree visits a few dozen of 1,000 plants"),
        )
        .hypothesis(
            guarded(Hypothesis::new("with few plants brute force on vector units beats a tree"), &["row-table"], FEW)
                .expect(speedup("row-table").over("tree").on("full-200").at_least(2.0))
                .predicted(Confirmed)
                .because("one fused multiply-add for a pair, sixteen pairs at once, and no branch"),
        )
        .hypothesis(
            guarded(Hypothesis::new("blocks of plants keep the table in the cache"), &["row-table"], FULL)
                .expect(speedup("row-table").over("row-table-unblocked").on("full").at_least(1.8))
                .predicted(Confirmed)
                .because("the whole table is 5.8 MB, a block of it 1.5 MB"),
        )
        .hypothesis(
            guarded(Hypothesis::new("with many plants the tree wins"), &["tree"], MANY)
                .expect(speedup("tree").over("row-table").on("full-10000").at_least(1.5))
                .predicted(Open)
                .because("26 thousand million pairs at 4 to 8 thousand million a second against 3.6 s"),
        )
        .hypothesis(
            guarded(
                Hypothesis::new("points are independent, so threads scale"),
                &["tree-threads", "row-table-threads"],
                FULL,
            )
            .expect(speedup("tree-threads").over("tree").on("full").at_least(ceiling(0.8)))
            .expect(speedup("row-table-threads").over("row-table").on("full").at_least(ceiling(0.8)))
            .given(performance_cores(2))
            .predicted(Confirmed)
            .because("rows of the grid share nothing but read-only tables"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays at 10,000 plants, transfers included: wgpu")
                .expect(speedup("wgpu").over("tree-threads").on("full-10000").at_least(5.0))
                .given(device(DeviceKind::Wgpu))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("26 thousand million pairs are little for a GPU, and 21 MB come back"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays at 10,000 plants, transfers included: CUDA")
                .expect(speedup("cuda").over("tree-threads").on("full-10000").at_least(5.0))
                .given(device(DeviceKind::Cuda))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("26 thousand million pairs are little for a GPU, and 21 MB come back"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays at 200 plants: wgpu")
                .expect(speedup("wgpu").over("row-table-threads").on("full-200").at_least(5.0))
                .given(device(DeviceKind::Wgpu))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("bringing the answer back costs 1 to 3 ms, and 8 cores need little more for all of it"),
        )
        .hypothesis(
            Hypothesis::new("a GPU pays at 200 plants: CUDA")
                .expect(speedup("cuda").over("row-table-threads").on("full-200").at_least(5.0))
                .given(device(DeviceKind::Cuda))
                .claimed("5-15x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("bringing the answer back costs 1 to 3 ms, and 8 cores need little more for all of it"),
        )
        .hypothesis(
            Hypothesis::new("f32 dot products, and degrees, are good enough")
                .expect(accurate("dot-f32").on("small"))
                .expect(accurate("plan-degrees").on("small"))
                .claimed("1 %", PLANS_MACHINE)
                .predicted(Inaccurate)
                .because("acos in f32 is up to 1.5 km off near zero, and a degree is not a length"),
        )
        .hypothesis(
            guarded(Hypothesis::new("the tree beats what Python users have"), &["tree"], FULL)
                .expect(speedup("tree").over("scipy").on("full").at_least(1.5))
                .expect(speedup("tree").over("balltree").on("full").at_least(8.0))
                .predicted(Confirmed)
                .because("the anchors were 2.5 s and 19.1 s"),
        )
        .hypothesis(
            guarded(Hypothesis::new("so does the table"), &["row-table"], FEW)
                .expect(speedup("row-table").over("pykdtree").on("full-200").at_least(2.0))
                .predicted(Confirmed)
                .because("the anchors were 0.12 s against 0.57 s"),
        )
        .hypothesis(
            guarded(Hypothesis::new("tiles beat every peer on one thread by far"), &["tiles"], FULL)
                .expect(speedup("tiles").over("pykdtree").on("full").at_least(3.0))
                .expect(speedup("tiles").over("scipy").on("full").at_least(8.0))
                .predicted(Confirmed)
                .because("a tile of the grid has few plants that can win in it, and those are tried on vector units"),
        )
}

const FULL: &[(&str, Size)] = &[("full", Size::full(1_000))];
const FEW: &[(&str, Size)] = &[("full-200", Size::full(200))];
const MANY: &[(&str, Size)] = &[("full-10000", Size::full(10_000))];

/// No type holds points x plants: what a variant takes grows with the points and with the threads, and not with both.
fn guarded(hypothesis: Hypothesis, variants: &[&str], workloads: &[(&str, Size)]) -> Hypothesis {
    const EACH_THREAD: f64 = 4e6;
    workloads.iter().fold(hypothesis, |hypothesis, (name, size)| {
        variants.iter().fold(hypothesis, |hypothesis, variant| {
            hypothesis.guard(peak_memory(variant).on(name).at_most(bytes(size.memory(), EACH_THREAD)))
        })
    })
}
