//! What a peer is given, and what it gives back: the tables, the weather of every hour, and each number of the design.

use std::{io, path::Path};

use h2_runs::{Outcome, Scene};
use plant::{Accounts, Extremes, Log, STEPS_AN_HOUR, Supply, Tables, Totals};
use touchstone::npy;

/// Nodes of both tables: pressures or densities, and temperatures.
const PROPERTIES: [usize; 2] = [177, 64];
const TANK: [usize; 2] = [353, 64];

pub(crate) fn export(scene: &Scene, folder: &Path) -> io::Result<()> {
    let supply = Supply::new(scene.plant.design(), &scene.profile).map_err(io::Error::other)?;
    let wide = |numbers: Vec<f64>, name: &str| npy::write(&folder.join(name), &[numbers.len()], &numbers);
    wide(supply.watts().iter().map(|&watts| f64::from(watts)).collect(), "watts.npy")?;
    wide(supply.mils().iter().map(|&mils| f64::from(mils)).collect(), "mils.npy")?;
    let tables = Tables::hydrogen();
    let [rows, columns] = PROPERTIES;
    let nodes = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let kept = tables.properties().surface();
    let values: Vec<f64> = nodes.flat_map(|(row, column)| kept.node(row, column)).collect();
    npy::write(&folder.join("properties.npy"), &[rows, 4 * columns], &values)?;
    let [rows, columns] = TANK;
    let nodes = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let values: Vec<f64> =
        nodes.flat_map(|(row, column)| tables.tank().surface().node(row, column)).collect();
    npy::write(&folder.join("tank.npy"), &[rows, columns], &values)?;
    wide(design(scene), "design.npy")
}

/// In the order in which the peer unpacks them.
fn design(scene: &Scene) -> Vec<f64> {
    let design = scene.plant.design();
    let (site, cooling, draw) = (&design.site, &design.cooling, &design.draw);
    let (pem, soec, economy) = (&design.pem, &design.soec, &design.economy);
    let mass = |mass: &plant::MassDesign| [mass.capacity, mass.conductance, mass.limits.0, mass.limits.1];
    let tank = |tank: &plant::TankDesign| [tank.volume, tank.pressures.0, tank.pressures.1];
    let mut numbers = vec![
        f64::from(scene.case.steps),
        f64::from(site.price_limit),
        site.ambient,
        f64::from(pem.cells) * f64::from(pem.stacks) * pem.area,
        f64::from(pem.rated) * f64::from(pem.stacks),
        pem.turndown,
        pem.startup,
        pem.wear.per_hour,
        pem.wear.per_stop,
        f64::from(soec.rated),
        f64::from(soec.first),
        f64::from(soec.ramp),
        soec.lead,
        soec.kwh_per_kg,
        soec.steam_per_kg,
        soec.steam_enthalpy,
        design.efficiency,
        design.delivered_at,
        design.demand,
        design.fills[0],
        cooling.lag,
        cooling.efficiency,
        cooling.pressure,
        cooling.most,
        cooling.per_kelvin,
        cooling.above,
        cooling.effect,
        draw.most,
        draw.from,
        draw.to,
        economy.capital,
        economy.yearly,
        economy.replacement,
        economy.replaced_in,
        economy.rate,
        economy.years,
    ];
    for of in [&design.stack, &design.cooler, &design.low.wall, &design.high.wall] {
        numbers.extend(mass(of));
    }
    numbers.extend(tank(&design.low));
    numbers.extend(tank(&design.high));
    numbers
}

/// What is compared of a run; the rest a peer does not have, and neither its bits.
pub(crate) fn import(scene: &Scene, folder: &Path) -> io::Result<Outcome> {
    let hours = (scene.case.steps / STEPS_AN_HOUR) as usize;
    let [lcoh, hydrogen, pressure, stack_t] = npy::read::<f64>(&folder.join("figures.npy"), &[4])?[..] else {
        return Err(io::Error::other("figures.npy has four figures"));
    };
    let column = |name: &str, each: usize| npy::read::<f32>(&folder.join(name), &[hours, each]);
    let log = Log {
        step: (1..=hours as u32).map(|hour| hour * STEPS_AN_HOUR).collect(),
        tank_pressure: column("tank_pressure.npy", 10)?,
        tank_t: column("tank_t.npy", 10)?,
        stack_t: column("stack_t.npy", 4)?,
        ..Log::default()
    };
    let last = |last_mean| Extremes { last_mean, least: f64::NAN, most: f64::NAN };
    let totals = Totals {
        steps: scene.case.steps,
        hydrogen,
        delivered: f64::NAN,
        electricity: f64::NAN,
        energy_cost: f64::NAN,
        lcoh,
        pressure: last(pressure),
        stack_t: last(stack_t),
        accounts: Accounts::default(),
    };
    Ok(Outcome::of_peer(totals, log))
}
