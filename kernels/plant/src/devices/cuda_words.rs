//! The CUDA kernel of a plant: its source, what it is given, and what comes back, word by word. No device is asked here.

use property_table::Numbers;

use super::{
    board::{Board, Outside},
    ending::Ending,
    error::EnsembleError,
    gpu::{RoundedTables, milligrams, shape, unit},
    header::{Header, Language},
    initial::Initial,
    slots::{EXACT, Slots},
};
use crate::{Gas, NoAnswer, Plant, Stopped, Tables};

/// The entry point of [`plant_cu`].
pub const PLANT_CU_ENTRY: &str = "plant_steps";

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

/// What the kernel of a plant is given beside the weather, and what its answers mean.
#[derive(Clone, Debug)]
pub struct CudaWords {
    plant: Plant,
    of: Tables,
    precision: Precision,
    /// Nodes of properties, their rows, nodes of tanks, columns.
    pub tables: [Vec<u32>; 4],
    /// Numbers and masses that every scenario begins with.
    pub initial: [Vec<u32>; 2],
}

impl CudaWords {
    /// Of one plant.
    pub fn new(plant: &Plant, tables: &Tables, precision: Precision) -> Result<Self, EnsembleError> {
        let initial = Initial::of(plant, tables)?;
        let rounded = RoundedTables::of(tables);
        if rounded.properties.columns() != rounded.tank.columns() {
            return Err(EnsembleError::Temperatures);
        }
        let words = |numbers: &[f32]| bytemuck::cast_slice(numbers).to_vec();
        let columns = words(rounded.tank.columns());
        let (_, nodes, rows) = tables.properties.for_devices();
        let (_, tank_nodes) = tables.tank.for_devices();
        let there = match precision {
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
        let initial = [precision.words(&initial.numbers), precision.masses(&initial.masses)];
        Ok(Self { plant: plant.clone(), of: tables.clone(), precision, tables: there, initial })
    }

    /// How many words the state of so many scenarios has: words, numbers, amounts, and whole joules. They begin as zeros.
    pub fn state(&self, scenarios: usize) -> [usize; 4] {
        let slots = Slots { count: self.plant.count };
        [slots.words(), self.precision.width() * slots.numbers(), 2 * slots.amounts(), 2 * EXACT]
            .map(|words| words * scenarios)
    }

    /// What has become of every scenario after so many steps, from that state.
    pub fn endings(
        &self,
        scenarios: usize,
        steps: u32,
        [words, numbers, amounts, exact]: [&[u32]; 4],
    ) -> Result<Vec<Result<Ending, Stopped>>, EnsembleError> {
        let numbers = self.precision.numbers(numbers);
        let amounts = self.precision.amounts(amounts, Slots { count: self.plant.count }, scenarios);
        let exact: Vec<u64> = bytemuck::pod_collect_to_vec(exact);
        let board = Board {
            plant: &self.plant,
            scenarios,
            steps,
            words,
            numbers: &numbers,
            amounts: &amounts,
            exact: &exact,
        };
        match self.precision {
            Precision::F64 => board.endings(&self.of),
            Precision::F32 => board.endings(&RoundedTables::of(&self.of)),
        }
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
