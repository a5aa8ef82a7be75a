//! All programs side by side: each runs until it asks for objects, then those of all are found at once, and on it goes. Between two such
//! rounds every thread runs programs of its own.

use std::{
    fmt::Display,
    mem,
    panic::resume_unwind,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Instant,
};

use grid_batch::{Grid, GridBatch};
use grid_language::{Board, Fault, Machine, Masks, Primitive, Program, Run, Value};
use grid_objects::{Labels, Mode, Objects};
use grid_tasks::{Programs, Ran, Rules, Solved, TaskPairs};

/// How the work came in rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rounds {
    /// Times that everybody waited for objects.
    pub(crate) made: u64,
    /// Batches that were labelled: one for each mode of a round.
    pub(crate) batches: u64,
    /// Grids in all of them.
    pub(crate) grids: u64,
}

/// What a program asks for.
struct Question {
    mode: Mode,
    grid: Grid,
}

/// All grids of a round that are asked for in one mode, and their objects.
struct Labelled {
    batch: GridBatch,
    labels: Labels,
}

/// To one thread: the labels of all, and for each of its questions which batch it is in and where.
type Reply = (Arc<Vec<Labelled>>, Vec<[usize; 2]>);

/// What became of a pair: its place among all, the run, the answer.
type Ended = (usize, Ran, Grid);

/// A program on its way through a pair.
struct Lane<'p> {
    program: &'p Program,
    run: Run<'p, Masks>,
    machine: Machine<'static, Masks>,
    number: usize,
    ran: Ran,
}

/// The way from a thread to the one that labels. When a thread ends, be it in a panic, it asks for nothing, so that nobody waits for it.
struct Asking {
    worker: usize,
    ask: Sender<(usize, Vec<Question>)>,
}

impl Asking {
    fn of(&self, questions: Vec<Question>) {
        // Who labels has hung up only where labelling failed, which the answer tells.
        let _ = self.ask.send((self.worker, questions));
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        self.of(Vec::new());
    }
}

/// Solves all pairs of the tasks of `order` on so many threads; `label` finds objects, batch by batch, on the calling one.
pub(crate) fn solve<E>(
    tasks: &dyn TaskPairs,
    programs: &Programs,
    order: &[usize],
    threads: usize,
    mut label: impl FnMut(&GridBatch, Mode) -> Result<Labels, E>,
) -> Result<(Solved<GridBatch>, Rounds), E> {
    let pairs: Vec<(usize, usize)> =
        order.iter().flat_map(|&task| (0..tasks.pairs(task)).map(move |pair| (task, pair))).collect();
    thread::scope(|scope| {
        let (ask, asked) = channel();
        let mut answers = Vec::new();
        let mut workers = Vec::new();
        for worker in 0..threads {
            let (answer, answered) = channel();
            let (asking, pairs) = (Asking { worker, ask: ask.clone() }, &pairs);
            answers.push(answer);
            workers.push(scope.spawn(move || {
                let mine = (worker..pairs.len()).step_by(threads).map(|number| (number, pairs[number]));
                Worker::new(tasks, programs, mine).work(&asking, &answered)
            }));
        }
        let rounds = serve(&asked, &answers, &mut label);
        // Who still waits for objects hears that nobody finds them.
        drop(answers);
        let ended =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        let ended: Vec<Ended> = ended.flatten().collect();
        Ok((in_order(ended), rounds?))
    })
}

/// Round by round until nobody asks any more.
fn serve<E>(
    asked: &Receiver<(usize, Vec<Question>)>,
    answers: &[Sender<Reply>],
    label: &mut impl FnMut(&GridBatch, Mode) -> Result<Labels, E>,
) -> Result<Rounds, E> {
    let mut rounds = Rounds::default();
    let mut working = answers.len();
    while working > 0 {
        // From each of them one message, empty where it has ended.
        let mut questions: Vec<(usize, Vec<Question>)> = asked.iter().take(working).collect();
        questions.retain(|(_, questions)| !questions.is_empty());
        working = questions.len();
        if questions.is_empty() {
            break;
        }
        questions.sort_unstable_by_key(|(worker, _)| *worker);
        let mut batches: Vec<(Mode, GridBatch)> = Vec::new();
        let mut places: Vec<(usize, Vec<[usize; 2]>)> = Vec::new();
        for (worker, questions) in questions {
            let place = |question: Question| {
                let known = batches.iter().position(|(mode, _)| *mode == question.mode);
                let at = known.unwrap_or_else(|| {
                    batches.push((question.mode, GridBatch::default()));
                    batches.len() - 1
                });
                batches[at].1.push(question.grid.view());
                [at, batches[at].1.len() - 1]
            };
            places.push((worker, questions.into_iter().map(place).collect()));
        }
        rounds.made += 1;
        rounds.batches += batches.len() as u64;
        rounds.grids += batches.iter().map(|(_, batch)| batch.len() as u64).sum::<u64>();
        let labelled: Vec<Labelled> = batches
            .into_iter()
            .map(|(mode, batch)| Ok(Labelled { labels: label(&batch, mode)?, batch }))
            .collect::<Result<_, E>>()?;
        let labelled = Arc::new(labelled);
        for (worker, places) in places {
            // One that hung up has panicked, which its handle tells.
            let _ = answers[worker].send((Arc::clone(&labelled), places));
        }
    }
    Ok(rounds)
}

/// The lanes of a thread.
struct Worker<'p> {
    objects: Option<Primitive>,
    waiting: Vec<Lane<'p>>,
    questions: Vec<Question>,
    ended: Vec<Ended>,
}

impl<'p> Worker<'p> {
    /// Runs every program until it asks for objects for the first time.
    fn new(
        tasks: &dyn TaskPairs,
        programs: &'p Programs,
        pairs: impl Iterator<Item = (usize, (usize, usize))>,
    ) -> Self {
        let objects = Primitive::by_name("objects");
        let mut worker = Self { objects, waiting: Vec::new(), questions: Vec::new(), ended: Vec::new() };
        let Rules { limits, ties } = Rules::default();
        for (number, (task, pair)) in pairs {
            let begun = Instant::now();
            let mut ran = Ran { task, pair, instructions: 0, nanoseconds: 0, failed: None };
            match programs.of(tasks.id(task)) {
                Ok(program) => {
                    ran.instructions = program.calls();
                    let run = Run::new(program, Value::grid(tasks.input(task, pair)));
                    worker.advance(
                        Lane { program, run, machine: Machine::new(limits, ties), number, ran },
                        begun,
                    );
                }
                Err(reason) => {
                    ran.failed = Some(reason);
                    worker.ended.push((number, ran, Grid::default()));
                }
            }
        }
        worker
    }

    fn work(mut self, asking: &Asking, answered: &Receiver<Reply>) -> Vec<Ended> {
        while !self.questions.is_empty() {
            asking.of(mem::take(&mut self.questions));
            let Ok((labelled, places)) = answered.recv() else { break };
            for (mut lane, [batch, at]) in mem::take(&mut self.waiting).into_iter().zip(places) {
                let begun = Instant::now();
                match objects(&labelled[batch], at) {
                    Ok(objects) => lane.run.answer(objects),
                    // Too many to be a value: the call itself says so.
                    Err(_) => {
                        if let Err(error) = lane.run.step(&mut lane.machine) {
                            self.end(lane, begun, Err(error.to_string()));
                            continue;
                        }
                    }
                }
                self.advance(lane, begun);
            }
        }
        self.ended
    }

    /// Until it has a question, or an answer.
    fn advance(&mut self, mut lane: Lane<'p>, begun: Instant) {
        while !lane.run.is_finished() {
            if let Some(question) = self.question(&mut lane) {
                lane.ran.nanoseconds += begun.elapsed().as_nanos() as u64;
                self.questions.push(question);
                self.waiting.push(lane);
                return;
            }
            if let Err(error) = lane.run.step(&mut lane.machine) {
                return self.end(lane, begun, Err(error.to_string()));
            }
        }
        let Lane { program, run, mut machine, number, ran } = lane;
        let no_grid = |why: &dyn Display| format!("{}: the answer is no grid: {why}", program.name());
        let answer = run.finish(&mut machine).map_err(|error| error.to_string());
        let answer = answer.and_then(|value| {
            let board = value.board().map_err(|fault| no_grid(&fault))?;
            board.to_grid().map_err(|error| no_grid(&error))
        });
        self.ended.push(ended(number, ran, begun, answer));
    }

    fn end(&mut self, lane: Lane<'p>, begun: Instant, answer: Result<Grid, String>) {
        self.ended.push(ended(lane.number, lane.ran, begun, answer));
    }

    /// Whether the next call finds the objects of a grid that devices can hold. Any other call is made where it stands.
    fn question(&self, lane: &mut Lane<'p>) -> Option<Question> {
        let (primitive, arguments) = lane.run.waiting()?;
        if Some(primitive) != self.objects {
            return None;
        }
        let [board, letters @ ..] = arguments.as_slice() else { return None };
        let mut truths = letters.iter().map(|letter| letter.is_true().ok());
        let mode = Mode::of(truths.next()??, truths.next()??, truths.next()??);
        let grid = board.board().ok()?.to_grid().ok()?;
        // What the call itself would count.
        lane.machine.room(grid.cells().len() as u64 + 1).ok()?;
        Some(Question { mode, grid })
    }
}

fn ended(number: usize, mut ran: Ran, begun: Instant, answer: Result<Grid, String>) -> Ended {
    ran.nanoseconds += begun.elapsed().as_nanos() as u64;
    match answer {
        Ok(answer) => (number, ran, answer),
        Err(told) => (number, Ran { failed: Some(told), ..ran }, Grid::default()),
    }
}

/// The value of the call, from labels.
fn objects(labelled: &Labelled, at: usize) -> Result<Value<Masks>, Fault> {
    let grid = labelled.batch.get(at);
    let [from, to] = [at, at + 1].map(|at| labelled.batch.offsets()[at] as usize);
    let objects = Objects::from_labels(grid, &labelled.labels.label[from..to]);
    Value::set(Masks::found(&Board::from(grid), &objects).into_iter().map(Value::object).collect())
}

fn in_order(mut ended: Vec<Ended>) -> Solved<GridBatch> {
    ended.sort_unstable_by_key(|(number, ..)| *number);
    let mut solved = Solved { runs: Vec::with_capacity(ended.len()), answers: GridBatch::default() };
    for (_, ran, answer) in ended {
        solved.runs.push(ran);
        solved.answers.push(answer.view());
    }
    solved
}
