//! A run: the linear programs of all years, then the grid.

use std::time::{Duration, Instant};

use device::{DeviceError, Evidence};
use highs_solver::{Options, SolverError};
use sifting::{Options as Sifting, SiftError};
use steel_years::{Course, Horizon, solve_sifted, solve_whole};
use thiserror::Error;
use year_schedule::{Schedule, Unsolved};

use crate::{
    Assembled, AssemblyError, Chosen, Configuration, Machine, Mode, Refusal, Survey, World,
    assembly::Assembler, surveyor::Surveyor,
};

/// A configuration with what it takes to run it: threads are there, devices are open.
#[derive(Debug)]
pub struct Simulator {
    configuration: Configuration,
    workers: Chosen,
    assembler: Option<Assembler>,
    surveyor: Surveyor,
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Results {
    /// The years, solved.
    pub course: Course,
    /// Matrices that were put together on a GPU; `None` where the file did not ask for it.
    pub assembled: Option<Assembled>,
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
    /// The matrices of all years, on a GPU.
    Assembly,
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
    /// A GPU did not put a matrix together.
    #[error("{0}")]
    Assembly(#[from] AssemblyError),
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
        let workers = machine.workers(configuration);
        let assembler = Assembler::asked(configuration)?;
        let surveyor = Surveyor::new(configuration, &workers)?;
        Ok(Self { configuration: configuration.clone(), workers, assembler, surveyor })
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
        if horizon.years.is_empty() {
            return Err(RunError::NoYears);
        }
        let mut parts = Parts::start();
        let (course, assembled) = match &self.assembler {
            None => (self.solve(horizon)?, None),
            Some(assembler) => {
                let (matrix, assembled) = assembler.assemble(&horizon.program.matrix, horizon.years.len())?;
                let mut horizon = horizon.clone();
                horizon.program.matrix = matrix;
                parts.ends(What::Assembly);
                (self.solve(&horizon)?, Some(assembled))
            }
        };
        parts.ends(What::LinearPrograms);
        let survey = world.map(|world| self.survey(world)).transpose()?;
        if survey.is_some() {
            parts.ends(What::Grid);
        }
        Ok(Results {
            course,
            assembled,
            survey,
            parts: parts.parts,
            workers: self.workers.clone(),
            method: self.surveyor.method(),
            device_why: self.surveyor.why.clone(),
        })
    }

    /// Searches the grid alone.
    pub fn survey(&self, world: &World) -> Result<Survey, DeviceError> {
        self.surveyor.survey(world)
    }

    fn solve(&self, horizon: &Horizon) -> Result<Course, RunError> {
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
    /// What devices did in all of the run; `None` where the processor did everything.
    pub fn proof(&self) -> Option<Evidence> {
        let assembled = self.assembled.as_ref().map(|assembled| &assembled.evidence);
        let searched = self.survey.as_ref().map(|survey| &survey.evidence);
        let mut proofs = assembled.into_iter().chain(searched).filter(|proof| proof.dispatches > 0);
        let first = proofs.next()?.clone();
        Some(proofs.fold(first, |mut sum, proof| {
            sum.add(proof);
            sum
        }))
    }

    /// How long a part took; nothing where there was none.
    pub fn took(&self, what: What) -> Duration {
        self.parts.iter().filter(|part| part.what == what).map(|part| part.ended - part.began).sum()
    }

    /// How long all of it took.
    pub fn whole(&self) -> Duration {
        self.parts.iter().map(|part| part.ended - part.began).sum()
    }
}

/// One part after the other, without a gap.
struct Parts {
    began: Instant,
    parts: Vec<Part>,
}

impl Parts {
    fn start() -> Self {
        Self { began: Instant::now(), parts: Vec::with_capacity(3) }
    }

    fn ends(&mut self, what: What) {
        let ended = Instant::now();
        self.parts.push(Part { what, began: self.began, ended });
        self.began = ended;
    }
}
