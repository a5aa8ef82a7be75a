//! Every form gives the known answers, and what is wrong is seen to be.

use grid_batch::{GridBatch, GridView};
use grid_language::{MaskObjects, Masks, Primitive, Sets, form::Form};
use grid_tasks::{Ran, Solved};
use touchstone::Rng;

use crate::{
    ArcSolvers, answers,
    load::{Load, Solvable, World},
    patterns::{Search, places, search},
    solving::share_of_objects,
};

fn tasks(load: Load) -> Solvable {
    match World::new(load, &mut Rng::new(5, 1)) {
        World::Tasks(tasks) => *tasks,
        _ => panic!("{load:?} has no tasks"),
    }
}

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<ArcSolvers>(), [""; 0]);
}

#[test]
fn half_of_the_programs_ask_for_objects_and_no_other_is_in_that_workload() {
    let whole = tasks(Load::Made { tasks: 40, pairs: 80 });
    let half = tasks(Load::AskingForObjects { tasks: 40, pairs: 80 });
    assert!((16..=24).contains(&half.order.len()), "{} of {}", half.order.len(), whole.order.len());
    let names = |world: &Solvable, task: usize| -> bool {
        let id = &world.tasks.tasks()[task].id;
        world.programs.of(id).unwrap().to_string().contains(" = objects(")
    };
    let asking: Vec<usize> = whole.order.iter().copied().filter(|&task| names(&whole, task)).collect();
    assert_eq!(half.order, asking);
}

#[test]
fn a_part_of_the_time_goes_into_objects_and_it_is_not_all() {
    let share = share_of_objects(&tasks(Load::AskingForObjects { tasks: 40, pairs: 80 }));
    assert!(0.0 < share && share < 1.0, "{share}");
}

fn found<F: Form>(searches: &[Search]) -> Vec<Vec<[i32; 2]>> {
    let arguments: Vec<_> = searches.iter().map(Search::arguments::<F>).collect();
    places(&search(Primitive::by_name("occurrences").unwrap(), &arguments))
}

#[test]
fn every_form_finds_patterns_where_they_are_by_hand() {
    let World::Patterns(searches) = World::new(Load::Patterns, &mut Rng::new(7, 1)) else { panic!() };
    let by_hand: Vec<_> = searches.iter().map(Search::by_hand).collect();
    let sizes: Vec<usize> = searches.iter().map(|search| search.pattern.len()).collect();
    assert_eq!(sizes, (1..=40).collect::<Vec<_>>());
    assert!(by_hand.iter().all(|places| !places.is_empty()), "a pattern is where it was cut out");
    assert_eq!(found::<Sets>(&searches), by_hand);
    assert_eq!(found::<MaskObjects>(&searches), by_hand);
    assert_eq!(found::<Masks>(&searches), by_hand);
}

#[test]
fn of_a_peer_it_is_asked_which_pairs_are_right_and_not_how_the_others_are_wrong() {
    let world = World::Tasks(Box::new(tasks(Load::Made { tasks: 8, pairs: 40 })));
    let World::Tasks(made) = &world else { panic!() };
    let known: Vec<Vec<u8>> = made.tasks.outputs().iter().map(|grid| grid.cells.to_vec()).collect();
    let solved =
        |wrong: usize, colour: u8| {
            let mut solved = Solved { runs: Vec::new(), answers: GridBatch::default() };
            for (task, pair) in made.tasks.tasks().iter().enumerate().flat_map(|(number, task)| {
                task.pairs.clone().map(move |pair| (number, pair - task.pairs.start))
            }) {
                let at = solved.runs.len();
                let mut cells = known[at].clone();
                if at == wrong {
                    cells[0] = (cells[0] + colour) % 10;
                }
                let sides = made.tasks.outputs().get(at);
                solved.answers.push(GridView { cells: &cells, ..sides });
                solved.runs.push(Ran { task, pair, instructions: 0, nanoseconds: 0, failed: None });
            }
            solved
        };
    let right = |wrong, colour| answers::right(&world, &solved(wrong, colour));
    assert_eq!(right(7, 0).iter().filter(|(_, _, right)| *right).count(), 40);
    assert_eq!(right(7, 1), right(7, 2), "wrong in another way");
    assert_ne!(right(7, 1), right(8, 1), "another pair is wrong");
    assert_ne!(right(7, 1), right(7, 0), "one more is right");
}
