//! What cannot be is refused by name; what goes wrong stops a run with its step, its component and its value.

use plant::{DesignError, Log, Plant, PlantDesign, Profile, Run};

use crate::tables;

fn refusal(change: impl FnOnce(&mut PlantDesign)) -> String {
    let mut design = PlantDesign::reference(1);
    change(&mut design);
    Plant::new(design).unwrap_err().to_string()
}

#[test]
fn a_plant_that_cannot_be_says_why() {
    for (told, known) in [
        (
            refusal(|design| design.fills.clear()),
            "the plant is empty: there is no line; give it one at least",
        ),
        (
            refusal(|design| (design.groups, design.soec.modules) = (0, 0)),
            "tanks have no inlet: there are no electrolyzers",
        ),
        (
            refusal(|design| (design.groups, design.soec.modules, design.trains) = (0, 0, 0)),
            "the plant is empty: a line has no components",
        ),
        (refusal(|design| design.trains = 0), "high-pressure tanks have no inlet: there are no trains"),
        (refusal(|design| design.stages = 0), "high-pressure tanks have no inlet: there are no stages"),
        (refusal(|design| design.groups = 65), "the number of groups in a line is 65: give 0 to 64"),
        (refusal(|design| design.high_tanks = 0), "the number of high-pressure tanks of a train is 0"),
        (refusal(|design| design.pem.stacks = 17), "the power of a group in W is 17000000"),
        (refusal(|design| design.fills[0] = f64::NAN), "how full a tank is at first is NaN"),
        (refusal(|design| design.economy.years = 0.0), "the number of years is 0"),
        (refusal(|design| design.stack.capacity = -1.0), "the heat capacity in J/K is -1"),
        (refusal(|design| design.site.ambient = 250.0), "the temperature of the surroundings in K is 250"),
    ] {
        assert!(told.starts_with(known), "{told:?} and not {known:?}");
    }
}

#[test]
fn a_site_of_more_watts_than_32_bits_count_is_refused() {
    let mut design = PlantDesign::reference(1);
    design.site.wind = 70_000_000;
    let plant = Plant::new(design).unwrap();
    let refused = Run::arrays(&plant, &Profile::synthetic(1, 0), tables()).map(|_| ());
    assert!(matches!(refused, Err(DesignError::OutOfRange { value: 82e6, .. })), "{refused:?}");
}

#[test]
fn a_run_that_leaves_the_tables_stops_and_says_where() {
    // Without cooling water the second stage begins where the first ended.
    let mut design = PlantDesign::reference(1);
    design.cooler.conductance = 0.0;
    design.cooler.limits = (273.15, 1000.0);
    let plant = Plant::new(design).unwrap();
    let mut log = Log::with_room(&plant, 24);
    let mut run = Run::arrays(&plant, &Profile::synthetic(1, 0), tables()).unwrap();
    let stopped = run.advance(1440, &mut log).unwrap_err();
    let told = stopped.to_string();
    assert!(told.starts_with(&format!("step {}, compressor stage ", stopped.step)), "{told}");
    assert!(stopped.step > 0 && told.contains("temperature") && told.contains("423.15 K"), "{told}");
}

#[test]
fn a_cell_where_water_boils_stops_the_run() {
    let mut design = PlantDesign::reference(1);
    design.cooling.most = 0.0;
    design.stack.limits.1 = 480.0;
    design.stack.conductance = 0.0;
    let plant = Plant::new(design).unwrap();
    let mut log = Log::with_room(&plant, 240);
    let mut run = Run::arrays(&plant, &Profile::synthetic(1, 0), tables()).unwrap();
    let told = run.advance(14_400, &mut log).unwrap_err().to_string();
    assert!(told.contains("PEM group") && told.contains("the voltage of a cell in V is NaN"), "{told}");
}
