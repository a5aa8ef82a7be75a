//! What a run of the pipeline leaves, how it is compared, and what is told of it.

use std::fmt::Write;

use grid_batch::{GridBatch, GridView};
use grid_tasks::{NotUsed, Outcome as Ended, Row, Rows, Solved, Table};
use touchstone::{Checks, Report};

use crate::{Files, Stages, results::Recorded, scratch::Place};

/// What a run leaves.
#[derive(Debug)]
pub struct Outcome {
    pub(crate) answered: Solved<Answered>,
    pub(crate) recorded: Recorded,
    /// Why something that was kept was not used.
    pub(crate) not_used: Vec<NotUsed>,
    pub(crate) stages: Stages,
}

/// Answers in the form in which they were given.
#[derive(Debug)]
pub(crate) enum Answered {
    Rows(Vec<Rows>),
    Packed(GridBatch),
}

/// What the last three stages make.
pub(crate) type Made = (Solved<Answered>, Recorded);

/// Without times: what has to be the same whoever ran it.
pub(crate) type Told = (u32, u32, Ended, u32, u32);

/// So many tasks are left out where a total is told without the slowest.
const SLOWEST: usize = 5;

impl From<Vec<Rows>> for Answered {
    fn from(rows: Vec<Rows>) -> Self {
        Self::Rows(rows)
    }
}

impl From<GridBatch> for Answered {
    fn from(grids: GridBatch) -> Self {
        Self::Packed(grids)
    }
}

impl Answered {
    fn rows(&self, number: usize) -> Rows {
        match self {
            Self::Rows(all) => all[number].clone(),
            Self::Packed(all) => rows(all.get(number)),
        }
    }
}

fn rows(grid: GridView<'_>) -> Rows {
    grid.cells.chunks(grid.width.max(1)).map(<[u8]>::to_vec).collect()
}

impl Outcome {
    /// When which stage ran.
    pub fn stages(&self) -> &Stages {
        &self.stages
    }

    /// Every answer, in the order of tasks and pairs.
    pub(crate) fn answers(&self) -> Vec<String> {
        let mut numbers: Vec<usize> = (0..self.answered.runs.len()).collect();
        numbers.sort_by_key(|&number| (self.answered.runs[number].task, self.answered.runs[number].pair));
        let told = |number: usize| {
            let ran = &self.answered.runs[number];
            let mut text = format!("{} {} ", ran.task, ran.pair);
            for row in self.answered.answers.rows(number) {
                // Writing to a String cannot fail.
                let _ = row.iter().try_for_each(|colour| write!(text, "{colour}"));
                text += "/";
            }
            text
        };
        numbers.into_iter().map(told).collect()
    }

    /// The rows that were recorded.
    pub(crate) fn rows(&self) -> Vec<Told> {
        let told = |row: Row| (row.task, row.pair, row.outcome, row.cells, row.instructions);
        self.table().rows.into_iter().map(told).collect()
    }

    /// As it stands in the files that were written.
    fn table(&self) -> Table {
        self.recorded.read().unwrap_or_else(|error| panic!("results cannot be read: {error}"))
    }

    pub(crate) fn tell(&self, report: &mut Report) {
        self.stages.tell(report);
        let table = self.table();
        report.count("programs.tasks_correct", table.tasks_correct() as u64);
        report.count("programs.pairs_correct", table.pairs_correct() as u64);
        report.count("pairs-not-recorded", self.answered.runs.len().saturating_sub(table.rows.len()) as u64);
        report.count("caches-refused", self.not_used.len() as u64);
        let bytes = self.recorded.bytes().unwrap_or_else(|error| panic!("results cannot be read: {error}"));
        report.metric("recorded", bytes as f64, "B");
        report.count("recorded-in-memory", u64::from(self.recorded.place == Place::Memory));
        self.tell_tasks(report);
    }

    /// The time of tasks; outliers stay, and are shown.
    fn tell_tasks(&self, report: &mut Report) {
        let runs = self.answered.runs.chunk_by(|ran, next| ran.task == next.task);
        let mut tasks: Vec<f64> =
            runs.map(|runs| runs.iter().map(|ran| ran.nanoseconds as f64 / 1e9).sum()).collect();
        tasks.sort_by(f64::total_cmp);
        let Some(slowest) = tasks.last() else { return };
        let middle = [tasks[(tasks.len() - 1) / 2], tasks[tasks.len() / 2]];
        report.metric("tasks.total", tasks.iter().sum(), "s");
        report.metric("tasks.median", f64::midpoint(middle[0], middle[1]), "s");
        report.metric("tasks.slowest", *slowest, "s");
        let most = tasks.len().saturating_sub(SLOWEST);
        report.metric("tasks.total-but-slowest-5", tasks[..most].iter().sum(), "s");
    }
}

/// Holds a run against the reference: every answer, and the whole table as it was recorded.
pub fn check(reference: &Outcome, got: &Outcome) -> Checks {
    let (right, found) = (reference.table(), got.table());
    Checks::new()
        .exact("answers", reference.answers(), got.answers())
        .exact("tasks that were recorded", right.tasks, found.tasks)
        .exact("what could not be read", right.refused, found.refused)
        .exact("rows that were recorded", reference.rows(), got.rows())
}

/// Holds the reference against what is known of the files, answers by other means than any stage; nothing where nobody knows.
pub fn verify(files: &Files, reference: &Outcome) -> Checks {
    let Some(known) = files.answers else { return Checks::new() };
    let tasks = files.read_tasks().tasks;
    let runs = &reference.answered.runs;
    let like_the_files = runs.iter().enumerate().map(|(number, ran)| {
        let expected = tasks.outputs().get(tasks.tasks()[ran.task].pairs.start + ran.pair);
        reference.answered.answers.rows(number) == rows(expected)
    });
    let right = runs.iter().map(|ran| known.right(ran.task, ran.pair, tasks.tasks()[ran.task].pairs.len()));
    let table = reference.table();
    let pairs = |task: u32| table.rows.iter().filter(|row| row.task == task).count();
    let expected = table.rows.iter().map(|row| {
        let right = known.right(row.task as usize, row.pair as usize, pairs(row.task));
        if right { Ended::Correct } else { Ended::Wrong }
    });
    Checks::new()
        .exact("tasks", [files.order.len()], [table.tasks.len()])
        .exact("pairs", [tasks.pairs()], [runs.len()])
        .exact("rows that were recorded", [runs.len()], [table.rows.len()])
        .exact("answers like those of the files", right, like_the_files)
        .exact("right and wrong answers", expected, table.rows.iter().map(|row| row.outcome.clone()))
}
