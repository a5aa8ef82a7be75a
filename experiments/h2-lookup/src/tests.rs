//! Every variant answers with what its table says, and is as far from right as it is said to be.

use std::rc::Rc;

use property_table::{SnapRule, TEMPERATURES, Trace};
use touchstone::Rng;

use crate::{
    H2Lookup,
    pass::{Answers, all},
    shelf::Shelf,
    tables,
    variants::{self, OnLarge, Prepared},
    workload::{Asked, Size, World},
};

const NODES: usize = 96;

fn world(asked: Asked, queries: usize) -> World {
    World::new(Size { asked, queries, nodes: NODES }, &mut Rng::new(3, 1))
}

/// More than a block of queries, and a part of one.
fn anywhere() -> World {
    world(Asked::Hydrogen(Trace::Uniform), 3_333)
}

fn answers(world: &World, prepared: &Prepared) -> Answers {
    all(prepared, &Rc::clone(&world.queries))
}

fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::at(folder.path());
    (folder, shelf)
}

/// The worst relative error of each property that is answered.
fn errors(world: &World, prepared: &Prepared) -> Vec<f64> {
    let got = answers(world, prepared);
    let mut worst = vec![0.0_f64; got.columns().len()];
    for (query, (p, t)) in world.queries.pairs().enumerate() {
        let right = world.size.asked.exact(p, t).unwrap();
        for ((worst, column), right) in worst.iter_mut().zip(got.columns()).zip(right) {
            *worst = worst.max((column[query] / right - 1.0).abs());
        }
    }
    assert!(got.columns().iter().all(|column| column.len() == world.queries.p.len()));
    worst
}

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<H2Lookup>(), [""; 0]);
}

#[test]
fn the_equations_are_answered_bit_for_bit() {
    assert_eq!(errors(&anywhere(), &variants::eos()), [0.0; 4]);
    assert_eq!(errors(&world(Asked::Water, 1_000), &variants::water_if97()), [0.0; 4]);
}

#[test]
fn small_tables_are_as_right_as_they_are_asked_to_be() {
    let world = anywhere();
    for (name, prepared, most) in [
        ("bsearch-200", variants::bsearch_200(), 1e-3),
        ("uniform-200", variants::uniform_200(), 1e-3),
        ("octave", variants::octave(), 3e-5),
        ("octave-4", variants::octave_4(), 3e-5),
    ] {
        let errors = errors(&world, &prepared);
        assert!(errors.iter().all(|&error| error > 0.0 && error < most), "{name}: {errors:?}");
    }
    let beside = errors(&world, &variants::beside());
    assert!(beside[0] > 1e-3, "the planted fault is one: {beside:?}");
}

#[test]
fn one_property_has_the_bits_of_four_and_so_has_a_batch() {
    let world = anywhere();
    let [four, one] = [variants::octave_4(), variants::octave()].map(|prepared| answers(&world, &prepared));
    assert_eq!(four.columns()[0], one.columns()[0]);
    if let Ok(batch) = variants::octave_batch() {
        assert_eq!(answers(&world, &batch).columns(), one.columns());
    }
}

#[test]
fn what_stands_in_front_of_the_large_table_says_what_it_says() {
    let (_folder, shelf) = shelf();
    for trace in [Trace::Uniform, Trace::Walk, Trace::Loop] {
        let world = world(Asked::Hydrogen(trace), 20_000);
        let [search, cache, hint] = [OnLarge::Search, OnLarge::CacheExact, OnLarge::Hint]
            .map(|on| answers(&world, &variants::on_large(on, &shelf, NODES)));
        assert_eq!(search.columns(), cache.columns(), "{trace:?}");
        assert_eq!(search.columns(), hint.columns(), "{trace:?}");
        let table = tables::large(&shelf, NODES).table;
        for (query, (p, t)) in world.queries.pairs().enumerate().step_by(97) {
            assert_eq!(table.get(p, t).unwrap()[0], search.columns()[0][query]);
        }
    }
}

#[test]
fn a_loop_is_what_a_cache_is_shown_with() {
    let (_folder, shelf) = shelf();
    let rate = |trace, on| {
        let world = world(Asked::Hydrogen(trace), 30_000);
        let tally = answers(&world, &variants::on_large(on, &shelf, NODES)).tally.unwrap();
        assert_eq!(tally.lookups, 30_000);
        tally.hits
    };
    assert_eq!(rate(Trace::Loop, OnLarge::CacheExact), 30_000 - 3);
    assert_eq!(rate(Trace::Loop, OnLarge::CacheQuantised), 30_000 - 3);
    assert_eq!(rate(Trace::Walk, OnLarge::CacheExact), 0);
    assert!(rate(Trace::Walk, OnLarge::CacheQuantised) > 15_000);
}

#[test]
fn every_pass_begins_with_an_empty_memory() {
    let (_folder, shelf) = shelf();
    let world = world(Asked::Hydrogen(Trace::Walk), 2_000);
    for on in [OnLarge::CacheExact, OnLarge::CacheQuantised, OnLarge::Hint] {
        let prepared = variants::on_large(on, &shelf, NODES);
        let [first, second] = [answers(&world, &prepared), answers(&world, &prepared)];
        assert_eq!(first.tally, second.tally, "{on:?}");
        assert_eq!(first.columns(), second.columns(), "{on:?}");
    }
}

#[test]
fn snapping_is_off_by_the_way_to_the_node() {
    // The plan's pressures, and few temperatures: where a node is within 1 % and 2 K its density is the answer.
    let (_folder, shelf) = shelf();
    let world = world(Asked::Hydrogen(Trace::Uniform), 20_000);
    let nodes = 700;
    let [search, up, nearest] =
        [OnLarge::Search, OnLarge::Snap(SnapRule::Up), OnLarge::Snap(SnapRule::Nearest)]
            .map(|on| errors(&world, &variants::on_large(on, &shelf, nodes))[0]);
    assert!(search < 1e-4, "{search:e}");
    assert!(nearest > 5e-3 && nearest < 1.2e-2, "{nearest:e}");
    assert!(up > 5e-3 && up < 1.8e-2, "{up:e}");
    assert!(world.queries.t.iter().all(|t| (TEMPERATURES[0]..=TEMPERATURES[1]).contains(t)));
}

#[test]
fn water_needs_a_table_for_each_phase() {
    let world = world(Asked::Water, 6_000);
    let worst = |prepared: &Prepared| errors(&world, prepared).into_iter().fold(0.0, f64::max);
    let (fitted, one) = (worst(&variants::water_fitted()), worst(&variants::water_one_table()));
    assert!(fitted < 1e-3, "{fitted:e}");
    assert!(one > 10.0, "{one:e}");
}
