//! The same scenarios on every device there is: each switches when the CPU does, ends where it ends, and stops where it stops.

use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use plant::{
    Account, CudaEnsemble, Ending, PLANT_CU_ENTRY, PLANT_WGSL_ENTRY, Plant, PlantDesign, Precision, Profile,
    RunError, Weather, WgpuEnsemble, ending, plant_cu, plant_wgsl,
};

use crate::tables;

/// f32 against f64 over a day and a half, relatively; 1e-5 was seen.
pub(crate) const ROUNDED: f64 = 1e-4;
/// f64 against f64 with another logarithm.
pub(crate) const EXACT: f64 = 1e-9;

pub(crate) fn profiles(scenarios: u32, hours: usize) -> Vec<Profile> {
    (0..scenarios).map(|scenario| Profile::synthetic_hours(3, scenario, hours)).collect()
}

/// Equal decisions, and everything else to within a tolerance.
pub(crate) fn assert_ends_alike(right: &Ending, got: &Ending, allowed: f64, at: &str) {
    assert_eq!(right.decisions, got.decisions, "{at}: decisions");
    assert_eq!(right.stops, got.stops, "{at}: stops");
    let exact = |ending: &Ending| {
        let accounts = &ending.accounts;
        [accounts.available, accounts.curtailed, accounts.pem, accounts.modules]
    };
    assert_eq!(exact(right), exact(got), "{at}: joules");
    let figures = |ending: &Ending| [ending.hydrogen, ending.lcoh, ending.accounts.electricity()];
    let columns = [
        ("figures", figures(right).to_vec(), figures(got).to_vec()),
        ("tank pressures", right.tank_pressure.clone(), got.tank_pressure.clone()),
        ("tank temperatures", right.tank_t.clone(), got.tank_t.clone()),
        ("stack temperatures", right.stack_t.clone(), got.stack_t.clone()),
    ];
    for (what, right, got) in columns {
        assert_eq!(right.len(), got.len());
        for (right, got) in right.into_iter().zip(got) {
            // Night has no hydrogen, and its price no bound.
            let is_near = (got - right).abs() <= allowed * right.abs() || got.to_bits() == right.to_bits();
            assert!(is_near, "{at}: {what} {got} for {right}");
        }
    }
    for account in Account::ALL {
        let [right, got] = [right, got].map(|ending| ending.accounts.get(account));
        let of = right.abs().max(1.0);
        assert!((got - right).abs() <= 10.0 * allowed * of, "{at}: {account:?} {got} for {right}");
    }
}

#[test]
fn every_gpu_switches_with_the_cpu_and_ends_where_it_ends() {
    let (plant, tables) = (Plant::reference(1).unwrap(), tables());
    let steps: u32 = 2000;
    let profiles = profiles(70, 40);
    let weather = Weather::of(&plant, &profiles).unwrap();
    let right: Vec<Ending> =
        profiles.iter().map(|profile| ending(&plant, tables, profile, steps).unwrap()).collect();
    for gpu in testing::gpus() {
        let gpu = WgpuEnsemble::new(gpu, &plant, tables).unwrap();
        let mut whole = gpu.begin(&weather).unwrap();
        whole.advance(steps).unwrap();
        let got = whole.endings().unwrap();
        assert_eq!(got.len(), right.len());
        assert!(whole.evidence().dispatches >= 2);
        for (scenario, (right, got)) in right.iter().zip(&got).enumerate() {
            let at = format!("scenario {scenario} on {}", whole.evidence().device);
            assert_ends_alike(right, got.as_ref().unwrap(), ROUNDED, &at);
        }

        // In pieces it is the same run, bit for bit.
        let mut pieces = gpu.begin(&weather).unwrap();
        for piece in [1, 59, 1000, 940] {
            pieces.advance(piece).unwrap();
        }
        assert_eq!(pieces.endings().unwrap(), got);
    }
}

#[test]
fn every_cuda_device_switches_with_the_cpu_and_ends_where_it_ends() {
    let (plant, tables) = (Plant::reference(1).unwrap(), tables());
    let steps: u32 = 2000;
    let profiles = profiles(70, 40);
    let weather = Weather::of(&plant, &profiles).unwrap();
    for cuda in testing::cudas() {
        for (precision, allowed) in [(Precision::F64, EXACT), (Precision::F32, ROUNDED)] {
            for multiply_add in [MultiplyAdd::Separate, MultiplyAdd::Fused] {
                let cuda = CudaEnsemble::new(cuda.clone(), &plant, tables, precision, multiply_add).unwrap();
                let mut whole = cuda.begin(&weather).unwrap();
                whole.advance(steps).unwrap();
                let got = whole.endings().unwrap();
                for (scenario, profile) in profiles.iter().enumerate() {
                    let right = ending(&plant, tables, profile, steps).unwrap();
                    let at = format!("scenario {scenario}, {:?}", whole.evidence());
                    assert_ends_alike(&right, got[scenario].as_ref().unwrap(), allowed, &at);
                }
                let mut pieces = cuda.begin(&weather).unwrap();
                for piece in [1, 59, 1000, 940] {
                    pieces.advance(piece).unwrap();
                }
                assert_eq!(pieces.endings().unwrap(), got);
            }
        }
    }
}

/// Coolers that are far too small: the gas behind a stage becomes hotter than the tables know.
pub(crate) fn too_hot() -> Plant {
    let mut design = PlantDesign::reference(1);
    design.cooler.limits.1 = 420.0;
    design.cooler.capacity = 1e4;
    design.cooler.conductance = 10.0;
    Plant::new(design).unwrap()
}

#[test]
fn a_scenario_that_leaves_the_tables_stops_with_its_place_and_its_step() {
    let (plant, tables) = (too_hot(), tables());
    let profiles = profiles(3, 10);
    let weather = Weather::of(&plant, &profiles).unwrap();
    for gpu in testing::gpus() {
        let gpu = WgpuEnsemble::new(gpu, &plant, tables).unwrap();
        let mut run = gpu.begin(&weather).unwrap();
        run.advance(500).unwrap();
        for (profile, got) in profiles.iter().zip(run.endings().unwrap()) {
            let right = match ending(&plant, tables, profile, 500) {
                Err(RunError::Stopped(stopped)) => stopped,
                other => panic!("the plant is not too hot: {other:?}"),
            };
            let got = got.unwrap_err();
            assert_eq!((got.step, got.place), (right.step, right.place), "{got} for {right}");
            let names = |stopped: &plant::Stopped| stopped.to_string().contains("the table goes from");
            assert!(names(&got) && names(&right), "{got} for {right}");
        }
    }
}

/// Stacks that nothing cools, and that may become hotter than boiling water.
fn boiling() -> Plant {
    let mut design = PlantDesign::reference(1);
    design.cooling.most = 0.0;
    design.stack.limits.1 = 420.0;
    design.stack.capacity = 2e6;
    Plant::new(design).unwrap()
}

#[test]
fn a_cell_without_a_voltage_stops_its_scenario_and_no_other() {
    let (plant, tables) = (boiling(), tables());
    let profiles = profiles(24, 5);
    let weather = Weather::of(&plant, &profiles).unwrap();
    let (mut stopped, mut ended) = (0, 0);
    for gpu in testing::gpus() {
        let gpu = WgpuEnsemble::new(gpu, &plant, tables).unwrap();
        let mut run = gpu.begin(&weather).unwrap();
        run.advance(200).unwrap();
        for (profile, got) in profiles.iter().zip(run.endings().unwrap()) {
            match (ending(&plant, tables, profile, 200), got) {
                (Ok(right), Ok(got)) => {
                    assert_ends_alike(&right, &got, ROUNDED, "beside one that stopped");
                    ended += 1;
                }
                (Err(RunError::Stopped(right)), Err(got)) => {
                    assert!(right.step.abs_diff(got.step) <= 1, "{got} for {right}");
                    assert!(got.to_string().contains("the voltage of a cell in V is NaN"), "{got}");
                    stopped += 1;
                }
                (right, got) => panic!("{got:?} for {right:?}"),
            }
        }
        assert!(stopped > 0 && ended > 0, "{stopped} stopped, {ended} ended");
    }
}

#[test]
fn before_the_first_step_all_is_as_it_begins() {
    let (plant, tables) = (Plant::reference(1).unwrap(), tables());
    let profiles = profiles(2, 2);
    let weather = Weather::of(&plant, &profiles).unwrap();
    for gpu in testing::gpus() {
        let gpu = WgpuEnsemble::new(gpu, &plant, tables).unwrap();
        let got = gpu.begin(&weather).unwrap().endings().unwrap();
        for (profile, got) in profiles.iter().zip(got) {
            let (right, got) = (ending(&plant, tables, profile, 0).unwrap(), got.unwrap());
            assert_ends_alike(&right, &got, 1e-6, "at the beginning");
        }
        let none = Weather::of(&plant, &[]).unwrap();
        let mut run = gpu.begin(&none).unwrap();
        run.advance(60).unwrap();
        assert_eq!(run.endings().unwrap(), []);
    }
}

#[test]
fn profiles_of_different_lengths_are_refused() {
    let plant = Plant::reference(1).unwrap();
    let uneven = [Profile::synthetic_hours(1, 0, 5), Profile::synthetic_hours(1, 1, 6)];
    let refused = Weather::of(&plant, &uneven).unwrap_err().to_string();
    assert_eq!(refused, "the number of hours of a profile is 6: give 5 to 5");
}

#[test]
fn the_cuda_sources_compile_where_there_is_a_compiler() {
    let (plant, tables) = (Plant::reference(1).unwrap(), tables());
    for precision in [Precision::F64, Precision::F32] {
        let source = plant_cu(&plant, tables, precision);
        for multiply_add in [MultiplyAdd::Fused, MultiplyAdd::Separate] {
            let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add };
            if let Some(ptx) = testing::ptx(&source, PLANT_CU_ENTRY, options) {
                let text = ptx.text();
                assert!(text.contains(&format!(".entry {PLANT_CU_ENTRY}")));
                if precision == Precision::F32 {
                    assert!(!text.contains(".f64"), "f32 is f32 all through, or half the cards crawl");
                }
            }
        }
    }
}

#[test]
fn the_wgsl_source_is_valid_without_a_driver() {
    let without_modules =
        PlantDesign { soec: plant_steps::SoecDesign::reference(0, 1.0), ..PlantDesign::reference(1) };
    for plant in [Plant::reference(1), Plant::reference(10), Plant::new(without_modules)] {
        let source = plant_wgsl(&plant.unwrap(), tables());
        validate_wgsl(&source, &[PLANT_WGSL_ENTRY]).unwrap();
        let mut code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
        assert!(!code.any(|line| line.contains("f64")), "there is no f64 in WGSL");
    }
}
