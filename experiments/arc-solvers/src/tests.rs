//! Every form gives the known answers, and what is wrong is seen to be.

use grid_language::{MaskObjects, Masks, Primitive, Sets, form::Form};
use touchstone::Rng;

use crate::{
    ArcSolvers,
    load::{Load, Solvable, World},
    patterns::{Search, places, search},
    solving::share_of_objects,
};

fn tasks(load: Load) -> Solvable {
    match World::new(load, &mut Rng::new(5, 1)) {
        World::Tasks(tasks) => tasks,
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
