//! Masks beside sorted sets: the same places and cells, also where they spill.

use std::collections::BTreeSet;

use grid_language::{
    Bounds, Cell, Mask, Pair, Planes,
    form::{CellSet, PairSet},
};
use rand::RngExt;
use rand_pcg::Pcg64;

type Pairs = BTreeSet<Pair>;
type Cells = BTreeSet<Cell>;

/// Few or many, near or far, on either side of zero.
fn pairs(random: &mut Pcg64) -> Vec<Pair> {
    let spread = [3, 12, 30, 70, 300][random.random_range(0..5)];
    let [row, column] = [0, 0].map(|_: i32| random.random_range(-spread..=spread));
    let count = random.random_range(0..40);
    let mut near = || random.random_range(0..=spread);
    (0..count).map(|_| Pair::new(row + near(), column + near())).collect()
}

fn cells(random: &mut Pcg64) -> Vec<Cell> {
    let colours = [1, 2, 10][random.random_range(0..3)];
    let pairs = pairs(random);
    pairs.into_iter().map(|place| Cell { colour: random.random_range(-1..colours), place }).collect()
}

#[track_caller]
fn same_pairs(mask: &Mask, set: &Pairs) {
    assert!(mask.iter().eq(set.iter().copied()), "{mask:?} is not {set:?}");
    assert_eq!(mask, &set.iter().copied().collect(), "equal sets are equal masks");
    assert_eq!(mask.len(), set.len());
    assert_eq!(mask.is_empty(), set.is_empty());
    assert_eq!(mask.bounds(), PairSet::bounds(set));
    assert_eq!((mask.first(), mask.last()), (PairSet::first(set), PairSet::last(set)));
}

#[track_caller]
fn same_cells(planes: &Planes, set: &Cells) {
    assert!(planes.iter().eq(set.iter().copied()), "{planes:?} is not {set:?}");
    assert_eq!(planes, &set.iter().copied().collect(), "equal sets are equal planes");
    assert_eq!(planes.len(), set.len());
    assert_eq!(planes.is_empty(), set.is_empty());
    assert_eq!(planes.bounds(), CellSet::bounds(set));
    assert_eq!((planes.first(), planes.last()), (CellSet::first(set), CellSet::last(set)));
    same_pairs(&planes.places(), &set.places());
}

#[test]
fn masks_hold_the_places_that_sets_hold() {
    let mut random = Pcg64::new(1, 1);
    for _ in 0..20_000 {
        let (left, right) = (pairs(&mut random), pairs(&mut random));
        let (mask, other): (Mask, Mask) = (left.iter().copied().collect(), right.iter().copied().collect());
        let (set, others): (Pairs, Pairs) = (left.into_iter().collect(), right.iter().copied().collect());
        same_pairs(&mask, &set);
        same_pairs(&mask.union(&other), &(&set | &others));
        same_pairs(&mask.intersection(&other), &(&set & &others));
        same_pairs(&mask.difference(&other), &(&set - &others));
        assert_eq!(mask.order(&other), set.cmp(&others), "{set:?} beside {others:?}");
        let fewer: Mask = set.iter().copied().take(set.len() / 2).collect();
        assert_eq!(mask.order(&fewer), set.len().cmp(&(set.len() / 2)));
        assert_eq!(fewer.order(&mask), (set.len() / 2).cmp(&set.len()));
        same_pairs(&Mask::merged([&mask, &other, &mask].into_iter()), &(&set | &others));
        let by = Pair::new(random.random_range(-50..50), random.random_range(-50..50));
        same_pairs(&mask.shifted(by), &set.shifted(by));
        for place in right.iter().take(5) {
            assert_eq!(mask.contains(*place), set.contains(place));
        }
    }
}

#[test]
fn planes_hold_the_cells_that_sets_hold() {
    let mut random = Pcg64::new(2, 2);
    for _ in 0..10_000 {
        let (left, right) = (cells(&mut random), cells(&mut random));
        let (planes, other): (Planes, Planes) =
            (left.iter().copied().collect(), right.iter().copied().collect());
        let (set, others): (Cells, Cells) = (left.into_iter().collect(), right.iter().copied().collect());
        same_cells(&planes, &set);
        same_cells(&planes.union(&other), &(&set | &others));
        same_cells(&planes.intersection(&other), &(&set & &others));
        same_cells(&planes.difference(&other), &(&set - &others));
        same_cells(&Planes::merged([&planes, &other, &planes].into_iter()), &(&set | &others));
        let by = Pair::new(random.random_range(-50..50), random.random_range(-50..50));
        same_cells(&planes.shifted(by), &set.shifted(by));
        same_cells(&Planes::of_colour(3, &planes.places()), &Cells::of_colour(3, &set.places()));
        for cell in right.iter().take(5) {
            assert_eq!(planes.contains(*cell), set.contains(cell));
        }
    }
}

#[test]
fn rectangles_of_every_size_and_places_at_the_ends_of_all_numbers() {
    for (height, width) in [(1, 1), (1, 64), (1, 65), (128, 1), (129, 1), (30, 30), (3, 64)] {
        let bounds = Bounds { top: -5, left: -7, bottom: height - 6, right: width - 8 };
        same_pairs(&Mask::rectangle(bounds), &Pairs::rectangle(bounds));
    }
    let corners = [(i32::MIN, i32::MIN), (i32::MIN, i32::MAX), (i32::MAX, i32::MIN), (i32::MAX, i32::MAX)];
    let corners: Vec<_> = corners.into_iter().map(|(row, column)| Pair::new(row, column)).collect();
    let sets: Vec<(Mask, Pairs)> = (0..16)
        .map(|chosen| {
            let chosen: Vec<_> =
                (0..4).filter(|at| chosen >> at & 1 == 1).map(|at: usize| corners[at]).collect();
            (chosen.iter().copied().collect(), chosen.into_iter().collect())
        })
        .collect();
    for (mask, set) in &sets {
        same_pairs(mask, set);
        for (other, others) in &sets {
            same_pairs(&mask.union(other), &(set | others));
            same_pairs(&mask.intersection(other), &(set & others));
            same_pairs(&mask.difference(other), &(set - others));
            assert_eq!(mask.order(other), set.cmp(others));
        }
    }
}
