//! Nothing comes from nowhere, and nothing vanishes.

use plant::{
    Account::{self, *},
    Accounts, Plant, PlantDesign, Profile,
};

use crate::{arrays, assert_near, tables};

fn design_of_a_hard_life() -> PlantDesign {
    // Stacks that get too hot, and tanks that are soon full and soon empty: every limit is met.
    let mut design = PlantDesign::reference(2);
    design.fills = vec![0.05, 0.98];
    design.cooling.most = 0.003;
    design.high.volume = 4.0;
    (design.draw.most, design.demand) = (0.03, 0.01);
    design
}

#[test]
fn energy_hydrogen_and_water_balance() {
    for (design, every_limit) in [(PlantDesign::reference(1), false), (design_of_a_hard_life(), true)] {
        let plant = Plant::new(design).unwrap();
        let profile = Profile::synthetic(5, 0);
        let run = plant::Run::arrays(&plant, &profile, tables()).unwrap();
        let (heat_before, hydrogen_before) = (run.stored_heat(), run.stored_hydrogen());
        let over = arrays(&plant, &profile, 10 * 1440);
        let accounts: &Accounts = &over.totals.accounts;
        let of = |account: Account| accounts.get(account);

        assert_eq!(accounts.available, accounts.curtailed + accounts.pem + accounts.modules);
        let cells = of(Chemical) + of(CellHeat) + of(Crossover);
        assert_near("electricity of the cells", cells, accounts.pem as f64, 1e-9);

        let came = of(CellHeat) + of(StageHeat) + of(WallHeat);
        let went = of(Cooled) + of(Lost) + of(Clamped);
        let kept = over.run.stored_heat() - heat_before;
        let off = came - went - kept;
        assert!(off.abs() <= 1e-9 * came.abs(), "heat: {came} J came, {went} J went, {kept} J are kept");
        assert_near("work of compressors", of(StageHeat) + of(GasHeat), of(Work), 1e-9);

        let [low, high] = over.run.stored_hydrogen();
        let gains = [low - hydrogen_before[0], high - hydrogen_before[1]];
        let made = of(PemHydrogen) + of(ModuleHydrogen);
        assert!((made - of(VentedLow) - of(Drawn) - gains[0]).abs() < 1e-9 * made);
        assert!((of(Drawn) - of(VentedHigh) - of(Delivered) - gains[1]).abs() < 1e-9 * made);

        let water = made + of(Oxygen) + of(WaterBack);
        assert_near("water", water, of(Water), 1e-9);
        assert!(of(Water) > 8.9 * made && of(WaterBack) >= 0.0);
        let kwh_per_kg = over.totals.electricity / made;
        assert!((40.0..60.0).contains(&kwh_per_kg), "{kwh_per_kg} kWh/kg: never below 33.33");
        if every_limit {
            let limits = [VentedLow, VentedHigh, Short, Clamped].map(of);
            assert!(limits.iter().all(|&amount| amount > 0.0), "a limit was never met: {limits:?}");
        }
    }
}

#[test]
fn what_is_not_taken_is_sold_when_power_is_dear() {
    let mut design = PlantDesign::reference(1);
    design.site.price_limit = i32::MIN;
    let plant = Plant::new(design).unwrap();
    let totals = arrays(&plant, &Profile::synthetic(5, 0), 1440).totals;
    let accounts = totals.accounts;
    assert_eq!((accounts.pem, accounts.modules, accounts.curtailed), (0, 0, accounts.available));
    assert!(accounts.available > 0 && totals.hydrogen <= 0.0, "{totals:?}");
}
