//! Ensembles on a CUDA device, in f64 or in f32, from one source.

use device::{
    Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, MultiplyAdd, Shape},
};

use super::{
    STEPS_OF_A_DISPATCH,
    cuda_words::{CudaWords, PLANT_CU_ENTRY, Precision, plant_cu},
    dispatches,
    ending::Ending,
    error::EnsembleError,
    weather::Weather,
};
use crate::{Plant, Stopped, Tables};

/// Scenarios per block: two warps, so that a few thousand scenarios fill a device.
const THREADS: u32 = 64;

/// A CUDA device with the kernel of one plant loaded and its tables there: making one is not part of the measured work, running it
/// is.
#[derive(Debug)]
pub struct CudaEnsemble {
    cuda: Cuda,
    kernel: CudaKernel,
    words: CudaWords,
    /// As there are tables in the words.
    tables_there: [CudaBuffer<u32>; 4],
}

/// Scenarios that have run some steps, and can run more.
#[derive(Debug)]
pub struct CudaRun<'a> {
    ensemble: &'a CudaEnsemble,
    scenarios: usize,
    hours: usize,
    supply: CudaBuffer<[u32; 2]>,
    initial: [CudaBuffer<u32>; 2],
    words: CudaBuffer<u32>,
    numbers: CudaBuffer<u32>,
    amounts: CudaBuffer<u32>,
    exact: CudaBuffer<u32>,
    steps: u32,
    evidence: Evidence,
}

impl CudaEnsemble {
    /// Compiles and loads the kernel of a plant and takes the tables there.
    pub fn new(
        cuda: Cuda,
        plant: &Plant,
        tables: &Tables,
        precision: Precision,
        multiply_add: MultiplyAdd,
    ) -> Result<Self, EnsembleError> {
        let words = CudaWords::new(plant, tables, precision)?;
        let kernel = cuda.kernel(&plant_cu(plant, tables, precision), PLANT_CU_ENTRY, multiply_add)?;
        let mut launch = cuda.launch();
        let [nodes, rows, tank_nodes, columns] = words.tables.each_ref().map(|table| launch.upload(table));
        let tables_there = [nodes?, rows?, tank_nodes?, columns?];
        launch.finish()?;
        Ok(Self { cuda, kernel, words, tables_there })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// Takes the weather there.
    pub fn begin(&self, weather: &Weather) -> Result<CudaRun<'_>, EnsembleError> {
        let scenarios = weather.scenarios();
        let [words, numbers, amounts, exact] = self.words.state(scenarios);
        let mut launch = self.cuda.launch();
        let supply = launch.upload(weather.columns())?;
        let [of_numbers, of_masses] = self.words.initial.each_ref().map(|initial| launch.upload(initial));
        Ok(CudaRun {
            ensemble: self,
            scenarios,
            hours: weather.hours(),
            supply,
            initial: [of_numbers?, of_masses?],
            words: launch.zeros(words)?,
            numbers: launch.zeros(numbers)?,
            amounts: launch.zeros(amounts)?,
            exact: launch.zeros(exact)?,
            steps: 0,
            evidence: launch.finish()?,
        })
    }
}

impl CudaRun<'_> {
    /// So many steps more of every scenario that has not stopped.
    pub fn advance(&mut self, steps: u32) -> Result<(), EnsembleError> {
        let before = self.steps;
        let after = before.checked_add(steps).ok_or(EnsembleError::TooLong { steps, before })?;
        let CudaEnsemble { cuda, kernel, tables_there, .. } = self.ensemble;
        let scenarios = self.scenarios as u32;
        if scenarios > 0 {
            let mut launch = cuda.launch();
            for (first_step, steps) in dispatches(before, steps, STEPS_OF_A_DISPATCH) {
                let words = [scenarios, first_step, steps, self.hours as u32].map(CudaArgument::U32);
                let arguments: Vec<CudaArgument> = words
                    .into_iter()
                    .chain([self.supply.argument()])
                    .chain(tables_there.iter().chain(&self.initial).map(CudaBuffer::argument))
                    .chain([&self.words, &self.numbers, &self.amounts].map(CudaBuffer::argument))
                    .chain([self.exact.argument()])
                    .collect();
                let shape = Shape::line(scenarios.div_ceil(THREADS), THREADS);
                // SAFETY: these are the parameters of `plant_steps`, in order; it touches slots of scenarios below the number given,
                // which the buffers were made for, hours below theirs, and nodes of states that are inside the tables.
                unsafe { launch.dispatch(kernel, &arguments, shape) }?;
            }
            self.evidence.add(&launch.finish()?);
        }
        self.steps = after;
        Ok(())
    }

    /// What has become of every scenario.
    pub fn endings(&mut self) -> Result<Vec<Result<Ending, Stopped>>, EnsembleError> {
        if self.steps == 0 {
            // It is the first dispatch that begins.
            self.advance(0)?;
        }
        let mut launch = self.ensemble.cuda.launch();
        let state = [
            launch.download(&self.words)?,
            launch.download(&self.numbers)?,
            launch.download(&self.amounts)?,
            launch.download(&self.exact)?,
        ];
        self.evidence.add(&launch.finish()?);
        self.ensemble.words.endings(self.scenarios, self.steps, state.each_ref().map(Vec::as_slice))
    }

    /// What the device has done for it.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}
