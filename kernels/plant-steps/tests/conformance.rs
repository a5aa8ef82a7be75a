//! One question to every form and every device that is found: do all of them take the same step?
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use device::{
    Evidence,
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use plant_steps::{
    CURRENT_CU, CURRENT_CU_ENTRY, CURRENT_WGSL, CURRENT_WGSL_ENTRY, Cell, CellObject, Component, CudaSteps,
    Drive, FLOW_CU, FLOW_CU_ENTRY, FLOW_WGSL, FLOW_WGSL_ENTRY, FlowColumns, FlowObject, FlowStep, Lag,
    MassObject, THERMAL_CU, THERMAL_CU_ENTRY, THERMAL_WGSL, THERMAL_WGSL_ENTRY, TemperatureLimits,
    ThermalColumns, ThermalMass, TimeStep, WgpuSteps, flow_batch, solve_current_batch, step_objects,
    thermal_batch,
};

/// What f32 may be off in one step, relative to the value.
const THERMAL_F32: f64 = 4e-7;
const FLOW_F32: f64 = 4e-7;
const CURRENT_F32: f64 = 5e-6;
/// What another implementation of exp and ln may be off.
const CURRENT_F64: f64 = 1e-12;

const WGSL: [(&str, &str); 3] =
    [(THERMAL_WGSL, THERMAL_WGSL_ENTRY), (FLOW_WGSL, FLOW_WGSL_ENTRY), (CURRENT_WGSL, CURRENT_WGSL_ENTRY)];
const CU: [(&str, &str); 3] =
    [(THERMAL_CU, THERMAL_CU_ENTRY), (FLOW_CU, FLOW_CU_ENTRY), (CURRENT_CU, CURRENT_CU_ENTRY)];

/// So many components that no workgroup is full but the first ones.
const COUNT: usize = 1000;

/// Numbers from 0 to 1 that repeat themselves late: the golden ratio's multiples.
fn spread(offset: f64) -> impl Iterator<Item = f64> {
    (0..COUNT).map(move |k| (offset + k as f64 * 0.618_033_988_749_894_9).fract())
}

fn between(offset: f64, least: f64, most: f64) -> Vec<f64> {
    spread(offset).map(|share| least + share * (most - least)).collect()
}

struct World {
    capacity: Vec<f64>,
    conductance: Vec<f64>,
    masses: ThermalColumns,
    heat: Vec<f64>,
    t: Vec<f64>,
    flows: FlowColumns,
    lags: Vec<Lag>,
    set: Vec<f64>,
    flow: Vec<f64>,
    cell_t: Vec<f64>,
    worn: Vec<f64>,
    power: Vec<f64>,
    /// Every third cell did not run in the step before.
    voltage: Vec<f64>,
}

fn minute() -> TimeStep {
    TimeStep::seconds(60.0).unwrap()
}

fn limits() -> TemperatureLimits {
    TemperatureLimits::new(278.15, 365.15).unwrap()
}

/// Time constants from 5 s to 30,000 s; some temperatures reach a limit.
fn world() -> World {
    let capacity = between(0.1, 1e5, 3e6);
    let constants: Vec<f64> = spread(0.2).map(|share| 5.0 * 6000_f64.powf(share)).collect();
    let conductance: Vec<f64> =
        capacity.iter().zip(&constants).map(|(capacity, constant)| capacity / constant).collect();
    let lags: Vec<Lag> = constants.iter().map(|&constant| Lag::seconds(constant).unwrap()).collect();
    let steps: Vec<FlowStep> = lags.iter().map(|&lag| FlowStep::exact(lag, minute())).collect();
    let voltage = between(0.9, 1.5, 2.1).into_iter().enumerate();
    World {
        masses: ThermalColumns::exact(&capacity, &conductance, limits(), minute()).unwrap(),
        heat: between(0.3, -2e5, 4e5),
        t: between(0.4, 280.0, 365.0),
        flows: FlowColumns::new(&steps),
        set: between(0.5, 0.1, 2.0),
        flow: between(0.6, 0.1, 2.0),
        cell_t: between(0.7, 283.15, 363.15),
        worn: between(0.8, 0.0, 0.2),
        power: between(0.85, 0.38, 3.8),
        voltage: voltage.map(|(k, voltage)| if k % 3 == 0 { 0.0 } else { voltage }).collect(),
        lags,
        capacity,
        conductance,
    }
}

/// What the CPU makes of it: temperatures, what was removed, flows, currents, voltages.
fn reference(world: &World) -> [Vec<f64>; 5] {
    let (mut t, mut removed) = (world.t.clone(), vec![0.0; COUNT]);
    thermal_batch(&world.masses, 298.15, &world.heat, &mut t, &mut removed);
    let mut flow = world.flow.clone();
    flow_batch(&world.flows, &world.set, &mut flow);
    let (mut voltage, mut current) = (world.voltage.clone(), vec![0.0; COUNT]);
    solve_current_batch(&Cell::THERMAL, &world.cell_t, &world.worn, &world.power, &mut voltage, &mut current);
    [t, removed, flow, current, voltage]
}

fn worst(got: &[f64], right: &[f64]) -> f64 {
    assert_eq!(got.len(), right.len());
    let errors = got.iter().zip(right).map(|(got, right)| ((got - right) / right).abs());
    errors.map(|error| if error.is_nan() { f64::INFINITY } else { error }).fold(0.0, f64::max)
}

fn wide(column: Vec<f32>) -> Vec<f64> {
    column.into_iter().map(f64::from).collect()
}

/// Tells how far off they are.
fn assert_near(what: &str, got: &[f64], right: &[f64], tolerance: f64) -> String {
    let error = worst(got, right);
    assert!(error <= tolerance, "{what}: off by {error:e}, {tolerance:e} is allowed");
    format!("{what} off by {error:.1e}")
}

/// Two floats of a temperature are worth so many joules.
fn assert_removed(what: &str, world: &World, got: &[f64], right: &[f64], kelvin: f64) {
    for k in 0..COUNT {
        let off = (got[k] - right[k]).abs() / world.capacity[k];
        assert!(off <= kelvin, "{what}, mass {k}: {} J and not {}", got[k], right[k]);
    }
}

#[test]
fn every_device_takes_the_step_of_the_cpu() {
    let world = world();
    let [t, removed, flow, current, voltage] = reference(&world);
    let clamped = removed.iter().filter(|&&removed| removed != 0.0).count();
    assert!(clamped > 20 && clamped < COUNT / 2, "{clamped} masses reach a limit");
    let mut told = Vec::new();
    let gpus = testing::gpus();
    for gpu in gpus {
        let steps = WgpuSteps::new(gpu).unwrap();
        let name = steps.gpu().evidence().device;
        let ([got, taken], evidence) = steps.thermal(&world.masses, 298.15, &world.heat, &world.t).unwrap();
        assert_evidence(&evidence, 20, 8);
        told.push(assert_near(&format!("{name}, temperatures"), &wide(got), &t, THERMAL_F32));
        assert_removed(&name, &world, &wide(taken), &removed, 2e-4);
        let (got, evidence) = steps.flow(&world.flows, &world.set, &world.flow).unwrap();
        assert_evidence(&evidence, 12, 4);
        told.push(assert_near(&format!("{name}, flows"), &wide(got), &flow, FLOW_F32));
        let ([got, volts], evidence) =
            steps.current(&Cell::THERMAL, &world.cell_t, &world.worn, &world.power, &world.voltage).unwrap();
        assert_evidence(&evidence, 20, 8);
        told.push(assert_near(&format!("{name}, currents"), &wide(got), &current, CURRENT_F32));
        told.push(assert_near(&format!("{name}, voltages"), &wide(volts), &voltage, CURRENT_F32));
    }
    for cuda in testing::cudas() {
        let steps = CudaSteps::new(cuda).unwrap();
        let name = steps.cuda().evidence().device;
        let ([got, taken], evidence) = steps.thermal(&world.masses, 298.15, &world.heat, &world.t).unwrap();
        assert_evidence(&evidence, 40, 16);
        assert_eq!((got, taken), (t.clone(), removed.clone()), "{name}: the bits of the CPU");
        let (got, evidence) = steps.flow(&world.flows, &world.set, &world.flow).unwrap();
        assert_evidence(&evidence, 24, 8);
        assert_eq!(got, flow, "{name}: the bits of the CPU");
        let ([got, volts], evidence) =
            steps.current(&Cell::THERMAL, &world.cell_t, &world.worn, &world.power, &world.voltage).unwrap();
        assert_evidence(&evidence, 32, 16);
        told.push(assert_near(&format!("{name}, currents"), &got, &current, CURRENT_F64));
        told.push(assert_near(&format!("{name}, voltages"), &volts, &voltage, CURRENT_F64));
    }
    println!("{}", told.join("\n"));
}

/// One dispatch, and at least so many bytes for each component.
fn assert_evidence(evidence: &Evidence, up: u64, down: u64) {
    assert_eq!(evidence.dispatches, 1, "{evidence:?}");
    let count = COUNT as u64;
    assert!(evidence.bytes_up >= up * count && evidence.bytes_down >= down * count, "{evidence:?}");
}

#[test]
fn no_components_are_no_error() {
    let none = ThermalColumns::exact(&[], &[], limits(), minute()).unwrap();
    for gpu in testing::gpus() {
        let steps = WgpuSteps::new(gpu).unwrap();
        let ([t, removed], _) = steps.thermal(&none, 298.15, &[], &[]).unwrap();
        assert!(t.is_empty() && removed.is_empty());
    }
}

#[test]
fn boxed_objects_take_the_step_of_the_columns() {
    let world = world();
    let columns = ThermalColumns::euler(&world.capacity, &world.conductance, limits(), minute()).unwrap();
    let (mut t, mut removed) = (world.t.clone(), vec![0.0; COUNT]);
    thermal_batch(&columns, 298.15, &world.heat, &mut t, &mut removed);
    let steps: Vec<FlowStep> = world.lags.iter().map(|&lag| FlowStep::euler(lag, minute())).collect();
    let mut flow = world.flow.clone();
    flow_batch(&FlowColumns::new(&steps), &world.set, &mut flow);
    let (mut voltage, mut current) = (vec![0.0; COUNT], vec![0.0; COUNT]);
    let new = vec![0.0; COUNT];
    solve_current_batch(&Cell::THERMAL, &world.cell_t, &new, &world.power, &mut voltage, &mut current);

    let mut objects: Vec<Box<dyn Component>> = Vec::new();
    let mut drives = Vec::new();
    for k in 0..COUNT {
        let mass = ThermalMass::new(world.capacity[k], world.conductance[k], limits()).unwrap();
        objects.push(Box::new(MassObject::new(mass, world.t[k])));
        drives.push(Drive { input: world.heat[k], t: 298.15 });
        objects.push(Box::new(FlowObject::new(world.lags[k], world.flow[k])));
        drives.push(Drive { input: world.set[k], t: 0.0 });
        objects.push(Box::new(CellObject::new(Cell::THERMAL)));
        drives.push(Drive { input: world.power[k], t: world.cell_t[k] });
    }
    step_objects(&mut objects, minute(), &drives);
    for (k, three) in objects.chunks_exact(3).enumerate() {
        assert_eq!((three[0].state(), three[0].removed()), (t[k], removed[k]), "mass {k}");
        assert_eq!(three[1].state(), flow[k], "flow {k}");
        assert!((three[2].state() / current[k] - 1.0).abs() < 1e-12, "cell {k}");
    }
}

#[test]
fn the_wgsl_sources_are_valid_without_a_driver() {
    for (source, entry) in WGSL {
        validate_wgsl(source, &[entry]).unwrap();
        for line in source.lines().map(|line| line.split("//").next().unwrap_or_default()) {
            for trap in ["f64", "asinh", "pow(", "tanh"] {
                assert!(!line.contains(trap), "{trap} has no useful precision in WGSL: {line}");
            }
        }
    }
}

#[test]
fn the_cuda_sources_compile_where_there_is_a_compiler() {
    for (source, entry) in CU {
        let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add: MultiplyAdd::Separate };
        if let Some(ptx) = testing::ptx(source, entry, options) {
            assert!(ptx.text().contains(&format!(".entry {entry}")));
        }
    }
}
