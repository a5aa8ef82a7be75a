//! What is claimed, in the order of the plan's table, and what is expected to fail. Baselines are named in every claim: dual
//! simplex unless it says interior point; the algorithm's factors are of one core over one core.

use lp_plan::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::Modes;

pub(crate) fn add(declaration: Declaration<Modes>) -> Declaration<Modes> {
    together(alone(declaration))
}

/// The linear programs alone.
fn alone(declaration: Declaration<Modes>) -> Declaration<Modes> {
    let algorithm = |claim: &str, workload: &str, times: f64| {
        Hypothesis::new(claim).expect(speedup("gasplan").over("baseline").on(workload).at_least(times))
    };
    let because =
        "few columns are ever in, and what one year's prices asked for is nearly what the next year's do";
    declaration
        .hypothesis(
            algorithm("the algorithm alone, one core over one core of dual simplex", "full", 8.0)
                .guard(peak_memory("gasplan").at_most(times_baseline(1.2)))
                .predicted(Confirmed)
                .because(because),
        )
        .hypothesis(
            algorithm("the algorithm alone, one core over one core of dual simplex, large", "large", 12.0)
                .guard(peak_memory("gasplan").at_most(times_baseline(1.2)))
                .predicted(Confirmed)
                .because(because),
        )
        .hypothesis(
            algorithm("it lasts for thirty years of a large trade", "large-30", 12.0)
                .predicted(Confirmed)
                .because("one year in thirty is cold instead of one in five"),
        )
        .hypothesis(
            on_cores(Hypothesis::new("drop-in parallel, over one core of dual simplex"), "parallel", "full")
                .expect(speedup("parallel").over("baseline").on("full").at_least(5.0))
                .claimed("10x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("the basis that chunks carry on is worth more than the cores"),
        )
        .hypothesis(cores_on_top("cores on top of the algorithm", "full").predicted(Open).because(
            "the shared first year is serial, so two cores can give 1.7x and ten 3.8x",
        ))
        .hypothesis(
            on_cores(
                Hypothesis::new("the algorithm and the cores together, over one core of dual simplex"),
                "parallel-gasplan",
                "full",
            )
            .expect(speedup("parallel-gasplan").over("baseline").on("full").at_least(8.0))
            .predicted(Confirmed)
            .because("the algorithm alone is asked for as much, and the cores come on top"),
        )
        .hypothesis(cores_on_top("cores on top of the algorithm, large", "large-30").predicted(Open).because(
            "a first year of thirty is serial, and the others are long enough to be worth a thread",
        ))
        .hypothesis(
            Hypothesis::new("100x on ten performance cores, over one core of interior point")
                .expect(speedup("parallel-gasplan").over("baseline-ipx").on("full").at_least(100.0))
                .given(performance_cores(10))
                .claimed("100-150x", PLANS_MACHINE)
                .predicted(Open)
                .because("14.9 x 3.8 = 57x over dual simplex, and 2.0 to 2.4x more over interior point"),
        )
        .hypothesis(
            Hypothesis::new("100x over what the plan's authors had, on one core: a large trade rebuilt in Pyomo")
                .expect(speedup("gasplan").over("appsi").on("large").at_least(100.0))
                .predicted(Open)
                .because("24.6x over dual simplex, and a modelling layer takes about as long again as its solver, or more"),
        )
}

/// With the grid.
fn together(declaration: Declaration<Modes>) -> Declaration<Modes> {
    let on_a_gpu = |claim: &str, variant: &str, kind| {
        Hypothesis::new(claim)
            .expect(speedup(variant).over("pipeline").on("large").at_least(1.2))
            .given(device(kind))
            .predicted(Refuted)
            .because("the grid is a small part of the whole once it is searched by tiles")
    };
    // All else is equal: the grid is searched on the same device.
    let assembling = |claim: &str, off: &str, kind| {
        Hypothesis::new(claim)
            .expect(speedup(&format!("{off}-assembly")).over(off).on("full").at_least(1.2))
            .given(device(kind))
            .claimed("1.2-1.3x", PLANS_MACHINE)
            .predicted(Refuted)
            .because("the plan's own share leaves 1.11x at most, and a matrix that never changes need not be built again")
    };
    declaration
        .hypothesis(
            Hypothesis::new("the factors of the phases multiply")
                .expect(metric("pipeline-factors", "combined-over-product").on("full").at_least(0.9))
                .claimed("24-40x, 100-150x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("they act on different shares: the grid's factor is of the grid's share and of nothing else"),
        )
        .hypothesis(
            Hypothesis::new("they follow Amdahl, with the shares and the factors of the same run")
                .expect(metric("pipeline-factors", "combined-over-amdahl").on("full").between(0.85, 1.15))
                .predicted(Confirmed)
                .because("the parts run one after the other and share nothing"),
        )
        .hypothesis(assembling("assembling matrices on a GPU is worth switching on: wgpu", "pipeline-wgpu", DeviceKind::Wgpu))
        .hypothesis(assembling("assembling matrices on a GPU is worth switching on: CUDA", "pipeline-cuda", DeviceKind::Cuda))
        .hypothesis(on_a_gpu("the grid on a GPU is worth switching on: wgpu", "pipeline-wgpu", DeviceKind::Wgpu))
        .hypothesis(on_a_gpu("the grid on a GPU is worth switching on: CUDA", "pipeline-cuda", DeviceKind::Cuda))
}

fn cores_on_top(claim: &str, workload: &str) -> Hypothesis {
    on_cores(Hypothesis::new(claim), "parallel-gasplan", workload).expect(
        speedup("parallel-gasplan")
            .over("gasplan")
            .on(workload)
            .at_least(ceiling(0.65).serial("serial-share").parallel("parallel-share")),
    )
}

fn on_cores(hypothesis: Hypothesis, variant: &str, workload: &str) -> Hypothesis {
    let (base, each) = match (variant, workload) {
        ("parallel", _) => MODELS,
        (_, "full") => MASTERS,
        _ => LARGE_MASTERS,
    };
    hypothesis.given(performance_cores(2)).guard(peak_memory(variant).on(workload).at_most(bytes(base, each)))
}

/// What the baseline takes on `full` (33 MB were measured), with room; and for each thread 1.3 times a model of 14,422 columns
/// with its factors.
const MODELS: (f64, f64) = (45e6, 16e6);

/// The same, and for each thread 1.3 times a restricted master: a seventh of the columns.
const MASTERS: (f64, f64) = (45e6, 6e6);

/// The same on `large-30`, where the years alone are 35 MB and the baseline about 180.
const LARGE_MASTERS: (f64, f64) = (200e6, 20e6);
