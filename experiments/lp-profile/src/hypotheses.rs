//! What is claimed, in the order of the plan's table, and what is expected to fail.

use lp_plan::PLANS_MACHINE;
use touchstone::prelude::*;

use crate::Profile;

pub(crate) fn add(declaration: Declaration<Profile>) -> Declaration<Profile> {
    declaration
        .hypothesis(
            Hypothesis::new("watching costs at most 1 %")
                .expect(speedup("spans").over("plain").on("full").at_least(0.99))
                .expect(metric("spans", "watching-share").on("full").at_most(0.01))
                .predicted(Confirmed)
                .because("five spans a year of some 50 ns each; noise may hide that from the clock, and not from the count"),
        )
        .hypothesis(
            Hypothesis::new("a year is a tenth building, seven tenths solving, two tenths extraction")
                .expect(metric("spans", "build-share").on("full").between(0.05, 0.15))
                .expect(metric("spans", "solve-share").on("full").between(0.65, 0.75))
                .expect(metric("spans", "extract-share").on("full").between(0.15, 0.25))
                .claimed("10/70/20 %", PLANS_MACHINE)
                .predicted(Refuted)
                .because("where columns are built directly, solving is over nine tenths"),
        )
        .hypothesis(
            Hypothesis::new("models are released after each year")
                .expect(metric("plain", "resident-growth").on("full").at_most(1.0))
                .predicted(Confirmed)
                .because("a year's program and solver are dropped before the next year is made; answers stay, 4 MB in all"),
        )
        .hypothesis(
            Hypothesis::new("direct columns beat a modelling layer")
                .expect(speedup("plain").over("appsi").on("full").at_least(2.5))
                .predicted(Confirmed)
                .because("the anchors were 1.2 s a year through Pyomo and 0.15 to 0.40 s without"),
        )
}
