//! All ways leave the same answers, and what is not there is refused.

use std::convert::Infallible;

use grid_batch::GridBatch;
use grid_language::Masks;
use grid_objects::{Labels, Method, Mode, TieRule, label};
use grid_tasks::{Listings, Programs, Rules, Solved, Tasks, Threads, make, solve};

use crate::{ArcCombined, rounds};

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<ArcCombined>(), [""; 0]);
}

fn by(method: Method) -> impl FnMut(&GridBatch, Mode) -> Result<Labels, Infallible> {
    move |batch, mode| Ok(label(batch, mode, TieRule::Lowest, method))
}

/// Why each has no answer, without the times.
fn reasons(solved: &Solved<GridBatch>) -> Vec<(usize, usize, usize, Option<&str>)> {
    let each = solved.runs.iter();
    each.map(|ran| (ran.task, ran.pair, ran.instructions, ran.failed.as_deref())).collect()
}

fn alone(tasks: &Tasks, programs: &Programs, order: &[usize]) -> Solved<GridBatch> {
    solve::<Masks, _>(tasks, programs, Rules::default(), order, Threads::One)
}

#[test]
fn programs_in_rounds_give_the_answers_that_they_give_alone() {
    let made = make(11, 40, 120);
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    let order: Vec<usize> = (0..40).rev().collect();
    let alone = alone(&made.tasks, &programs, &order);
    let asking = made.programs.iter().filter(|program| program.contains(" = objects(")).count() as u64;
    for threads in [1, 2, 5] {
        let Ok((together, rounds)) =
            rounds::solve(&made.tasks, &programs, &order, threads, by(Method::Bitboard));
        assert_eq!(together.answers, alone.answers, "{threads}");
        assert_eq!(reasons(&together), reasons(&alone));
        assert_eq!((rounds.made, rounds.grids), (1, 3 * asking), "each asks once for each of 3 pairs");
    }
}

#[test]
fn wrong_labels_make_wrong_answers() {
    let made = make(11, 40, 120);
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    let order: Vec<usize> = (0..40).collect();
    let nothing = |batch: &GridBatch, _: Mode| -> Result<Labels, Infallible> {
        Ok(Labels {
            label: vec![grid_objects::BACKGROUND; batch.cells().len()],
            counts: vec![0; batch.len()],
        })
    };
    let Ok((together, _)) = rounds::solve(&made.tasks, &programs, &order, 2, nothing);
    assert!(together.answers != alone(&made.tasks, &programs, &order).answers);
}

#[test]
fn a_device_that_fails_ends_everything_and_nobody_waits() {
    let made = make(11, 40, 120);
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    let order: Vec<usize> = (0..40).collect();
    let failed = rounds::solve(&made.tasks, &programs, &order, 3, |_, _| Err::<Labels, _>("out of memory"));
    assert_eq!(failed.err(), Some("out of memory"));
}

/// Several calls, one of them on what another one made, a call inside of a function, and errors on the way.
#[test]
fn programs_that_ask_twice_or_inside_of_functions_or_fail_end_alike() {
    let mut made = make(3, 8, 40);
    let bodies = [
        "first_ones = objects(I, T, F, T)\n    some = first(first_ones)\n    piece = subgrid(some, I)\n    rest = objects(piece, F, T, F)\n    cells = merge(rest)\n    O = paint(piece, cells)\n    return O",
        "turned = rot90(I)\n    all_objects = objects(turned, T, T, F)\n    O = first(all_objects)\n    return O",
        "none = objects(I, T, F, T)\n    empty = difference(none, none)\n    one = first(empty)\n    O = subgrid(one, I)\n    return O",
        "wide = hupscale(I, FIVE)\n    long = hupscale(wide, FIVE)\n    all_objects = objects(long, T, F, F)\n    some = first(all_objects)\n    O = fill(I, ONE, some)\n    return O",
        "all_objects = objects(I, TWO, F, T)\n    O = fill(I, ONE, all_objects)\n    return O",
    ];
    for (program, body) in made.programs.iter_mut().zip(bodies) {
        let header = program.lines().next().unwrap().to_owned();
        *program = format!("{header}\n    {body}\n");
    }
    made.programs.pop();
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    assert_eq!(programs.refused(), []);
    let order: Vec<usize> = (0..8).collect();
    let alone = alone(&made.tasks, &programs, &order);
    let Ok((together, rounds)) = rounds::solve(&made.tasks, &programs, &order, 2, by(Method::Runs));
    assert_eq!(reasons(&together), reasons(&alone));
    assert_eq!(together.answers, alone.answers);
    assert!(alone.runs.iter().any(|ran| ran.failed.is_some()));
    assert_eq!(rounds.made, 2);
}
