//! What the stages after loading ask of tasks, whichever form they were loaded in: so that one stage can change its form alone.

use grid_batch::GridView;
use grid_language::Board;

use crate::{PlainTask, Rows, Tasks};

/// Tasks in either form. A pair is counted within its task.
pub trait TaskPairs: Sync {
    /// How many tasks.
    fn count(&self) -> usize;
    /// The name of a task.
    fn id(&self, task: usize) -> &str;
    /// How many pairs it has, shown or asked for.
    fn pairs(&self, task: usize) -> usize;
    /// What a program is given.
    fn input(&self, task: usize, pair: usize) -> Board;
    /// Cells of an input.
    fn cells(&self, task: usize, pair: usize) -> usize;
    /// Whether an answer is right: cell by cell, all of them.
    fn same_by_cells(&self, task: usize, pair: usize, answer: &Rows) -> bool;
    /// Whether an answer is right: sides first, then whole words, up to the first difference.
    fn same_by_words(&self, task: usize, pair: usize, answer: GridView<'_>) -> bool;
}

impl TaskPairs for Vec<PlainTask> {
    fn count(&self) -> usize {
        self.len()
    }

    fn id(&self, task: usize) -> &str {
        &self[task].id
    }

    fn pairs(&self, task: usize) -> usize {
        self[task].pairs.len()
    }

    fn input(&self, task: usize, pair: usize) -> Board {
        let rows = &self[task].pairs[pair].input;
        let cells = rows.iter().flatten().map(|&colour| colour as i8).collect();
        Board::new(rows.len(), rows.first().map_or(0, Vec::len), cells)
    }

    fn cells(&self, task: usize, pair: usize) -> usize {
        self[task].pairs[pair].input.iter().map(Vec::len).sum()
    }

    fn same_by_cells(&self, task: usize, pair: usize, answer: &Rows) -> bool {
        let expected = &self[task].pairs[pair].output;
        let width = expected.first().map_or(0, Vec::len);
        same_cells(answer, [expected.len(), width], |row, column| expected[row][column])
    }

    fn same_by_words(&self, task: usize, pair: usize, answer: GridView<'_>) -> bool {
        let expected = &self[task].pairs[pair].output;
        let sides = [expected.len(), expected.first().map_or(0, Vec::len)];
        sides == [answer.height, answer.width]
            && expected.iter().zip(answer.cells.chunks(answer.width.max(1))).all(|(row, cells)| row == cells)
    }
}

impl TaskPairs for Tasks {
    fn count(&self) -> usize {
        self.tasks().len()
    }

    fn id(&self, task: usize) -> &str {
        &self.tasks()[task].id
    }

    fn pairs(&self, task: usize) -> usize {
        self.tasks()[task].pairs.len()
    }

    fn input(&self, task: usize, pair: usize) -> Board {
        Board::from(self.inputs().get(self.tasks()[task].pairs.start + pair))
    }

    fn cells(&self, task: usize, pair: usize) -> usize {
        self.inputs().get(self.tasks()[task].pairs.start + pair).cells.len()
    }

    fn same_by_cells(&self, task: usize, pair: usize, answer: &Rows) -> bool {
        same_by_cells(answer, self.outputs().get(self.tasks()[task].pairs.start + pair))
    }

    fn same_by_words(&self, task: usize, pair: usize, answer: GridView<'_>) -> bool {
        // Slices of bytes are compared sixteen or thirty-two at a time.
        self.outputs().get(self.tasks()[task].pairs.start + pair) == answer
    }
}

pub(crate) fn same_by_cells(answer: &Rows, expected: GridView<'_>) -> bool {
    same_cells(answer, [expected.height, expected.width], |row, column| {
        expected.cells[row * expected.width + column]
    })
}

fn same_cells(answer: &Rows, [height, width]: [usize; 2], expected: impl Fn(usize, usize) -> u8) -> bool {
    let mut different = answer.len().abs_diff(height);
    for (row, cells) in answer.iter().enumerate().take(height) {
        different += cells.len().abs_diff(width);
        for (column, &cell) in cells.iter().enumerate().take(width) {
            different += usize::from(cell != expected(row, column));
        }
    }
    different == 0
}
