//! What is claimed of layouts.

use h2_runs::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::Manager;

pub(crate) fn add(declaration: Declaration<Manager>) -> Declaration<Manager> {
    declaration
        .hypothesis(
            Hypothesis::new("columns that the plant owns beat objects")
                .expect(speedup("arrays").over("objects").on("full").at_least(10.0))
                .predicted(Confirmed)
                .because("names are hashed, calls are indirect and a row is allocated in every step; every state is equal to 1e-12"),
        )
        .hypothesis(
            Hypothesis::new("copying costs more than it gives")
                .expect(speedup("arrays").over("gather").on("full").at_least(2.0))
                .predicted(Open)
                .because("gathering and scattering touch more memory than the update itself"),
        )
        .hypothesis(
            Hypothesis::new("the plan's manager beats objects")
                .expect(speedup("gather").over("objects").on("full").at_least(8.0))
                .claimed("8-10x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("the promise was made for objects of Python"),
        )
        .hypothesis(
            Hypothesis::new("a step of the plan's manager takes less than 10 us")
                .expect(time("gather").on("full").at_most(48_000.0 * 10e-6))
                .claimed("< 10 us", PLANS_MACHINE)
                .predicted(Open)
                .because("compiled, the whole step may take less; the plan counts thermal masses alone"),
        )
        .hypothesis(blocks("whole vectors pay at 500 components").expect(
            speedup("blocks").over("arrays").on("full-10x").at_least(1.3),
        ))
        .hypothesis(blocks("whole vectors pay at 5,000 components").expect(
            speedup("blocks").over("arrays").on("full-100x").at_least(1.3),
        ))
        .hypothesis(
            blocks("whole vectors do not pay at 50 components")
                .expect(speedup("arrays").over("blocks").on("full").at_least(1.0 / 1.3)),
        )
        .hypothesis(
            Hypothesis::new("a step of columns allocates nothing")
                .expect(count("arrays", "allocations").on("smoke").at_most(0.0))
                .expect(count("arrays", "allocations").on("small").at_most(0.0))
                .predicted(Confirmed)
                .because("room for the log is made beforehand"),
        )
}

fn blocks(claim: &str) -> Hypothesis {
    Hypothesis::new(claim)
        .predicted(Open)
        .because("masses and pumps go through whole vectors, but most of a step is look-ups and logarithms")
}
