//! One file, four modes: the same answers, whoever works on them; and a spoilt answer flips both verdicts.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroUsize;

use device::{Gpu, cuda};
use great_circle::{Accuracy, Method, Threads, nearest};
use levelized_cost::{Method as Formula, TOLERANCE, costs};
use steel_lp::{Kind, Options, Shape};
use steel_simulation::{
    Comparison, Configuration, Judgement, Machine, Mode, Results, Verdict, What, World, compare, judge, run,
    write_comparison, write_run,
};
use steel_years::{Course, Horizon};

const YEARS: u32 = 5;

fn horizon() -> Horizon {
    Horizon::of_trade(Shape::XS, Options::default(), YEARS, 1).unwrap()
}

fn world(horizon: &Horizon) -> World {
    World::of_trade(horizon.trade.as_ref().unwrap(), 19, 37, 1).unwrap()
}

fn asked() -> Configuration {
    let text = include_str!("../config.toml").replace("device = \"auto\"", "device = \"cpu\"");
    Configuration::parse("config.toml", &text).unwrap()
}

fn machine(cores: usize) -> Machine {
    Machine::of(NonZeroUsize::new(cores).unwrap())
}

fn compared() -> (Horizon, Comparison) {
    let horizon = horizon();
    let world = world(&horizon);
    let comparison = compare(&asked(), machine(2), &horizon, Some(&world)).unwrap();
    (horizon, comparison)
}

#[test]
fn all_modes_agree_to_a_millionth_in_every_year_and_are_certified() {
    let (horizon, comparison) = compared();
    assert!(comparison.disagreement() <= 1e-9, "{}", comparison.disagreement());
    assert_eq!(comparison.runs.iter().map(|(mode, _)| *mode).collect::<Vec<_>>(), Mode::ALL);
    for (mode, results) in &comparison.runs {
        let judgement = judge(&asked(), &horizon, comparison.reference(), &results.course).unwrap();
        assert!(judgement.users.holds() && judgement.ours.holds(), "{mode:?}: {judgement:?}");
        assert_eq!(results.course.years.len(), YEARS as usize);
    }
}

#[test]
fn modes_are_solved_the_way_that_they_are_called() {
    let (_, comparison) = compared();
    let of = |mode| comparison.of(mode).unwrap();
    let columns = |mode| of(mode).course.most_columns();
    let workers = |mode| of(mode).course.workers.iter().max().copied().unwrap();
    assert_eq!(columns(Mode::Baseline), 176);
    assert_eq!(columns(Mode::Parallel), 176);
    assert!(columns(Mode::Gasplan) < 176 && columns(Mode::ParallelGasplan) < 176);
    assert_eq!((workers(Mode::Baseline), workers(Mode::Gasplan)), (0, 0));
    let steps = |mode| of(mode).course.iterations().simplex;
    assert!(steps(Mode::Parallel) < steps(Mode::Baseline));
    assert_eq!(of(Mode::Baseline).workers.count.get(), 1);
    assert_eq!(of(Mode::ParallelGasplan).workers.count.get(), 2);
}

/// NaN where the other is, and else within the tolerance of costs.
fn same(known: &[f32], got: &[f32]) -> bool {
    let near = |a: f64, b: f64| (a.is_nan() && b.is_nan()) || (a - b).abs() <= TOLERANCE * a.abs();
    known.len() == got.len() && known.iter().zip(got).all(|(a, b)| near(f64::from(*a), f64::from(*b)))
}

#[test]
fn every_mode_finds_plants_and_costs_and_proves_who_looked() {
    let (horizon, comparison) = compared();
    let world = world(&horizon);
    let reference = nearest(world.grid(), &world.plants, Method::Haversine, &Threads::one());
    let known = costs(&world.sites, &reference.km, Formula::Map, &Threads::one());
    assert!(known.lcoh.iter().any(|cost| cost.is_finite()) && known.lcoh.iter().any(|cost| cost.is_nan()));
    for (mode, results) in &comparison.runs {
        let survey = results.survey.as_ref().unwrap();
        let accuracy = Accuracy::of(world.grid(), &world.plants, &reference, &survey.nearest);
        assert!(accuracy.holds(), "{mode:?}: {accuracy:?}");
        assert!(same(&known.lcoe, &survey.costs.lcoe) && same(&known.lcoh, &survey.costs.lcoh), "{mode:?}");
        assert_eq!((survey.evidence.backend.as_str(), survey.evidence.dispatches), ("host", 0));
    }
}

#[test]
fn one_mode_gives_the_same_objectives_however_many_work() {
    let horizon = horizon();
    let objectives = |cores| -> Vec<f64> {
        run(&asked(), machine(cores), &horizon, None).unwrap().course.objectives().collect()
    };
    let one = objectives(1);
    for cores in [2, 3, 8] {
        for (year, (got, want)) in objectives(cores).iter().zip(&one).enumerate() {
            assert!((got - want).abs() <= 1e-9 * want.abs(), "year {year} with {cores}: {got} for {want}");
        }
    }
}

/// Every device that there is, a software driver too, proves its work, and changes no answer.
#[test]
fn devices_assemble_a_matrix_for_every_year_and_prove_it() {
    let horizon = horizon();
    let world = world(&horizon);
    let host = run(&asked(), machine(2), &horizon, Some(&world)).unwrap();
    assert_eq!((&host.assembled, host.proof()), (&None, None));
    for (name, there) in [("wgpu", Gpu::open().is_ok()), ("cuda", cuda::probe().ready().is_ok())] {
        if !there {
            continue;
        }
        let text = include_str!("../config.toml")
            .replace("device = \"auto\"", &format!("device = \"{name}\""))
            .replace("gpu_preprocessing = false }", "gpu_preprocessing = true }");
        let asked = Configuration::parse("config.toml", &text).unwrap();
        let results = run(&asked, machine(2), &horizon, Some(&world)).unwrap();
        let assembled = results.assembled.as_ref().unwrap();
        assert_eq!(assembled.matrices, YEARS as usize);
        let (proof, searched) = (results.proof().unwrap(), &results.survey.as_ref().unwrap().evidence);
        assert!(searched.dispatches > 0 && assembled.evidence.dispatches >= u64::from(YEARS), "{name}");
        assert_eq!(proof.dispatches, assembled.evidence.dispatches + searched.dispatches);
        let (here, there) = (&host.survey.as_ref().unwrap().costs, &results.survey.as_ref().unwrap().costs);
        assert!(same(&here.lcoe, &there.lcoe) && same(&here.lcoh, &there.lcoh), "{name}");
        assert!(results.course.objectives().eq(host.course.objectives()), "{name}");
        assert!(!results.took(What::Assembly).is_zero());
        let text = written(&results, &horizon, None);
        assert!(text.contains("assembly: 5 matrices on ") && text.contains(" dispatches, "), "{text}");
    }
}

#[test]
fn without_a_year_nothing_is_run() {
    let empty = Horizon::of_trade(Shape::XS, Options::default(), 0, 1).unwrap();
    let told = run(&asked(), machine(1), &empty, None).unwrap_err().to_string();
    assert!(told.contains("there is no year to solve"), "{told}");
}

#[test]
fn without_a_world_there_is_no_grid_and_no_time_for_it() {
    let results = run(&asked(), machine(1), &horizon(), None).unwrap();
    assert!(results.survey.is_none() && results.took(What::Grid).is_zero());
    assert_eq!(results.whole(), results.took(What::LinearPrograms));
}

fn judged(spoil: impl Fn(&mut Course)) -> (Judgement, Judgement) {
    let horizon = horizon();
    let reference = run(&asked().in_mode(Mode::Baseline), machine(1), &horizon, None).unwrap().course;
    let mut course = run(&asked(), machine(2), &horizon, None).unwrap().course;
    spoil(&mut course);
    let against = judge(&asked(), &horizon, Some(&reference), &course).unwrap();
    (against, judge(&asked(), &horizon, None, &course).unwrap())
}

fn largest(list: &mut [f64]) -> &mut f64 {
    list.iter_mut().max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap()
}

/// With a reference and without one, by the user's 1 % and by our 1e-6.
fn flips(what: &str, spoil: impl Fn(&mut Course)) {
    let (against, alone) = judged(spoil);
    for judgement in [against, alone] {
        for verdict in [&judgement.users, &judgement.ours] {
            assert!(!verdict.holds(), "{what}: {verdict}");
        }
    }
}

#[test]
fn an_answer_that_is_not_spoilt_is_right() {
    let (against, alone) = judged(|_| {});
    for judgement in [against, alone] {
        assert!(judgement.users.holds() && judgement.ours.holds(), "{judgement:?}");
        assert_eq!(judgement.users, Verdict::Right { tolerance: 0.01 });
        assert_eq!(judgement.ours, Verdict::Right { tolerance: 1e-6 });
    }
}

#[test]
fn a_spoilt_flow_price_objective_or_year_flips_both_verdicts() {
    flips("flow", |course| *largest(&mut course.years[2].answer.x) *= 1.02);
    flips("price", |course| *largest(&mut course.years[2].answer.y) *= 1.02);
    flips("objective", |course| course.years[2].answer.objective *= 1.02);
    flips("not a number", |course| course.years[2].answer.x[7] = f64::NAN);
    flips("years swapped", |course| course.years.swap(0, 4));
    flips("year missing", |course| course.years.truncate(4));
    flips("flow missing", |course| course.years[0].answer.x.truncate(7));
}

#[test]
fn what_is_good_enough_for_a_user_need_not_be_for_us() {
    let (against, _) = judged(|course| course.years[2].answer.objective *= 1.0 + 1e-4);
    assert!(against.users.holds() && !against.ours.holds(), "{against:?}");
    assert!(against.ours.to_string().starts_with("WRONG to 1e-6: objective told"), "{}", against.ours);
}

#[test]
fn who_asks_for_no_check_gets_no_verdict() {
    let text = include_str!("../config.toml").replace("check_accuracy = true", "check_accuracy = false");
    let asked = Configuration::parse("config.toml", &text).unwrap();
    assert_eq!(judge(&asked, &horizon(), None, &Course::default()), None);
}

fn written(results: &Results, horizon: &Horizon, judgement: Option<&Judgement>) -> String {
    let mut out = Vec::new();
    write_run(&mut out, &asked(), horizon, results, judgement).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_report_has_every_year_both_verdicts_and_who_worked() {
    let (horizon, comparison) = compared();
    let results = comparison.of(Mode::ParallelGasplan).unwrap();
    let judgement = judge(&asked(), &horizon, comparison.reference(), &results.course);
    let text = written(results, &horizon, judgement.as_ref());
    for words in [
        "config.toml: mode parallel_gasplan",
        "workers: 2 (auto: the performance cores, as the caller knows them)",
        "grid: 703 points on host processor (as the file says)",
        "by tiles in float32, a table of prices in float32, threads: 2",
        "hydrogen is cheapest at point ",
        "2020 ",
        "2024 ",
        "answers, by the file's tolerance: right to 1e-2",
        "answers, by ours: right to 1e-6",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    let unchecked = written(results, &horizon, None);
    assert!(
        unchecked.contains("not checked, as optimization.validation.check_accuracy is false"),
        "{unchecked}"
    );
}

#[test]
fn every_factor_names_what_it_is_over_and_whose_it_is() {
    let (_, mut comparison) = compared();
    let mut out = Vec::new();
    write_comparison(&mut out, &comparison).unwrap();
    let text = String::from_utf8(out).unwrap();
    for words in [
        "dual simplex, on one core",
        "the algorithm alone",
        "the cores alone",
        "all combined",
        "they agree to 1e-6",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    for factor in comparison.factors() {
        assert!(factor.what.contains(" over ") && factor.times.is_finite(), "{factor:?}");
    }
    // A mode that answers something else is told, however right it looks by itself.
    comparison.runs[2].1.course.years[1].answer.objective *= 1.0 + 1e-5;
    let mut out = Vec::new();
    write_comparison(&mut out, &comparison).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("THEY DISAGREE to 1e-6"));
    comparison.runs[2].1.course.years[1].answer.objective = f64::NAN;
    assert_eq!(comparison.disagreement(), f64::INFINITY);
    comparison.runs[2].1.course.years.pop();
    assert_eq!(comparison.disagreement(), f64::INFINITY);
}

#[test]
fn plants_are_what_makes_iron_and_steel() {
    let horizon = horizon();
    let trade = horizon.trade.as_ref().unwrap();
    assert_eq!(world(&horizon).plants.given(), 3 + 3 + 5);
    assert_eq!(trade.places_of(Kind::Converter).len(), 3);
}
