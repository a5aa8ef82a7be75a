//! A run: the linear programs of all years, then the grid.

use std::time::{Duration, Instant};

use device::DeviceError;
use highs_solver::{Options, SolverError};
use sifting::{Options as Sifting, SiftError};
use steel_years::{Course, Horizon, solve_sifted, solve_whole};
use thiserror::Error;
use year_schedule::{Schedule, Unsolved};

use crate::{Chosen, Configuration, Machine, Mode, Refusal, Survey, World, assembly, surveyor::Surveyor};

/// A configuration with what it takes to run it: threads are there, devices are open.
#[derive(Debug)]
pub struct Simulator {
    configuration: Configuration,
    workers: Chosen,
    surveyor: Surveyor,
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Results {
    /// The years, solved.
    pub course: Course,
    /// The grid, searched; `None` where no world was given.
    pub survey: Option<Survey>,
    /// What was done when.
    pub parts: Vec<Part>,
    /// How many workers there were, and why.
    pub workers: Chosen,
    /// By what the grid is searched.
    pub method: String,
    /// Why on that device.
    pub device_why: String,
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub what: What,
    /// From here.
    pub began: Instant,
    /// To here.
    pub ended: Instant,
}

/// The parts that a run has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// All years.
    LinearPrograms,
    /// All points.
    Grid,
}

/// Why a run gives nothing.
#[derive(Debug, Error)]
pub enum RunError {
    /// A horizon that has no year is no simulation.
    #[error("there is no year to solve: ask for one at least")]
    NoYears,
    /// Years solved whole have no answer.
    #[error("{0}")]
    Whole(#[from] Unsolved<SolverError>),
    /// Years sifted have no answer.
    #[error("{0}")]
    Sifted(#[from] Unsolved<SiftError>),
    /// The device did not do its work. Nothing falls back.
    #[error("{0}")]
    Device(#[from] DeviceError),
}

/// Runs a configuration once.
#[derive(Debug, Error)]
pub enum Failure {
    /// It cannot be run here.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// It was run, and failed.
    #[error("{0}")]
    Failed(#[from] RunError),
}

/// Prepares and runs a configuration.
pub fn run(
    configuration: &Configuration,
    machine: Machine,
    horizon: &Horizon,
    world: Option<&World>,
) -> Result<Results, Failure> {
    Ok(Simulator::new(configuration, machine)?.run(horizon, world)?)
}

impl Simulator {
    /// Prepares a run: what is not there is refused now, and named.
    pub fn new(configuration: &Configuration, machine: Machine) -> Result<Self, Refusal> {
        assembly::check(configuration)?;
        let workers = machine.workers(configuration);
        let surveyor = Surveyor::new(configuration, &workers)?;
        Ok(Self { configuration: configuration.clone(), workers, surveyor })
    }

    /// What it was told.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// How many work, and why.
    pub fn workers(&self) -> &Chosen {
        &self.workers
    }

    /// Solves all years, and searches the grid if there is one.
    pub fn run(&self, horizon: &Horizon, world: Option<&World>) -> Result<Results, RunError> {
        let began = Instant::now();
        let course = self.solve(horizon)?;
        let solved = Instant::now();
        let mut parts = vec![Part { what: What::LinearPrograms, began, ended: solved }];
        let survey = world.map(|world| self.survey(world)).transpose()?;
        if survey.is_some() {
            parts.push(Part { what: What::Grid, began: solved, ended: Instant::now() });
        }
        let (workers, method) = (self.workers.clone(), self.surveyor.method());
        Ok(Results { course, survey, parts, workers, method, device_why: self.surveyor.why.clone() })
    }

    /// Searches the grid alone.
    pub fn survey(&self, world: &World) -> Result<Survey, DeviceError> {
        self.surveyor.survey(world)
    }

    fn solve(&self, horizon: &Horizon) -> Result<Course, RunError> {
        if horizon.years.is_empty() {
            return Err(RunError::NoYears);
        }
        let (width, whole, sifting) = (self.workers.count, Options::default(), Sifting::default());
        let chunks = Schedule::Chunks { width };
        Ok(match self.configuration.mode {
            Mode::Baseline => solve_whole(horizon, whole, Schedule::Rebuild, width)?,
            Mode::Parallel => solve_whole(horizon, whole, chunks, width)?,
            Mode::Gasplan => solve_sifted(horizon, sifting, Schedule::Chain, width)?,
            Mode::ParallelGasplan => solve_sifted(horizon, sifting, chunks, width)?,
        })
    }
}

impl Results {
    /// How long a part took; nothing where there was none.
    pub fn took(&self, what: What) -> Duration {
        self.parts.iter().filter(|part| part.what == what).map(|part| part.ended - part.began).sum()
    }

    /// How long all of it took.
    pub fn whole(&self) -> Duration {
        self.parts.iter().map(|part| part.ended - part.began).sum()
    }
}
