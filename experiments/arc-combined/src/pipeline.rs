//! The five stages, as most people write them and as fast as ours are: load, parse, solve, validate, record.

use grid_batch::{GridBatch, GridView};
use grid_language::{Masks, Sets, form::Form};
use grid_tasks::{
    Listings, Programs, Reading, Rows, Rules, Solved, Sources, Table, Tasks, Threads, kept_tasks, read,
    read_plain, record_columns, record_files, solve, validate, validate_plain,
};
use touchstone::{Measured, Recorder, Setting, cannot_run, measured};

use crate::{
    answers::{Answer, Answers},
    load::{Files, World},
};

/// Where tasks come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    /// From their files, each time.
    Typed(Threads),
    /// From one file that an earlier run kept, after a look at the content of every file that it was made of.
    Kept(Threads),
}

/// As many spans as a call has stages.
pub(crate) const STAGES: usize = 5;

/// The stage before could not do its work: nothing that follows would be worth its time.
fn failed(stage: &str, error: &dyn std::fmt::Display) -> ! {
    panic!("{stage}: {error}")
}

impl Loading {
    pub(crate) fn tasks(self, files: &Files) -> Reading<Tasks> {
        let (Self::Typed(threads) | Self::Kept(threads)) = self;
        let sources = Sources::open(&files.tasks, threads).unwrap_or_else(|error| failed("load", &error));
        match self {
            Self::Typed(_) => read(&sources, threads),
            Self::Kept(_) => Reading {
                tasks: kept_tasks(&files.kept_tasks(), sources.hash(threads))
                    .unwrap_or_else(|not_used| failed("load", &not_used)),
                faults: Vec::new(),
            },
        }
    }
}

/// Everything one after the other: nested values, texts, sets, cell by cell, a file of results for each task.
pub(crate) fn plain(world: &World) -> Measured<'_, Answer> {
    let files = match &world.files {
        Ok(files) => files,
        Err(reason) => return cannot_run(reason),
    };
    let recorder = Recorder::with_room(STAGES);
    let spans = recorder.clone();
    measured(move || {
        let begun = spans.start();
        let sources =
            Sources::open(&files.tasks, Threads::One).unwrap_or_else(|error| failed("load", &error));
        let reading = read_plain(&sources);
        spans.end("load", begun);
        let begun = spans.start();
        let listings = Listings::open(&files.programs).unwrap_or_else(|error| failed("parse", &error));
        let programs = listings.parse();
        spans.end("parse", begun);
        let begun = spans.start();
        let tasks = reading.tasks.as_slice();
        let solved: Solved<Vec<Rows>> =
            solve::<Sets, _>(tasks, &programs, Rules::default(), &files.order, Threads::One);
        spans.end("solve", begun);
        let begun = spans.start();
        let correct = validate_plain(tasks, &solved);
        spans.end("validate", begun);
        let begun = spans.start();
        let table = Table::of(tasks, &solved, &correct, &reading.faults, &programs);
        record_files(&table, &files.results("results")).unwrap_or_else(|error| failed("record", &error));
        spans.end("record", begun);
        Answer { answers: Answers::Nested(solved.answers), table }
    })
    .recording(&recorder)
    .reporting(Answer::tell)
}

/// Every stage in its fast form.
pub(crate) fn fast<F: Form>(world: &World, threads: Threads) -> Measured<'_, Answer> {
    over(world, move |files, spans| {
        through(
            files,
            spans,
            || Loading::Typed(threads).tasks(files),
            |tasks, programs| solve::<F, _>(tasks, programs, Rules::default(), &files.order, threads),
        )
    })
}

/// The same on a pool of as many threads as there are for us; the pool is prepared.
pub(crate) fn on_cores(world: &World, setting: Setting, loading: Loading) -> Measured<'_, Answer> {
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(setting.threads).build() {
        Ok(pool) => pool,
        Err(error) => return cannot_run(&error),
    };
    over(world, move |files, spans| {
        pool.install(|| {
            through(
                files,
                spans,
                || loading.tasks(files),
                |tasks, programs| {
                    solve::<Masks, _>(tasks, programs, Rules::default(), &files.order, Threads::Pool)
                },
            )
        })
    })
}

/// Measures a whole run, with its stages as spans.
pub(crate) fn over<'a>(
    world: &'a World,
    run: impl Fn(&Files, &Recorder) -> Answer + 'a,
) -> Measured<'a, Answer> {
    let files = match &world.files {
        Ok(files) => files,
        Err(reason) => return cannot_run(reason),
    };
    let recorder = Recorder::with_room(STAGES);
    let spans = recorder.clone();
    measured(move || run(files, &spans)).recording(&recorder).reporting(Answer::tell)
}

/// The fast stages, around any way to solve.
pub(crate) fn through(
    files: &Files,
    spans: &Recorder,
    load: impl FnOnce() -> Reading<Tasks>,
    solve: impl FnOnce(&Tasks, &Programs) -> Solved<GridBatch>,
) -> Answer {
    let begun = spans.start();
    let reading = load();
    spans.end("load", begun);
    let begun = spans.start();
    // Texts, each time: what kept bytecode gives is for `arc-pipeline` to say.
    let listings = Listings::open(&files.programs).unwrap_or_else(|error| failed("parse", &error));
    let programs = listings.parse();
    spans.end("parse", begun);
    let begun = spans.start();
    let solved = solve(&reading.tasks, &programs);
    spans.end("solve", begun);
    let begun = spans.start();
    let correct = validate(&reading.tasks, &solved);
    spans.end("validate", begun);
    let begun = spans.start();
    let table = Table::of(&reading.tasks, &solved, &correct, &reading.faults, &programs);
    record_columns(&table, &files.results("results.columns"))
        .unwrap_or_else(|error| failed("record", &error));
    spans.end("record", begun);
    Answer { answers: Answers::Packed(solved.answers), table }
}

/// A planted fault: a cell of the last answer has another colour, and nobody validates it.
pub(crate) fn with_a_wrong_cell(world: &World) -> Measured<'_, Answer> {
    over(world, |files, spans| {
        let right = through(
            files,
            spans,
            || Loading::Typed(Threads::One).tasks(files),
            |tasks, programs| {
                solve::<Masks, _>(tasks, programs, Rules::default(), &files.order, Threads::One)
            },
        );
        let Answers::Packed(answers) = &right.answers else { return right };
        let mut wrong = GridBatch::default();
        for (number, answer) in answers.iter().enumerate() {
            let mut cells = answer.cells.to_vec();
            if let (true, Some(cell)) = (number + 1 == answers.len(), cells.last_mut()) {
                *cell = (*cell + 1) % 10;
            }
            wrong.push(GridView { cells: &cells, ..answer });
        }
        Answer { answers: Answers::Packed(wrong), ..right }
    })
}
