//! A planted fault, which every comparison of answers must find.

use grid_batch::{COLOURS, GridBatch, GridView};
use grid_tasks::Solved;

/// One cell of the last answer gets another colour.
#[must_use]
pub fn one_cell_wrong(solved: Solved<GridBatch>) -> Solved<GridBatch> {
    let mut answers = GridBatch::default();
    for (number, answer) in solved.answers.iter().enumerate() {
        let mut cells = answer.cells.to_vec();
        if let (true, Some(cell)) = (number + 1 == solved.answers.len(), cells.last_mut()) {
            *cell = (*cell + 1) % COLOURS as u8;
        }
        answers.push(GridView { cells: &cells, ..answer });
    }
    Solved { answers, ..solved }
}
