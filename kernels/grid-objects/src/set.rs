//! Objects as a language of sets has them: a cell is a colour and a place, an object is a set of cells, the objects of a grid are a
//! set of sets. This is what masks are held against, written as one writes it who starts from that language.

use std::collections::{BTreeSet, HashSet};

use grid_batch::GridView;

use crate::{BACKGROUND, Cells, Colours, Mode, Neighbours, TieRule, background, labels::GridLabeller};

type Place = (usize, usize);
type Cell = (u8, Place);

/// It keeps nothing between grids.
pub(crate) struct Set;

impl GridLabeller for Set {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        let objects = objects(grid, mode, ties);
        label.fill(BACKGROUND);
        for object in &objects {
            let places = || object.iter().map(|&(_, (row, column))| row * grid.width + column);
            let first = places().min().map_or(BACKGROUND, |first| first as u16);
            places().for_each(|place| label[place] = first);
        }
        objects.len() as u16
    }
}

/// All objects of a grid.
pub(crate) fn objects(grid: GridView<'_>, mode: Mode, ties: TieRule) -> BTreeSet<BTreeSet<Cell>> {
    let removed = match mode.cells {
        Cells::WithoutBackground => background(grid, ties),
        Cells::All => None,
    };
    let colour_at = |(row, column): Place| grid.cells[row * grid.width + column];
    let mut objects = BTreeSet::new();
    let mut taken: HashSet<Place> = HashSet::new();
    for seed in (0..grid.height).flat_map(|row| (0..grid.width).map(move |column| (row, column))) {
        if taken.contains(&seed) || Some(colour_at(seed)) == removed {
            continue;
        }
        let joins = |colour: u8| match mode.colours {
            Colours::One => colour == colour_at(seed),
            Colours::Any => Some(colour) != removed,
        };
        let mut object = BTreeSet::new();
        let mut edge = HashSet::from([seed]);
        while !edge.is_empty() {
            let mut around = HashSet::new();
            for place in edge {
                let colour = colour_at(place);
                if joins(colour) {
                    object.insert((colour, place));
                    taken.insert(place);
                    around.extend(neighbours(place, grid, mode.neighbours));
                }
            }
            edge = around.difference(&taken).copied().collect();
        }
        objects.insert(object);
    }
    objects
}

/// Inside of the grid.
fn neighbours((row, column): Place, grid: GridView<'_>, neighbours: Neighbours) -> HashSet<Place> {
    let rows = row.saturating_sub(1)..grid.height.min(row + 2);
    let columns = column.saturating_sub(1)..grid.width.min(column + 2);
    let around = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
    let is_neighbour = |&(other_row, other_column): &Place| {
        let apart = row.abs_diff(other_row) + column.abs_diff(other_column);
        match neighbours {
            Neighbours::Four => apart == 1,
            Neighbours::Eight => apart > 0,
        }
    };
    around.filter(is_neighbour).collect()
}
