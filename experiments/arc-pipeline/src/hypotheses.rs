//! What is claimed of each stage, and of all of them. A span is compared with the same span of `plain`: how much of the whole it can
//! be is told beside it, as the metric `bound.<stage>`.

use touchstone::prelude::*;

use crate::ArcPipeline;

/// The plan does not say where it measured these.
const NO_MACHINE: &str = "a machine that is not named";

/// More than this part of its stage was promised of each.
const PROMISED: &str = "> 10 % of its component";

pub(crate) fn add(declaration: Declaration<ArcPipeline>) -> Declaration<ArcPipeline> {
    bounds(stages(declaration))
        .hypothesis(
            guarded(Hypothesis::new("the four together give a fifth"), "all")
                .expect(speedup("all").over("plain").on("full").at_least(1.2))
                .claimed("1.2-1.5x, 20-50 % in all", NO_MACHINE)
                .predicted(Open)
                .because("what they can give at most is 1 over the share of solving: the metric bound.all-but-solve of plain"),
        )
        .hypothesis(
            guarded(Hypothesis::new("they give it without the stage that records, too"), "all")
                .expect(metric("plain", "time.all-but-record").relative_to("all").on("full").at_least(1.2))
                .predicted(Confirmed)
                .because("loading takes twice as long as solving with masks, and nearly all of it goes"),
        )
        .hypothesis(
            Hypothesis::new("what is kept of other tasks is noticed, and not used")
                .expect(accurate("load-stale").on("small"))
                .expect(metric("load-stale", "caches-refused").on("small").at_least(1.0))
                .predicted(Confirmed)
                .because("the hash of what it was made from is in the file, and the sources are hashed in every run"),
        )
}

fn stages(declaration: Declaration<ArcPipeline>) -> Declaration<ArcPipeline> {
    let faster = |claim: &str, variant: &str, time: &str, times: f64, because: &str| {
        guarded(Hypothesis::new(claim), variant)
            // The baseline's span as a multiple of the candidate's.
            .expect(metric("plain", time).relative_to(variant).on("full").at_least(times))
            .claimed(PROMISED, NO_MACHINE)
            .predicted(Confirmed)
            .because(because)
    };
    declaration
        .hypothesis(faster(
            "typed loading takes a third",
            "load",
            "time.load",
            3.0,
            "no tree of values, no vector for every row, and two cores",
        ))
        .hypothesis(faster(
            "loading what was kept takes a tenth, with all files in the system's cache",
            "load-cache",
            "time.load",
            10.0,
            "nothing is parsed or copied; the sources are still read and hashed",
        ))
        .hypothesis(faster(
            "programs that were kept are there in a fifth of the time",
            "parse",
            "time.parse",
            5.0,
            "bytecode is checked and copied; the texts are still hashed",
        ))
        .hypothesis(faster(
            "comparing words takes a third",
            "validate",
            "time.validate",
            3.0,
            "a row is compared at once, and nothing after the first difference",
        ))
        .hypothesis(faster(
            "one file of columns takes a fifth of a file for each task",
            "record",
            "time.record",
            5.0,
            "400 files are opened and closed, and their rows become text",
        ))
}

/// No form of a stage gives more than the whole without it: where the share is small there is nothing to build.
fn bounds(declaration: Declaration<ArcPipeline>) -> Declaration<ArcPipeline> {
    declaration.hypothesis(
        Hypothesis::new("validation is large enough for a GPU to matter: a hundredth of the pipeline")
            .expect(metric("plain", "share.validate").on("full").at_least(0.01))
            .guard(metric("plain", "share.covered").at_least(0.98))
            .claimed("> 10 % of its component", NO_MACHINE)
            .predicted(Refuted)
            .because("a grid is 145 bytes to compare: with an infinitely fast device the whole would be 1.01 times as fast at most, so none is built"),
    )
}

/// On every workload of the hypothesis: all time is seen, all pairs are told, no cache fell back, and memory stays.
fn guarded(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis
        .guard(metric("plain", "share.covered").at_least(0.98))
        .guard(metric(variant, "share.covered").at_least(0.98))
        .guard(metric(variant, "pairs-not-recorded").at_most(0.0))
        .guard(metric(variant, "caches-refused").at_most(0.0))
        .guard(peak_memory(variant).at_most(times_baseline(1.5)))
}
