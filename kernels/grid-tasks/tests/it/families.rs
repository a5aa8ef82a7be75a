//! Families: the same bits always, of the sizes that were asked for, and programs for all of them.

use std::{collections::BTreeSet, fs};

use grid_tasks::{Collection, FAMILIES, Totals};

use crate::read;

#[test]
fn four_hundred_tasks_have_three_thousand_pairs_and_show_three_to_five() {
    let made = grid_tasks::make(1, 400, 3000);
    let totals = Totals::of(&made.tasks, Collection::Training);
    assert_eq!((totals.tasks, totals.pairs), (400, 3000));
    assert_eq!(made.programs.len(), 400);
    for (task, program) in made.tasks.tasks().iter().zip(&made.programs) {
        assert!((3..=5).contains(&task.shown) && [7, 8].contains(&task.pairs.len()), "{task:?}");
        assert!(program.starts_with(&format!("def solve_{}(I):\n    ", task.id)), "{program}");
        assert!(program.ends_with("    return O\n") && program.matches("def ").count() == 1, "{program}");
    }
    let names: BTreeSet<&str> = made.tasks.tasks().iter().map(|task| task.id.as_str()).collect();
    assert_eq!(names.len(), 400);
}

#[test]
fn the_same_seed_gives_the_same_bits_and_another_one_others() {
    let digest = |seed| {
        grid_tasks::ContentHash::of(grid_tasks::one_file(&grid_tasks::make(seed, 40, 80).tasks).as_bytes())
    };
    assert_eq!(digest(1), digest(1));
    assert_ne!(digest(1), digest(2));
    assert_eq!(digest(1).to_string(), "7ccfcfd48d5493bc983a0a0b1155cdd4");
}

#[test]
fn a_task_has_the_same_pairs_among_few_and_among_many() {
    let (few, many) = (grid_tasks::make(3, 8, 40), grid_tasks::make(3, 41, 41 * 6));
    for task in few.tasks.tasks() {
        let other = many.tasks.tasks().iter().find(|other| other.id == task.id).unwrap();
        for (mine, its) in task.pairs.clone().zip(other.pairs.clone()) {
            assert_eq!(few.tasks.inputs().get(mine), many.tasks.inputs().get(its));
            assert_eq!(few.tasks.outputs().get(mine), many.tasks.outputs().get(its));
        }
    }
}

#[test]
fn what_is_made_is_read_like_what_is_downloaded() {
    let folder = tempfile::tempdir().unwrap();
    let made = grid_tasks::make(7, 60, 200);
    let file = folder.path().join("all.json");
    fs::write(&file, grid_tasks::one_file(&made.tasks)).unwrap();
    grid_tasks::write_folder(&made.tasks, folder.path()).unwrap();
    for path in [&file, folder.path()] {
        assert_eq!(read(path).tasks, made.tasks);
    }
}

/// Where a family leaves the distribution, it does so towards larger grids: what is asked for needs room.
#[test]
fn inputs_keep_to_the_sizes_of_the_puzzles() {
    let made = grid_tasks::make(1, 400, 3000);
    let mut cells: Vec<u16> = made
        .tasks
        .inputs()
        .dims()
        .iter()
        .map(|[height, width]| u16::from(*height) * u16::from(*width))
        .collect();
    cells.sort_unstable();
    let quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map(|share| cells[(share * cells.len() as f64) as usize]);
    let known = [9, 36, 100, 192, 342];
    for (got, known) in quantiles.iter().zip(known) {
        assert!((known * 3 / 4..=known * 3).contains(got), "{quantiles:?} where the puzzles have {known:?}");
    }
}

#[test]
fn programs_are_as_long_as_the_plan_asks_and_half_of_them_look_for_objects() {
    let programs: Vec<String> = FAMILIES.iter().map(|family| family.program("x")).collect();
    let mut lines: Vec<usize> = programs.iter().map(|program| program.matches(" = ").count()).collect();
    lines.sort_unstable();
    assert_eq!(lines[20], 9);
    assert!(*lines.last().unwrap() >= 40);
    let with_objects = programs.iter().filter(|program| program.contains(" = objects(")).count();
    assert!((18..=22).contains(&with_objects), "{with_objects} of 40");
}
