//! The one file that holds everything a run is told, parsed once into types that cannot be wrong.

mod file;
mod values;

pub(crate) use values::{DEVICE, PREPROCESSING, WORKERS};

use std::{fs, num::NonZeroUsize, path::Path};

use crate::Refusal;

/// How the linear programs are solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Every year anew, by dual simplex, on one core.
    Baseline,
    /// Chunks of years side by side, from the basis of the middle year.
    Parallel,
    /// Sifting whose columns and basis stay from year to year, on one core.
    Gasplan,
    /// Sifted chunks.
    ParallelGasplan,
}

/// How many may work side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// As many as there are cores to be used.
    Auto,
    /// So many.
    Exactly(NonZeroUsize),
}

/// Where the matrix of a year is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preprocessing {
    /// Its columns are emitted in order, by the processor.
    Host,
    /// Its entries are sorted on a GPU.
    Gpu,
}

/// Where the grid is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// The processor.
    Cpu,
    /// A GPU through Vulkan, Metal or DX12; it must be there.
    Wgpu,
    /// A GPU through CUDA; it must be there.
    Cuda,
    /// A GPU if there is one.
    Auto,
}

/// The coarsest arithmetic that may choose a plant. Distances to the chosen are always measured in 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 32 bits.
    Float32,
    /// 64 bits.
    Float64,
}

/// Are answers validated?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accuracy {
    /// Every year is.
    Checked,
    /// Nothing is said of answers.
    Unchecked,
}

/// What may be asked of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detection {
    /// Nothing: `auto` is refused.
    Off,
    /// Its cores, of which only those made for speed count, and its devices.
    PerformanceCores,
    /// Its cores of any kind, and its devices.
    AllCores,
}

/// All that a run is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// What it was read from: refusals name it.
    pub file: String,
    /// How the linear programs are solved.
    pub mode: Mode,
    /// How many work on them, in modes that use more than one.
    pub workers: Workers,
    /// Where matrices are put together.
    pub preprocessing: Preprocessing,
    /// Where the grid is searched.
    pub device: Device,
    /// By what arithmetic.
    pub precision: Precision,
    /// Are answers validated?
    pub accuracy: Accuracy,
    /// What their user accepts: above 0 and below 1.
    pub tolerance: f64,
    /// What may be asked of the machine.
    pub detection: Detection,
}

impl Mode {
    /// All of them, the baseline first.
    pub const ALL: [Self; 4] = [Self::Baseline, Self::Parallel, Self::Gasplan, Self::ParallelGasplan];

    /// As it stands in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Parallel => "parallel",
            Self::Gasplan => "gasplan",
            Self::ParallelGasplan => "parallel_gasplan",
        }
    }

    /// Does it use more than one core?
    pub fn is_parallel(self) -> bool {
        matches!(self, Self::Parallel | Self::ParallelGasplan)
    }
}

impl Configuration {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Refusal> {
        let file = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&file, &text),
            Err(error) => Err(Refusal::Unreadable { file, reason: error.to_string() }),
        }
    }

    /// Parses what stands in a file of this name.
    pub fn parse(file: &str, text: &str) -> Result<Self, Refusal> {
        values::configuration(file, file::parse(file, text)?)
    }

    /// The same in another mode.
    #[must_use]
    pub fn in_mode(&self, mode: Mode) -> Self {
        Self { mode, ..self.clone() }
    }

    /// That a key's value is refused, and why.
    pub(crate) fn refuses(&self, key: &str, value: &str, allowed: String) -> Refusal {
        Refusal::Value { file: self.file.clone(), key: key.to_owned(), value: value.to_owned(), allowed }
    }
}
