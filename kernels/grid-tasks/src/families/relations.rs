//! Families of objects and what is between them.

use grid_generator::Chance;
use rand::RngExt;

use super::{
    board::{Board, Cell, between, line, middle, one_of, rectangle, sides},
    pieces::{Kind, Piece, any, only_largest, put, scatter},
};

const SOLID: [Kind; 3] = [Kind::Rectangle, Kind::Blob, Kind::Line];
const COLOURS: [u8; 4] = [3, 4, 6, 7];

/// A block and a wall along one edge; the block falls until it touches the wall.
pub(super) fn drop(chance: &mut Chance) -> Option<[Board; 2]> {
    let mut input = Board::of_one_colour(sides(chance, [5, 5], [30, 30]), 0);
    let (bottom, right) = (input.height - 1, input.width - 1);
    let form = any(chance, &[Kind::Rectangle, Kind::Blob], 3);
    let block = put(&mut input, chance, &form, 2)?;
    let [upper, lower] = block.bounds();
    let (wall, way): (Vec<Cell>, Cell) = match chance.random_range(0..4_u32) {
        0 => ((0..=right).map(|column| (0, column)).collect(), (1 - upper.0, 0)),
        1 => ((0..=right).map(|column| (bottom, column)).collect(), (bottom - 1 - lower.0, 0)),
        2 => ((0..=bottom).map(|row| (row, 0)).collect(), (0, 1 - upper.1)),
        _ => ((0..=bottom).map(|row| (row, right)).collect(), (0, right - 1 - lower.1)),
    };
    if wall.iter().any(|cell| block.cells.contains(cell)) {
        return None;
    }
    input.fill(wall, 8);
    let mut answer = input.clone();
    answer.fill(block.cells.iter().copied(), 0);
    answer.fill(block.cells.iter().map(|(row, column)| (row + way.0, column + way.1)), 2);
    answer.underfill(block.cells, 1);
    Some([input, answer])
}

/// One piece of colour 9 among others.
fn with_nine(chance: &mut Chance, most: isize) -> Option<(Board, Piece, Vec<Piece>)> {
    let mut board = Board::of_one_colour(sides(chance, [5, 5], [30, 30]), 0);
    let form = any(chance, &SOLID, 3);
    let nine = put(&mut board, chance, &form, 9)?;
    let wanted = between(chance, 1, most) as usize;
    let others = scatter(&mut board, chance, wanted, &COLOURS, &SOLID);
    (!others.is_empty()).then_some((board, nine, others))
}

pub(super) fn nearest(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, nine, others) = with_nine(chance, 8)?;
    let distance = |piece: &Piece| {
        let between = |a: &Cell, b: &Cell| (a.0 - b.0).abs() + (a.1 - b.1).abs();
        piece.cells.iter().flat_map(|a| nine.cells.iter().map(move |b| between(a, b))).min()
    };
    let nearest = only_largest(&others, |piece| std::cmp::Reverse(distance(piece)))?;
    let mut answer = input.clone();
    answer.fill(nearest.cells.iter().copied(), 9);
    answer.underfill(line(middle(nine.bounds()), middle(nearest.bounds())), 5);
    Some([input, answer])
}

pub(super) fn aligned(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, nine, others) = with_nine(chance, 10)?;
    let shares = |piece: &Piece, axis: fn(&Cell) -> isize| {
        piece.cells.iter().any(|cell| nine.cells.iter().any(|of_nine| axis(cell) == axis(of_nine)))
    };
    let mut answer = input.clone();
    for piece in &others {
        if shares(piece, |cell| cell.1) {
            answer.fill(piece.cells.iter().copied(), 2);
        } else if shares(piece, |cell| cell.0) {
            answer.fill(piece.cells.iter().copied(), 1);
        }
    }
    Some([input, answer])
}

/// Pieces of colour 1, and single cells of colour 2 that touch some of them.
pub(super) fn touching(chance: &mut Chance) -> Option<[Board; 2]> {
    let mut input = Board::of_one_colour(sides(chance, [4, 4], [30, 30]), 0);
    let wanted = between(chance, 2, 9) as usize;
    let pieces = scatter(&mut input, chance, wanted, &[1], &SOLID);
    for _ in 0..between(chance, 1, 12) {
        let cell = (between(chance, 0, input.height - 1), between(chance, 0, input.width - 1));
        if input.at(cell) == 0 {
            input.set(cell, 2);
        }
    }
    if input.most() != 0 || !input.colours().contains(&2) {
        return None;
    }
    let beside = |&(row, column): &Cell| {
        [(-1, 0), (1, 0), (0, -1), (0, 1)]
            .iter()
            .any(|(down, along)| input.get((row + down, column + along)) == Some(2))
    };
    let mut answer = input.clone();
    for piece in pieces.iter().filter(|piece| piece.cells.iter().any(beside)) {
        answer.fill(piece.cells.iter().copied(), 3);
    }
    (!pieces.is_empty()).then_some([input, answer])
}

/// Pieces of different sizes. Each gets the colour of the next smaller one, and the smallest that of the largest.
pub(super) fn relay(chance: &mut Chance) -> Option<[Board; 2]> {
    let mut input = Board::of_one_colour(sides(chance, [4, 4], [30, 30]), 0);
    let mut pieces: Vec<Piece> = Vec::new();
    for _ in 0..between(chance, 2, 12) {
        let side = between(chance, 0, 4);
        let form: Vec<Cell> = rectangle([(0, 0), (side, between(chance, 0, 4))]).collect();
        if pieces.iter().all(|piece| piece.cells.len() != form.len()) {
            let colour = one_of(chance, &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
            pieces.extend(put(&mut input, chance, &form, colour));
        }
    }
    pieces.sort_by_key(|piece| piece.cells.len());
    let mut answer = input.clone();
    let before = pieces.last()?.colour;
    let colours = std::iter::once(before).chain(pieces.iter().map(|piece| piece.colour));
    for (piece, colour) in pieces.iter().zip(colours) {
        answer.fill(piece.cells.iter().copied(), colour);
    }
    (pieces.len() > 1).then_some([input, answer])
}

/// A plot, a dot, and what can be surveyed of them.
pub(super) fn survey(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [9, 9], [30, 30]);
    let (top, left) = (between(chance, 1, height - 5), between(chance, 1, width - 5));
    let (bottom, right) = (top + between(chance, 1, 3), left + between(chance, 1, 3));
    let dot = (between(chance, 0, height - 1), between(chance, 0, width - 1));
    let near = rectangle([(top - 1, left - 1), (bottom + 1, right + 1)]);
    if near.into_iter().any(|cell| cell == dot) {
        return None;
    }
    let mut input = Board::of_one_colour([height, width], 0);
    input.fill(rectangle([(top, left), (bottom, right)]), 3);
    input.set(dot, 4);

    let (high, wide) = (bottom - top + 1, right - left + 1);
    // The middle of the plot; of two cells the upper or the left one.
    let (row, column) = (isize::midpoint(top, bottom), isize::midpoint(left, right));
    let away = ((dot.0 - row).signum(), (dot.1 - column).signum());
    let mut answer = input.clone();
    answer.fill(rectangle([(top, left), (bottom, right)]), if (high * wide) % 2 == 0 { 6 } else { 7 });
    answer.fill(line((top, right), (bottom, left)), 2);
    answer.underfill((0..=42).map(|step| (dot.0 + step * away.0, dot.1 + step * away.1)), 1);
    answer.underfill([(bottom + 1, right + 1), (top - 1, left - 1)], 5);
    let mark = if dot.0 > row && high > wide { 8 } else { 9 };
    answer.underfill([(dot.0 - 2 * away.0, dot.1 - 2 * away.1)], mark);
    Some([input, answer])
}

/// Two blocks, and the way from the middle of the one towards the other.
pub(super) fn pointer(chance: &mut Chance) -> Option<[Board; 2]> {
    let mut input = Board::of_one_colour(sides(chance, [5, 5], [30, 30]), 0);
    let mut blocks = Vec::new();
    for colour in [2, 3] {
        let form: Vec<Cell> = rectangle([(0, 0), (between(chance, 0, 2), between(chance, 0, 2))]).collect();
        blocks.push(put(&mut input, chance, &form, colour)?);
    }
    let [source, target] = [0, 1].map(|block: usize| middle(blocks[block].bounds()));
    let step = ((target.0 - source.0).signum(), (target.1 - source.1).signum());
    let mut answer = input.clone();
    answer.underfill((0..=42).map(|steps| (source.0 + steps * step.0, source.1 + steps * step.1)), 4);
    Some([input, answer])
}
