//! What is claimed, in the order of the plan's table, and then the curve: from which size on each way pays.

use plan_machines::LP as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::{LpAssembly, matrix::Shape};

const SMALL: (&str, Shape) = ("small", Shape::SMALL);
const MID: (&str, Shape) = ("mid", Shape::MID);
const FULL: (&str, Shape) = ("full", Shape::FULL);
const HUGE: (&str, Shape) = ("huge", Shape::HUGE);

pub(crate) fn add(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    curve(peers(years(devices(digits(declaration)))))
}

/// By the plan's own share of 10 % a free assembly would be worth 1.11x, and 1.2 to 1.3x is claimed.
fn years(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    let moves = |claim: &str, of: &str| {
        Hypothesis::new(claim)
            .expect(speedup(of).over("year-count-sort").on("year").at_least(1.2))
            .claimed("1.2-1.3x", PLANS_MACHINE)
            .predicted(Refuted)
            .because("assembling is about a hundredth of a year, and solving the rest")
    };
    declaration
        .hypothesis(moves("assembly moves the year: columns in order, and nothing to sort", "year-direct"))
        .hypothesis(
            moves("assembly moves the year: on a GPU through wgpu", "year-wgpu")
                .given(device(DeviceKind::Wgpu)),
        )
        .hypothesis(
            moves("assembly moves the year: on a GPU through CUDA", "year-cuda")
                .given(device(DeviceKind::Cuda)),
        )
}

fn digits(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    declaration
        .hypothesis(
            guarded(
                Hypothesis::new("digits beat whole-index counting once caches overflow"),
                &["count-sort", "radix-threads"],
                &[HUGE],
            )
            .expect(speedup("radix-threads").over("count-sort").on("huge").at_least(2.0))
            .given(performance_cores(2))
            .predicted(Confirmed)
            .because("counting writes to a million places in no order, digits to 2,048 and then to a cache"),
        )
        .hypothesis(
            guarded(
                Hypothesis::new("digits do so without any help from threads"),
                &["count-sort", "radix"],
                &[HUGE],
            )
            .expect(speedup("radix").over("count-sort").on("huge").at_least(2.0))
            .predicted(Confirmed)
            .because(
                "entries cross the memory twice, in order or in lines; a whole-index pass waits for each one",
            ),
        )
        .hypothesis(
            guarded(
                Hypothesis::new("buckets are independent, so threads scale"),
                &["radix-threads"],
                &[FULL, HUGE],
            )
            .expect(speedup("radix-threads").over("radix").on("full").at_least(ceiling(0.7)))
            .expect(speedup("radix-threads").over("radix").on("huge").at_least(ceiling(0.7)))
            .given(performance_cores(2))
            .predicted(Open)
            .because(
                "nothing is shared but memory, and the pages of the answer are first touched by all at once",
            ),
        )
        .hypothesis(
            guarded(Hypothesis::new("dense was never an option"), &["direct"], &[SMALL])
                .expect(speedup("direct").over("dense").on("small").at_least(100.0))
                // Four times the 1.6 GB of the array, and the rest of the system.
                .given(memory(8 << 30))
                .predicted(Confirmed)
                .because("200 million cells are looked at for 95,000 that hold something"),
        )
}

fn devices(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    let at_the_plans_size = |variant, kind, name: &str| {
        Hypothesis::new(&format!("a GPU pays at the plan's size: {name}"))
            .expect(speedup(variant).over("direct").on("small").at_least(2.0))
            .given(device(kind))
            .claimed("2-3x", PLANS_MACHINE)
            .predicted(Refuted)
            .because(
                "launches, waits, 1.6 MB up and 1.2 MB down take as long as emitting the columns in order",
            )
    };
    let at_twenty_million = |variant, kind, name: &str| {
        Hypothesis::new(&format!("a GPU pays at 20 million triples: {name}"))
            .expect(speedup(variant).over("radix-threads").on("huge").at_least(2.0))
            .given(device(kind))
            .predicted(Open)
            .because("320 MB go up and 230 MB come down; the cores share a memory that is not much faster than the bus")
    };
    declaration
        .hypothesis(at_the_plans_size("wgpu", DeviceKind::Wgpu, "wgpu"))
        .hypothesis(at_the_plans_size("cuda", DeviceKind::Cuda, "CUDA"))
        .hypothesis(at_twenty_million("cuda", DeviceKind::Cuda, "CUDA"))
        .hypothesis(at_twenty_million("wgpu", DeviceKind::Wgpu, "wgpu"))
}

fn peers(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    declaration.hypothesis(
        guarded(Hypothesis::new("digits beat what Python users have"), &["radix"], &[FULL, HUGE])
            .expect(speedup("radix").over("scipy").on("full").at_least(1.0))
            .expect(speedup("radix").over("scipy").on("huge").at_least(1.5))
            .predicted(Open)
            .because("scipy passes over the entries once, by column, and sorts short columns where they stand: less than the baseline does"),
    )
}

/// The crossovers, one expectation for each point of a curve: each has its own ratio and verdict, so that `show` tells from
/// which size on a way pays, whatever was predicted for all of them.
fn curve(declaration: Declaration<LpAssembly>) -> Declaration<LpAssembly> {
    let curve = |claim: &str, of: &'static str, over: &'static str, points: &[(&str, Shape)]| {
        points.iter().fold(Hypothesis::new(claim), |hypothesis, (workload, _)| {
            hypothesis.expect(speedup(of).over(over).on(workload).at_least(1.0))
        })
    };
    declaration
        .hypothesis(
            curve("digits pay at every size", "radix", "count-sort", &[SMALL, MID, FULL, HUGE])
                .predicted(Confirmed)
                .because("below that both work in the cache, and neither can win by much"),
        )
        .hypothesis(
            curve(
                "a second core pays from half a million triples on",
                "radix-threads",
                "radix",
                &[MID, FULL, HUGE],
            )
            .given(performance_cores(2))
            .predicted(Confirmed)
            .because("waking a thread takes microseconds, half a million triples take milliseconds"),
        )
        .hypothesis(
            curve("no sort is as good as not sorting", "direct", "radix", &[SMALL, MID, FULL, HUGE])
                .predicted(Confirmed)
                .because("who knows the matrix comes by its entries in order, and only copies them"),
        )
        .hypothesis(
            curve("the curve of CUDA against one core", "cuda", "radix", &[SMALL, MID, FULL, HUGE])
                .given(device(DeviceKind::Cuda))
                .predicted(Open)
                .because("the crossover is expected between half a million and a million triples"),
        )
        .hypothesis(
            curve("the curve of CUDA against all cores", "cuda", "radix-threads", &[SMALL, MID, FULL, HUGE])
                .given(device(DeviceKind::Cuda))
                .predicted(Open)
                .because("the crossover is expected between 5 and 20 million triples"),
        )
        .hypothesis(
            curve("the curve of wgpu against one core", "wgpu", "radix", &[SMALL, MID, FULL, HUGE])
                .given(device(DeviceKind::Wgpu))
                .predicted(Open)
                .because("the crossover is expected between half a million and a million triples"),
        )
}

/// Four times the bytes of the triples, and no more for threads than their tables.
fn guarded(hypothesis: Hypothesis, variants: &[&str], workloads: &[(&str, Shape)]) -> Hypothesis {
    const EACH_THREAD: f64 = 4e6;
    workloads.iter().fold(hypothesis, |hypothesis, (name, shape)| {
        variants.iter().fold(hypothesis, |hypothesis, variant| {
            hypothesis.guard(peak_memory(variant).on(name).at_most(bytes(shape.memory(), EACH_THREAD)))
        })
    })
}
