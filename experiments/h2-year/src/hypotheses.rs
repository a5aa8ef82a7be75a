//! What is claimed of the whole, in the order of the plan's table.

use h2_runs::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::Year;

pub(crate) fn add(declaration: Declaration<Year>) -> Declaration<Year> {
    declaration
        .hypothesis(
            Hypothesis::new("the whole stack pays")
                .expect(speedup("arrays").over("faithful").on("full").at_least(20.0))
                .claimed("24x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("a sketch went from 17.8 s to 0.70 s; figures and every hour within 1e-4 of the equation of state"),
        )
        .hypothesis(
            Hypothesis::new("a step costs microseconds")
                .expect(time("arrays").on("full").at_most(2.1))
                .claimed("24 h to 1-4 h for a year", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("525,600 steps of 4 us; the target is meant for 2.5 GHz or more"),
        )
        .hypothesis(
            Hypothesis::new("phases multiply")
                .expect(metric("phases", "share-of-product").on("small").at_least(0.8))
                .claimed("8x times 3x is 24x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("each phase speeds up a part of the step, and parts do not multiply (Amdahl)"),
        )
        .hypothesis(
            Hypothesis::new("memory is no issue")
                .expect(peak_memory("arrays").on("full").at_most(MIB * 32.0))
                .guard(metric("arrays", "hours-a-year").on("full").between(8760.0 - 1e-6, 8760.0 + 1e-6))
                .guard(metric("arrays", "log-a-year").on("full").at_most(5e6))
                .claimed("< 300 MB", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("a state of some hundred numbers, two tables of 0.6 MB, and a row for every hour"),
        )
        .hypothesis(
            Hypothesis::new("nor is it over 25 years")
                .expect(peak_memory("arrays").on("full-25").at_most(MIB * 48.0))
                .guard(metric("arrays", "log-a-year").on("full-25").at_most(5e6))
                .predicted(Confirmed)
                .because("what grows is the hourly table, by a megabyte a year"),
        )
        .hypothesis(
            // A ratio within a round: two processes, of which one goes on from a copy of itself every day.
            Hypothesis::new("two runs are the same run")
                .expect(same_hash("smoke"))
                .expect(same_hash("full"))
                .predicted(Confirmed)
                .because("every sum has one order, and one implementation of exponentials and logarithms serves all"),
        )
        .hypothesis(
            Hypothesis::new("f32 is enough")
                .expect(accurate("arrays-f32").on("full"))
                .predicted(Open)
                .because("temperatures lose 3e-5 K a step but contract; plain f32 sums do not, so what adds up is in whole milligrams and joules"),
        )
        .hypothesis(
            Hypothesis::new("compiled Python is slower than compiled columns")
                .expect(speedup("arrays").over("numba").on("full").at_least(1.0))
                .predicted(Open)
                .because("both compile the same loop; nothing was measured yet"),
        )
        .hypothesis(
            Hypothesis::new("every hour of a year can be had as a table, and the cost of a kilogram from it")
                .expect(count("hourly-table", "rows").on("full").at_least(8760.0))
                .expect(count("hourly-table", "lcoh-off").on("full").at_most(1e-9))
                .predicted(Confirmed)
                .because("sums of hours are kept in f64"),
        )
        .hypothesis(
            Hypothesis::new("weather of yours runs as ours does")
                .expect(accurate("arrays-by-day").on("real"))
                .predicted(Confirmed)
                .because("a profile is hourly numbers, wherever they come from"),
        )
}

const MIB: f64 = 1_048_576.0;

fn same_hash(workload: &str) -> touchstone::Expected {
    metric("arrays-by-day", "state-hash").relative_to("arrays").on(workload).between(1.0 - 1e-15, 1.0 + 1e-15)
}
