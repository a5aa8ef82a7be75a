//! Every axis finds its nodes exactly, and no axis can be made that has none to find.

use property_table::{Ascending, Axis, AxisError, Logarithmic, Octave, Uniform};

use crate::{plain, table, tank};

/// A weight is the share of the way to the next node.
fn check_straight(what: &str, axis: &impl Axis, ends: [f64; 2]) {
    check(what, axis, ends);
    for index in 1..axis.nodes() {
        let (before, node) = (axis.node(index - 1), axis.node(index));
        for share in [1e-6, 0.25, 0.5, 0.999_999] {
            let weight = axis.weight(index - 1, before + share * (node - before));
            assert!((weight - share).abs() < 1e-9, "{what}: {share} after {before} has weight {weight}");
        }
    }
}

/// Each node is found with weight zero, what is below it is not, and the ends are where they were asked to be.
fn check(what: &str, axis: &impl Axis, [first, last]: [f64; 2]) {
    assert_eq!(axis.ends(), [first, last], "{what}");
    assert_eq!((axis.node(0), axis.node(axis.nodes() - 1)), (first, last), "{what}");
    for index in 0..axis.nodes() {
        let node = axis.node(index);
        assert!(axis.contains(node), "{what}: node {index} is outside");
        assert_eq!((axis.index(node), axis.weight(index, node)), (index, 0.0), "{what}: node {index}");
        assert!(axis.holds(index, node), "{what}: node {index}");
        if index > 0 {
            let before = axis.node(index - 1);
            assert!(before < node, "{what}: node {index}");
            for share in [1e-6, 0.25, 0.5, 0.999_999] {
                let value = before + share * (node - before);
                assert_eq!(axis.index(value), index - 1, "{what}: {value}");
                assert!(axis.holds(index - 1, value) && !axis.holds(index, value), "{what}: {value}");
                let weight = axis.weight(index - 1, value);
                assert!(weight > 0.0 && weight < 1.0, "{what}: {value} has weight {weight}");
                assert_eq!(axis.place(value), (index - 1, weight), "{what}: {value}");
            }
        }
    }
    for outside in [first.next_down(), last.next_up(), f64::NAN, f64::INFINITY, -1.0, f64::NEG_INFINITY] {
        assert!(!axis.contains(outside), "{what}: {outside}");
        let held = (0..axis.nodes()).any(|index| axis.holds(index, outside));
        assert!(!held, "{what}: {outside} is held");
    }
}

#[test]
fn every_axis_finds_its_own_nodes() {
    check_straight("octaves", &Octave::<4>::between(16, 27).unwrap(), [65536.0, 134_217_728.0]);
    check_straight("fine octaves", &Octave::<5>::between(-5, 6).unwrap(), [1.0 / 32.0, 64.0]);
    for nodes in [2, 3, 64, 65, 326, 2000] {
        let ends @ [first, last] = [273.15, 423.15];
        check_straight(&format!("{nodes} even steps"), &Uniform::between(first, last, nodes).unwrap(), ends);
        check_straight(
            &format!("{nodes} searched steps"),
            &Ascending::even(first, last, nodes).unwrap(),
            ends,
        );
        let ends @ [first, last] = [5e3, 1e8];
        check(&format!("{nodes} ratios"), &Logarithmic::between(first, last, nodes).unwrap(), ends);
        check_straight(
            &format!("{nodes} searched ratios"),
            &Ascending::logarithmic(first, last, nodes).unwrap(),
            ends,
        );
    }
    check_straight("any", &Ascending::of(vec![1.0, 1.5, 7.0, 7.25, 1e9]).unwrap(), [1.0, 1e9]);
}

#[test]
fn the_octave_axis_is_the_plans() {
    let axis = Octave::<4>::between(16, 27).unwrap();
    assert_eq!(axis.nodes(), 177);
    for (exponent, sixteenth) in [(16, 0), (16, 1), (20, 7), (26, 15), (27, 0)] {
        let node = 2.0_f64.powi(exponent) * (1.0 + f64::from(sixteenth) / 16.0);
        let index = ((exponent - 16) * 16 + sixteenth) as usize;
        assert_eq!((axis.node(index), axis.index(node)), (node, index));
    }
    // The weight is the rest of the fraction, exactly.
    let step = axis.node(41) - axis.node(40);
    assert_eq!(axis.weight(40, axis.node(40) + 0.375 * step), 0.375);
}

#[test]
fn a_query_in_a_node_returns_the_node_exactly() {
    let surface = table().surface();
    for row in 0..surface.rows().nodes() {
        for column in 0..surface.columns().nodes() {
            let (p, t) = (surface.rows().node(row), surface.columns().node(column));
            assert_eq!(surface.get(p, t).unwrap(), surface.node(row, column), "{p} Pa, {t} K");
            assert_eq!(table().get(p, t).unwrap(), table().node(row, column), "{p} Pa, {t} K");
        }
    }
    let tank = tank();
    let surface = tank.surface();
    for row in 0..surface.rows().nodes() {
        for column in [0, 31, 63] {
            let (rho, t) = (surface.rows().node(row), surface.columns().node(column));
            assert_eq!(surface.get(rho, t).unwrap(), surface.node(row, column), "{rho} kg/m3, {t} K");
        }
    }
    let searched =
        plain(Ascending::logarithmic(1e5, 1e8, 50).unwrap(), Ascending::even(280.0, 400.0, 40).unwrap());
    let computed =
        plain(Logarithmic::between(1e5, 1e8, 50).unwrap(), Uniform::between(280.0, 400.0, 40).unwrap());
    for row in 0..50 {
        for column in 0..40 {
            let (p, t) = (searched.rows().node(row), searched.columns().node(column));
            let node = searched.node(row, column);
            assert_eq!((searched.get(p, t).unwrap(), computed.get(p, t).unwrap()), (node, node), "{p}, {t}");
        }
    }
}

#[test]
fn a_logarithm_finds_the_cells_that_search_finds() {
    let (searched, computed) =
        (Ascending::logarithmic(5e3, 1e8, 2000).unwrap(), Logarithmic::between(5e3, 1e8, 2000).unwrap());
    for index in 1..2000 {
        let (before, node) = (searched.node(index - 1), searched.node(index));
        for share in [1e-8, 0.5, 0.999_999_99] {
            let value = before + share * (node - before);
            assert_eq!((computed.index(value), searched.index(value)), (index - 1, index - 1), "{value}");
        }
        // Half of the way to the next node, counted in ratios.
        let weight = computed.weight(index - 1, (before * node).sqrt());
        assert!((weight - 0.5).abs() < 1e-9, "{weight}");
    }
}

#[test]
fn what_is_no_axis_is_refused() {
    assert_eq!(Ascending::of(vec![1.0]), Err(AxisError::Nodes(1)));
    assert_eq!(Ascending::of(Vec::new()), Err(AxisError::Nodes(0)));
    let refused = AxisError::NotAscending { before: 2.0, next: 2.0 };
    assert_eq!(Ascending::of(vec![1.0, 2.0, 2.0, 3.0]), Err(refused));
    assert!(Ascending::of(vec![1.0, f64::NAN, 3.0]).is_err());
    assert!(Ascending::of(vec![1.0, 2.0, f64::INFINITY]).is_err());
    assert!(Uniform::between(2.0, 1.0, 10).is_err());
    assert!(Uniform::between(f64::NAN, 1.0, 10).is_err());
    assert_eq!(Uniform::between(1.0, 2.0, 1 << 20), Err(AxisError::Nodes(1 << 20)));
    // Steps that lead nowhere: too small beside the nodes, too small to be divided by, too large for a difference.
    for (first, last, nodes) in [(300.0, 300.0_f64.next_up(), 10), (0.0, 1e-310, 3), (-1.7e308, 1.7e308, 10)]
    {
        let refused = Uniform::between(first, last, nodes);
        assert!(matches!(refused, Err(AxisError::Step { .. })), "{first} to {last}: {refused:?}");
    }
    assert_eq!(Logarithmic::between(0.0, 1.0, 10), Err(AxisError::NotPositive(0.0)));
    assert_eq!(Octave::<4>::between(5, 5), Err(AxisError::Octaves { first: 5, last: 5 }));
    assert!(Octave::<4>::between(-200, 5).is_err());
    let told = Octave::<4>::between(0, 200).unwrap_err().to_string();
    assert!(told.contains("2^200"), "{told}");
}
