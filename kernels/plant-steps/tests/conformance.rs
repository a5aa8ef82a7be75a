//! One question to every form: do all of them take the same step?
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use plant_steps::{
    Cell, CellObject, Component, Drive, FlowColumns, FlowObject, FlowStep, Lag, MassObject,
    TemperatureLimits, ThermalColumns, ThermalMass, TimeStep, flow_batch, solve_current_batch, step_objects,
    thermal_batch,
};

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
    heat: Vec<f64>,
    t: Vec<f64>,
    lags: Vec<Lag>,
    set: Vec<f64>,
    flow: Vec<f64>,
    cell_t: Vec<f64>,
    power: Vec<f64>,
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
    World {
        heat: between(0.3, -2e5, 4e5),
        t: between(0.4, 280.0, 365.0),
        set: between(0.5, 0.1, 2.0),
        flow: between(0.6, 0.1, 2.0),
        cell_t: between(0.7, 283.15, 363.15),
        power: between(0.85, 0.38, 3.8),
        lags,
        capacity,
        conductance,
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
