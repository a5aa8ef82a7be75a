//! Ensembles on a GPU through wgpu, in f32.

use bytemuck::{Pod, Zeroable};
use device::{DeviceKind, Evidence, Gpu, GpuBuffer, GpuKernel};
use property_table::{RoundedTable, RoundedTank, Shape};

use super::{
    STEPS_OF_A_DISPATCH,
    board::{Board, Outside},
    dispatches,
    ending::Ending,
    error::EnsembleError,
    header::{Header, Language},
    initial::Initial,
    slots::{EXACT, Slots},
    weather::Weather,
};
use crate::{Account, NoAnswer, Plant, Stopped, Tables};

/// The entry point of [`plant_wgsl`].
pub const PLANT_WGSL_ENTRY: &str = "plant_steps";

/// Scenarios per workgroup, as in the source.
const LANES: usize = 64;
/// Rounds of all loops of an invocation together, after which Mesa's software driver leaves them all and says nothing
/// (`LP_MAX_TGSI_LOOP_ITERATIONS` is 65,535; seen with version 22.3).
const ROUNDS_ON_A_CPU: usize = 60_000;
/// In a kg, and in a unit of cost.
const MILLIONTHS: f64 = 1e6;

/// The source of the kernel for one plant.
pub fn plant_wgsl(plant: &Plant, tables: &Tables) -> String {
    source(plant, &RoundedTables::of(tables))
}

fn source(plant: &Plant, tables: &RoundedTables) -> String {
    let mut header = Header::of(plant, Language::Wgsl);
    header.number("EPSILON", f64::from(f32::EPSILON));
    header.structure("PROPERTIES", "Shape", shape(&tables.properties.shape()));
    header.structure("TANK_TABLE", "Shape", shape(&tables.tank.shape()));
    [
        plant_steps::CELL_WGSL,
        property_table::CELL_WGSL,
        property_table::LOOK_UP_WGSL,
        property_table::TANK_PRESSURE_WGSL,
        &header.text,
        include_str!("fixed.wgsl"),
        include_str!("tanks.wgsl"),
        include_str!("plant.wgsl"),
    ]
    .concat()
}

pub(super) fn shape(shape: &Shape) -> [String; 8] {
    let Shape { queries, first_row, last_row, first_temperature, last_temperature, stride, .. } = *shape;
    let word = |word: u32| format!("{word}u");
    let number = |number: f32| format!("{number:e}f");
    [
        word(queries),
        word(first_row),
        word(last_row),
        word(first_temperature),
        word(last_temperature),
        word(stride),
        number(shape.per_step),
        number(shape.gas_constant),
    ]
}

/// A GPU with the kernel of one plant compiled and its tables there: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuEnsemble {
    gpu: Gpu,
    kernel: GpuKernel,
    plant: Plant,
    tables: RoundedTables,
    columns: GpuBuffer<f32>,
    nodes: GpuBuffer<[f32; 4]>,
    row_logs: GpuBuffer<f32>,
    tank_nodes: GpuBuffer<f32>,
    initial: Vec<u32>,
}

/// Scenarios that have run some steps, and can run more.
#[derive(Clone, Debug)]
pub struct WgpuRun<'a> {
    ensemble: &'a WgpuEnsemble,
    scenarios: usize,
    hours: usize,
    supply: GpuBuffer<[u32; 2]>,
    initial: GpuBuffer<u32>,
    state: GpuBuffer<u32>,
    steps: u32,
    evidence: Evidence,
}

/// As in the source.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Now {
    scenarios: u32,
    first_step: u32,
    steps: u32,
    hours: u32,
}

impl WgpuEnsemble {
    /// Compiles the kernel of a plant and takes the tables there.
    pub fn new(gpu: Gpu, plant: &Plant, tables: &Tables) -> Result<Self, EnsembleError> {
        let initial = words_of(&Initial::of(plant, tables)?);
        let tables = RoundedTables::of(tables);
        if tables.properties.columns() != tables.tank.columns() {
            return Err(EnsembleError::Temperatures);
        }
        let kernel = gpu.kernel(&source(plant, &tables), PLANT_WGSL_ENTRY)?;
        let mut launch = gpu.launch();
        let columns = launch.upload(tables.properties.columns())?;
        let nodes = launch.upload(tables.properties.nodes())?;
        let row_logs = launch.upload(tables.properties.row_logs())?;
        let tank_nodes = launch.upload(tables.tank.nodes())?;
        launch.finish()?;
        let plant = plant.clone();
        Ok(Self { gpu, kernel, plant, tables, columns, nodes, row_logs, tank_nodes, initial })
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// How many steps a kernel may take at once.
    fn steps_of_a_dispatch(&self) -> u32 {
        match self.gpu.kind() {
            DeviceKind::Cpu => {
                let rounds = ROUNDS_ON_A_CPU - self.initial.len().min(ROUNDS_ON_A_CPU / 2);
                let steps = rounds / Slots { count: self.plant.count }.rounds();
                (steps as u32).clamp(1, STEPS_OF_A_DISPATCH)
            }
            _ => STEPS_OF_A_DISPATCH,
        }
    }

    /// Takes the weather there.
    pub fn begin(&self, weather: &Weather) -> Result<WgpuRun<'_>, EnsembleError> {
        let scenarios = weather.scenarios();
        let mut launch = self.gpu.launch();
        let supply = launch.upload(weather.columns())?;
        let initial = launch.upload(&self.initial)?;
        let state = launch.zeros(self.initial.len() * scenarios)?;
        let (hours, evidence) = (weather.hours(), launch.finish()?);
        Ok(WgpuRun { ensemble: self, scenarios, hours, supply, initial, state, steps: 0, evidence })
    }
}

impl WgpuRun<'_> {
    /// So many steps more of every scenario that has not stopped.
    pub fn advance(&mut self, steps: u32) -> Result<(), EnsembleError> {
        let before = self.steps;
        let after = before.checked_add(steps).ok_or(EnsembleError::TooLong { steps, before })?;
        let WgpuEnsemble { gpu, kernel, columns, nodes, row_logs, tank_nodes, .. } = self.ensemble;
        if self.scenarios > 0 {
            for (first_step, steps) in dispatches(before, steps, self.ensemble.steps_of_a_dispatch()) {
                let now =
                    Now { scenarios: self.scenarios as u32, first_step, steps, hours: self.hours as u32 };
                let mut launch = gpu.launch();
                let now = launch.uniform(&now)?;
                let arguments = [
                    now.bind(),
                    self.supply.bind(),
                    columns.bind(),
                    nodes.bind(),
                    row_logs.bind(),
                    tank_nodes.bind(),
                    self.initial.bind(),
                    self.state.bind(),
                ];
                launch.dispatch(kernel, &arguments, self.scenarios.div_ceil(LANES) as u64)?;
                self.evidence.add(&launch.finish()?);
            }
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
        let mut launch = self.ensemble.gpu.launch();
        let state = launch.download(&self.state)?;
        self.evidence.add(&launch.finish()?);
        let plant = &self.ensemble.plant;
        let slots = Slots { count: plant.count };
        let (words, rest) = state.split_at(slots.words() * self.scenarios);
        let (numbers, rest) = rest.split_at(slots.numbers() * self.scenarios);
        let numbers: Vec<f64> = numbers.iter().map(|&bits| f64::from(f32::from_bits(bits))).collect();
        let wide = |slot: usize, scenario: usize| {
            let [low, high] = [0, 1].map(|word| rest[(2 * slot + word) * self.scenarios + scenario]);
            u64::from(high) << 32 | u64::from(low)
        };
        let each = |slots: std::ops::Range<usize>| {
            slots.flat_map(|slot| (0..self.scenarios).map(move |scenario| (slot, scenario)))
        };
        let amount = |(slot, scenario)| wide(slot, scenario).cast_signed() as f64 / unit(slots, slot);
        let amounts: Vec<f64> = each(0..slots.amounts()).map(amount).collect();
        let exact: Vec<u64> = each(slots.amounts()..slots.amounts() + EXACT)
            .map(|(slot, scenario)| wide(slot, scenario))
            .collect();
        let (scenarios, steps) = (self.scenarios, self.steps);
        let board =
            Board { plant, scenarios, steps, words, numbers: &numbers, amounts: &amounts, exact: &exact };
        board.endings(&self.ensemble.tables)
    }

    /// What the GPU has done for it.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// How many units of fixed point make one of the account or mass in this slot.
pub(super) fn unit(slots: Slots, amount: usize) -> f64 {
    let energies = slots.masses()..slots.masses() + Account::PemHydrogen as usize;
    if energies.contains(&amount) { 1.0 } else { MILLIONTHS }
}

/// kg as whole mg.
pub(super) fn milligrams(kg: f64) -> i64 {
    libm::rint(kg * MILLIONTHS) as i64
}

/// All slots of the state as the source has them.
fn words_of(initial: &Initial) -> Vec<u32> {
    let numbers = initial.numbers.iter().map(|&number| (number as f32).to_bits());
    let sums = std::iter::repeat_n(0, 2 * (Account::ALL.len() + EXACT));
    let masses = initial.masses.iter().flat_map(|&kg| {
        let mass = milligrams(kg);
        [mass as u32, (mass >> 32) as u32]
    });
    initial.words.iter().copied().chain(numbers).chain(masses).chain(sums).collect()
}

/// The tables as devices have them in f32.
#[derive(Clone, Debug)]
pub(super) struct RoundedTables {
    pub(super) properties: RoundedTable,
    pub(super) tank: RoundedTank,
}

impl RoundedTables {
    pub(super) fn of(tables: &Tables) -> Self {
        Self { properties: RoundedTable::of(&tables.properties), tank: RoundedTank::of(&tables.tank) }
    }
}

impl Outside for RoundedTables {
    fn properties(&self, p: f64, t: f64) -> Option<NoAnswer> {
        self.properties.cell(p as f32, t as f32).err().map(NoAnswer::from)
    }

    fn pressure(&self, rho: f64, t: f64) -> Option<NoAnswer> {
        self.tank.cell(rho as f32, t as f32).err().map(NoAnswer::from)
    }
}
