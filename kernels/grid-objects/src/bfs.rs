//! Breadth-first search over arrays: the reference, whose labels are right because nothing in it is clever.

use grid_batch::GridView;

use crate::{BACKGROUND, Cells, Colours, Mode, Neighbours, TieRule, background, labels::GridLabeller};

/// No cell of a grid has this label yet.
const UNSEEN: u16 = 0xFFFE;

/// Down, right, up, left, then the diagonals.
const STEPS: [(isize, isize); 8] = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];

/// The cells that were reached, in that order.
#[derive(Default)]
pub(crate) struct Bfs {
    reached: Vec<u16>,
}

impl GridLabeller for Bfs {
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16 {
        let GridView { height, width, cells } = grid;
        let removed = match mode.cells {
            Cells::WithoutBackground => background(grid, ties),
            Cells::All => None,
        };
        for (label, &colour) in label.iter_mut().zip(cells) {
            *label = if Some(colour) == removed { BACKGROUND } else { UNSEEN };
        }
        let steps = match mode.neighbours {
            Neighbours::Four => &STEPS[..4],
            Neighbours::Eight => &STEPS[..],
        };
        let mut count = 0;
        for first in 0..cells.len() {
            if label[first] != UNSEEN {
                continue;
            }
            count += 1;
            label[first] = first as u16;
            self.reached.clear();
            self.reached.push(first as u16);
            let mut next = 0;
            while next < self.reached.len() {
                let from = usize::from(self.reached[next]);
                next += 1;
                let (row, column) = (from / width, from % width);
                for &(down, right) in steps {
                    let (Some(row), Some(column)) =
                        (row.checked_add_signed(down), column.checked_add_signed(right))
                    else {
                        continue;
                    };
                    if row >= height || column >= width {
                        continue;
                    }
                    let to = row * width + column;
                    let joins = mode.colours == Colours::Any || cells[to] == cells[from];
                    if label[to] == UNSEEN && joins {
                        label[to] = first as u16;
                        self.reached.push(to as u16);
                    }
                }
            }
        }
        count
    }
}
