//! What became of a plan: made-up verdicts of made-up runs, put beside its gains.

use model::{
    ActsOn, Check, CheckKind, Doubt, Failure, Gain, GainFrom, Level, Name, Obstacle, Refutation, RunKind,
    RunRecord, Target, Verdict, VerdictRow,
    plans::{Card, Figure, FilledBy, Phase, Plan, Share},
};

use super::{
    fixture::{name, reaches},
    sound,
};
use crate::plan::{Absent, Became, Empty, Factor, Question, Ran, Unmeasured, became};

fn gain(experiment: &str, of: &str, over: &str, from: GainFrom) -> Gain {
    Gain { experiment: name(experiment), of: name(of), over: name(over), on: name("small"), from }
}

/// Phase 1 has the algorithm's gain of `demo`, phase 2 the cores'; `modes` measures both together.
fn plan() -> Plan {
    let phase = |number, gain| Phase {
        number,
        title: String::new(),
        experiments: Vec::new(),
        claims: Vec::new(),
        gains: vec![gain],
    };
    Plan {
        title: String::new(),
        machine: String::new(),
        phases: vec![
            phase(1, gain("demo", "fast", "base", GainFrom::Algorithm)),
            phase(2, gain("demo", "fast-threads", "fast", GainFrom::Cores)),
        ],
        claims: Vec::new(),
        together: vec![
            gain("modes", "one", "plain", GainFrom::Algorithm),
            gain("modes", "both", "one", GainFrom::Cores),
            gain("modes", "both", "plain", GainFrom::All),
        ],
        acts_on: Some(ActsOn { part: "a part".to_owned(), share: Share::new(0.6, 0.7).unwrap() }),
        cards: vec![Card {
            title: "Week 1".to_owned(),
            figures: vec![
                figure(expectation("demo", "fast over base on small")),
                figure(expectation("demo", "slow over base on small")),
                figure(expectation("later", "fast over base on small")),
                figure(FilledBy::Nothing("no figure of a run".to_owned())),
            ],
        }],
    }
}

fn expectation(experiment: &str, words: &str) -> FilledBy {
    FilledBy::Expectation { experiment: name(experiment), words: words.to_owned() }
}

fn figure(by: FilledBy) -> Figure {
    Figure { about: "a factor".to_owned(), asked: "6x".to_owned(), by }
}

fn row(experiment: &str, compared: &str, figures: Option<[f64; 3]>, verdict: Verdict) -> VerdictRow {
    let mut row = super::row(&sound());
    row.experiment = name(experiment);
    row.expectation = format!("{compared} on small");
    (row.lower, row.estimate, row.upper) =
        figures.map_or((None, None, None), |[l, e, u]| (Some(l), Some(e), Some(u)));
    row.verdict = verdict;
    row
}

fn found(experiment: &str, compared: &str, figures: [f64; 3]) -> VerdictRow {
    row(experiment, compared, Some(figures), Verdict::Confirmed)
}

fn unjudged(experiment: &str, compared: &str) -> VerdictRow {
    row(experiment, compared, None, Verdict::NotJudged(Obstacle::WorkloadNotRun("small".to_owned())))
}

fn run(rows: Vec<VerdictRow>) -> RunRecord {
    RunRecord { verdicts: rows, ..sound().run() }
}

fn all() -> RunRecord {
    run(vec![
        found("demo", "fast over base", [3.0, 4.0, 5.0]),
        found("demo", "fast-threads over fast", [1.5, 2.0, 2.5]),
        found("modes", "one over plain", [3.5, 4.0, 4.5]),
        found("modes", "both over one", [1.0, 1.25, 1.5]),
        found("modes", "both over plain", [4.0, 5.0, 6.0]),
    ])
}

/// What became of the plan in these runs, the newest first, where `demo` and `modes` have crates.
fn with<T>(runs: &[RunRecord], look: impl FnOnce(&Became<'_>) -> T) -> T {
    let runs: Vec<Ran<'_>> = runs.iter().map(|record| Ran { record, accepted: false }).collect();
    let known: [(Name, Option<u32>); 2] = [(name("demo"), Some(1)), (name("modes"), Some(3))];
    let plan = plan();
    look(&became(&Question { name: "lp", plan: &plan, known: &known, runs: &runs }))
}

#[track_caller]
fn is(factor: Option<Factor>, [lower, estimate, upper]: [f64; 3]) {
    let factor = factor.expect("a factor");
    for (found, expected) in [(factor.lower, lower), (factor.estimate, estimate), (factor.upper, upper)] {
        assert!((found / expected - 1.0).abs() < 1e-12, "{factor:?} is not [{lower}, {estimate}, {upper}]");
    }
}

#[test]
fn products_are_made_kind_by_kind_and_stand_beside_the_combination_of_their_kind() {
    with(&[all()], |became| {
        let kinds: Vec<GainFrom> = became.products.iter().map(|product| product.from).collect();
        assert_eq!(kinds, [GainFrom::Algorithm, GainFrom::Cores, GainFrom::All]);
        is(became.products[0].product(), [3.0, 4.0, 5.0]);
        is(became.products[1].product(), [1.5, 2.0, 2.5]);
        is(became.products[2].product(), [4.5, 8.0, 12.5]);
        let beside = &became.products[2].beside;
        assert_eq!(beside.len(), 1);
        is(beside[0].measured, [4.0, 5.0, 6.0]);
        is(beside[0].overstates, [4.5 / 6.0, 1.6, 12.5 / 4.0]);
    });
}

#[test]
fn the_whole_is_computed_from_what_is_over_the_beginning_and_from_nothing_in_between() {
    with(&[all()], |became| {
        let of: Vec<String> = became.wholes.iter().map(|whole| whole.gain.to_string()).collect();
        assert_eq!(of, ["one over plain on small", "both over plain on small"]);
        let (least, most) = became.wholes[1].gains.unwrap();
        assert!((least - 1.0 / (0.4 + 0.6 / 4.0)).abs() < 1e-12, "{least}");
        assert!((most - 1.0 / (0.3 + 0.7 / 6.0)).abs() < 1e-12, "{most}");
    });
}

#[test]
fn a_gain_that_is_not_known_leaves_no_product() {
    let mut short = all();
    short.verdicts[1] = unjudged("demo", "fast-threads over fast");
    with(&[short], |became| {
        assert!(became.products[2].product().is_none());
        let missing: Vec<String> = became.products[2].missing.iter().map(ToString::to_string).collect();
        assert_eq!(missing, ["fast-threads over fast on small"]);
        is(became.products[2].known, [3.0, 4.0, 5.0]);
        assert!(became.products[2].beside[0].overstates.is_none(), "nothing is held against a part");
        is(became.products[0].product(), [3.0, 4.0, 5.0]);
    });
}

#[test]
fn the_newest_run_that_judged_an_expectation_stands_for_it() {
    let newest = run(vec![
        unjudged("demo", "fast over base"),
        found("demo", "fast-threads over fast", [1.1, 1.2, 1.3]),
    ]);
    with(&[newest, all()], |became| {
        is(became.alone[0].factor.clone().ok(), [3.0, 4.0, 5.0]);
        assert_eq!(became.alone[0].standing.unwrap().run, 1);
        is(became.alone[1].factor.clone().ok(), [1.1, 1.2, 1.3]);
        assert_eq!(became.alone[1].standing.unwrap().run, 0);
        assert_eq!(became.together[0].standing.unwrap().run, 1, "the newest run has no such experiment");
    });
}

#[test]
fn what_is_no_longer_asked_for_does_not_stand_for_what_is() {
    let newest = run(vec![found("demo", "fast over base", [1.0, 2.0, 3.0])]);
    with(&[newest, all()], |became| {
        assert_eq!(became.experiments[0].standings.as_ref().unwrap().len(), 1);
        let why = became.alone[1].factor.clone().unwrap_err();
        assert_eq!(why, Unmeasured::NotCompared(name("demo")));
    });
}

#[test]
fn a_target_that_moved_since_it_was_judged_is_told() {
    let older = sound().run();
    let mut newest = older.clone();
    newest.header.experiments[0].declaration.hypotheses[0].expectations[0] =
        reaches(super::fixture::ratio("fast", "base"), Target::AtLeast(Level::Number(3.0)));
    newest.verdicts[0].verdict = Verdict::NotJudged(Obstacle::VariantNotRun("fast".to_owned()));
    newest.verdicts[0].target = "at least 3x".to_owned();
    with(&[newest.clone(), older.clone()], |became| {
        let standing = became.standings().next().unwrap();
        assert_eq!((standing.run, standing.row.target.as_str()), (1, "at least 2x"));
        assert_eq!(standing.asked_now.unwrap().target, "at least 3x");
    });
    newest.header.experiments[0].declaration = older.header.experiments[0].declaration.clone();
    with(&[newest, older], |became| {
        assert!(became.standings().next().unwrap().asked_now.is_none(), "other words, the same target");
    });
}

#[test]
fn gates_and_their_like_do_not_count() {
    let mut gate = all();
    gate.header.kind = RunKind::Gate;
    with(&[gate], |became| {
        assert!(!became.is_measured());
        assert_eq!(became.experiments[0].standings.as_ref().unwrap_err(), &Absent::NeverRun);
        assert_eq!(became.alone[0].factor, Err(Unmeasured::NeverRun(name("demo"))));
    });
}

#[test]
fn what_has_no_crate_is_not_there() {
    let plan = plan();
    let became = became(&Question { name: "lp", plan: &plan, known: &[], runs: &[] });
    let found: Vec<(&str, Option<u32>)> =
        became.experiments.iter().map(|experiment| (experiment.name.as_str(), experiment.phase)).collect();
    assert_eq!(
        found,
        [("demo", Some(1)), ("later", None), ("modes", None)],
        "each once, however often it is named"
    );
    assert_eq!(became.together[0].factor, Err(Unmeasured::NoCrate(name("modes"))));
    assert!(became.products.iter().all(|product| product.known.is_none()));
    assert!(became.wholes.iter().all(|whole| whole.gains.is_none()));
}

/// The factor of the first gain, with this verdict on these figures.
fn factor(verdict: Verdict, figures: Option<[f64; 3]>) -> Result<Factor, String> {
    let run = run(vec![row("demo", "fast over base", figures, verdict)]);
    with(&[run], |became| became.alone[0].factor.clone().map_err(|why| why.to_string()))
}

#[test]
fn a_factor_needs_a_right_answer_a_guard_that_holds_and_two_finite_bounds() {
    const SOUND: Option<[f64; 3]> = Some([3.0, 4.0, 5.0]);
    for verdict in [
        Verdict::Confirmed,
        Verdict::Refuted(Refutation::ShortOfTarget),
        Verdict::Inconclusive(Doubt::TargetInsideInterval),
    ] {
        is(factor(verdict, SOUND).ok(), [3.0, 4.0, 5.0]);
    }
    let wrong = Check {
        name: "sum".to_owned(),
        kind: CheckKind::Absolute,
        error: Some(1.0),
        tolerance: 0.0,
        passed: false,
        note: None,
    };
    for (verdict, why) in [
        (Verdict::Inaccurate(vec![wrong]), "a wrong answer has no speed: sum"),
        (Verdict::Crashed(Failure::Signal(11)), "crashed: ended by signal 11"),
        (Verdict::NotJudged(Obstacle::Missing("a GPU".to_owned())), "not measured here: missing: a GPU"),
        (
            Verdict::Refuted(Refutation::GuardMissed("peak".to_owned())),
            "no factor while its guard does not hold",
        ),
        (Verdict::Inconclusive(Doubt::GuardUndecided("peak".to_owned())), "no factor while its guard"),
        (
            Verdict::Inconclusive(Doubt::DisturbedHost { disturbed: 9, rounds: 10 }),
            "no factor without an interval",
        ),
    ] {
        let said = factor(verdict, SOUND).unwrap_err();
        assert!(said.starts_with(why), "{said}");
    }
    for figures in [
        None,
        Some([f64::NAN, 4.0, 5.0]),
        Some([3.0, f64::NAN, 5.0]),
        Some([3.0, 4.0, f64::INFINITY]),
        Some([0.0, 4.0, 5.0]),
        Some([-1.0, 4.0, 5.0]),
        Some([5.0, 4.0, 3.0]),
    ] {
        assert_eq!(
            factor(Verdict::Confirmed, figures),
            Err("no factor without an interval: its row holds no interval".to_owned()),
            "{figures:?}"
        );
    }
}

#[test]
fn of_several_hypotheses_on_one_comparison_the_newest_judged_counts() {
    let mut other = found("demo", "fast over base", [1.0, 2.0, 3.0]);
    other.hypothesis = "said otherwise".to_owned();
    let newest = run(vec![unjudged("demo", "fast over base"), other]);
    with(&[newest, all()], |became| is(became.alone[0].factor.clone().ok(), [1.0, 2.0, 3.0]));
}

/// A figure that nobody measured stays empty, and says why; it is never a number of something else.
#[test]
fn a_card_is_filled_in_by_the_verdict_that_it_names_and_by_no_other() {
    with(&[all()], |became| {
        let (title, figures) = &became.cards[0];
        assert_eq!(*title, "Week 1");
        assert_eq!(figures[0].standing.as_ref().unwrap().row.estimate, Some(4.0));
        let empty = |place: usize| figures[place].standing.as_ref().unwrap_err().clone();
        assert_eq!(empty(1), Empty::Unmeasured(Unmeasured::NotCompared(name("demo"))));
        assert_eq!(empty(2), Empty::Unmeasured(Unmeasured::NoCrate(name("later"))));
        assert_eq!(empty(3), Empty::NotOurs("no figure of a run"));
        assert!(
            became.experiments.iter().any(|experiment| experiment.name == name("later")),
            "it is named as missing"
        );
    });
}
