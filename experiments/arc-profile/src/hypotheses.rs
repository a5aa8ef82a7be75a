//! What is claimed of where the time goes, and what is expected to fail.

use arc_runs::{PLANS_MACHINE, PUZZLES};
use touchstone::prelude::*;

use crate::ArcProfile;

pub(crate) fn add(declaration: Declaration<ArcProfile>) -> Declaration<ArcProfile> {
    declaration
        .hypothesis(
            whole(Hypothesis::new("a quarter to a half of the pipeline is running programs"), "sets")
                .expect(metric("sets", "share.solve").on("full").between(0.25, 0.50))
                .claimed("25-50 %", PLANS_MACHINE)
                .predicted(Refuted)
                .because("where 400 files of results are created slowly it is less, where they are not it is more: the metric `share.record`"),
        )
        .hypothesis(
            whole(Hypothesis::new("with masks the files take more than the programs"), "masks")
                .expect(metric("masks", "share.solve").on("full").at_most(0.50))
                .guard(peak_memory("masks").at_most(times_baseline(1.5)))
                .predicted(Open)
                .because("it decides what is worth doing in phase 3"),
        )
        .hypothesis(
            whole(Hypothesis::new("finding objects is three quarters of running programs"), "sets")
                .expect(metric("sets", "share.objects").on("full").at_least(0.75))
                .claimed("75-92 %", PLANS_MACHINE)
                .predicted(Refuted)
                .because("in the reference language it is 3 % of the total, and 24 % without one program"),
        )
        .hypothesis(
            whole(Hypothesis::new("the same on the user's own tasks: finding objects"), "sets")
                .expect(metric("sets", "share.objects").on(PUZZLES).at_least(0.75))
                .claimed("75-92 %", PLANS_MACHINE)
                .predicted(Refuted)
                .because("one program that looks for patterns takes nine tenths of the time of all"),
        )
}

/// On every workload of the hypothesis: no time is outside of every stage, and no answer is left out.
fn whole(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis
        .guard(metric(variant, "share.covered").at_least(0.98))
        .guard(metric(variant, "pairs-not-recorded").at_most(0.0))
}
