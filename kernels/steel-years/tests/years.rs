//! Real solvers on the years of steel trades and on public programs: what is promised of answers, schedules and validation.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod public;

use std::num::NonZeroUsize;

use highs_solver::{Method, Options, Solver};
use linear_program::{Certificate, LinearProgram};
use sifting::Options as Sifting;
use steel_lp::{HAND_MADE, Kind, Options as Trade, Shape, hand_made};
use steel_years::{
    Afresh, Course, Horizon, Stage, Unwatched, Validation, Watch, Watching, YearFault, solve_afresh,
    solve_sifted, solve_whole, validate,
};
use year_schedule::Schedule;

fn count(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).unwrap()
}

fn horizon(shape: Shape, years: u32) -> Horizon {
    Horizon::of_trade(shape, Trade::default(), years, 1).unwrap()
}

fn whole(horizon: &Horizon, schedule: Schedule, threads: usize) -> Course {
    solve_whole(horizon, Options::default(), schedule, count(threads)).unwrap()
}

fn sifted(horizon: &Horizon, schedule: Schedule, threads: usize) -> Course {
    solve_sifted(horizon, Sifting::default(), schedule, count(threads)).unwrap()
}

fn first_objective(course: &Course) -> f64 {
    course.years[0].answer.objective
}

fn schedules() -> Vec<Schedule> {
    vec![
        Schedule::Rebuild,
        Schedule::ReuseCold,
        Schedule::ChainBasis,
        Schedule::Chain,
        Schedule::FirstBasis,
        Schedule::ColdParallel,
        Schedule::PlanCascade { batch: count(3) },
        Schedule::BatchesWarm { batch: count(3) },
        Schedule::ChunksCold { width: count(3) },
        Schedule::Chunks { width: count(3) },
    ]
}

/// All that threads must not change.
fn result(course: &Course) -> Vec<(Vec<u64>, u64, usize, usize)> {
    let bits = |list: &[f64]| list.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
    let years = course.years.iter();
    years.map(|year| (bits(&year.answer.x), year.iterations.simplex, year.passes, year.columns)).collect()
}

#[test]
fn every_schedule_certifies_every_year_whole_and_sifted() {
    let horizon = horizon(Shape::XS, 7);
    let cold = whole(&horizon, Schedule::Rebuild, 1);
    for schedule in schedules() {
        for course in [whole(&horizon, schedule, 2), sifted(&horizon, schedule, 2)] {
            let found = validate(&horizon, &cold, &course).unwrap();
            assert_eq!(found.refusal, None, "{schedule:?}");
            assert!(found.objective <= 1e-9 && found.told <= 1e-9, "{schedule:?}: {found:?}");
            assert!(found.unmet.unwrap() <= 1e-9, "{schedule:?}: {found:?}");
        }
    }
}

#[test]
fn threads_change_no_answer_and_no_count() {
    let horizon = horizon(Shape::XS, 8);
    for schedule in schedules() {
        let (one, sift) = (result(&whole(&horizon, schedule, 1)), result(&sifted(&horizon, schedule, 1)));
        for threads in [2, 4] {
            assert_eq!(result(&whole(&horizon, schedule, threads)), one, "{schedule:?} on {threads}");
            assert_eq!(result(&sifted(&horizon, schedule, threads)), sift, "{schedule:?} on {threads}");
        }
    }
}

#[test]
fn a_chain_saves_most_of_the_steps() {
    let horizon = horizon(Shape::S, 12);
    let steps = |course: Course| course.iterations().simplex;
    let cold = steps(whole(&horizon, Schedule::Rebuild, 1));
    let warm = steps(whole(&horizon, Schedule::Chain, 1));
    assert!(warm * 2 < cold, "{warm} of {cold}");
    let shared = steps(whole(&horizon, Schedule::Chunks { width: count(4) }, 1));
    assert!(warm < shared && shared * 2 < cold, "{warm} {shared} {cold}");
}

/// What does not change needs no steps; and a cold start knows nothing of what was solved before.
#[test]
fn without_a_shock_warm_years_need_hardly_a_step_and_the_objective_repeats() {
    let mut horizon = horizon(Shape::S, 4);
    for year in 1..4 {
        horizon.years[year] = horizon.years[0].clone();
    }
    let cold = whole(&horizon, Schedule::ReuseCold, 1);
    let steps: Vec<u64> = cold.years.iter().map(|year| year.iterations.simplex).collect();
    assert!(steps.iter().all(|each| *each == steps[0]), "{steps:?}");
    let warm = whole(&horizon, Schedule::Chain, 1);
    assert!(warm.years[1..].iter().all(|year| year.iterations.simplex * 100 <= steps[0]));
    let objectives: Vec<f64> = warm.objectives().collect();
    assert!(objectives.iter().all(|objective| (objective - objectives[0]).abs() <= 1e-12 * objectives[0]));
}

#[test]
fn a_spoilt_flow_price_or_year_is_seen() {
    let horizon = horizon(Shape::XS, 4);
    let right = whole(&horizon, Schedule::Chain, 1);
    let spoilt = |spoil: &dyn Fn(&mut Course)| {
        let mut course = right.clone();
        spoil(&mut course);
        validate(&horizon, &right, &course)
    };
    let largest =
        |list: &[f64]| (0..list.len()).max_by(|a, b| list[*a].abs().total_cmp(&list[*b].abs())).unwrap();
    let seen = |found: Result<Validation, YearFault>| found.unwrap().refusal.unwrap();

    assert_eq!(spoilt(&|_| ()).unwrap().refusal, None);
    let flow = seen(spoilt(&|course| {
        let x = &mut course.years[2].answer.x;
        let place = largest(x);
        x[place] *= 1.02;
    }));
    assert!(flow.starts_with("year 2: ") && flow.contains("primal residual"), "{flow}");
    let price = seen(spoilt(&|course| {
        let y = &mut course.years[1].answer.y;
        let place = largest(y);
        y[place] *= 1.02;
    }));
    assert!(price.starts_with("year 1: "), "{price}");
    let nan = seen(spoilt(&|course| course.years[3].answer.x[5] = f64::NAN));
    assert!(nan.starts_with("year 3: "), "{nan}");
    assert!(seen(spoilt(&|course| course.years.swap(0, 1))).starts_with("year 0: "));
    assert_eq!(spoilt(&|course| drop(course.years.pop())).unwrap_err(), YearFault::Years { want: 4, got: 3 });
    let told = spoilt(&|course| course.years[0].answer.objective *= 0.999).unwrap();
    assert!(told.told > 9e-4 && told.objective <= 1e-12, "{told:?}");
}

/// A certificate that promises more than it holds: the true error is larger than the gap.
#[test]
fn a_certificate_below_the_true_error_is_seen() {
    let horizon = horizon(Shape::S, 1);
    let exact = whole(&horizon, Schedule::Rebuild, 1);
    let early = Sifting { stop: sifting::Stop::Gap(0.01), ..Sifting::default() };
    let mut course = solve_sifted(&horizon, early, Schedule::Rebuild, count(1)).unwrap();
    let honest = validate(&horizon, &exact, &course).unwrap();
    assert!(honest.certified.unwrap() <= 0.01 && honest.beyond_gap.unwrap() <= 1e-12, "{honest:?}");
    assert!(honest.objective > 1e-6, "stopped too late to prove anything: {honest:?}");
    course.years[0].bound = Some(course.years[0].answer.objective * (1.0 - 1e-7));
    assert!(validate(&horizon, &exact, &course).unwrap().beyond_gap.unwrap() > 1e-7);
}

/// One pass on the way that promises too much is as bad as one at the end.
#[test]
fn a_bound_above_the_optimum_is_seen_at_any_pass() {
    let horizon = horizon(Shape::S, 1);
    let exact = whole(&horizon, Schedule::Rebuild, 1);
    let mut course = sifted(&horizon, Schedule::Rebuild, 1);
    let passes = course.years[0].trail.len();
    assert!(passes > 2, "{passes} passes");
    assert_eq!(passes, course.years[0].passes);
    assert!(validate(&horizon, &exact, &course).unwrap().beyond_gap.unwrap() <= 1e-12);
    let pass = &mut course.years[0].trail[1];
    pass.bound = Some(first_objective(&exact) * (1.0 + 1e-6));
    assert!(validate(&horizon, &exact, &course).unwrap().beyond_gap.unwrap() > 1e-7);
}

fn afresh<W: Watching>(horizon: &Horizon) -> Vec<Afresh> {
    let (trade, years) = (horizon.trade.as_ref().unwrap(), horizon.years.len() as u32);
    let mut told = Vec::new();
    let solved = solve_afresh::<W>(trade, years, Options::default(), |year| told.push(year)).unwrap();
    assert_eq!(told, (0..years).collect::<Vec<_>>());
    solved
}

#[test]
fn years_built_afresh_are_those_of_the_horizon_whoever_watches() {
    let horizon = horizon(Shape::XS, 4);
    let course = whole(&horizon, Schedule::Rebuild, 1);
    let (watched, unwatched) = (afresh::<Watch>(&horizon), afresh::<Unwatched>(&horizon));
    for ((watched, unwatched), known) in watched.iter().zip(&unwatched).zip(&course.years) {
        assert_eq!(watched.solved.answer, unwatched.solved.answer);
        assert_eq!(watched.solved.answer, known.answer);
        assert_eq!((&watched.flows, watched.totals), (&unwatched.flows, unwatched.totals));
        assert!(watched.certificate.holds(1e-9), "{:?}", watched.certificate);
        let objective = known.answer.objective;
        assert!((watched.totals.cost.total() - objective).abs() <= 1e-9 * objective);
        assert!(watched.flows.iter().all(|(j, flow)| known.answer.x[*j as usize] == *flow && *flow != 0.0));
        let stages: Vec<Stage> = watched.solved.stages.iter().map(|timed| timed.stage).collect();
        assert_eq!(stages, [Stage::Build, Stage::Pass, Stage::Solve, Stage::Extract, Stage::Verify]);
        assert!(watched.solved.stages.windows(2).all(|pair| pair[0].ended == pair[1].began));
        assert!(unwatched.solved.stages.is_empty());
    }
}

#[test]
fn the_hand_made_trade_costs_what_a_hand_makes_of_it() {
    for (ore, cost) in HAND_MADE {
        let horizon = Horizon::drifting(hand_made(ore), 1, 0.0, 1).unwrap();
        for course in [whole(&horizon, Schedule::Rebuild, 1), sifted(&horizon, Schedule::Rebuild, 1)] {
            let objective = first_objective(&course);
            assert!((objective - cost).abs() <= 1e-9 * cost, "ore {ore}: {objective}");
            assert_eq!(validate(&horizon, &course, &course).unwrap().refusal, None);
        }
    }
}

#[test]
fn costs_in_another_unit_scale_the_objective_and_more_capacity_never_costs_more() {
    let horizon = horizon(Shape::XS, 1);
    let base = first_objective(&whole(&horizon, Schedule::Rebuild, 1));
    let mut dearer = horizon.clone();
    for cost in &mut dearer.years[0].costs {
        *cost *= 3.0;
    }
    let scaled = first_objective(&whole(&dearer, Schedule::Rebuild, 1));
    assert!((scaled - 3.0 * base).abs() <= 1e-9 * scaled, "{scaled} {base}");
    for mine in horizon.trade.as_ref().unwrap().rows_of(Kind::Mine) {
        let mut roomy = horizon.clone();
        roomy.years[0].rows.upper[mine as usize] *= 1.5;
        assert!(first_objective(&whole(&roomy, Schedule::Rebuild, 1)) <= base * (1.0 + 1e-9));
    }
}

#[test]
fn a_demand_above_all_supply_is_paid_for_and_told() {
    let mut horizon = horizon(Shape::XS, 1);
    for row in horizon.trade.as_ref().unwrap().rows_of(Kind::Demand) {
        horizon.years[0].rows.upper[row as usize] *= 3.0;
        horizon.years[0].rows.lower[row as usize] *= 3.0;
    }
    let course = whole(&horizon, Schedule::Rebuild, 1);
    let (unmet, demand) = (horizon.unmet(&course.years[0].answer.x).unwrap(), horizon.demand(0).unwrap());
    assert!(unmet > 0.5 * demand && unmet < 0.8 * demand, "{unmet} of {demand}");
    assert_eq!(validate(&horizon, &course, &course).unwrap().refusal, None);
}

#[test]
fn trades_with_one_plant_or_none_have_an_optimum() {
    let none =
        Shape { mines: 0, pools: 0, blast_furnaces: 0, reduction_plants: 0, arc_furnaces: 0, demands: 2 };
    let one =
        Shape { mines: 1, pools: 1, blast_furnaces: 1, reduction_plants: 1, arc_furnaces: 1, demands: 1 };
    for shape in [none, one] {
        let horizon = Horizon::of_trade(shape, Trade::default(), 2, 1).unwrap();
        let course = whole(&horizon, Schedule::Chain, 1);
        let found = validate(&horizon, &course, &sifted(&horizon, Schedule::Chain, 1)).unwrap();
        assert_eq!(found.refusal, None);
        let unmet = horizon.unmet(&course.years[0].answer.x).unwrap();
        assert_eq!(unmet == horizon.demand(0).unwrap(), shape == none, "{unmet}");
    }
}

#[test]
fn trades_with_quotas_minima_openings_and_few_arcs_have_an_optimum() {
    let all = Trade {
        quotas: Some(0.5),
        soft_minimum: Some(0.6),
        openings: Some(0.2),
        keep: Some(4),
        scenario: 2,
        ..Trade::default()
    };
    let horizon = Horizon::of_trade(Shape::XS, all, 5, 3).unwrap();
    let cold = whole(&horizon, Schedule::Rebuild, 1);
    for course in [whole(&horizon, Schedule::Chain, 1), sifted(&horizon, Schedule::Chain, 1)] {
        let found = validate(&horizon, &cold, &course).unwrap();
        assert_eq!(found.refusal, None);
        assert!(found.objective <= 1e-9, "{found:?}");
    }
}

/// Certified from flows and prices, with no word of the solver's.
fn certify(program: &LinearProgram, x: &[f64], y: &[f64]) {
    assert_eq!(Certificate::of(program, x, y).unwrap().refusal(1e-6), None);
}

/// Dual and primal simplex, interior point with crossover, and sifting until no column would pay.
#[test]
fn public_programs_have_their_known_optima() {
    let Some(folder) = public::folder("public_programs_have_their_known_optima") else { return };
    for (name, optimum) in
        [("afiro", -464.753_142_86), ("adlittle", 225_494.963_16), ("25fv47", 5_501.845_888_3)]
    {
        let named = linear_program::read_mps_file(folder.join(format!("{name}.mps"))).unwrap();
        let near = |objective: f64| (objective - optimum).abs() <= 1e-6 * f64::abs(optimum);
        for method in [Method::DualSimplex, Method::PrimalSimplex, Method::InteriorPoint] {
            let mut solver = Solver::new(Options::by(method)).unwrap();
            solver.pass(&named.program).unwrap();
            let answer = solver.run().unwrap().optimal().unwrap();
            assert!(near(answer.objective), "{name} by {method:?}: {}", answer.objective);
            certify(&named.program, &answer.x, &answer.y);
        }
        let horizon = Horizon::drifting(named.program, 3, 0.01, 1).unwrap();
        let chain = whole(&horizon, Schedule::Chain, 1);
        let course = sifted(&horizon, Schedule::Chain, 1);
        assert!(near(first_objective(&course)), "{name} sifted: {}", first_objective(&course));
        assert_eq!(validate(&horizon, &chain, &course).unwrap().refusal, None, "{name}");
    }
}
