//! What a run leaves: every answer, and the table of results. All variants leave the same, and what they leave is the known answer.

use grid_batch::GridBatch;
use grid_tasks::{Outcome, Rows, Table};
use touchstone::{Checks, Report};

use crate::load::{Load, World};

/// What a variant returns.
pub(crate) struct Answer {
    pub(crate) answers: Answers,
    pub(crate) table: Table,
}

/// In the form in which they were kept, in the order of the tasks.
pub(crate) enum Answers {
    /// Rows of their own.
    Nested(Vec<Rows>),
    /// One buffer.
    Packed(GridBatch),
}

impl Answers {
    fn rows(&self) -> Vec<Rows> {
        match self {
            Self::Nested(answers) => answers.clone(),
            Self::Packed(answers) => answers.iter().map(rows).collect(),
        }
    }
}

fn rows(grid: grid_batch::GridView<'_>) -> Rows {
    grid.cells.chunks(grid.width.max(1)).map(<[u8]>::to_vec).collect()
}

impl Answer {
    pub(crate) fn tell(&self, report: &mut Report) {
        report.count("programs.tasks_correct", self.table.tasks_correct() as u64);
        report.count("programs.pairs_correct", self.table.pairs_correct() as u64);
    }

    /// What must not depend on the variant: times do.
    fn outcomes(&self) -> impl Iterator<Item = (u32, u32, &Outcome, u32, u32)> {
        self.table.rows.iter().map(|row| (row.task, row.pair, &row.outcome, row.cells, row.instructions))
    }
}

pub(crate) fn against(reference: &Answer, got: &Answer) -> Checks {
    Checks::new()
        .exact("tasks", &reference.table.tasks, &got.table.tasks)
        .exact("results", reference.outcomes(), got.outcomes())
        .exact("what could not be read", &reference.table.refused, &got.table.refused)
        .exact("answers", reference.answers.rows(), got.answers.rows())
}

/// Held against answers that were worked out without the language, and were never in a file.
pub(crate) fn known(world: &World, reference: &Answer) -> Checks {
    let (Load::Made { .. }, Ok(files)) = (world.load, &world.files) else { return Checks::new() };
    let correct = reference.table.rows.iter().map(|row| &row.outcome);
    Checks::new()
        .exact("every pair is correct", std::iter::repeat_n(&Outcome::Correct, files.pairs()), correct)
        .exact("answers", files.expected.outputs().iter().map(rows), reference.answers.rows())
}
