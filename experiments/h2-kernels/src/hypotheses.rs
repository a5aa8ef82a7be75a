//! What is claimed, in the order of the plan's table, and what is expected to fail.

use touchstone::prelude::*;

use crate::{H2Kernels, SHIFT, SHORT};

/// The machine that the plan's claims are for.
const PLANS_MACHINE: &str = "a 4-core CPU, Python 3.10, Numba 0.57";

/// Seconds of a call on `full-50` whose steps of all its masses take so many nanoseconds.
fn steps_of_50(nanoseconds: f64) -> f64 {
    SHIFT as f64 * nanoseconds * 1e-9
}

/// Seconds of a call on `full` whose updates take so many nanoseconds each.
fn updates_of_a_million(nanoseconds: f64) -> f64 {
    SHORT as f64 * 1e6 * nanoseconds * 1e-9
}

pub(crate) fn add(declaration: Declaration<H2Kernels>) -> Declaration<H2Kernels> {
    integrators(layouts(declaration))
        .hypothesis(
            Hypothesis::new("the analytic derivative pays, and so does the current of the step before")
                .expect(speedup("newton-analytic").over("newton-numeric").on("full-cells").at_least(1.8))
                .expect(speedup("newton-warm").over("newton-analytic").on("full-cells").at_least(1.3))
                .predicted(Confirmed)
                .because("a central difference asks for three voltages in place of one, and a warm start saves two steps of five"),
        )
        .hypothesis(
            Hypothesis::new("a tank table in density needs no iteration")
                .expect(speedup("tank-direct").over("tank-iterated").on("full-tanks").at_least(3.0))
                .predicted(Confirmed)
                .because("a fixed point leaves a fifth of its error at 360 bar, so 1e-4 takes half a dozen look-ups"),
        )
}

fn layouts(declaration: Declaration<H2Kernels>) -> Declaration<H2Kernels> {
    declaration
        .hypothesis(
            Hypothesis::new("an update costs nanoseconds: 250 for 50 masses, 4 for each of a million")
                .expect(time("batch").on("full-50").at_most(steps_of_50(250.0)))
                .expect(time("batch").on("full").at_most(updates_of_a_million(4.0)))
                .predicted(Confirmed)
                .because("137 ns and 2.7 ns were measured on a virtual machine of two cores"),
        )
        .hypothesis(
            Hypothesis::new("thermal steps in a batch are 100 times as fast as objects")
                .expect(speedup("batch").over("objects").on("full-50").at_least(100.0))
                .claimed("100x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("compiled objects take a few tens of nanoseconds, of which 100 times less is no time at all"),
        )
        .hypothesis(
            Hypothesis::new("Numba is not ahead where it computes the same")
                .expect(speedup("batch").over("numba-loop").on("full-50").at_least(1.0))
                .expect(speedup("batch").over("numba-loop").on("full").at_least(1.0))
                .predicted(Confirmed)
                .because("both are compiled from the same loop"),
        )
        .hypothesis(
            Hypothesis::new("a step of a component takes 200 ns from Python")
                .expect(time("numba-call").on("full-50").at_most(steps_of_50(50.0 * 200.0)))
                .claimed("0.2 us a step", PLANS_MACHINE)
                .predicted(Refuted)
                .because("the way from Python into compiled code and back takes microseconds, whatever is done there"),
        )
}

fn integrators(declaration: Declaration<H2Kernels>) -> Declaration<H2Kernels> {
    let far_better = |workload| metric("exact", "error-slow").relative_to("batch").on(workload).at_most(0.01);
    declaration
        .hypothesis(
            Hypothesis::new("the exact step is free and far better")
                .expect(speedup("exact").over("batch").on("full-50").at_least(1.0 / 1.3))
                .expect(speedup("exact").over("batch").on("full").at_least(1.0 / 1.3))
                .expect(far_better("full-50"))
                .expect(far_better("full"))
                .guard(metric("exact", "heat-unaccounted").at_most(1e-9))
                .predicted(Confirmed)
                .because("one coefficient takes the place of another, and the exponential is prepared"),
        )
        .hypothesis(
            Hypothesis::new("Euler at 60 s holds for pumps")
                .expect(accurate("euler").on("full-flows"))
                .predicted(Inaccurate)
                .because("with a time constant of 5 s each step multiplies the error by -11"),
        )
        .hypothesis(
            Hypothesis::new("four evaluations hold where one does not")
                .expect(accurate("rk4").on("full-50"))
                .expect(accurate("rk4").on("full"))
                .predicted(Inaccurate)
                .because("Runge and Kutta diverge too where a step is more than 2.8 time constants"),
        )
}
