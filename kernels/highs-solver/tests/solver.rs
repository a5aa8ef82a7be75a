//! What the wrapper promises, on programs whose answers are known by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::num::NonZeroUsize;

use highs_solver::{Iterations, Method, Options, Presolve, Solver, SolverError, Status};
use linear_program::{Bounds, Columns, Fault, LinearProgram};

const NONE: f64 = f64::INFINITY;

/// min -3x - 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: -36 at (2, 6), prices 0, -1.5, -1.
fn small() -> LinearProgram {
    let mut matrix = Columns::new(3);
    matrix.push([(0, 1.0), (2, 3.0)]).unwrap();
    matrix.push([(1, 2.0), (2, 2.0)]).unwrap();
    LinearProgram {
        matrix,
        costs: vec![-3.0, -5.0],
        columns: Bounds::all(2, 0.0, NONE),
        rows: Bounds { lower: vec![-NONE; 3], upper: vec![4.0, 12.0, 18.0] },
        offset: 0.0,
    }
}

/// A transport problem whose cheapest way changes with the costs; enough rows and columns for simplex to take steps.
fn transport(sources: u32, sinks: u32, seed: u64) -> LinearProgram {
    let mut matrix = Columns::new((sources + sinks) as usize);
    let mut costs = Vec::new();
    let mut chance = seed;
    for source in 0..sources {
        for sink in 0..sinks {
            matrix.push([(source, 1.0), (sources + sink, 1.0)]).unwrap();
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            costs.push(1.0 + (chance >> 40) as f64 / 1e6);
        }
    }
    let mut rows = Bounds::default();
    (0..sources).for_each(|_| rows.push(-NONE, 10.0 * f64::from(sinks)));
    (0..sinks).for_each(|sink| rows.push(3.0 + f64::from(sink), NONE));
    LinearProgram { columns: Bounds::all(costs.len(), 0.0, NONE), matrix, costs, rows, offset: 0.0 }
}

fn solver(method: Method) -> Solver {
    Solver::new(Options::by(method)).unwrap()
}

fn objective(method: Method, program: &LinearProgram) -> f64 {
    let mut solver = solver(method);
    solver.pass(program).unwrap();
    solver.run().unwrap().optimal().unwrap().objective
}

#[test]
fn a_small_program_has_its_known_answer_and_prices() {
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&small()).unwrap();
    let answer = solver.run().unwrap().optimal().unwrap();
    assert_eq!(answer.objective, -36.0);
    assert_eq!((answer.x, answer.y), (vec![2.0, 6.0], vec![0.0, -1.5, -1.0]));
}

#[test]
fn every_method_finds_the_same_optimum() {
    let program = transport(12, 15, 7);
    let dual = objective(Method::DualSimplex, &program);
    let close =
        |other: f64, tolerance: f64| assert!((dual - other).abs() <= tolerance * dual, "{dual} {other}");
    close(objective(Method::PrimalSimplex, &program), 1e-9);
    close(objective(Method::InteriorPoint, &program), 1e-9);
    close(objective(Method::ParallelSimplex(NonZeroUsize::new(2).unwrap()), &program), 1e-9);
    close(objective(Method::InteriorPointOnly, &program), 1e-6);
}

#[test]
fn the_safe_crate_finds_the_same_optimum() {
    let program = transport(9, 11, 3);
    let mut problem = highs::RowProblem::default();
    let columns: Vec<_> = program.costs.iter().map(|cost| problem.add_column(*cost, 0.0..)).collect();
    for row in 0..program.matrix.height() {
        let entries = columns.iter().enumerate().filter_map(|(j, column)| {
            let value = program.matrix.column(j).find(|(r, _)| *r as usize == row)?.1;
            Some((*column, value))
        });
        problem.add_row(program.rows.lower[row]..=program.rows.upper[row], entries.collect::<Vec<_>>());
    }
    let mut model = problem.optimise(highs::Sense::Minimise);
    model.make_quiet();
    let safe = model.solve().objective_value();
    let ours = objective(Method::DualSimplex, &program);
    assert!((safe - ours).abs() <= 1e-9 * ours, "{safe} {ours}");
}

#[test]
fn a_live_instance_goes_on_from_where_it_stopped_and_a_cleared_one_does_not() {
    let program = transport(20, 30, 1);
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&program).unwrap();
    let cold = solver.run().unwrap().iterations;
    assert!(cold.simplex > 20, "{cold:?}");
    assert_eq!(solver.run().unwrap().iterations, Iterations::default());
    solver.clear().unwrap();
    assert_eq!(solver.run().unwrap().iterations, cold);
}

#[test]
fn a_basis_carries_over_to_other_data_and_to_another_instance() {
    let mut program = transport(20, 30, 1);
    let mut first = solver(Method::DualSimplex);
    first.pass(&program).unwrap();
    let cold = first.run().unwrap().iterations.simplex;
    let basis = first.basis().unwrap();

    program.costs.iter_mut().step_by(7).for_each(|cost| *cost *= 1.02);
    program.rows.lower[25] += 0.5;
    let mut second = solver(Method::DualSimplex);
    second.pass(&program).unwrap();
    second.set_basis(&basis).unwrap();
    let warm = second.run().unwrap();
    assert!(warm.iterations.simplex * 2 < cold, "{} of {cold}", warm.iterations.simplex);

    first.set_costs(&program.costs).unwrap();
    first.set_row_bounds(&program.rows).unwrap();
    let live = first.run().unwrap().optimal().unwrap().objective;
    let (warm, fresh) = (warm.optimal().unwrap().objective, objective(Method::DualSimplex, &program));
    assert!((warm - fresh).abs() <= 1e-9 * fresh && (live - fresh).abs() <= 1e-9 * fresh);
}

#[test]
fn columns_can_be_added_and_the_basis_stays() {
    let whole = transport(10, 10, 5);
    let mut part = whole.clone();
    let half = whole.costs.len() / 2;
    part.matrix = Columns::new(20);
    (0..half).for_each(|j| part.matrix.push(whole.matrix.column(j)).unwrap());
    // Half of the sources serve everyone: dear, and possible.
    part.costs.truncate(half);
    part.columns = Bounds::all(half, 0.0, NONE);
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&part).unwrap();
    let dear = solver.run().unwrap().optimal().unwrap().objective;
    let rest: Vec<u32> = (half as u32..whole.costs.len() as u32).collect();
    solver.add_columns(&whole, &rest).unwrap();
    solver.switch(Method::PrimalSimplex).unwrap();
    let cheap = solver.run().unwrap().optimal().unwrap();
    assert_eq!(cheap.x.len(), whole.costs.len());
    assert!(cheap.objective < dear);
    let known = objective(Method::DualSimplex, &whole);
    assert!((cheap.objective - known).abs() <= 1e-9 * known);
}

#[test]
fn runs_repeat_bit_for_bit() {
    for method in [Method::DualSimplex, Method::PrimalSimplex, Method::InteriorPoint] {
        let program = transport(15, 25, 9);
        let run = || {
            let mut solver = solver(method);
            solver.pass(&program).unwrap();
            let outcome = solver.run().unwrap();
            (outcome.iterations, outcome.answer)
        };
        assert_eq!(run(), run(), "{method:?}");
    }
}

#[test]
fn an_interior_point_without_crossover_leaves_no_basis() {
    let program = transport(8, 8, 2);
    for (method, leaves) in [(Method::InteriorPoint, true), (Method::InteriorPointOnly, false)] {
        let mut solver = solver(method);
        solver.pass(&program).unwrap();
        assert!(solver.basis().is_none());
        let outcome = solver.run().unwrap();
        assert!(outcome.iterations.interior_point > 0, "{outcome:?}");
        assert_eq!(solver.basis().is_some(), leaves, "{method:?}");
    }
}

#[test]
fn a_first_order_method_tells_its_steps_and_is_only_near() {
    let program = transport(12, 15, 7);
    let mut first_order = solver(Method::FirstOrder(1e-4));
    first_order.pass(&program).unwrap();
    let outcome = first_order.run().unwrap();
    assert!(
        outcome.iterations.first_order > 0 && outcome.iterations.simplex == 0,
        "{:?}",
        outcome.iterations
    );
    let near = outcome.answer.unwrap().objective;
    let known = objective(Method::DualSimplex, &program);
    assert!((near - known).abs() <= 0.01 * known, "{near} {known}");
}

#[test]
fn infeasible_and_unbounded_programs_say_so() {
    let mut infeasible = small();
    infeasible.rows.lower[0] = 3.0;
    infeasible.rows.upper[2] = 6.0;
    let mut unbounded = small();
    unbounded.rows.upper = vec![NONE; 3];
    for (program, want) in [(infeasible, Status::Infeasible), (unbounded, Status::Unbounded)] {
        for presolve in [Presolve::On, Presolve::Off] {
            let mut solver = Solver::new(Options { presolve, ..Options::default() }).unwrap();
            solver.pass(&program).unwrap();
            let outcome = solver.run().unwrap();
            assert_eq!((outcome.status, outcome.answer.as_ref()), (want, None));
            assert_eq!(outcome.optimal(), Err(SolverError::NotOptimal(want)));
        }
    }
}

/// A program of columns, each of at least 0 and with a price, in rows that ask for something.
fn of(columns: &[(&[(u32, f64)], f64)], lower: Vec<f64>, upper: Vec<f64>, rows: Bounds) -> LinearProgram {
    let mut matrix = Columns::new(rows.len());
    for (column, _) in columns {
        matrix.push(column.iter().copied()).unwrap();
    }
    let costs = columns.iter().map(|(_, cost)| *cost).collect();
    LinearProgram { matrix, costs, columns: Bounds { lower, upper }, rows, offset: 1.5 }
}

#[test]
fn what_the_solver_cannot_tell_of_a_program_without_an_optimum_is_asked_one_question_at_a_time() {
    // Presolve calls it infeasible: from the first column at 20 and the second at 100 a ray leads on.
    let a_ray_unseen = of(
        &[
            (&[(0, 5.0), (3, -1.0)], -1.0),
            (&[(0, -1.0), (2, 1.0), (3, 1.0)], -1.0),
            (&[(0, 3.0), (2, -1.0)], -1.0),
            (&[(2, 1.0)], 1.0),
            (&[(3, 3.0)], 0.0),
        ],
        vec![0.0, 1.0, 0.0, 0.0, -NONE],
        vec![NONE, NONE, NONE, NONE, -1.0],
        Bounds::all(4, 0.0, NONE),
    );
    // Simplex gives up on it: the first two columns rise for ever, three to one.
    let given_up = of(
        &[(&[(0, 1.0)], -1.0), (&[(0, -3.0)], 0.0), (&[(0, -1.0)], 3.0)],
        vec![0.0, 2.0, -3.0],
        vec![NONE, NONE, -2.0],
        Bounds::all(1, -3.0, -2.0),
    );
    // As above, and the second column ends at 3: there is an optimum, and no question.
    let mut with_an_end = given_up.clone();
    with_an_end.columns.upper[1] = 3.0;
    // As above, and the row asks for less than all columns can take.
    let mut infeasible = with_an_end.clone();
    infeasible.rows = Bounds::all(1, -NONE, -8.0);
    for method in [Method::DualSimplex, Method::PrimalSimplex, Method::InteriorPoint] {
        for presolve in [Presolve::On, Presolve::Off] {
            let mut solver = Solver::new(Options { method, presolve }).unwrap();
            let mut status = |program: &LinearProgram| {
                solver.pass(program).unwrap();
                let outcome = solver.run().unwrap();
                (outcome.status, outcome.answer.map(|answer| answer.objective))
            };
            assert_eq!(status(&a_ray_unseen), (Status::Unbounded, None), "{method:?} {presolve:?}");
            assert_eq!(status(&given_up), (Status::Unbounded, None), "{method:?} {presolve:?}");
            assert_eq!(status(&infeasible), (Status::Infeasible, None), "{method:?} {presolve:?}");
            // What was asked leaves nothing behind. Primal simplex alone stops short of this optimum, and says so.
            let (said, objective) = status(&with_an_end);
            if (method, presolve) == (Method::PrimalSimplex, Presolve::Off) {
                assert_eq!(said, Status::Imprecise);
            } else {
                assert_eq!(said, Status::Optimal, "{method:?} {presolve:?}");
                assert!((objective.unwrap() + 11.5).abs() < 1e-7, "{method:?} {presolve:?} {objective:?}");
            }
        }
    }
}

#[test]
fn programs_without_columns_or_rows_are_answered() {
    let empty = LinearProgram {
        matrix: Columns::new(0),
        costs: Vec::new(),
        columns: Bounds::default(),
        rows: Bounds::default(),
        offset: 2.5,
    };
    assert_eq!(objective(Method::DualSimplex, &empty), 2.5);

    let mut no_columns =
        LinearProgram { matrix: Columns::new(1), rows: Bounds::all(1, -1.0, 1.0), ..empty.clone() };
    assert_eq!(objective(Method::DualSimplex, &no_columns), 2.5);
    no_columns.rows = Bounds::all(1, 1.0, 2.0);
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&no_columns).unwrap();
    assert_eq!(solver.run().unwrap().status, Status::Infeasible);

    let mut no_rows = empty;
    no_rows.matrix.push([]).unwrap();
    (no_rows.costs, no_rows.columns) = (vec![-1.0], Bounds::all(1, 0.0, 4.0));
    assert_eq!(objective(Method::DualSimplex, &no_rows), -1.5);
}

#[test]
fn free_columns_may_go_below_zero() {
    let mut program = small();
    program.columns.lower = vec![-NONE; 2];
    program.rows.lower = vec![-5.0, -NONE, -NONE];
    program.costs[0] = 3.0;
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&program).unwrap();
    assert_eq!(solver.run().unwrap().optimal().unwrap().x, [-5.0, 6.0]);
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let mut solver = solver(Method::DualSimplex);
    let mut program = small();
    program.costs[1] = f64::NAN;
    let refused = solver.pass(&program).unwrap_err().to_string();
    assert!(refused.contains("cost 1 is NaN"), "{refused}");
    solver.pass(&small()).unwrap();
    let lengths = |what, want, got| SolverError::Fault(Fault::Lengths { what, want, got });
    assert_eq!(solver.set_costs(&[1.0]), Err(lengths("costs", 2, 1)));
    assert_eq!(solver.set_row_bounds(&Bounds::all(2, 0.0, 1.0)), Err(lengths("row", 3, 2)));
    assert_eq!(solver.set_basis(&highs_solver::Basis::default()), Err(lengths("columns of the basis", 2, 0)));
    assert!(solver.switch(Method::InteriorPoint).is_err());
    assert_eq!(solver.run().unwrap().optimal().unwrap().objective, -36.0);
}

#[test]
fn several_threads_solve_at_once_and_find_the_same() {
    let program = transport(20, 30, 4);
    let alone = objective(Method::DualSimplex, &program);
    let all_have_solved = std::sync::Barrier::new(4);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut solver = solver(Method::DualSimplex);
                solver.pass(&program).unwrap();
                let answer = solver.run().unwrap().optimal().unwrap();
                all_have_solved.wait();
                assert_eq!(answer.objective, alone);
            });
        }
    });
}

/// Found by chance: HiGHS 1.15 answers it with a solve error where it may presolve.
#[test]
fn an_infeasible_program_with_free_columns_is_infeasible_and_no_failure_of_the_solver() {
    let entries = [
        (1, 0, -1.0),
        (3, 2, -3.0),
        (4, 3, 4.0),
        (7, 0, 7.0),
        (7, 1, 1.0),
        (7, 2, 4.0),
        (10, 1, 1.0),
        (10, 2, 1.0),
        (11, 3, -1.0),
        (17, 3, 1.0),
        (20, 0, 1.0),
        (20, 3, 1.0),
    ];
    let mut matrix = Columns::new(4);
    for j in 0..21 {
        let own = entries.iter().filter(|(column, ..)| *column == j);
        matrix.push(own.map(|(_, row, value)| (*row, *value))).unwrap();
    }
    let at = |places: &[usize], value: f64| {
        let mut list = vec![0.0; 21];
        for place in places {
            list[*place] = value;
        }
        list
    };
    let program = LinearProgram {
        matrix,
        costs: at(&[11, 20], 1.0),
        columns: Bounds { lower: at(&[7, 11, 17, 20], -NONE), upper: vec![NONE; 21] },
        rows: Bounds { lower: vec![0.0, -NONE, 0.0, 0.0], upper: vec![0.0, -1.0, NONE, NONE] },
        offset: 0.0,
    };
    let mut solver = solver(Method::DualSimplex);
    solver.pass(&program).unwrap();
    assert_eq!(solver.run().unwrap().status, Status::Infeasible);
}
