//! Families of one object among others.

use std::collections::BTreeSet;

use grid_generator::Chance;

use super::{
    board::{AROUND, Board, Cell, between, bounds, middle, one_of, outline, rectangle, sides},
    pieces::{Kind, Piece, any, only_largest, put, scatter},
};

const SOLID: [Kind; 4] = [Kind::Rectangle, Kind::Frame, Kind::Blob, Kind::Line];
const COLOURS: [u8; 6] = [1, 2, 3, 4, 5, 6];

/// A board with some pieces of which the neighbours are the four beside.
fn board(chance: &mut Chance, from: isize, most: isize, kinds: &[Kind]) -> (Board, Vec<Piece>) {
    let mut board = Board::of_one_colour(sides(chance, [from, from], [30, 30]), 0);
    let wanted = between(chance, 2, most) as usize;
    let pieces = scatter(&mut board, chance, wanted, &COLOURS, kinds);
    (board, pieces)
}

pub(super) fn largest(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 12, &SOLID);
    let largest = only_largest(&pieces, |piece| piece.cells.len())?;
    let smallest = only_largest(&pieces, |piece| usize::MAX - piece.cells.len())?;
    let mut answer = input.clone();
    answer.fill(largest.cells.iter().copied(), 8);
    answer.fill(smallest.cells.iter().copied(), 9);
    answer.set(middle(largest.bounds()), 0);
    Some([input, answer])
}

pub(super) fn smallest(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 9, &[Kind::Rectangle, Kind::Slant, Kind::Blob, Kind::Slant]);
    let smallest = only_largest(&pieces, |piece| usize::MAX - piece.cells.len())?;
    let piece = input.part(smallest.bounds()[0], [smallest.height(), smallest.width()]);
    let turned =
        if smallest.cells.len().is_multiple_of(2) { piece.turned() } else { piece.turned().turned() };
    let answer = turned.beside(&turned.upside_down());
    Some([input, answer])
}

/// Clusters of several colours: each is a piece in which some cells have another colour.
pub(super) fn outlined(chance: &mut Chance) -> Option<[Board; 2]> {
    let (mut input, pieces) = board(chance, 5, 8, &[Kind::Blob, Kind::Frame, Kind::Rectangle]);
    for piece in &pieces {
        input.set(one_of(chance, &piece.cells), one_of(chance, &COLOURS));
    }
    let mut answer = input.clone();
    let rings = pieces.iter().flat_map(|piece| {
        let [(top, left), (bottom, right)] = piece.bounds();
        outline([(top - 1, left - 1), (bottom + 1, right + 1)])
    });
    answer.underfill(rings, 6);
    for piece in &pieces {
        answer.fill(rectangle(piece.bounds()).filter(|cell| !piece.cells.contains(cell)), 4);
    }
    for piece in &pieces {
        let [upper, lower] = piece.bounds();
        answer.fill([upper, (upper.0, lower.1), (lower.0, upper.1), lower], 1);
    }
    answer.fill(pieces.iter().map(|piece| middle(piece.bounds())), 9);
    (!pieces.is_empty()).then_some([input, answer])
}

/// Pieces of different sizes; from the smallest on they are 1, 2, 3 …
pub(super) fn sizes(chance: &mut Chance) -> Option<[Board; 2]> {
    let mut input = Board::of_one_colour(sides(chance, [4, 4], [30, 30]), 0);
    let mut pieces: Vec<Piece> = Vec::new();
    for _ in 0..between(chance, 2, 14) {
        let form = any(chance, &SOLID, 5);
        if pieces.len() < 9 && pieces.iter().all(|piece| piece.cells.len() != form.len()) {
            let colour = one_of(chance, &COLOURS);
            pieces.extend(put(&mut input, chance, &form, colour));
        }
    }
    pieces.sort_by_key(|piece| piece.cells.len());
    let mut answer = input.clone();
    for (piece, colour) in pieces.iter().zip(1..) {
        answer.fill(piece.cells.iter().copied(), colour);
    }
    (pieces.len() > 1).then_some([input, answer])
}

pub(super) fn edges(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 14, &SOLID);
    let at_edge = |piece: &Piece| {
        let [upper, lower] = piece.bounds();
        upper.0 == 0 || upper.1 == 0 || lower.0 == input.height - 1 || lower.1 == input.width - 1
    };
    let mut answer = input.clone();
    for piece in pieces.iter().filter(|piece| at_edge(piece)) {
        answer.fill(piece.cells.iter().copied(), 0);
    }
    let kept: Vec<&Piece> = pieces.iter().filter(|piece| !at_edge(piece)).collect();
    answer.fill(kept.iter().map(|piece| piece.bounds()[0]), 1);
    answer.fill(kept.iter().map(|piece| piece.bounds()[1]), 2);
    (!pieces.is_empty()).then_some([input, answer])
}

/// What cannot be reached from the edge over empty cells, one beside the other, is filled.
pub(super) fn holes(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, _) = board(chance, 5, 10, &[Kind::Frame, Kind::Frame, Kind::Blob, Kind::Slant]);
    let on_edge = outline([(0, 0), (input.height - 1, input.width - 1)]);
    let mut open: Vec<Cell> = on_edge.into_iter().filter(|&cell| input.at(cell) == 0).collect();
    let mut reached: BTreeSet<Cell> = open.iter().copied().collect();
    while let Some((row, column)) = open.pop() {
        for (down, along) in &AROUND[..4] {
            let next = (row + down, column + along);
            if input.get(next) == Some(0) && reached.insert(next) {
                open.push(next);
            }
        }
    }
    let mut answer = input.clone();
    answer.fill(input.all().filter(|cell| input.at(*cell) == 0 && !reached.contains(cell)), 4);
    (answer != input).then_some([input, answer])
}

pub(super) fn window(chance: &mut Chance) -> Option<[Board; 2]> {
    let (mut input, pieces) = board(chance, 4, 7, &[Kind::Blob, Kind::Rectangle, Kind::Slant]);
    for piece in &pieces {
        input.set(one_of(chance, &piece.cells), one_of(chance, &COLOURS));
    }
    let largest = only_largest(&pieces, |piece| piece.cells.len())?;
    let [upper, lower] = largest.bounds();
    let mut marked = input.clone();
    marked.fill([upper, (upper.0, lower.1), (lower.0, upper.1), lower], 5);
    let answer = marked.part(upper, [largest.height(), largest.width()]);
    Some([input, answer])
}

pub(super) fn slim(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 14, &[Kind::Rectangle, Kind::Frame, Kind::Line]);
    let mut answer = input.clone();
    for piece in &pieces {
        let (height, width) = (piece.height(), piece.width());
        let full = piece.cells.len() as isize == height * width;
        let colour = match (height, width) {
            // A single cell is lying and upright, and is painted as both: the later colour stays.
            (_, 1) if full => 2,
            (1, _) if full => 1,
            _ if full && height == width => 3,
            _ => piece.colour,
        };
        answer.fill(piece.cells.iter().copied(), colour);
    }
    (!pieces.is_empty()).then_some([input, answer])
}

pub(super) fn standing(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 10, &SOLID);
    let (tall, others): (Vec<&Piece>, Vec<&Piece>) =
        pieces.iter().partition(|piece| piece.height() > piece.width());
    let mut answer = input.clone();
    for piece in &tall {
        let [upper, lower] = piece.bounds();
        answer.fill([upper, (upper.0, lower.1), (lower.0, upper.1), lower], 8);
    }
    answer.fill(tall.iter().map(|piece| middle(piece.bounds())), 9);
    let mean = |piece: &Piece, axis: fn(&Cell) -> isize| {
        piece.cells.iter().map(axis).sum::<isize>() / piece.cells.len() as isize
    };
    answer.fill(others.iter().map(|piece| (mean(piece, |cell| cell.0), mean(piece, |cell| cell.1))), 4);
    (!pieces.is_empty()).then_some([input, answer])
}

pub(super) fn tallest(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, pieces) = board(chance, 4, 5, &[Kind::Line, Kind::Rectangle, Kind::Blob]);
    let high = pieces.iter().map(Piece::height).max()?;
    let wide = pieces.iter().map(Piece::width).min()?;
    let same = pieces.iter().all(|piece| piece.cells.len() == pieces[0].cells.len());
    let answer = Board::of_one_colour([high, wide], if same { 2 } else { 3 });
    Some([input, answer])
}

/// A form, and how often it is there.
type Counted = (BTreeSet<Cell>, usize);

/// Pieces of few forms. Each form, and how often it is there, in the order in which sets are ordered.
fn forms(chance: &mut Chance) -> Option<(Board, Vec<Counted>)> {
    let mut input = Board::of_one_colour(sides(chance, [6, 6], [30, 30]), 0);
    let mut pieces = Vec::new();
    for _ in 0..between(chance, 2, 4) {
        let form = any(chance, &[Kind::Blob], 3);
        for _ in 0..between(chance, 1, 4) {
            let colour = one_of(chance, &COLOURS);
            pieces.extend(put(&mut input, chance, &form, colour));
        }
    }
    let mut forms: Vec<Counted> = Vec::new();
    for form in pieces.iter().map(Piece::form) {
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => forms.push((form, 1)),
        }
    }
    forms.sort();
    (forms.len() > 1).then_some((input, forms))
}

/// A form alone on a board.
fn drawn(form: &BTreeSet<Cell>, colour: u8) -> Board {
    let [_, (bottom, right)] = bounds(form);
    let mut board = Board::of_one_colour([bottom + 1, right + 1], 0);
    board.fill(form.iter().copied(), colour);
    board
}

pub(super) fn rare(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, forms) = forms(chance)?;
    let (rare, _) = forms.iter().min_by_key(|(_, count)| *count)?;
    Some([input, drawn(rare, 3)])
}

pub(super) fn kinds(chance: &mut Chance) -> Option<[Board; 2]> {
    let (input, forms) = forms(chance)?;
    // Of several the first: `max_by_key` takes the last.
    let (usual, _) = forms.iter().rev().max_by_key(|(_, count)| *count)?;
    let small = drawn(usual, forms.len() as u8);
    let answer =
        Board::drawn(2 * small.height, 2 * small.width, |row, column| small.at((row / 2, column / 2)));
    Some([input, answer])
}
