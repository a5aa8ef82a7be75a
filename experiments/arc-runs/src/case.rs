//! Which tasks are run, and with which programs.

use grid_batch::GridView;
use grid_tasks::{Tasks, make};
use touchstone::{
    Declaration, Experiment, Rng,
    prelude::{RngExt, file_in},
};

use crate::{DATA, Files, PROGRAMS, PUZZLES};

/// Of every so many tasks one has a last pair whose answer is wrong, where answers are to be told apart.
const WRONG: usize = 8;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Made from the seed.
    Made {
        /// How many tasks.
        tasks: usize,
        /// How many pairs they have in all.
        pairs: usize,
        /// Whether they are right.
        answers: KnownAnswers,
    },
    /// The tasks that [`DATA`] names, with the programs that [`PROGRAMS`] names.
    Real,
}

/// The workloads of whoever runs whole tasks.
#[track_caller]
pub fn workloads<E: Experiment<Workload = Case>>(declaration: Declaration<E>) -> Declaration<E> {
    declaration
        .workload("smoke", Case::made(8, 40).some_wrong())
        .workload("small", Case::made(32, 240).some_wrong())
        .workload("full", Case::made(400, 3000).some_wrong())
        .workload(PUZZLES, Case::Real)
        .requires(PUZZLES, file_in(DATA))
        .requires(PUZZLES, file_in(PROGRAMS))
        .sized(|case| case.size())
}

/// What the answers in the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAnswers {
    /// Those of the families.
    Right,
    /// In every eighth task the last cell of the last pair is another colour: who validates must find it.
    SomeWrong,
}

impl Case {
    /// So many tasks with so many pairs in all, and every answer right.
    pub const fn made(tasks: usize, pairs: usize) -> Self {
        Self::Made { tasks, pairs, answers: KnownAnswers::Right }
    }

    /// With some answers in the files that no program gives.
    #[must_use]
    pub const fn some_wrong(self) -> Self {
        match self {
            Self::Made { tasks, pairs, .. } => Self::Made { tasks, pairs, answers: KnownAnswers::SomeWrong },
            Self::Real => Self::Real,
        }
    }

    /// What the work grows with: pairs.
    pub fn size(self) -> f64 {
        match self {
            Self::Made { pairs, .. } => pairs as f64,
            Self::Real => grid_tasks::TRAINING.pairs as f64,
        }
    }

    /// The files of this case. Those that are made are kept beside the binary, by their content.
    ///
    /// # Panics
    /// Where they cannot be written or read.
    pub fn files(self, rng: &mut Rng) -> Files {
        let seed = rng.random();
        match self {
            Self::Made { tasks, pairs, answers } => {
                let mut made = make(seed, tasks, pairs);
                if answers == KnownAnswers::SomeWrong {
                    made.tasks = some_wrong(&made.tasks);
                }
                Files::of_made(&made, answers)
            }
            Self::Real => Files::of_user(),
        }
    }
}

impl KnownAnswers {
    /// Is the answer that the files have of this pair right?
    pub fn right(self, task: usize, pair: usize, pairs: usize) -> bool {
        self == Self::Right || !task.is_multiple_of(WRONG) || pair + 1 != pairs
    }
}

fn some_wrong(tasks: &Tasks) -> Tasks {
    let mut changed = Tasks::default();
    for (number, task) in tasks.tasks().iter().enumerate() {
        let wrong = |place: usize| !KnownAnswers::SomeWrong.right(number, place, task.pairs.len());
        let cells: Vec<Vec<u8>> = task
            .pairs
            .clone()
            .map(|pair| {
                let mut cells = tasks.outputs().get(pair).cells.to_vec();
                if let Some(last) = cells.last_mut().filter(|_| wrong(pair - task.pairs.start)) {
                    *last = (*last + 1) % 10;
                }
                cells
            })
            .collect();
        let pairs =
            task.pairs.clone().zip(&cells).map(|(pair, cells)| {
                [tasks.inputs().get(pair), GridView { cells, ..tasks.outputs().get(pair) }]
            });
        changed.push(&task.id, task.collection, task.shown, pairs);
    }
    changed
}
