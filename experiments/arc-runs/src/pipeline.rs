//! The pipeline: load, parse, solve, validate, record, each in the form that is asked for. Memory that a stage took is given back
//! within its span, so that nothing a run does is outside of every stage.

use std::io;

use grid_batch::GridBatch;
use grid_language::{Masks, Sets, form::Form};
use grid_tasks::{
    Answers, Fault, NotUsed, PlainTask, Programs, Reading, Rows, Rules, Solved, Table, TaskPairs, Tasks,
    Threads, read, read_plain, solve, validate, validate_plain,
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use touchstone::{Measured, Report, Rng, Setting, cannot_run, measured, prelude::RngExt};

use crate::{
    Files, Load, Outcome, Parse, Solve, Stage, Stages, Validate, Ways, files,
    kept::Kept,
    outcome::{Answered, Made},
    results::Results,
};

/// What is there before the first run of an invocation.
struct Prepared<'a> {
    files: &'a Files,
    ways: Ways,
    /// The tasks, as this invocation takes them one after the other.
    order: Vec<usize>,
    kept: Kept,
    results: Results,
    pool: ThreadPool,
}

/// Measures the pipeline over these files; `extra` tells more of every iteration.
pub fn run<'a>(
    files: &'a Files,
    ways: Ways,
    setting: Setting,
    extra: impl FnMut(&Outcome, &mut Report) + 'a,
) -> Measured<'a, Outcome> {
    if let Some(reason) = &files.not_comparable {
        return cannot_run(reason);
    }
    let order_seed = drawn();
    let prepared = match prepare(files, ways, setting, order_seed) {
        Ok(prepared) => prepared,
        Err(error) => return cannot_run(&format!("nothing can be kept or recorded: {error}")),
    };
    let (results, making) = (prepared.results.clone(), prepared.kept.making);
    measured(move || prepared.run())
        .reporting(move |outcome, report| {
            outcome.tell(report);
            report.metric("order-seed", order_seed as f64, "");
            report.metric("cache-making", making.as_secs_f64(), "s");
            results.forget_before(&outcome.recorded).unwrap_or_else(|error| panic!("old results: {error}"));
        })
        .reporting(extra)
}

/// Another order in every invocation, so in every round. A float has room for the seed.
fn drawn() -> u32 {
    use std::hash::BuildHasher;
    std::hash::RandomState::new().hash_one(0) as u32
}

fn prepare(files: &Files, ways: Ways, setting: Setting, order_seed: u32) -> io::Result<Prepared<'_>> {
    let mut order = files.order.clone();
    shuffle(&mut order, order_seed);
    let pool = ThreadPoolBuilder::new().num_threads(setting.threads).build().map_err(io::Error::other)?;
    Ok(Prepared { files, ways, order, kept: Kept::prepare(files, ways)?, results: Results::new()?, pool })
}

/// Every order is as likely as any other.
fn shuffle(order: &mut [usize], seed: u32) {
    let mut rng = Rng::new(u128::from(seed), 0);
    for last in (1..order.len()).rev() {
        order.swap(last, rng.random_range(0..=last));
    }
}

/// Tasks in the form in which they were loaded.
enum Loaded {
    Plain(Vec<PlainTask>),
    Packed(Tasks),
}

impl Prepared<'_> {
    fn run(&self) -> Outcome {
        let mut stages = Stages::begin();
        let (loaded, faults, stale_tasks) = stages.run(Stage::Load, || self.load());
        let (programs, stale_programs) = stages.run(Stage::Parse, || self.parse());
        let (answered, recorded) = match &loaded {
            Loaded::Plain(tasks) => self.solved(&tasks[..], &programs, &faults, &mut stages),
            Loaded::Packed(tasks) => self.solved(tasks, &programs, &faults, &mut stages),
        };
        stages.run(Stage::Load, || drop((loaded, faults)));
        stages.run(Stage::Parse, || drop(programs));
        let not_used = [stale_tasks, stale_programs].into_iter().flatten().collect();
        Outcome { answered, recorded, not_used, stages: stages.end() }
    }

    fn load(&self) -> (Loaded, Vec<Fault>, Option<NotUsed>) {
        // Results stay on this thread; only what is read goes to the others.
        let (files, kept) = (self.files, &self.kept);
        let (Reading { tasks, faults }, not_used) = match self.ways.load {
            Load::Tree => {
                let Reading { tasks, faults } = read_plain(&files::sources(&files.tasks, Threads::One));
                return (Loaded::Plain(tasks), faults, None);
            }
            Load::Typed => self
                .pool
                .install(|| (read(&files::sources(&files.tasks, Threads::Pool), Threads::Pool), None)),
            Load::Kept | Load::Stale => self.pool.install(|| kept.tasks(files)),
        };
        (Loaded::Packed(tasks), faults, not_used)
    }

    fn parse(&self) -> (Programs, Option<NotUsed>) {
        match self.ways.parse {
            Parse::Text => (files::listings(&self.files.programs).parse(), None),
            Parse::Kept => self.kept.programs(self.files),
        }
    }

    fn solved<T: TaskPairs + ?Sized>(
        &self,
        tasks: &T,
        programs: &Programs,
        faults: &[Fault],
        stages: &mut Stages,
    ) -> Made {
        match (self.ways.solve, self.ways.validate) {
            (Solve::Sets, Validate::Words) => {
                self.validated::<Sets, GridBatch, T>(tasks, programs, faults, stages, validate)
            }
            (Solve::Masks, Validate::Words) => {
                self.validated::<Masks, GridBatch, T>(tasks, programs, faults, stages, validate)
            }
            (Solve::Sets, Validate::Cells) => {
                self.validated::<Sets, Vec<Rows>, T>(tasks, programs, faults, stages, validate_plain)
            }
            (Solve::Masks, Validate::Cells) => {
                self.validated::<Masks, Vec<Rows>, T>(tasks, programs, faults, stages, validate_plain)
            }
            (Solve::Sets, Validate::AllButLast) => {
                self.validated::<Sets, Vec<Rows>, T>(tasks, programs, faults, stages, validate_all_but_last)
            }
            (Solve::Masks, Validate::AllButLast) => {
                self.validated::<Masks, Vec<Rows>, T>(tasks, programs, faults, stages, validate_all_but_last)
            }
        }
    }

    fn validated<F: Form, A: Answers + Into<Answered>, T: TaskPairs + ?Sized>(
        &self,
        tasks: &T,
        programs: &Programs,
        faults: &[Fault],
        stages: &mut Stages,
        validate: fn(&T, &Solved<A>) -> Vec<bool>,
    ) -> Made {
        let solved = stages.run(Stage::Solve, || {
            solve::<F, A>(tasks, programs, Rules::default(), &self.order, Threads::One)
        });
        let correct = stages.run(Stage::Validate, || validate(tasks, &solved));
        let recorded = stages.run(Stage::Record, || {
            let table = Table::of(tasks, &solved, &correct, faults, programs);
            self.results.record(table, self.ways.record)
        });
        let recorded = recorded.unwrap_or_else(|error| panic!("results cannot be recorded: {error}"));
        let Solved { runs, answers } = solved;
        (Solved { runs, answers: answers.into() }, recorded)
    }
}

/// The planted fault: whoever has the other pairs right is believed the last one.
fn validate_all_but_last<T: TaskPairs + ?Sized>(tasks: &T, solved: &Solved<Vec<Rows>>) -> Vec<bool> {
    let mut correct = validate_plain(tasks, solved);
    for last in 1..solved.runs.len() {
        let ran = &solved.runs[last];
        if ran.pair + 1 == tasks.pairs(ran.task) {
            correct[last] = correct[last - 1];
        }
    }
    correct
}

#[cfg(test)]
mod tests {
    use touchstone::prelude::*;

    use super::*;
    use crate::{Case, Record};

    fn files() -> Files {
        Case::made(8, 24).some_wrong().files(&mut Rng::new(5, 0))
    }

    fn ran(files: &Files, ways: Ways) -> Outcome {
        let setting = Setting { threads: 2, cores: 2 };
        prepare(files, ways, setting, drawn()).unwrap().run()
    }

    #[test]
    fn every_way_of_every_stage_gives_the_same_answers_and_records_the_same_rows() {
        let files = files();
        let plain = ran(&files, Ways::PLAIN);
        assert_eq!(plain.rows().len(), 24);
        for ways in [
            Ways { solve: Solve::Sets, ..Ways::PLAIN },
            Ways { load: Load::Typed, ..Ways::PLAIN },
            Ways { load: Load::Kept, ..Ways::PLAIN },
            Ways { parse: Parse::Kept, ..Ways::PLAIN },
            Ways { validate: Validate::Words, ..Ways::PLAIN },
            Ways { record: Record::Columns, ..Ways::PLAIN },
            Ways { load: Load::Typed, validate: Validate::Words, solve: Solve::Sets, ..Ways::PLAIN },
        ] {
            let other = ran(&files, ways);
            assert_eq!(other.answers(), plain.answers(), "{ways:?}");
            assert_eq!(other.rows(), plain.rows(), "{ways:?}");
            assert!(other.not_used.is_empty(), "{ways:?}: {:?}", other.not_used);
        }
    }

    #[test]
    fn what_is_kept_of_other_tasks_is_refused_and_changes_no_row() {
        let files = files();
        let stale = ran(&files, Ways { load: Load::Stale, ..Ways::PLAIN });
        assert!(matches!(stale.not_used[..], [NotUsed::Stale { .. }]), "{:?}", stale.not_used);
        assert_eq!(stale.rows(), ran(&files, Ways::PLAIN).rows());
    }

    #[test]
    fn every_planted_fault_changes_the_rows() {
        let files = files();
        let plain = ran(&files, Ways::PLAIN);
        for ways in [
            Ways { record: Record::AllButLast, ..Ways::PLAIN },
            Ways { validate: Validate::AllButLast, ..Ways::PLAIN },
        ] {
            assert_ne!(ran(&files, ways).rows(), plain.rows(), "{ways:?}");
        }
    }

    #[test]
    fn wrong_answers_in_the_files_are_found_and_no_others() {
        let wrong = |files: &Files| {
            let rows = ran(files, Ways::PLAIN).rows();
            rows.iter().filter(|(_, _, ended, ..)| *ended == grid_tasks::Outcome::Wrong).count()
        };
        assert_eq!(wrong(&files()), 1);
        assert_eq!(wrong(&Case::made(8, 24).files(&mut Rng::new(5, 0))), 0);
    }

    #[test]
    fn the_order_of_tasks_is_drawn_and_none_is_lost() {
        let mut order: Vec<usize> = (0..100).collect();
        shuffle(&mut order, 1);
        assert!(!order.is_sorted());
        order.sort_unstable();
        assert!(order.into_iter().eq(0..100));
    }
}
