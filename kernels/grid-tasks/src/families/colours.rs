//! Families of colours and the places where they are.

use std::collections::BTreeSet;

use grid_generator::Chance;

use super::board::{AROUND, Board, Cell, between, bounds, line, one_of, outline, sides};

/// An empty board with single cells of some colours, at least one of each, where there is room.
fn dotted(chance: &mut Chance, from: isize, colours: &[u8], each: isize) -> Board {
    let mut board = Board::of_one_colour(sides(chance, [from, from], [30, 30]), 0);
    for &colour in colours {
        for _ in 0..between(chance, 1, each) {
            let cell = (between(chance, 0, board.height - 1), between(chance, 0, board.width - 1));
            board.set(cell, colour);
        }
    }
    board
}

pub(super) fn ranking(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [1, 1], [30, 30]), chance);
    let ground = input.most();
    let counts = input.counts();
    let mut ranked: Vec<u8> = input.colours().into_iter().filter(|&colour| colour != ground).collect();
    ranked.sort_by_key(|&colour| (counts[usize::from(colour)], colour));
    // A column of them, turned clockwise: what was lowest is at the left.
    let answer =
        Board::drawn(1, ranked.len() as isize, |_, column| ranked[ranked.len() - 1 - column as usize]);
    (answer.width > 0).then_some([input, answer])
}

pub(super) fn lattice(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [3, 3], [30, 30]), chance);
    let mut answer = input.clone();
    answer.underfill(input.all().filter(|(row, column)| row % 2 == 0 && column % 2 == 0), 4);
    let (bottom, right) = (input.height - 1, input.width - 1);
    answer.fill(outline([(0, 0), (bottom, right)]), 8);
    answer.underfill(outline([(1, 1), (bottom - 1, right - 1)]), 1);
    Some([input, answer])
}

pub(super) fn rays(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = dotted(chance, 4, &[1, 2, 3], 2);
    let mut answer = input.clone();
    let sources = input.of_colour(2);
    let lit = |&(row, column): &Cell| sources.iter().any(|source| row - source.0 == column - source.1);
    answer.underfill(input.all().filter(lit), 2);
    let posts: Vec<isize> = input.of_colour(1).iter().map(|cell| cell.1).collect();
    answer.fill(input.all().filter(|cell| posts.contains(&cell.1)), 1);
    let beams: Vec<isize> = input.of_colour(3).iter().map(|cell| cell.0).collect();
    answer.fill(input.all().filter(|cell| beams.contains(&cell.0)), 3);
    Some([input, answer])
}

pub(super) fn joined(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = dotted(chance, 3, &[3], 6);
    let dots = input.of_colour(3);
    let mut answer = input.clone();
    let lines = dots.iter().flat_map(|&from| dots.iter().flat_map(move |&to| line(from, to)));
    answer.underfill(lines, 6);
    let [upper, lower] = bounds(&dots);
    answer.underfill([upper, (upper.0, lower.1), (lower.0, upper.1), lower], 4);
    let mean = |axis: fn(&Cell) -> isize| dots.iter().map(axis).sum::<isize>() / dots.len() as isize;
    answer.underfill([(mean(|cell| cell.0), mean(|cell| cell.1))], 5);
    Some([input, answer])
}

pub(super) fn around(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = dotted(chance, 5, &[1, 2, 3], 2);
    let mut answer = input.clone();
    for (colour, neighbours, painted) in [(1, &AROUND[..4], 4), (2, &AROUND[4..], 5), (3, &AROUND[..], 6)] {
        let sources = input.of_colour(colour);
        let near = sources.iter().flat_map(|(row, column)| {
            neighbours.iter().map(move |(down, along)| (row + down, column + along))
        });
        answer.underfill(near, painted);
    }
    Some([input, answer])
}

pub(super) fn boxes(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = dotted(chance, 4, &[1, 2, 4, 7], 3);
    let ground = input.most();
    let mut answer = input.clone();
    // Of two boxes the one with the lower colour is seen: where it is, there is no ground any more.
    for colour in input.colours().into_iter().rev().filter(|&colour| colour != ground) {
        let edge = outline(bounds(&input.of_colour(colour)));
        answer.fill(edge.into_iter().filter(|&cell| input.get(cell) == Some(ground)), colour);
    }
    for colour in input.colours() {
        let cells = input.of_colour(colour);
        if cells.len() == 2 {
            answer.fill(cells, 8);
        }
    }
    Some([input, answer])
}

/// A pattern in the upper left corner, copies of it elsewhere, and some that are wrong in one cell.
pub(super) fn stamp(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [6, 6], [30, 30]);
    let pattern = Board::drawn(3, 3, |_, _| one_of(chance, &[0, 0, 2, 3, 4]));
    let mut input = Board::of_one_colour([height, width], 0);
    let mut put = |chance: &mut Chance, (top, left): Cell, faulty: bool| {
        for (row, column) in pattern.all() {
            input.set((top + row, left + column), pattern.at((row, column)));
        }
        if faulty {
            input.set((top + between(chance, 0, 2), left + between(chance, 0, 2)), 6);
        }
    };
    for copy in 0..between(chance, 1, 8) {
        let place = (between(chance, 0, height - 3), between(chance, 0, width - 3));
        put(chance, place, copy % 3 == 2);
    }
    put(chance, (0, 0), false);
    let fits = |&(top, left): &Cell| {
        pattern
            .all()
            .all(|(row, column)| input.get((top + row, left + column)) == Some(pattern.at((row, column))))
    };
    let places: Vec<Cell> = input.all().filter(fits).collect();
    let frames: BTreeSet<Cell> =
        places.iter().flat_map(|&(top, left)| outline([(top, left), (top + 2, left + 2)])).collect();
    let mut answer = input.clone();
    answer.fill(frames, if places.len().is_multiple_of(2) { 8 } else { 7 });
    Some([input, answer])
}
