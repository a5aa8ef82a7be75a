//! Running the programs of tasks on the inputs of their pairs. What has no answer is a row with its reason; the others go on.

use std::time::Instant;

use grid_batch::{Grid, GridBatch};
use grid_language::{Limits, Machine, Observer, Program, Value, form::Form};
use grid_objects::TieRule;
use rayon::prelude::*;

use crate::{Programs, Rows, TaskPairs, Threads};

/// What a program may do, and how ties are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// For each pair.
    pub limits: Limits,
    /// Which of several most common colours counts.
    pub ties: TieRule,
}

/// The runs of some tasks, in the order in which they were solved, and their answers in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Solved<A> {
    /// One for each pair.
    pub runs: Vec<Ran>,
    /// As many; the empty grid where there is no answer.
    pub answers: A,
}

/// What became of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its task.
    pub task: usize,
    /// Which pair of the task.
    pub pair: usize,
    /// Calls of the bytecode.
    pub instructions: usize,
    /// How long it ran, from grid to grid.
    pub nanoseconds: u64,
    /// Why there is no answer.
    pub failed: Option<String>,
}

/// Where answers go.
pub trait Answers: Default + Send {
    /// Behind the last one.
    fn push(&mut self, answer: &Grid);
    /// All of another one, behind the last one.
    fn append(&mut self, others: Self);
}

/// Rows of their own.
impl Answers for Vec<Rows> {
    fn push(&mut self, answer: &Grid) {
        self.push(answer.cells().chunks(answer.width().max(1)).map(<[u8]>::to_vec).collect());
    }

    fn append(&mut self, mut others: Self) {
        Self::append(self, &mut others);
    }
}

/// One buffer.
impl Answers for GridBatch {
    fn push(&mut self, answer: &Grid) {
        self.push(answer.view());
    }

    fn append(&mut self, others: Self) {
        for answer in others.iter() {
            self.push(answer);
        }
    }
}

/// Runs the programs of the tasks of `order` on all of their pairs.
#[must_use]
pub fn solve<F: Form, A: Answers>(
    tasks: &(impl TaskPairs + ?Sized),
    programs: &Programs,
    rules: Rules,
    order: &[usize],
    threads: Threads,
) -> Solved<A> {
    match threads {
        Threads::One => solve_each::<F, A>(tasks, programs, order, || Machine::new(rules.limits, rules.ties)),
        Threads::Pool => {
            let one = |task: &usize| {
                solve_each::<F, A>(tasks, programs, &[*task], || Machine::new(rules.limits, rules.ties))
            };
            let parts: Vec<Solved<A>> = order.par_iter().map(one).collect();
            parts.into_iter().fold(empty(), |mut all, part| {
                all.runs.extend(part.runs);
                all.answers.append(part.answers);
                all
            })
        }
    }
}

/// The same on one thread, while somebody is told of every primitive.
pub fn solve_watched<F: Form, A: Answers>(
    tasks: &(impl TaskPairs + ?Sized),
    programs: &Programs,
    rules: Rules,
    order: &[usize],
    observer: &mut dyn Observer,
) -> Solved<A> {
    let mut solved = empty();
    for &task in order {
        for pair in 0..tasks.pairs(task) {
            let machine = Machine::new(rules.limits, rules.ties).watched_by(&mut *observer);
            solve_pair::<F, A>(tasks, programs.of(tasks.id(task)), (task, pair), machine, &mut solved);
        }
    }
    solved
}

fn empty<A: Answers>() -> Solved<A> {
    Solved { runs: Vec::new(), answers: A::default() }
}

fn solve_each<'o, F: Form, A: Answers>(
    tasks: &(impl TaskPairs + ?Sized),
    programs: &Programs,
    order: &[usize],
    machine: impl Fn() -> Machine<'o, F>,
) -> Solved<A> {
    let mut solved = empty();
    for &task in order {
        let program = programs.of(tasks.id(task));
        for pair in 0..tasks.pairs(task) {
            solve_pair::<F, A>(tasks, program.clone(), (task, pair), machine(), &mut solved);
        }
    }
    solved
}

fn solve_pair<F: Form, A: Answers>(
    tasks: &(impl TaskPairs + ?Sized),
    program: Result<&Program, String>,
    (task, pair): (usize, usize),
    mut machine: Machine<'_, F>,
    solved: &mut Solved<A>,
) {
    let start = Instant::now();
    let answer = program.as_ref().map_err(Clone::clone).and_then(|program| {
        let value = program
            .run(&mut machine, Value::grid(tasks.input(task, pair)))
            .map_err(|error| error.to_string())?;
        let board =
            value.board().map_err(|fault| format!("{}: the answer is no grid: {fault}", program.name()))?;
        board.to_grid().map_err(|error| format!("{}: the answer is no grid: {error}", program.name()))
    });
    let nanoseconds = start.elapsed().as_nanos() as u64;
    let (answer, failed) = match answer {
        Ok(answer) => (answer, None),
        Err(told) => (Grid::default(), Some(told)),
    };
    solved.answers.push(&answer);
    let instructions = program.map_or(0, Program::calls);
    solved.runs.push(Ran { task, pair, instructions, nanoseconds, failed });
}

/// Plain validation: every cell of every answer is looked at.
#[must_use]
pub fn validate_plain(tasks: &(impl TaskPairs + ?Sized), solved: &Solved<Vec<Rows>>) -> Vec<bool> {
    let each = solved.runs.iter().zip(&solved.answers);
    each.map(|(ran, answer)| ran.failed.is_none() && tasks.same_by_cells(ran.task, ran.pair, answer))
        .collect()
}

/// Fast validation: sides, then words, up to the first difference.
#[must_use]
pub fn validate(tasks: &(impl TaskPairs + ?Sized), solved: &Solved<GridBatch>) -> Vec<bool> {
    let each = solved.runs.iter().zip(solved.answers.iter());
    each.map(|(ran, answer)| ran.failed.is_none() && tasks.same_by_words(ran.task, ran.pair, answer))
        .collect()
}
