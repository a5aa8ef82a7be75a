//! What must hold of any two declarations.

use model::{Level, Target, Threads};

use crate::{
    easier,
    tests::fixture::{Fixture, at_least, at_most, figure, name, peak, ratio, reaches},
};

const NUMBERS: [f64; 7] = [1e-9, 0.5, 0.999, 1.0, 1.001, 31.0 / 4.0, 1e9];

fn declared(target: Target) -> Fixture {
    Fixture::new(reaches(ratio("fast-threads", "base"), target))
        .guarded(peak("fast", Some("base")), at_most(1.5))
        .guarded(figure("fast", "hits", None), Target::Between(0.2, 0.3))
        .claimed("10x", Some(10.0), "Apple M4 Pro")
}

/// Every way to ask for a number.
fn ways() -> Vec<fn(f64) -> Target> {
    vec![
        at_least,
        at_most,
        |number| Target::AtLeast(Level::ShareOfCeiling(number)),
        |share| {
            Target::AtLeast(Level::ShareOfBound { share, serial: name("serial"), parallel: name("rest") })
        },
        |number| Target::AtLeast(Level::PerThread { base: 0.5, each: number }),
        |number| Target::AtMost(Level::PerThread { base: number, each: 0.5 }),
        |number| Target::Between(number, 1e12),
        |number| Target::Between(-1.0, number),
    ]
}

#[test]
fn nothing_is_easier_than_itself() {
    for way in ways() {
        for number in NUMBERS {
            let declaration = declared(way(number)).declaration;
            assert_eq!(easier(&declaration, &declaration), []);
        }
    }
}

#[test]
fn of_two_numbers_exactly_one_is_easier() {
    for (place, way) in ways().into_iter().enumerate() {
        for threads in [Threads::One, Threads::Exactly(8), Threads::PerformanceCores] {
            let declared = |number| {
                let mut fixture = declared(way(number));
                fixture.variant("fast-threads").threads = threads;
                fixture.declaration
            };
            for (one, other) in NUMBERS.iter().flat_map(|one| NUMBERS.iter().map(move |other| (*one, *other)))
            {
                let there = easier(&declared(one), &declared(other)).len();
                let back = easier(&declared(other), &declared(one)).len();
                assert_eq!(there + back, usize::from(one != other), "way {place}: {one} and {other}");
            }
        }
    }
}

#[test]
fn what_is_easier_by_two_steps_is_easier_by_one() {
    for way in ways() {
        for pair in NUMBERS.windows(3) {
            let [low, middle, high] = [0, 1, 2].map(|at| declared(way(pair[at])).declaration);
            let falls = easier(&low, &middle).is_empty();
            let (first, last) = if falls { (&high, &low) } else { (&low, &high) };
            assert!(!easier(first, &middle).is_empty() && !easier(&middle, last).is_empty());
            assert!(!easier(first, last).is_empty());
        }
    }
}
