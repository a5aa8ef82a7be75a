//! The table of results: a row for each pair, and beside them everything that could not be read.

use serde::{Deserialize, Serialize};

use crate::{Fault, Programs, Solved, TaskPairs};

/// Rows in the order of tasks and pairs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The names of the tasks that rows speak of.
    pub tasks: Vec<String>,
    /// One for each pair.
    pub rows: Vec<Row>,
    /// Files, tasks and lines of programs that could not be read, each with its reason.
    pub refused: Vec<String>,
}

/// What became of one pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The number of its task.
    pub task: u32,
    /// Which pair of the task.
    pub pair: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Cells of the input.
    pub cells: u32,
    /// Calls of the bytecode.
    pub instructions: u32,
    /// How long the program ran.
    pub nanoseconds: u64,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// With the answer that was asked for.
    Correct,
    /// With another one.
    Wrong,
    /// Without one, for this reason.
    Failed(String),
}

impl Table {
    /// Of runs and what validation said of each; `faults` are those of reading.
    #[must_use]
    pub fn of<A>(
        tasks: &(impl TaskPairs + ?Sized),
        solved: &Solved<A>,
        correct: &[bool],
        faults: &[Fault],
        programs: &Programs,
    ) -> Self {
        let row = |(ran, &correct): (&crate::Ran, &bool)| Row {
            task: ran.task as u32,
            pair: ran.pair as u32,
            outcome: match &ran.failed {
                Some(told) => Outcome::Failed(told.clone()),
                None if correct => Outcome::Correct,
                None => Outcome::Wrong,
            },
            cells: tasks.cells(ran.task, ran.pair) as u32,
            instructions: ran.instructions as u32,
            nanoseconds: ran.nanoseconds,
        };
        let mut rows: Vec<Row> = solved.runs.iter().zip(correct).map(row).collect();
        rows.sort_by_key(|row| (row.task, row.pair));
        let refused = programs.refused().iter().map(|refused| refused.told.clone());
        Self {
            tasks: (0..tasks.count()).map(|task| tasks.id(task).to_owned()).collect(),
            rows,
            refused: faults.iter().map(ToString::to_string).chain(refused).collect(),
        }
    }

    /// How many pairs are right.
    #[must_use]
    pub fn pairs_correct(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == Outcome::Correct).count()
    }

    /// How many tasks are right in all of their pairs.
    #[must_use]
    pub fn tasks_correct(&self) -> usize {
        let of_task = self.rows.chunk_by(|row, next| row.task == next.task);
        of_task.filter(|rows| rows.iter().all(|row| row.outcome == Outcome::Correct)).count()
    }
}
