//! The input: tasks with their programs and answers, or a grid with patterns to look for.

use arc_runs::Puzzles;
use grid_language::Primitive;
use grid_tasks::{Listings, Programs, Tasks, make};
use touchstone::{Rng, prelude::RngExt};

use crate::patterns::{PATTERNS, Search};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// Tasks of all families, from a seed.
    Made { tasks: usize, pairs: usize },
    /// Of these, those whose programs use `objects`.
    AskingForObjects { tasks: usize, pairs: usize },
    /// One primitive alone: patterns of 1 to 40 cells in grids of 30 x 30.
    Patterns,
    /// The puzzles and programs of a user.
    Puzzles,
}

/// What variants work on.
pub(crate) enum World {
    Tasks(Box<Solvable>),
    Patterns(Vec<Search>),
    /// Why there is nothing to solve.
    Missing(String),
}

/// Tasks with their programs.
pub(crate) struct Solvable {
    pub(crate) tasks: Tasks,
    pub(crate) programs: Programs,
    /// The tasks that are solved.
    pub(crate) order: Vec<usize>,
    pub(crate) answers: Known,
}

/// What is known before anything runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Every program gives the answer of its task.
    AllRight,
    /// Programs of others may be wrong.
    Nothing,
}

impl Load {
    /// How much there is to do, roughly: pairs.
    pub(crate) fn size(self) -> f64 {
        match self {
            Self::Made { pairs, .. } => pairs as f64,
            Self::AskingForObjects { pairs, .. } => pairs as f64 / 2.0,
            Self::Patterns => PATTERNS as f64,
            Self::Puzzles => grid_tasks::TRAINING.pairs as f64,
        }
    }
}

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        let seed = rng.random();
        match load {
            Load::Made { tasks, pairs } => Self::Tasks(Box::new(made(seed, tasks, pairs))),
            Load::AskingForObjects { tasks, pairs } => {
                let mut made = made(seed, tasks, pairs);
                let Solvable { tasks, programs, order, .. } = &mut made;
                order.retain(|&task| asks_for_objects(programs, &tasks.tasks()[task].id));
                Self::Tasks(Box::new(made))
            }
            Load::Patterns => Self::Patterns((0..PATTERNS).map(|number| Search::new(seed, number)).collect()),
            Load::Puzzles => of_user().map_or_else(Self::Missing, |puzzles| Self::Tasks(Box::new(puzzles))),
        }
    }
}

fn made(seed: u64, tasks: usize, pairs: usize) -> Solvable {
    let made = make(seed, tasks, pairs);
    let programs = Listings::of("made", made.programs.join("\n")).parse();
    Solvable { order: (0..tasks).collect(), tasks: made.tasks, programs, answers: Known::AllRight }
}

fn of_user() -> Result<Solvable, String> {
    let puzzles = Puzzles::read()?;
    let programs = puzzles.programs()?;
    Ok(Solvable { order: puzzles.training(), tasks: puzzles.tasks, programs, answers: Known::Nothing })
}

fn asks_for_objects(programs: &Programs, task: &str) -> bool {
    let objects = Primitive::by_name("objects");
    programs.of(task).is_ok_and(|program| program.primitives().into_iter().any(|used| Some(used) == objects))
}
