//! Many scenarios of one plant: they share nothing but what is constant, so each is a task of its own.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder, prelude::*};

use crate::{Gas, Log, Plant, Profile, Run, RunError, Totals};

/// Threads that are there before any scenario is.
#[derive(Debug)]
pub struct Ensemble {
    pool: ThreadPool,
}

/// What became of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scenario {
    /// Its figures.
    pub totals: Totals,
    /// All bits of its state and its log, as one number.
    pub state_hash: u64,
}

impl Ensemble {
    /// On so many threads.
    pub fn on(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(Self { pool })
    }

    /// So many steps of every scenario, in the order of their profiles; the first that stops is the error.
    pub fn run(
        &self,
        plant: &Plant,
        gas: &(impl Gas + Sync),
        profiles: &[Profile],
        steps: u32,
    ) -> Result<Vec<Scenario>, RunError> {
        let one = |profile| scenario(plant, gas, profile, steps);
        // One at a time: a scenario is far longer than the search for the next.
        self.pool.install(|| profiles.par_iter().with_max_len(1).map(one).collect())
    }

    /// The pool, for whoever shares out a step.
    pub fn pool(&self) -> &ThreadPool {
        &self.pool
    }
}

/// So many steps of one scenario, on this thread.
pub fn scenario(
    plant: &Plant,
    gas: &(impl Gas + Sync),
    profile: &Profile,
    steps: u32,
) -> Result<Scenario, RunError> {
    let mut log = Log::with_room(plant, (steps / crate::STEPS_AN_HOUR) as usize);
    let mut run = Run::arrays(plant, profile, gas)?;
    run.advance(steps, &mut log)?;
    Ok(Scenario { totals: run.totals(), state_hash: run.state_hash(&log) })
}
