//! What is claimed, in the order of the plan's table, and what is expected to fail.

use arc_runs::{PLANS_MACHINE, PUZZLES};
use touchstone::prelude::*;

use crate::ArcSolvers;

/// What the programs of the reference language get right themselves, of 400 tasks and 1,718 pairs.
const TASKS_RIGHT: f64 = 399.0;
const PAIRS_RIGHT: f64 = 1_716.0;

pub(crate) fn add(declaration: Declaration<ArcSolvers>) -> Declaration<ArcSolvers> {
    of_a_user(masks(conversions(declaration)))
}

fn conversions(declaration: Declaration<ArcSolvers>) -> Declaration<ArcSolvers> {
    declaration
        .hypothesis(
            Hypothesis::new("finding objects faster pays in programs that ask for them")
                .expect(speedup("mask-objects").over("sets").on("objects").at_least(1.5))
                .guard(peak_memory("mask-objects").at_most(times_baseline(1.5)))
                .claimed("2-6x", PLANS_MACHINE)
                .predicted(Confirmed)
                .because(
                    "at a share of 59 %, the median of the reference language, 2.4 times is the bound: the metric `bound.objects` has \
                     that of these programs",
                ),
        )
        .hypothesis(
            Hypothesis::new("finding objects faster makes all programs twice as fast")
                .expect(speedup("mask-objects").over("sets").on("full").at_least(2.0))
                .guard(peak_memory("mask-objects").at_most(times_baseline(1.5)))
                .claimed("2-6x", PLANS_MACHINE)
                .predicted(Refuted)
                .because(
                    "half of the programs never ask, and 1 / (1 - share) bounds the others: the metric `bound.objects` of `sets`",
                ),
        )
}

fn masks(declaration: Declaration<ArcSolvers>) -> Declaration<ArcSolvers> {
    declaration
        .hypothesis(
            Hypothesis::new("masks throughout make whole programs five times as fast")
                .expect(speedup("masks").over("sets").on("full").at_least(5.0))
                .guard(peak_memory("masks").at_most(times_baseline(1.5)))
                .predicted(Open)
                .because("what programs do with objects is filling, shifting and comparing, and a row of a mask is one word"),
        )
        .hypothesis(
            Hypothesis::new("tasks spread over cores")
                .expect(speedup("masks-parallel").over("masks").on("full").at_least(ceiling(0.7)))
                .guard(peak_memory("masks-parallel").at_most(times_baseline(1.5)))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("no task knows of another, and there are 400"),
        )
        .hypothesis(
            Hypothesis::new("a pattern is found a hundred times as fast with masks")
                .expect(speedup("masks").over("sets").on("occurrences").at_least(100.0))
                .guard(peak_memory("masks").at_most(times_baseline(1.5)))
                .predicted(Open)
                .because("a set is moved to each of some 800 places, where one word tries 30 of them at once"),
        )
}

/// Of the puzzles and programs that a user has.
fn of_a_user(declaration: Declaration<ArcSolvers>) -> Declaration<ArcSolvers> {
    let right = |hypothesis: Hypothesis, variant: &str| {
        hypothesis
            .expect(metric(variant, "programs.tasks_correct").on(PUZZLES).at_least(TASKS_RIGHT))
            .expect(metric(variant, "programs.pairs_correct").on(PUZZLES).at_least(PAIRS_RIGHT))
    };
    let all_right =
        Hypothesis::new("the programs of the reference language get right what they get right there");
    let all_right = ["sets", "mask-objects", "masks", "masks-parallel"].into_iter().fold(all_right, right);
    declaration
        .hypothesis(
            all_right
                .predicted(Confirmed)
                .because("in ascending order and with the smallest of tied colours their one wrong program is wrong here too"),
        )
        .hypothesis(
            Hypothesis::new("masks throughout make a user's programs five times as fast")
                .expect(speedup("masks").over("sets").on(PUZZLES).at_least(5.0))
                .guard(peak_memory("masks").at_most(times_baseline(1.5)))
                .predicted(Confirmed)
                .because("they search and paint more than ours, which turn whole grids for a quarter of their families"),
        )
        .hypothesis(
            Hypothesis::new("400 programs of a user run in a second")
                .expect(time("masks").on(PUZZLES).at_most(1.0))
                .given(performance_cores(2))
                .predicted(Confirmed)
                .because("the reference language takes 18 s for them, of which one program takes 16"),
        )
        .hypothesis(
            Hypothesis::new("masks beat the reference language a hundred times")
                .expect(speedup("masks").over("reference-language").on(PUZZLES).at_least(100.0))
                .predicted(Confirmed)
                .because("it took 18 s on Python 3.11"),
        )
}
