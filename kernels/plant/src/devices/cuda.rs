//! Ensembles on a CUDA device, in f64 or in f32, from one source.

use device::{
    Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, MultiplyAdd, Shape},
};
use property_table::Numbers;

use super::{
    STEPS_OF_A_DISPATCH,
    board::{Board, Outside},
    dispatches,
    ending::Ending,
    error::EnsembleError,
    gpu::{RoundedTables, milligrams, shape, unit},
    header::{Header, Language},
    initial::Initial,
    slots::{EXACT, Slots},
    weather::Weather,
};
use crate::{Gas, NoAnswer, Plant, Stopped, Tables};

/// The entry point of [`plant_cu`].
pub const PLANT_CU_ENTRY: &str = "plant_steps";

/// Scenarios per block: two warps, so that a few thousand scenarios fill a device.
const THREADS: u32 = 64;

/// What numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// f64, and sums likewise.
    F64,
    /// f32, and sums in 64-bit fixed point.
    F32,
}

impl Precision {
    /// Numbers as the device has them, word by word.
    fn words(self, numbers: &[f64]) -> Vec<u32> {
        match self {
            Self::F64 => bytemuck::cast_slice(numbers).to_vec(),
            Self::F32 => numbers.iter().map(|&number| (number as f32).to_bits()).collect(),
        }
    }

    fn numbers(self, words: &[u32]) -> Vec<f64> {
        match self {
            Self::F64 => bytemuck::pod_collect_to_vec(words),
            Self::F32 => words.iter().map(|&bits| f64::from(f32::from_bits(bits))).collect(),
        }
    }

    /// Words of a number.
    fn width(self) -> usize {
        match self {
            Self::F64 => 2,
            Self::F32 => 1,
        }
    }

    /// A kernel has numbers or whole units in 64 bits.
    fn masses(self, kg: &[f64]) -> Vec<u32> {
        match self {
            Self::F64 => self.words(kg),
            Self::F32 => {
                let units: Vec<i64> = kg.iter().map(|&kg| milligrams(kg)).collect();
                bytemuck::cast_slice(&units).to_vec()
            }
        }
    }

    fn amounts(self, words: &[u32], slots: Slots, scenarios: usize) -> Vec<f64> {
        match self {
            Self::F64 => self.numbers(words),
            Self::F32 => {
                let units: Vec<i64> = bytemuck::pod_collect_to_vec(words);
                let number = |(k, units): (usize, i64)| units as f64 / unit(slots, k / scenarios.max(1));
                units.into_iter().enumerate().map(number).collect()
            }
        }
    }
}

/// The source of the kernel for one plant.
pub fn plant_cu(plant: &Plant, tables: &Tables, precision: Precision) -> String {
    let mut header = Header::of(plant, Language::Cuda);
    match precision {
        Precision::F64 => {
            for (name, Numbers { stride, numbers }) in [
                ("PROPERTIES", tables.properties.for_devices().0),
                ("TANK_TABLE", tables.tank.for_devices().0),
            ] {
                let numbers = numbers.map(|number| header.literal(number));
                let parts = numbers.into_iter().chain([format!("{stride}u"), "nullptr".into()]);
                header.structure(name, "gas::Table", parts);
            }
            [
                "typedef double real;\n",
                plant_steps::CELL_CUH,
                "namespace gas {\n",
                property_table::LOOK_UP_CUH,
                "}\n",
                &header.text,
                include_str!("gas_f64.cuh"),
                include_str!("plant.cu"),
            ]
            .concat()
        }
        Precision::F32 => {
            let rounded = RoundedTables::of(tables);
            header.structure("PROPERTIES", "Shape", shape(&rounded.properties.shape()));
            header.structure("TANK_TABLE", "Shape", shape(&rounded.tank.shape()));
            [
                "typedef float real;\n",
                plant_steps::CELL_CUH,
                &header.text,
                include_str!("gas_f32.cuh"),
                include_str!("plant.cu"),
            ]
            .concat()
        }
    }
}

/// A CUDA device with the kernel of one plant loaded and its tables there: making one is not part of the measured work, running it
/// is.
#[derive(Debug)]
pub struct CudaEnsemble {
    cuda: Cuda,
    kernel: CudaKernel,
    plant: Plant,
    tables: Tables,
    precision: Precision,
    /// Nodes of properties, their rows, nodes of tanks, columns.
    tables_there: [CudaBuffer<u32>; 4],
    initial: Initial,
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
    exact: CudaBuffer<u64>,
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
        let initial = Initial::of(plant, tables)?;
        let rounded = RoundedTables::of(tables);
        if rounded.properties.columns() != rounded.tank.columns() {
            return Err(EnsembleError::Temperatures);
        }
        let kernel = cuda.kernel(&plant_cu(plant, tables, precision), PLANT_CU_ENTRY, multiply_add)?;
        let words = |numbers: &[f32]| bytemuck::cast_slice(numbers).to_vec();
        let columns = words(rounded.tank.columns());
        let (_, nodes, rows) = tables.properties.for_devices();
        let (_, tank_nodes) = tables.tank.for_devices();
        let tables_there: [Vec<u32>; 4] = match precision {
            Precision::F64 => {
                [precision.words(nodes), precision.words(rows), precision.words(tank_nodes), columns]
            }
            Precision::F32 => [
                words(rounded.properties.nodes().as_flattened()),
                words(rounded.properties.row_logs()),
                words(rounded.tank.nodes()),
                columns,
            ],
        };
        let mut launch = cuda.launch();
        let [nodes, rows, tank_nodes, columns] = tables_there.map(|table| launch.upload(&table));
        let tables_there = [nodes?, rows?, tank_nodes?, columns?];
        launch.finish()?;
        let (plant, tables) = (plant.clone(), tables.clone());
        Ok(Self { cuda, kernel, plant, tables, precision, tables_there, initial })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// Takes the weather there.
    pub fn begin(&self, weather: &Weather) -> Result<CudaRun<'_>, EnsembleError> {
        let (scenarios, slots) = (weather.scenarios(), Slots { count: self.plant.count });
        let mut launch = self.cuda.launch();
        let supply = launch.upload(weather.columns())?;
        let numbers = launch.upload(&self.precision.words(&self.initial.numbers))?;
        let masses = launch.upload(&self.precision.masses(&self.initial.masses))?;
        Ok(CudaRun {
            ensemble: self,
            scenarios,
            hours: weather.hours(),
            supply,
            initial: [numbers, masses],
            words: launch.zeros(slots.words() * scenarios)?,
            numbers: launch.zeros(self.precision.width() * slots.numbers() * scenarios)?,
            amounts: launch.zeros(2 * slots.amounts() * scenarios)?,
            exact: launch.zeros(EXACT * scenarios)?,
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
        let CudaEnsemble { cuda, plant, precision, tables, .. } = self.ensemble;
        let mut launch = cuda.launch();
        let words = launch.download(&self.words)?;
        let numbers = precision.numbers(&launch.download(&self.numbers)?);
        let amounts = launch.download(&self.amounts)?;
        let exact = launch.download(&self.exact)?;
        self.evidence.add(&launch.finish()?);
        let (scenarios, steps) = (self.scenarios, self.steps);
        let amounts = precision.amounts(&amounts, Slots { count: plant.count }, scenarios);
        let (words, numbers, amounts, exact) = (&words, &numbers, &amounts, &exact);
        let board = Board { plant, scenarios, steps, words, numbers, amounts, exact };
        match precision {
            Precision::F64 => board.endings(tables),
            Precision::F32 => board.endings(&RoundedTables::of(tables)),
        }
    }

    /// What the device has done for it.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Outside for Tables {
    fn properties(&self, p: f64, t: f64) -> Option<NoAnswer> {
        self.caloric(p, t).err()
    }

    fn pressure(&self, rho: f64, t: f64) -> Option<NoAnswer> {
        self.compressibility(rho, t).err()
    }
}
