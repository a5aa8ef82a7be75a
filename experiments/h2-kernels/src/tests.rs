//! Every variant does what its name says, on a few components of each kind.

use plant_steps::FlowStep;
use touchstone::Rng;

use crate::{
    H2Kernels,
    cells::{self, Start},
    components::{Components, Kind, ROUND, Size},
    flows::Flows,
    machine::Machine,
    masses::{Batch, Integrator, Objects, Scalar},
    tanks::{Pressures, Tanks},
    truth,
};

fn components(kind: Kind, many: usize, steps: usize) -> Components {
    Components::new(Size { kind, components: many, steps }, &mut Rng::new(7, 1))
}

fn after(mut machine: impl Machine) -> (Vec<f64>, Vec<f64>) {
    machine.go();
    (machine.states(), machine.removed())
}

fn worst(got: &[f64], right: &[f64]) -> f64 {
    assert_eq!(got.len(), right.len());
    truth::worst(got.iter().zip(right).map(|(got, right)| (got - right).abs()))
}

#[test]
fn the_declaration_has_no_problems() {
    assert_eq!(touchstone::problems::<H2Kernels>(), [""; 0]);
}

#[test]
fn every_layout_takes_the_same_steps() {
    // More than one block of the batch, and a part of one.
    let masses = components(Kind::Masses, 150, 48);
    let (right, removed) = truth::euler(&masses);
    assert!(removed.iter().any(|&joule| joule != 0.0), "Euler runs into the limits somewhere");
    let objects = after(Objects::masses(&masses));
    assert_eq!(objects, (right.clone(), removed.clone()));
    assert_eq!(after(Scalar::new(&masses)), objects);
    let (t, taken) = after(Batch::new(&masses, Integrator::Euler));
    assert_eq!(t, right);
    let apart = truth::worst(
        taken.iter().zip(&removed).map(|(got, right)| (got - right).abs() / right.abs().max(1.0)),
    );
    assert!(apart < 1e-9, "{apart:e}");
}

#[test]
fn a_call_goes_on_from_where_the_last_one_ended() {
    let (once, twice) = (components(Kind::Masses, 60, ROUND), components(Kind::Masses, 60, 2 * ROUND));
    let mut machine = Batch::new(&once, Integrator::Exact);
    machine.go();
    machine.go();
    assert_eq!(machine.states(), after(Batch::new(&twice, Integrator::Exact)).0);
}

#[test]
fn the_exact_step_is_the_solution_and_euler_is_not() {
    let masses = components(Kind::Masses, 400, 20);
    let right = truth::solution(&masses);
    let (exact, removed) = after(Batch::new(&masses, Integrator::Exact));
    assert!(worst(&exact, &right) < 1e-9, "{:e} K", worst(&exact, &right));
    assert!(removed.iter().all(|&joule| joule == 0.0), "no limit is met");
    assert!(worst(&after(Batch::new(&masses, Integrator::Euler)).0, &right) > 10.0);
    assert!(worst(&after(Batch::new(&masses, Integrator::RungeKutta)).0, &right) > 10.0);
    assert!(truth::heat_unaccounted(&masses) < 1e-12, "{:e}", truth::heat_unaccounted(&masses));
}

#[test]
fn nothing_is_told_of_slow_masses_where_there_are_none() {
    let mut masses = components(Kind::Masses, 2, 1);
    masses.time_constants = vec![5.0, 599.0];
    let names = |masses: &Components| -> Vec<&str> {
        truth::errors(masses, &truth::solution(masses)).iter().map(|figure| figure.name).collect()
    };
    assert_eq!(names(&masses), ["error"]);
    masses.time_constants[1] = 600.0;
    assert_eq!(names(&masses), ["error", "error-slow"]);
    let mut beside = truth::solution(&masses);
    beside[1] += 0.5;
    let told: Vec<f64> = truth::errors(&masses, &beside).iter().map(|figure| figure.value).collect();
    assert_eq!(told, [0.5, 0.5]);
}

#[test]
fn the_solution_is_what_ever_finer_steps_come_to() {
    // By Euler, whose error shrinks with his step: ten times as many leave a tenth.
    let masses = components(Kind::Masses, 50, 1);
    let right = truth::solution(&masses);
    for (k, mass) in masses.masses().enumerate() {
        let fine = |pieces: u32| {
            let dt = plant_steps::TimeStep::seconds(60.0 / f64::from(pieces)).unwrap();
            (0..pieces).fold(masses.states[k], |t, _| {
                plant_steps::thermal_euler(&mass, dt, t, masses.inputs[0][k], crate::components::AMBIENT).t
            })
        };
        let [coarse, finer] = [6_000, 60_000].map(|pieces| (fine(pieces) - right[k]).abs());
        assert!(finer < 0.2 * coarse.max(1e-7) && finer < 1e-2, "mass {k}: {coarse:e} then {finer:e} K");
    }
}

#[test]
fn a_pump_follows_its_set_point_only_if_its_step_is_exact() {
    let flows = components(Kind::Flows, 300, 10);
    let right = truth::solution(&flows);
    assert!(worst(&after(Flows::new(&flows, FlowStep::exact)).0, &right) < 1e-12);
    assert!(worst(&after(Flows::new(&flows, FlowStep::euler)).0, &right) > 1e3);
}

#[test]
fn every_newton_finds_the_current_that_takes_the_power() {
    let cells = components(Kind::Cells, 200, ROUND);
    let found = [
        after(cells::objects(&cells)).0,
        after(cells::numeric(&cells)).0,
        after(cells::analytic(&cells, Start::Cold)).0,
        after(cells::analytic(&cells, Start::Warm)).0,
    ];
    for currents in &found {
        let off = truth::residual(&cells, currents);
        assert!(off < 1e-12, "{off:e}");
    }
    // And a current a millionth beside it does not.
    let beside: Vec<f64> = found[0].iter().map(|current| current * (1.0 + 1e-6)).collect();
    assert!(truth::residual(&cells, &beside) > 1e-7);
}

#[test]
fn both_tables_have_the_pressure_of_a_tank() {
    let tanks = components(Kind::Tanks, 2_000, 1);
    let right = truth::pressures(&tanks);
    assert!(right.iter().any(|&p| p > 350e5) && right.iter().any(|&p| p < 20e5));
    for table in [Pressures::direct(), Pressures::iterated()] {
        let (got, _) = after(Tanks::new(&tanks, table));
        let off = truth::worst(got.iter().zip(&right).map(|(got, right)| (got / right - 1.0).abs()));
        assert!(off < 1e-4, "{off:e}");
    }
}
