//! Objects by sets of places: the baseline's way, and the only one for grids that no mask of colours 0 to 9 can hold.

use std::collections::BTreeSet;

use grid_objects::{Cells, Colours, Mode, Neighbours, TieRule};

use super::CellSet;
use crate::{Board, Cell, Fault, Pair, background};

const FOUR: [(i32, i32); 4] = [(-1, 0), (0, -1), (0, 1), (1, 0)];
const EIGHT: [(i32, i32); 8] = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];

/// The connected components in ascending order.
pub(super) fn objects<C: CellSet>(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<C>, Fault> {
    let removed = match mode.cells {
        Cells::WithoutBackground => background::of(board.cells().iter().map(|&cell| i32::from(cell)), ties)?,
        Cells::All => None,
    };
    let neighbours: &[(i32, i32)] = match mode.neighbours {
        Neighbours::Four => &FOUR,
        Neighbours::Eight => &EIGHT,
    };
    let mut found = Vec::new();
    let mut taken: BTreeSet<Pair> = BTreeSet::new();
    for (seed, seed_cell) in board.places() {
        if taken.contains(&seed) || Some(i32::from(seed_cell)) == removed {
            continue;
        }
        let joins = |cell: i8| match mode.colours {
            Colours::One => cell == seed_cell,
            Colours::Any => Some(i32::from(cell)) != removed,
        };
        let mut object: BTreeSet<Cell> = BTreeSet::new();
        let mut edge = BTreeSet::from([seed]);
        while !edge.is_empty() {
            let mut around = BTreeSet::new();
            for place in edge {
                let Some(cell) = board.get(place).filter(|&cell| joins(cell)) else { continue };
                object.insert(Cell { colour: i32::from(cell), place });
                taken.insert(place);
                let beside = |&(down, right): &(i32, i32)| Pair::new(place.row + down, place.column + right);
                around.extend(neighbours.iter().map(beside));
            }
            edge = around.difference(&taken).copied().collect();
        }
        found.push(object);
    }
    // No two share a cell, so the first cells decide.
    found.sort_by_key(|object| object.first().copied());
    Ok(found.into_iter().map(|object| object.into_iter().collect()).collect())
}
