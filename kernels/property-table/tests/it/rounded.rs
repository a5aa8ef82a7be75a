//! The table in f32 finds the cells of the table in f64, bit for bit, and its values to 2e-6.

use property_table::{Axis, Octave, RoundedTable, RoundedTank, Trace};

use crate::{near_columns, short_steps, table, tank, tanks};

#[test]
fn every_f32_temperature_is_in_the_column_of_its_f64() {
    let (rounded, exact) = (RoundedTable::of(table()), table().surface());
    let (mut t, mut counted) = (273.0_f32, [0_u32; 2]);
    while t < 423.2 {
        let column = rounded.cell(1e6, t).ok().map(|[_, column]| column);
        let right = exact.locate(1e6, f64::from(t)).ok().map(|cell| cell.column);
        assert_eq!(column, right, "{t} K");
        counted[usize::from(right.is_some())] += 1;
        t = t.next_up();
    }
    assert!(counted[0] > 5000 && counted[1] > 4_000_000, "{counted:?}");
}

#[test]
fn a_column_that_is_guessed_too_high_is_put_right() {
    let table = short_steps();
    let rounded = RoundedTable::of(&table);
    for t in near_columns(&table) {
        let right = table.surface().locate(1e5, f64::from(t)).ok().map(|cell| cell.column);
        assert_eq!(rounded.cell(1e5, t).ok().map(|[_, column]| column), right, "{t} K");
    }
}

#[test]
fn every_f32_pressure_near_a_node_is_in_the_row_of_its_f64() {
    let (rounded, exact) = (RoundedTable::of(table()), table().surface());
    for row in 0..exact.rows().nodes() {
        let node = (exact.rows().node(row) as f32).to_bits();
        for bits in node - 300..node + 300 {
            let p = f32::from_bits(bits);
            let got = rounded.cell(p, 300.0).ok().map(|[row, _]| row);
            let cell = exact.locate(f64::from(p), 300.0).ok();
            assert_eq!(got, cell.map(|cell| cell.row), "{p} Pa");
            if let Some(cell) = cell {
                assert_eq!(f64::from(Octave::<4>::weight_f32(p)), cell.across, "{p} Pa");
            }
        }
    }
}

#[test]
fn its_values_are_those_of_f64_to_two_millionths() {
    let rounded = RoundedTable::of(table());
    let mut largest = 0.0_f64;
    for (p, t) in Trace::Uniform.queries(3, 200_000).pairs() {
        let (p, t) = (p as f32, (t as f32).max(273.151));
        let got = rounded.get(p, t).unwrap();
        let right = table().get(f64::from(p), f64::from(t)).unwrap().values();
        for (got, right) in got.into_iter().zip(right) {
            largest = largest.max((f64::from(got) / right - 1.0).abs());
        }
    }
    assert!(largest < 2e-6, "{largest:e}");
    assert!(largest > 1e-8, "this is f32: {largest:e}");
}

#[test]
fn a_tank_has_its_cell_and_its_pressure_in_f32_too() {
    let rounded = RoundedTank::of(tank());
    let rows = tank().surface().rows();
    let nodes = (0..rows.nodes()).map(|row| rows.node(row) as f32);
    let around = nodes.flat_map(|rho| [rho.next_down(), rho, rho.next_up()]).map(|rho| (rho, 300.0));
    let anywhere = tanks(4, 50_000).into_iter().map(|(rho, t)| (rho as f32, t as f32));
    let mut answered = 0;
    for (rho, t) in around.chain(anywhere) {
        let exact = tank().surface().locate(f64::from(rho), f64::from(t)).ok();
        assert_eq!(
            rounded.cell(rho, t).ok(),
            exact.map(|cell| [cell.row, cell.column]),
            "{rho} kg/m3, {t} K"
        );
        if let Ok(right) = tank().pressure(f64::from(rho), f64::from(t)) {
            let got = f64::from(rounded.pressure(rho, t).unwrap());
            assert!((got / right - 1.0).abs() < 1e-6, "{rho} kg/m3, {t} K: {got} and {right} Pa");
            answered += 1;
        }
    }
    assert!(answered > 51_000, "{answered} answered");
    // Half of f64, but for the logarithms and the least temperatures.
    assert_eq!(rounded.bytes(), 354 * 65 * 4 + 65 * 4);
    assert_eq!(RoundedTable::of(table()).bytes(), 178 * 65 * 16 + 178 * 4 + 65 * 4);
}
