//! Arguments by chance, one letter for each: what a primitive is given is written as in `crop`: `gpp`.

use std::collections::BTreeSet;

use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::{oracles::Place, plain::Plain};

/// Draws the same every time; with the variable `PROPTEST_CASES` as often as it says.
pub(crate) fn runner(cases: u32) -> TestRunner {
    let asked_for = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config { cases: asked_for.unwrap_or(cases), failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// | letter | draws |
/// | --- | --- |
/// | `g` | a grid, `e` one that may have no cells |
/// | `i` | a colour, `n` 1 to 5, `b` T or F |
/// | `p` | a pair around a grid, `d` a direction |
/// | `x` | places, `o` cells, `k` either, `h` cells with a period |
/// | `X` `O` `K` | the same, which may be empty |
/// | `s` | a set of objects |
pub(crate) fn arguments(letters: &str) -> Vec<BoxedStrategy<Plain>> {
    letters.chars().map(argument).collect()
}

fn argument(letter: char) -> BoxedStrategy<Plain> {
    let maybe = |strategy: BoxedStrategy<Plain>| {
        prop_oneof![9 => strategy, 1 => Just(Plain::Set(BTreeSet::new()))].boxed()
    };
    match letter {
        'g' => grid().boxed(),
        'e' => {
            let without_cells = (0_usize..4).prop_map(|height| Plain::Grid(vec![Vec::new(); height]));
            prop_oneof![9 => grid(), 1 => without_cells].boxed()
        }
        'i' => (0_i64..10).prop_map(Plain::Int).boxed(),
        'n' => (1_i64..=5).prop_map(Plain::Int).boxed(),
        'b' => any::<bool>().prop_map(Plain::Bool).boxed(),
        'p' => place().prop_map(Plain::pair).boxed(),
        'd' => (-2_i64..=2, -2_i64..=2).prop_map(Plain::pair).boxed(),
        'x' => places().prop_map(|places| Plain::Set(places.into_iter().map(Plain::pair).collect())).boxed(),
        'o' => object().boxed(),
        'k' => prop_oneof![argument('x'), argument('o')].boxed(),
        'h' => periodic().boxed(),
        'X' | 'O' | 'K' => maybe(argument(letter.to_ascii_lowercase())),
        's' => prop::collection::btree_set(object(), 0..5).prop_map(Plain::Set).boxed(),
        other => panic!("no argument is drawn by the letter {other}"),
    }
}

/// Few colours, one of them often the background, now and then a line of one colour; some are larger than a mask.
fn grid() -> impl Strategy<Value = Plain> {
    let side = || prop_oneof![3 => 1_usize..=6, 1 => 1_usize..=30, 1 => Just(30_usize)];
    let sides = prop_oneof![
        20 => (side(), side()),
        1 => (1_usize..=3, 65_usize..=70),
        1 => (129_usize..=135, 1_usize..=3),
    ];
    (sides, 1_i64..=10, 0_i64..10).prop_flat_map(|((height, width), colours, shared)| {
        let cell = prop_oneof![0..colours, Just(shared)];
        let row = prop_oneof![
            5 => prop::collection::vec(cell, width),
            1 => (0..colours).prop_map(move |colour| vec![colour; width]),
        ];
        prop::collection::vec(row, height).prop_map(Plain::Grid)
    })
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![3 => (0_i64..8, 0_i64..8), 1 => (-5_i64..35, -5_i64..35)]
}

/// Inside a small box, anywhere on a grid, or across more than a mask holds.
fn places() -> impl Strategy<Value = Vec<Place>> {
    let inside = |box_of: i64| prop::collection::vec((0..box_of, 0..box_of), 1..30);
    let cluster = prop_oneof![4 => inside(4), 2 => inside(30), 1 => inside(70)];
    (place(), cluster).prop_map(|(corner, places)| {
        places.into_iter().map(|(row, column)| (corner.0 + row, corner.1 + column)).collect()
    })
}

/// Of one colour, of several, or with several colours at one place.
fn object() -> impl Strategy<Value = Plain> {
    let drawn = |colours: i64| prop::collection::vec(0..colours, 30);
    (places(), 0_i64..10, prop_oneof![Just(vec![0; 30]), drawn(3), drawn(10)], 0_usize..3).prop_map(
        |(places, first, colours, twice)| {
            let once = places.iter().zip(&colours);
            let again = places.iter().take(twice).zip(colours.iter().rev());
            Plain::Set(
                once.chain(again).map(|(&place, colour)| Plain::cell((first + colour) % 10, place)).collect(),
            )
        },
    )
}

/// A few cells, again and again to the right and below.
fn periodic() -> impl Strategy<Value = Plain> {
    let motif = prop::collection::vec((0_i64..3, (0_i64..3, 0_i64..3)), 1..6);
    (motif, (1_i64..=3, 1_i64..=3), 1_i64..=4, place()).prop_map(|(motif, step, times, corner)| {
        let repeated = (0..times).flat_map(|down| (0..times).map(move |right| (down, right)));
        let shifted = repeated.flat_map(|(down, right)| {
            motif.iter().map(move |&(colour, (row, column))| {
                Plain::cell(colour, (corner.0 + row + down * step.0, corner.1 + column + right * step.1))
            })
        });
        Plain::Set(shifted.collect())
    })
}
