//! Made-up gates: all is well, everything that can happen, and somebody who means harm.

use model::{
    Again, Check, CheckKind, Clock, Failure, Name, Outcome, OutcomeRow, Quantity, Regression, Sameness,
    Undecided,
};

use super::super::fixture::name;
use crate::{GateKind, GateView};

pub(super) const BASE: &str = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
pub(super) const HEAD: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c";
pub(super) const RUN: &str = "20260314T092653Z-9f8e7d6c-linux-x86_64.xeon.2c-x7q";
pub(super) const EVIL: &str = "\u{1b}[2J\u{1b}]0;pwned\u{7} | <script>alert(1)</script> [click](http://x) `rm` 100%\r\n::error \
                               ::# @everyone {0} ]]> \u{0}\u{fffe} \"quoted\" 'too' \u{202e}desrever";

pub(super) fn place(experiment: &Name) -> Option<String> {
    (experiment.as_str() != "unplaced").then(|| format!("experiments/{experiment}/src/main.rs"))
}

pub(super) fn view(rows: &[OutcomeRow], exit: u8) -> GateView<'_> {
    GateView {
        base: BASE,
        head: HEAD,
        kind: GateKind::SameRounds,
        rows,
        cautions: &[],
        run: Some(RUN),
        exit,
        places: &place,
    }
}

pub(super) fn plain(experiment: &str, variant: &str, quantity: Quantity, outcome: Outcome) -> OutcomeRow {
    OutcomeRow::plain(&name(experiment), Some(&name("small")), Some(&name(variant)), quantity, outcome)
}

/// A time of 1 ms that became another.
pub(super) fn timed(experiment: &str, variant: &str, bounds: [f64; 3], outcome: Outcome) -> OutcomeRow {
    let [lower, ratio, upper] = bounds;
    OutcomeRow {
        clock: Some(Clock::Processor),
        base: Some(0.001),
        head: Some(0.001 * ratio),
        unit: "s".to_owned(),
        ratio: Some(ratio),
        lower: Some(lower),
        upper: Some(upper),
        margin: Some(0.05),
        resolves: Some(0.021),
        rounds: 20,
        ..plain(experiment, variant, Quantity::Time, outcome)
    }
}

pub(super) fn well() -> Vec<OutcomeRow> {
    let same = |experiment, variant, sameness| {
        plain(experiment, variant, Quantity::Time, Outcome::Identical(sameness))
    };
    vec![
        timed("plan-cuts", "sorted", [0.981, 0.9969, 1.012], Outcome::Ok),
        timed("plan-cuts", "heap", [0.66, 0.7031, 0.741], Outcome::Improved),
        same("plan-cuts", "naive", Sameness::Binaries),
        same("geo-nearest", "tree", Sameness::Binaries),
        same("geo-nearest", "row-table", Sameness::Binaries),
        same("sheet-recalc", "all", Sameness::Sources),
    ]
}

pub(super) fn check() -> Check {
    Check {
        name: "km".to_owned(),
        kind: CheckKind::Absolute,
        error: Some(151.2),
        tolerance: 0.01,
        passed: false,
        note: Some("at point 4,711".to_owned()),
    }
}

/// Every outcome, and every way to regress and not to decide.
pub(super) fn everything() -> Vec<OutcomeRow> {
    let mut slow =
        timed("plan-cuts", "sorted", [1.101, 1.123, 1.14], Outcome::Regressed(Regression::BeyondMargin));
    slow.again = Some(Again {
        run: "20260314T093000Z-9f8e7d6c-linux-x86_64.xeon.2c-b2c".to_owned(),
        ratio: Some(1.119),
        lower: Some(1.094),
        upper: Some(1.15),
    });
    slow.instructions = Some(1.001);
    let growth = OutcomeRow {
        workload: None,
        clock: Some(Clock::Processor),
        base: Some(1.02),
        head: Some(1.98),
        ratio: Some(0.96),
        lower: Some(0.91),
        upper: Some(1.01),
        margin: Some(0.25),
        rounds: 10,
        ..plain("plan-cuts", "heap", Quantity::Growth, Outcome::Regressed(Regression::BeyondMargin))
    };
    let mut counted =
        timed("plan-cuts", "heap", [0.97, 1.03, 1.09], Outcome::Regressed(Regression::MoreInstructions));
    counted.instructions = Some(1.0712);
    let memory = OutcomeRow {
        base: Some(64.0 * 1_048_576.0),
        head: Some(96.0 * 1_048_576.0),
        unit: "B".to_owned(),
        ratio: Some(1.5),
        lower: Some(1.5),
        upper: Some(1.5),
        margin: Some(0.1),
        rounds: 10,
        ..plain("plan-cuts", "heap", Quantity::PeakMemory, Outcome::Regressed(Regression::BeyondMargin))
    };
    let worse = |variant, quantity, why| plain("geo-nearest", variant, quantity, Outcome::Regressed(why));
    let open = |variant, why| timed("geo-nearest", variant, [0.94, 1.03, 1.13], Outcome::Inconclusive(why));
    let unresolved = OutcomeRow { resolves: Some(0.09), ..open("grid", Undecided::CannotResolve) };
    let few = OutcomeRow {
        lower: None,
        upper: None,
        rounds: 3,
        ..open("few", Undecided::TooFewRounds { rounds: 3, needed: 10 })
    };
    let mut suspect = timed(
        "plan-cuts",
        "radix",
        [1.06, 1.091, 1.12],
        Outcome::Suspect("slower by 9.1 % with the same instructions and unchanged code".to_owned()),
    );
    suspect.instructions = Some(1.0);
    let whole = OutcomeRow::plain(
        &name("unplaced"),
        None,
        None,
        Quantity::Experiment,
        Outcome::NoBaseline("the base has no such experiment".to_owned()),
    );
    let loosened = OutcomeRow::plain(
        &name("geo-nearest"),
        None,
        None,
        Quantity::Declaration,
        Outcome::Regressed(Regression::Loosened("margin of tree, from 5 % to 20 %".to_owned())),
    );
    let mut rows = vec![
        slow,
        growth,
        counted,
        memory,
        suspect,
        worse("tree", Quantity::Answer, Regression::WrongAnswer(vec![check()])),
        worse("plan-degrees", Quantity::Answer, Regression::ControlCameOutRight),
        worse("row-table", Quantity::Answer, Regression::Failed(Failure::Signal(11))),
        worse("cuda", Quantity::Answer, Regression::CannotRun("there is no libcuda".to_owned())),
        worse("tree", Quantity::Metric(name("visits")), Regression::MetricGone),
        worse("wgpu", Quantity::Answer, Regression::EvidenceGone("no dispatches".to_owned())),
        worse(
            "tree",
            Quantity::Verdict("a tree beats trying every pair".to_owned()),
            Regression::NowRefuted("short of the target".to_owned()),
        ),
        loosened,
        unresolved,
        few,
        open("tree", Undecided::MarginInsideInterval),
        open("tree-again", Undecided::NotRedAgain),
        open("tree-once", Undecided::NotMeasuredAgain("the budget was spent".to_owned())),
        open("budget", Undecided::BudgetSpent),
        open("stopped", Undecided::Interrupted),
        open("busy", Undecided::DisturbedHost { disturbed: 9, rounds: 20 }),
        plain(
            "geo-nearest",
            "peer",
            Quantity::Time,
            Outcome::Inconclusive(Undecided::NotMeasured("it is not installed".to_owned())),
        ),
        whole,
        plain(
            "plan-cuts",
            "new",
            Quantity::Time,
            Outcome::NoBaseline("the base has no such variant".to_owned()),
        ),
    ];
    rows.extend(well());
    rows
}

/// Everything that may come from outside, written by somebody who means harm.
pub(super) fn hostile() -> Vec<OutcomeRow> {
    let words = || EVIL.to_owned();
    let mut check = check();
    (check.name, check.note) = (words(), Some(words()));
    let mut slow =
        timed("geo-nearest", "tree", [1.1, 1.2, 1.3], Outcome::Regressed(Regression::BeyondMargin));
    slow.unit = words();
    slow.again = Some(Again { run: words(), ratio: Some(f64::NAN), lower: None, upper: None });
    let worse = |quantity, why| plain("geo-nearest", "tree", quantity, Outcome::Regressed(why));
    vec![
        slow,
        worse(Quantity::Verdict(words()), Regression::NowRefuted(words())),
        worse(Quantity::Answer, Regression::WrongAnswer(vec![check])),
        worse(Quantity::Answer, Regression::Failed(Failure::Said(words()))),
        plain("geo-nearest", "tree", Quantity::Time, Outcome::Suspect(words())),
        plain("geo-nearest", "tree", Quantity::Time, Outcome::Inconclusive(Undecided::NotMeasured(words()))),
        plain("geo-nearest", "tree", Quantity::Time, Outcome::NoBaseline(words())),
    ]
}

/// The view of [`hostile`] rows.
pub(super) fn hostile_view<'a>(rows: &'a [OutcomeRow], cautions: &'a [String]) -> GateView<'a> {
    GateView {
        base: EVIL,
        head: EVIL,
        run: Some(EVIL),
        cautions,
        places: &|_| Some(EVIL.to_owned()),
        ..view(rows, 1)
    }
}

/// 500 rows, the one that counts among the last.
pub(super) fn very_many() -> Vec<OutcomeRow> {
    let mut rows: Vec<OutcomeRow> = (0..499)
        .map(|place| {
            let experiment = format!("experiment-{:03}", place / 10);
            let variant = format!("variant-{place:03}");
            let outcome = match place % 3 {
                0 => Outcome::Ok,
                1 => Outcome::Inconclusive(Undecided::NotMeasured(format!("{place} {}", EVIL.repeat(20)))),
                _ => Outcome::NoBaseline("the base has no such variant".to_owned()),
            };
            timed(&experiment, &variant, [0.99, 1.0 + f64::from(place) / 1e5, 1.02], outcome)
        })
        .collect();
    rows.push(timed(
        "the-one",
        "that-counts",
        [1.101, 1.123, 1.14],
        Outcome::Regressed(Regression::BeyondMargin),
    ));
    rows
}
