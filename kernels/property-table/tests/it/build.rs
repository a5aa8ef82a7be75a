//! What a table is asked while it is built, and what it cannot be built from.

use property_table::{
    Ascending, BuildError, Octave, OctaveTable, Props, Quantity, Surface, Table, Uniform, hydrogen,
};

use crate::{table, tank};

#[test]
fn the_source_is_asked_isotherm_by_isotherm() {
    let mut asked = Vec::new();
    let rows = Ascending::of(vec![1.0, 2.0, 3.0]).unwrap();
    let columns = Ascending::of(vec![10.0, 20.0]).unwrap();
    let surface = Surface::build(rows, columns, Quantity::Pressure, |p, t| {
        asked.push((p, t));
        Ok::<_, std::fmt::Error>([p * t, p + t])
    })
    .unwrap();
    assert_eq!(asked, [(1.0, 10.0), (2.0, 10.0), (3.0, 10.0), (1.0, 20.0), (2.0, 20.0), (3.0, 20.0)]);
    assert_eq!(surface.node(2, 1), [60.0, 23.0]);
    // A product of both is what this interpolation is exact for.
    assert_eq!(surface.get(2.5, 12.5).unwrap(), [31.25, 15.0]);
    // Each node of the last row and column is there twice.
    assert_eq!(surface.bytes(), 4 * 3 * 16);
}

#[test]
fn what_the_source_refuses_is_told_with_its_place() {
    let hot = Uniform::between(900.0, 1100.0, 3).unwrap();
    let pressures = Octave::<4>::between(16, 17).unwrap();
    let error = OctaveTable::build(pressures, hot, 4124.0, hydrogen()).unwrap_err();
    assert!(matches!(error, BuildError::Source { row: 65536.0, column: 1100.0, .. }), "{error}");
    let told = error.to_string();
    assert!(told.contains("1100 K") && told.contains("1000 K"), "{told}");

    let warm = Uniform::between(300.0, 310.0, 3).unwrap();
    let hole = |p: f64, _: f64| {
        Ok::<_, std::fmt::Error>(Props { rho: if p > 1e5 { f64::NAN } else { 1.0 }, ..Props::default() })
    };
    let error = OctaveTable::build(pressures, warm, 4124.0, hole).unwrap_err();
    assert!(matches!(error, BuildError::NotFinite { value, .. } if value.is_nan()), "{error}");
}

#[test]
fn pressures_too_far_apart_for_the_short_logarithm_are_refused() {
    let build = |nodes| {
        let pressures = Ascending::logarithmic(1e5, 1e8, nodes).unwrap();
        Table::build(pressures, Uniform::between(300.0, 310.0, 2).unwrap(), 4124.0, hydrogen())
    };
    // Ratios of 1.0720 and 1.0594.
    let error = build(100).unwrap_err();
    assert!(matches!(error, BuildError::TooFarApart { from: 1e5, .. }), "{error}");
    build(121).unwrap();
}

#[test]
fn two_builds_are_the_same_table() {
    let again = property_table::hydrogen_table();
    for row in 0..177 {
        for column in 0..64 {
            assert_eq!(again.surface().node(row, column), table().surface().node(row, column));
        }
    }
    // 178 x 65 nodes of 32 bytes, and 178 pressures.
    assert_eq!(again.bytes(), 178 * 65 * 32 + 178 * 24);
    assert_eq!(tank().bytes(), 354 * 65 * 8);
    assert_eq!(tank().densities(), [1.0 / 32.0, 64.0]);
}
