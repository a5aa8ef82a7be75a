//! What is claimed of cores.

use touchstone::prelude::*;

use crate::{PLANS_MACHINE, Scaling};

/// What a serial run of 64 scenarios takes, with their weather and room to spare; and what each thread may add.
const BASE: f64 = 48e6;
const EACH_THREAD: f64 = 1_048_576.0;

pub(crate) fn add(declaration: Declaration<Scaling>) -> Declaration<Scaling> {
    declaration
        .hypothesis(
            Hypothesis::new("scenarios scale as far as the machine does")
                .expect(
                    speedup("scenarios")
                        .over("serial")
                        .on("full")
                        .at_least(ceiling(0.95).serial("serial-share").parallel("parallel-share")),
                )
                .guard(peak_memory("scenarios").on("full").at_most(bytes(BASE, EACH_THREAD)))
                .given(performance_cores(2))
                .given(quiet_host())
                .predicted(Confirmed)
                .because("they share nothing but what is constant; their results are equal to the bit on any number of threads"),
        )
        .hypothesis(of_scenarios("scenarios on two cores", "scenarios-2", 2))
        .hypothesis(
            of_scenarios("scenarios on four cores", "scenarios-4", 4).claimed("3-4x", PLANS_MACHINE),
        )
        .hypothesis(of_scenarios("scenarios on eight cores", "scenarios-8", 8))
        .hypothesis(
            Hypothesis::new("four cores share the components of a step")
                .expect(speedup("components-4").over("serial").on("plant-50").at_least(3.0))
                .given(performance_cores(4))
                .given(quiet_host())
                .claimed("3-4x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("a step lasts 4 us, and waking a thread longer: below 1x"),
        )
        .hypothesis(
            Hypothesis::new("four cores that never sleep share the components of a step")
                .expect(speedup("components-spin-4").over("serial").on("plant-50").at_least(3.0))
                .given(performance_cores(4))
                .given(quiet_host())
                .claimed("3-4x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("there are four barriers in a step, and two trains for four threads"),
        )
        .hypothesis(
            Hypothesis::new("the pool gains nothing below 2,000 components")
                .expect(speedup("serial").over("components-2").on("plant-50").at_least(1.0))
                .expect(speedup("serial").over("components-2").on("plant-500").at_least(1.0))
                .given(performance_cores(2))
                .given(quiet_host())
                .predicted(Confirmed)
                .because("a step of 500 components lasts as long as a few wake-ups"),
        )
        .hypothesis(
            Hypothesis::new("the pool gains something from 5,000 components on")
                .expect(speedup("components-2").over("serial").on("plant-5000").at_least(1.0))
                .expect(speedup("components-2").over("serial").on("plant-50000").at_least(1.0))
                .given(performance_cores(2))
                .given(quiet_host())
                .predicted(Open)
                .because("the plan's document puts the crossover at 2,000 components or more"),
        )
}

/// 64 scenarios fill two, four and eight threads evenly.
fn of_scenarios(claim: &str, variant: &str, cores: u32) -> Hypothesis {
    Hypothesis::new(claim)
        .expect(speedup(variant).over("serial").on("full").at_least(ceiling(0.95)))
        .guard(peak_memory(variant).on("full").at_most(bytes(BASE, EACH_THREAD)))
        .given(performance_cores(cores))
        .given(quiet_host())
        .predicted(Confirmed)
        .because("they share nothing but what is constant")
}
