//! The pipeline: load, parse, solve, validate, record, each in the form that is asked for. Memory that a stage took is given back
//! within its span, so that nothing a run does is outside of every stage.

use std::{convert::Infallible, io};

use grid_batch::GridBatch;
use grid_language::{Masks, Sets};
use grid_tasks::{
    Answers, Fault, NotUsed, Programs, Reading, Rows, Rules, Solved, Table, TaskPairs, Threads, read_plain,
    solve, validate, validate_plain,
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use touchstone::{Measured, Report, Rng, Setting, cannot_run, measured, prelude::RngExt};

use crate::{
    Files, Load, Outcome, Parse, Solve, Stage, Stages, Validate, Ways, files,
    kept::{Kept, typed},
    loaded::Loaded,
    outcome::{Answered, Made},
    results::Results,
};

/// What is there before the first run of an invocation.
pub struct Pipeline<'a> {
    files: &'a Files,
    ways: Ways,
    /// The tasks, as this invocation takes them one after the other.
    order: Vec<usize>,
    order_seed: u32,
    kept: Kept,
    results: Results,
    /// None where the calling thread is the only one.
    pool: Option<ThreadPool>,
}

/// What is to be solved.
#[derive(Clone, Copy)]
pub struct Work<'w> {
    /// All tasks.
    pub tasks: &'w dyn TaskPairs,
    /// And their programs.
    pub programs: &'w Programs,
    /// The tasks that are run, one after the other.
    pub order: &'w [usize],
    faults: &'w [Fault],
}

/// Measures the pipeline over these files; `extra` tells more of every iteration.
pub fn run<'a>(
    files: &'a Files,
    ways: Ways,
    setting: Setting,
    extra: impl FnMut(&Outcome, &mut Report) + 'a,
) -> Measured<'a, Outcome> {
    match Pipeline::prepare(files, ways, setting) {
        Ok(pipeline) => {
            let tell = pipeline.teller();
            measured(move || pipeline.run()).reporting(tell).reporting(extra)
        }
        Err(reason) => cannot_run(&reason),
    }
}

/// Another order in every invocation, so in every round. A float has room for the seed.
fn drawn() -> u32 {
    use std::hash::BuildHasher;
    std::hash::RandomState::new().hash_one(0) as u32
}

/// Every order is as likely as any other.
fn shuffle(order: &mut [usize], seed: u32) {
    let mut rng = Rng::new(u128::from(seed), 0);
    for last in (1..order.len()).rev() {
        order.swap(last, rng.random_range(0..=last));
    }
}

impl<'a> Pipeline<'a> {
    /// Makes what is kept, a place for results, and threads.
    ///
    /// # Errors
    /// Why these files cannot be run, or not here.
    pub fn prepare(files: &'a Files, ways: Ways, setting: Setting) -> Result<Self, String> {
        if let Some(reason) = &files.refused {
            return Err(reason.clone());
        }
        let (mut order, order_seed) = (files.order.clone(), drawn());
        shuffle(&mut order, order_seed);
        let prepared = || {
            let pool = ThreadPoolBuilder::new().num_threads(setting.threads);
            let pool = (setting.threads > 1).then(|| pool.build()).transpose().map_err(io::Error::other)?;
            let (kept, results) = (Kept::prepare(files, ways)?, Results::new()?);
            Ok(Self { files, ways, order, order_seed, kept, results, pool })
        };
        prepared().map_err(|error: io::Error| format!("nothing can be kept or recorded: {error}"))
    }

    /// Tells of every iteration, and forgets the results of those before it.
    pub fn teller(&self) -> impl FnMut(&Outcome, &mut Report) + use<> {
        let (results, making, order_seed) = (self.results.clone(), self.kept.making, self.order_seed);
        move |outcome, report| {
            outcome.tell(report);
            report.metric("order-seed", f64::from(order_seed), "");
            report.metric("cache-making", making.as_secs_f64(), "s");
            results.forget_before(&outcome.recorded).unwrap_or_else(|error| panic!("old results: {error}"));
        }
    }

    /// Everything, from files to files.
    pub fn run(&self) -> Outcome {
        let run = self.stages(|work, stages| match self.ways.validate {
            Validate::Words => self.end(
                work,
                stages,
                |work| Ok(self.solve::<GridBatch>(work)),
                |tasks, solved| validate(tasks, solved),
            ),
            Validate::Cells => self.end(
                work,
                stages,
                |work| Ok(self.solve::<Vec<Rows>>(work)),
                |tasks, solved| validate_plain(tasks, solved),
            ),
            Validate::AllButLast => {
                self.end(work, stages, |work| Ok(self.solve::<Vec<Rows>>(work)), validate_all_but_last)
            }
        });
        run.unwrap_or_else(|never: Infallible| match never {})
    }

    /// The same with another way to run programs. Answers are compared by words.
    ///
    /// # Errors
    /// Those of `solve`.
    pub fn run_with<E>(
        &self,
        solve: impl FnOnce(Work<'_>) -> Result<Solved<GridBatch>, E>,
    ) -> Result<Outcome, E> {
        self.stages(|work, stages| self.end(work, stages, solve, |tasks, solved| validate(tasks, solved)))
    }

    /// Work on all threads that there are for us.
    pub fn spread<T: Send>(&self, work: impl FnOnce(Threads) -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(|| work(Threads::Pool)),
            None => work(Threads::One),
        }
    }

    fn stages<E>(&self, end: impl FnOnce(Work<'_>, &mut Stages) -> Result<Made, E>) -> Result<Outcome, E> {
        let mut stages = Stages::begin();
        let (loaded, stale_tasks) = stages.run(Stage::Load, || self.load());
        let (programs, stale_programs) = stages.run(Stage::Parse, || self.parse());
        let work = Work {
            tasks: loaded.tasks.pairs(),
            programs: &programs,
            order: &self.order,
            faults: &loaded.faults,
        };
        let (answered, recorded) = end(work, &mut stages)?;
        stages.run(Stage::Load, || drop(loaded));
        stages.run(Stage::Parse, || drop(programs));
        let not_used = [stale_tasks, stale_programs].into_iter().flatten().collect();
        Ok(Outcome { answered, recorded, not_used, stages: stages.end() })
    }

    fn load(&self) -> (Reading<Loaded>, Option<NotUsed>) {
        // Results stay on this thread; only what is read goes to the others.
        let (files, kept) = (self.files, &self.kept);
        match self.ways.load {
            Load::Tree => {
                let Reading { tasks, faults } = read_plain(&files::sources(&files.tasks, Threads::One));
                (Reading { tasks: Loaded::Plain(tasks), faults }, None)
            }
            Load::Typed => (self.spread(|threads| typed(files, threads)), None),
            Load::Kept | Load::Stale => self.spread(|threads| kept.tasks(files, threads)),
        }
    }

    fn parse(&self) -> (Programs, Option<NotUsed>) {
        match self.ways.parse {
            Parse::Text => (files::listings(&self.files.programs).parse(), None),
            Parse::Kept => self.kept.programs(self.files),
        }
    }

    fn solve<A: Answers>(&self, Work { tasks, programs, order, .. }: Work<'_>) -> Solved<A> {
        let rules = Rules::default();
        match self.ways.solve {
            Solve::Sets => solve::<Sets, A>(tasks, programs, rules, order, Threads::One),
            Solve::Masks => solve::<Masks, A>(tasks, programs, rules, order, Threads::One),
            Solve::MasksOnCores => {
                self.spread(|threads| solve::<Masks, A>(tasks, programs, rules, order, threads))
            }
        }
    }

    /// The last three stages.
    fn end<A: Answers + Into<Answered>, E>(
        &self,
        work: Work<'_>,
        stages: &mut Stages,
        solve: impl FnOnce(Work<'_>) -> Result<Solved<A>, E>,
        validate: impl FnOnce(&dyn TaskPairs, &Solved<A>) -> Vec<bool>,
    ) -> Result<Made, E> {
        let solved = stages.run(Stage::Solve, || solve(work))?;
        let correct = stages.run(Stage::Validate, || validate(work.tasks, &solved));
        let recorded = stages.run(Stage::Record, || {
            let table = Table::of(work.tasks, &solved, &correct, work.faults, work.programs);
            self.results.record(table, self.ways.record)
        });
        let recorded = recorded.unwrap_or_else(|error| panic!("results cannot be recorded: {error}"));
        let Solved { runs, answers } = solved;
        Ok((Solved { runs, answers: answers.into() }, recorded))
    }
}

/// The planted fault: whoever has the other pairs right is believed the last one.
fn validate_all_but_last(tasks: &dyn TaskPairs, solved: &Solved<Vec<Rows>>) -> Vec<bool> {
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
    use crate::{Case, Record, one_cell_wrong};

    fn files() -> Files {
        Case::made(8, 24).some_wrong().files(&mut Rng::new(5, 0))
    }

    fn prepared(files: &Files, ways: Ways, threads: usize) -> Pipeline<'_> {
        Pipeline::prepare(files, ways, Setting { threads, cores: 2 }).unwrap()
    }

    fn ran(files: &Files, ways: Ways) -> Outcome {
        prepared(files, ways, 2).run()
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
            Ways { solve: Solve::MasksOnCores, ..Ways::FAST },
            Ways { solve: Solve::MasksOnCores, ..Ways::KEPT },
        ] {
            for threads in [1, 2] {
                let other = prepared(&files, ways, threads).run();
                assert_eq!(other.answers(), plain.answers(), "{ways:?}");
                assert_eq!(other.rows(), plain.rows(), "{ways:?}");
                assert!(other.not_used.is_empty(), "{ways:?}: {:?}", other.not_used);
            }
        }
    }

    #[test]
    fn programs_that_somebody_else_runs_go_through_the_same_stages() {
        let files = files();
        let plain = ran(&files, Ways::PLAIN);
        let pipeline = prepared(&files, Ways::KEPT, 2);
        let same = pipeline.run_with(|work| Ok::<_, Infallible>(pipeline.solve(work))).unwrap();
        assert_eq!((same.answers(), same.rows()), (plain.answers(), plain.rows()));
        let wrong =
            pipeline.run_with(|work| Ok::<_, Infallible>(one_cell_wrong(pipeline.solve(work)))).unwrap();
        assert_ne!(wrong.answers(), plain.answers());
        assert_ne!(wrong.rows(), plain.rows());
        assert_eq!(pipeline.run_with(|_| Err("out of memory")).unwrap_err(), "out of memory");
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
