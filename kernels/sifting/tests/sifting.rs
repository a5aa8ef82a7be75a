//! What sifting promises: the optimum of the whole, bounds that hold, and the same for any number of threads.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroUsize;

use highs_solver::{Options as HighsOptions, Solver, Status};
use linear_program::{Bounds, Columns, Fault, LinearProgram};
use proptest::prelude::*;
use sifting::{Groups, Options, Sieve, SiftError, Sifted, Stop};

const NONE: f64 = f64::INFINITY;

/// A repeatable number in 0..1 for two numbers.
fn chance(a: u64, b: u64) -> f64 {
    let mut z = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_mul(0xd1b5_4a32_d192_ed03);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 11) as f64 / (1_u64 << 53) as f64
}

/// Sources, sinks, and a dear slack for every sink: many more columns than rows, and always feasible.
fn transport(sources: u32, sinks: u32, seed: u64) -> (LinearProgram, Groups) {
    let mut matrix = Columns::new((sources + sinks) as usize);
    let (mut costs, mut of, mut always) = (Vec::new(), Vec::new(), Vec::new());
    for source in 0..sources {
        for sink in 0..sinks {
            matrix
                .push([(source, 1.0 + 0.5 * chance(seed + 3, costs.len() as u64)), (sources + sink, 1.0)])
                .unwrap();
            of.push([source, sources + sink]);
            costs.push(1.0 + 50.0 * chance(seed, costs.len() as u64));
        }
    }
    let mut rows = Bounds::default();
    (0..sources).for_each(|s| rows.push(-NONE, 10.0 + 20.0 * chance(seed + 1, u64::from(s))));
    for sink in 0..sinks {
        let demand = 15.0 * f64::from(sources) / f64::from(sinks) * (0.5 + chance(seed + 2, u64::from(sink)));
        rows.push(demand, demand);
        always.push(costs.len() as u32);
        matrix.push([(sources + sink, 1.0)]).unwrap();
        of.push([sources + sink; 2]);
        costs.push(1_000.0);
    }
    let columns = Bounds::all(costs.len(), 0.0, NONE);
    (LinearProgram { matrix, costs, columns, rows, offset: 0.0 }, Groups::new(of, always))
}

fn whole(program: &LinearProgram) -> Result<f64, Status> {
    let mut solver = Solver::new(HighsOptions::default()).unwrap();
    solver.pass(program).unwrap();
    let outcome = solver.run().unwrap();
    let status = outcome.status;
    outcome.optimal().map(|answer| answer.objective).map_err(|_| status)
}

fn sift(program: &LinearProgram, groups: &Groups, options: Options) -> Result<Sifted, SiftError> {
    Sieve::new(program, groups, options)?.solve(&program.costs, &program.rows)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * a.abs().max(1.0)
}

/// How far a point is outside of what the program allows.
fn violation(program: &LinearProgram, x: &[f64]) -> f64 {
    let mut activity = vec![0.0; program.matrix.height()];
    for (j, x) in x.iter().enumerate() {
        program.matrix.column(j).for_each(|(row, value)| activity[row as usize] += value * x);
    }
    let beyond = |bounds: &Bounds, at: &[f64]| {
        let sides = at.iter().zip(bounds.lower.iter().zip(&bounds.upper));
        sides.map(|(at, (l, u))| (l - at).max(at - u)).fold(0.0, f64::max)
    };
    beyond(&program.rows, &activity).max(beyond(&program.columns, x))
}

#[test]
fn the_optimum_of_the_whole_is_found_with_few_of_its_columns() {
    for seed in 1..=6 {
        let (program, groups) = transport(30, 40, seed);
        let sifted = sift(&program, &groups, Options::default()).unwrap();
        assert!(is_near(sifted.answer.objective, whole(&program).unwrap()), "seed {seed}");
        assert!(sifted.exact && sifted.gap().unwrap() < 1e-9, "seed {seed}: {:?}", sifted.gap());
        assert!(sifted.columns * 2 < program.costs.len(), "seed {seed}: {} columns", sifted.columns);
        assert!(violation(&program, &sifted.answer.x) < 1e-6);
        assert!(is_near(program.objective(&sifted.answer.x), sifted.answer.objective));
    }
}

#[test]
fn at_every_pass_the_optimum_lies_between_bound_and_objective() {
    for seed in 1..=15 {
        let (program, groups) = transport(20, 35, seed);
        let optimum = whole(&program).unwrap();
        let sifted =
            sift(&program, &groups, Options { first: 1, more: 1, most_first: 1.0, ..Options::default() })
                .unwrap();
        assert!(sifted.passes.len() > 2, "seed {seed}: {} passes", sifted.passes.len());
        for pass in &sifted.passes {
            let bound = pass.bound.unwrap();
            assert!(
                bound <= optimum * (1.0 + 1e-9) && optimum <= pass.objective * (1.0 + 1e-9),
                "{bound} {optimum} {pass:?}"
            );
            let true_error = (pass.objective - optimum) / pass.objective;
            assert!(true_error <= pass.gap().unwrap() + 1e-9);
        }
    }
}

#[test]
fn an_early_stop_is_certified_and_going_on_ends_at_the_optimum() {
    let (program, groups) = transport(30, 40, 2);
    let optimum = whole(&program).unwrap();
    let early = Options { stop: Stop::Gap(0.01), first: 1, more: 1, ..Options::default() };
    let mut sieve = Sieve::new(&program, &groups, early).unwrap();
    let sifted = sieve.solve(&program.costs, &program.rows).unwrap();
    assert!(!sifted.exact && sifted.gap().unwrap() <= 0.01);
    assert!((sifted.answer.objective - optimum) / sifted.answer.objective <= sifted.gap().unwrap());
    assert!(violation(&program, &sifted.answer.x) < 1e-6);

    let mut exact = Sieve::new(&program, &groups, Options::default()).unwrap();
    exact.go_on_from(&sieve.start().unwrap()).unwrap();
    assert!(is_near(exact.solve(&program.costs, &program.rows).unwrap().answer.objective, optimum));
}

#[test]
fn next_years_data_need_fewer_steps() {
    let (program, groups) = transport(30, 40, 5);
    let mut next = program.clone();
    next.costs.iter_mut().enumerate().for_each(|(j, cost)| *cost *= 0.99 + 0.02 * chance(99, j as u64));
    next.rows.upper.iter_mut().take(30).for_each(|upper| *upper *= 1.01);
    let mut sieve = Sieve::new(&program, &groups, Options::default()).unwrap();
    sieve.solve(&program.costs, &program.rows).unwrap();
    let warm = sieve.solve(&next.costs, &next.rows).unwrap();
    let cold = sift(&next, &groups, Options::default()).unwrap();
    assert!(is_near(warm.answer.objective, whole(&next).unwrap()));
    assert!(
        warm.iterations().simplex * 2 < cold.iterations().simplex,
        "{:?} {:?}",
        warm.iterations(),
        cold.iterations()
    );
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let (program, groups) = transport(120, 160, 3);
    let by = |threads| {
        let mut sifted = sift(
            &program,
            &groups,
            Options { threads: NonZeroUsize::new(threads).unwrap(), ..Options::default() },
        )
        .unwrap();
        sifted.passes.iter_mut().for_each(|pass| (pass.solving, pass.pricing) = Default::default());
        sifted
    };
    let one = by(1);
    assert!(is_near(one.answer.objective, whole(&program).unwrap()));
    for threads in [2, 3, 4] {
        assert_eq!(by(threads), one, "{threads} threads");
    }
}

#[test]
fn without_a_feasible_start_a_first_phase_finds_the_columns() {
    let (mut program, _) = transport(12, 12, 4);
    // Without slacks, and with one column for each group, the first columns cannot carry the demand.
    program.rows.upper.iter_mut().take(12).for_each(|upper| *upper = 26.0);
    let width = program.costs.len();
    program.columns.upper[width - 12..].fill(0.0);
    let groups = Groups::by_rows(&program.matrix);
    let sifted =
        sift(&program, &groups, Options { first: 1, more: 1, most_first: 1.0, ..Options::default() })
            .unwrap();
    assert!(!sifted.first_phase.is_empty());
    assert!(is_near(sifted.answer.objective, whole(&program).unwrap()));
    assert!(violation(&program, &sifted.answer.x) < 1e-6);
}

#[test]
fn what_has_too_few_columns_to_choose_among_is_solved_whole() {
    let (program, groups) = transport(4, 4, 7);
    let by = |most_first| sift(&program, &groups, Options { most_first, ..Options::default() }).unwrap();
    let sifted = by(0.5);
    assert_eq!((sifted.passes.len(), sifted.columns), (1, program.costs.len()));
    assert!(sifted.exact && sifted.gap().unwrap() < 1e-9);
    assert!(is_near(sifted.answer.objective, whole(&program).unwrap()));
    assert!(by(1.0).columns < program.costs.len());
}

#[test]
fn what_has_no_optimum_says_which_of_the_two_it_is() {
    let (mut infeasible, groups) = transport(5, 6, 1);
    let width = infeasible.costs.len();
    infeasible.columns.upper[width - 6..].fill(0.0);
    infeasible.rows.upper.iter_mut().take(5).for_each(|upper| *upper /= 10.0);
    assert!(
        matches!(sift(&infeasible, &groups, Options::default()), Err(SiftError::Infeasible(missing)) if missing > 1.0)
    );

    let (mut unbounded, _) = transport(5, 6, 1);
    unbounded.matrix.push([]).unwrap();
    unbounded.costs.push(-1.0);
    unbounded.columns.push(0.0, NONE);
    let groups = Groups::new(vec![[0, 0]; width + 1], (0..width as u32).collect());
    assert_eq!(sift(&unbounded, &groups, Options::default()), Err(SiftError::Unbounded));
}

#[test]
fn what_is_no_program_is_refused_by_name() {
    let (program, groups) = transport(3, 3, 1);
    let mut nan = program.clone();
    nan.costs[2] = f64::NAN;
    assert!(matches!(
        sift(&nan, &groups, Options::default()),
        Err(SiftError::Fault(Fault::NotFinite { .. }))
    ));
    let few = Groups::new(vec![[0, 0]], Vec::new());
    assert!(matches!(sift(&program, &few, Options::default()), Err(SiftError::Fault(Fault::Lengths { .. }))));
    for gap in [-0.1, f64::NAN] {
        let options = Options { stop: Stop::Gap(gap), ..Options::default() };
        assert!(matches!(sift(&program, &groups, options), Err(SiftError::Tolerance(_))));
    }
    let absent = Groups::new(vec![[0, 0]; program.costs.len()], vec![99]);
    assert_eq!(
        sift(&program, &absent, Options::default()),
        Err(SiftError::NoSuchColumn { column: 99, columns: program.costs.len() })
    );
}

/// Any bounds: none, one, both, equal.
fn bounds(count: usize) -> impl Strategy<Value = Bounds> {
    let pair = prop_oneof![
        4 => Just((0.0, NONE)),
        1 => Just((-NONE, NONE)),
        1 => (-5..5_i32).prop_map(|l| (f64::from(l), NONE)),
        1 => (-5..5_i32).prop_map(|u| (-NONE, f64::from(u))),
        1 => (-5..5_i32, 0..6_i32).prop_map(|(l, more)| (f64::from(l), f64::from(l + more))),
    ];
    proptest::collection::vec(pair, count).prop_map(|pairs| {
        let (lower, upper) = pairs.into_iter().unzip();
        Bounds { lower, upper }
    })
}

fn any_program() -> impl Strategy<Value = LinearProgram> {
    (1..6_usize, 1..25_usize).prop_flat_map(|(height, width)| {
        let entry = prop_oneof![2 => Just(0.0), 3 => (-4..9_i32).prop_map(f64::from)];
        let entries = proptest::collection::vec(entry, height * width);
        let costs = proptest::collection::vec((-3..20_i32).prop_map(f64::from), width);
        (entries, costs, bounds(width), bounds(height)).prop_map(move |(entries, costs, columns, rows)| {
            let mut matrix = Columns::new(height);
            for column in entries.chunks_exact(height) {
                let present = column.iter().enumerate().filter(|(_, value)| **value != 0.0);
                matrix.push(present.map(|(row, value)| (row as u32, *value))).unwrap();
            }
            LinearProgram { matrix, costs, columns, rows, offset: 1.5 }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Free columns, columns at their upper bounds, rows that cannot be met, objectives that fall for ever.
    #[test]
    fn any_program_ends_as_it_does_whole(
        program in any_program(),
        first in 0..3_usize,
        more in 1..3_usize,
        most_first in prop_oneof![4 => Just(1.0), 1 => Just(0.5)],
    ) {
        let groups = Groups::by_rows(&program.matrix);
        let options = Options { first, more, most_first, ..Options::default() };
        let sifted = sift(&program, &groups, options);
        match (whole(&program), sifted) {
            (Ok(optimum), Ok(sifted)) => {
                prop_assert!(is_near(optimum, sifted.answer.objective), "{optimum} {}", sifted.answer.objective);
                prop_assert!(violation(&program, &sifted.answer.x) < 1e-6);
                prop_assert!(is_near(program.objective(&sifted.answer.x), sifted.answer.objective));
                prop_assert!(sifted.bound.is_none_or(|bound| bound <= optimum + 1e-6 * optimum.abs().max(1.0)));
            }
            (Err(Status::Infeasible), Err(SiftError::Infeasible(_))) | (Err(Status::Unbounded), Err(SiftError::Unbounded)) => {}
            (whole, sifted) => prop_assert!(false, "whole {whole:?}, sifted {sifted:?}"),
        }
    }
}
