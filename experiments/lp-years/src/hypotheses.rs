//! What is claimed, in the order of the plan's table, and what is expected to fail.

use lp_plan::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::Years;

pub(crate) fn add(declaration: Declaration<Years>) -> Declaration<Years> {
    let chain = |claim: &str, workload: &str, times: f64| {
        Hypothesis::new(claim)
            .expect(speedup("chain").over("rebuild").on(workload).at_least(times))
            .guard(peak_memory("chain").at_most(times_baseline(1.2)))
            .predicted(Confirmed)
            .because("a year's optimum is a few hundred simplex steps away from that of the year before")
    };
    let saves = |claim: &str, of: &str, over: &str, workload: &str, left: f64| {
        Hypothesis::new(claim)
            .expect(count(of, "iterations").relative_to(over).every_seed(SEEDS).on(workload).at_most(left))
    };
    declaration
        .hypothesis(chain("a basis carries over, in a small model", "small", 4.0))
        .hypothesis(chain("a basis carries over", "full", 3.0))
        .hypothesis(chain("a basis carries over, in a large model", "large", 2.5))
        .hypothesis(
            saves("it saves work, not just time", "chain", "rebuild", "full", 0.4)
                .predicted(Confirmed)
                .because("the anchor was 8,629 steps cold and 2,497 warm"),
        )
        .hypothesis(
            saves("it saves work in a large model too", "chain", "rebuild", "large", 0.5)
                .predicted(Confirmed)
                .because("the anchor was 14,900 steps cold and 6,100 warm"),
        )
        .hypothesis(
            Hypothesis::new("the choice of the cold solver matters")
                .expect(speedup("rebuild").over("rebuild-ipx").on("full").at_least(1.5))
                .predicted(Confirmed)
                .because("the plan's interior point needs a crossover, and starts warm from nothing"),
        )
        .hypothesis(
            on_cores(Hypothesis::new("cold years scale as far as 31 of them can be shared out"), "cold-parallel")
                .expect(
                    speedup("cold-parallel")
                        .over("rebuild")
                        .on("full")
                        .at_least(ceiling(0.8).serial("serial-share").parallel("parallel-share")),
                )
                .claimed("10x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("years share nothing; ten cores would be busy for as long as four years take, so 7.75x at most"),
        )
        .hypothesis(
            saves("the plan's cascade warms its batches", "plan-cascade", "cold-parallel", "full", 0.8)
                .claimed("warm starts go with the batches", PLANS_MACHINE)
                .predicted(Refuted)
                .because("only the first year of each later batch starts warm: 3 of 31"),
        )
        .hypothesis(
            saves("chunks from one shared basis do", "chunks-10", "cold-parallel", "full", 0.5)
                .expect(speedup("chunks").over("cold-parallel").on("full").at_least(2.0))
                .guard(peak_memory("chunks").on("full").at_most(bytes(BASE, EACH_MODEL)))
                .predicted(Confirmed)
                .because("one year is solved cold, and every other one starts from a year that is near"),
        )
        .hypothesis(
            on_cores(Hypothesis::new("cores add to the chain"), "chunks")
                .expect(
                    speedup("chunks")
                        .over("chain")
                        .on("full")
                        .at_least(ceiling(0.65).serial("serial-share").parallel("parallel-share")),
                )
                .predicted(Open)
                .because("the shared first year is serial, so two cores can give 1.7x and ten 3.5x"),
        )
        .hypothesis(
            Hypothesis::new("the solver's own threads replace ours")
                .expect(speedup("solver-threads").over("rebuild").on("full").at_least(1.2))
                .given(performance_cores(2))
                .predicted(Refuted)
                .because("parallel simplex has little to share out in a model of this size"),
        )
        .hypothesis(
            Hypothesis::new("the same engine through Python gives the same chain")
                .expect(speedup("chain").over("highspy-chain").on("full").between(0.9, 1.1))
                .predicted(Confirmed)
                .because("both spend their time in the same solver"),
        )
        .hypothesis(
            Hypothesis::new("the chain beats what the plan's authors had")
                .expect(speedup("chain").over("appsi").on("full").at_least(5.0))
                .predicted(Confirmed)
                .because("Pyomo builds its model anew every year, and the solver starts cold"),
        )
        .hypothesis(
            Hypothesis::new("linear programs of yours are solved year by year, and certified")
                .expect(accurate("rebuild").on("mps"))
                .expect(accurate("chain").on("mps"))
                .expect(accurate("chunks").on("mps"))
                .predicted(Confirmed)
                .because("a basis of last year is a start for any program, and every answer has its certificate"),
        )
}

/// Steps are counted once with each of these seeds.
const SEEDS: u32 = 6;

/// What a worker needs besides its models.
const BASE: f64 = 100e6;

/// A model of 14,422 columns and its factors, with room.
const EACH_MODEL: f64 = 60e6;

fn on_cores(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis
        .given(performance_cores(2))
        .guard(peak_memory(variant).on("full").at_most(bytes(BASE, EACH_MODEL)))
}
