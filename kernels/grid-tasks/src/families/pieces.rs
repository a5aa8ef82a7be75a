//! Pieces: objects of which a family knows the cells, because it has put them there. No two of them touch.

use std::collections::BTreeSet;

use grid_generator::Chance;
use rand::RngExt;

use super::board::{AROUND, Board, Cell, between, bounds, one_of};

/// What a piece looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rectangle,
    /// The edge of a rectangle that has an inside.
    Frame,
    /// Grown cell by cell.
    Blob,
    /// One cell wide, lying or upright.
    Line,
    /// From corner to corner: one object only where neighbours may be across a corner.
    Slant,
}

/// Connected cells of one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) cells: Vec<Cell>,
    pub(super) colour: u8,
}

impl Piece {
    pub(super) fn bounds(&self) -> [Cell; 2] {
        bounds(&self.cells)
    }

    pub(super) fn height(&self) -> isize {
        let [upper, lower] = self.bounds();
        lower.0 - upper.0 + 1
    }

    pub(super) fn width(&self) -> isize {
        let [upper, lower] = self.bounds();
        lower.1 - upper.1 + 1
    }

    /// Its cells, moved to the upper left corner.
    pub(super) fn form(&self) -> BTreeSet<Cell> {
        moved_to_corner(&self.cells)
    }
}

pub(super) fn moved_to_corner(cells: &[Cell]) -> BTreeSet<Cell> {
    let [(top, left), _] = bounds(cells);
    cells.iter().map(|(row, column)| (row - top, column - left)).collect()
}

/// So many pieces on a board whose ground is 0, or fewer where there is no room; 0 stays the most common colour by far.
pub(super) fn scatter(
    board: &mut Board,
    chance: &mut Chance,
    wanted: usize,
    colours: &[u8],
    kinds: &[Kind],
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for _ in 0..wanted {
        let largest = (board.height.min(board.width) / 2).clamp(1, 7);
        let form = any(chance, kinds, largest);
        let colour = one_of(chance, colours);
        pieces.extend(put(board, chance, &form, colour));
    }
    pieces
}

/// One piece somewhere, if twenty attempts find room for it.
pub(super) fn put(board: &mut Board, chance: &mut Chance, form: &[Cell], colour: u8) -> Option<Piece> {
    let [_, (bottom, right)] = bounds(form);
    let painted = board.counts()[1..].iter().sum::<usize>() + form.len();
    if bottom >= board.height || right >= board.width || 2 * painted >= (board.height * board.width) as usize
    {
        return None;
    }
    for _ in 0..20 {
        let (top, left) =
            (between(chance, 0, board.height - 1 - bottom), between(chance, 0, board.width - 1 - right));
        let cells: Vec<Cell> = form.iter().map(|(row, column)| (row + top, column + left)).collect();
        let free = |&(row, column): &Cell| {
            board.get((row, column)) == Some(0)
                && AROUND
                    .iter()
                    .all(|(down, along)| matches!(board.get((row + down, column + along)), None | Some(0)))
        };
        if cells.iter().all(free) {
            board.fill(cells.iter().copied(), colour);
            return Some(Piece { cells, colour });
        }
    }
    None
}

/// Of one of these kinds, in the upper left corner.
pub(super) fn any(chance: &mut Chance, kinds: &[Kind], largest: isize) -> Vec<Cell> {
    let kind = one_of(chance, kinds);
    let (height, width) = (between(chance, 1, largest), between(chance, 1, largest));
    match kind {
        Kind::Rectangle => rectangle(height, width),
        Kind::Frame => {
            let (height, width) = (height.max(3), width.max(3));
            let edge =
                |&(row, column): &Cell| row == 0 || column == 0 || row == height - 1 || column == width - 1;
            rectangle(height, width).into_iter().filter(edge).collect()
        }
        Kind::Blob => blob(chance, (height * width) as usize, largest),
        Kind::Line if chance.random_bool(0.5) => rectangle(1, width),
        Kind::Line => rectangle(height, 1),
        Kind::Slant => {
            let length = height.max(2);
            let across = chance.random_bool(0.5);
            (0..length).map(|step| (step, if across { step } else { length - 1 - step })).collect()
        }
    }
}

fn rectangle(height: isize, width: isize) -> Vec<Cell> {
    (0..height).flat_map(|row| (0..width).map(move |column| (row, column))).collect()
}

fn blob(chance: &mut Chance, cells: usize, largest: isize) -> Vec<Cell> {
    let mut grown = vec![(0, 0)];
    for _ in 0..8 * cells {
        if grown.len() == cells {
            break;
        }
        let (row, column) = one_of(chance, &grown);
        let (down, along) = one_of(chance, &AROUND[..4]);
        let next = (row + down, column + along);
        let [upper, lower] = bounds(grown.iter().chain([&next]));
        if lower.0 - upper.0 < largest && lower.1 - upper.1 < largest && !grown.contains(&next) {
            grown.push(next);
        }
    }
    moved_to_corner(&grown).into_iter().collect()
}

/// The only one for which something is largest; none where several are.
pub(super) fn only_largest<K: Ord>(pieces: &[Piece], key: impl Fn(&Piece) -> K) -> Option<&Piece> {
    let largest = pieces.iter().max_by_key(|piece| key(piece))?;
    (pieces.iter().filter(|piece| key(piece) == key(largest)).count() == 1).then_some(largest)
}
