//! A table per phase is right to a thousandth everywhere; one table for both is wrong by orders of magnitude next to saturation.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::sync::OnceLock;

use proptest::prelude::*;
use water_steam::{
    OneTable, OutOfRange, Phase, PhaseTables, TABLE_RANGE, TableError, phase, psat, tsat, water,
};

fn tables() -> &'static PhaseTables {
    static TABLES: OnceLock<PhaseTables> = OnceLock::new();
    TABLES.get_or_init(|| PhaseTables::build(96, 96).unwrap())
}

/// States of both phases, half of them within 1 K of saturation, on a lattice that shares no node with any table.
fn states() -> Vec<(f64, f64)> {
    let (least, most) = TABLE_RANGE.p;
    let mut states = Vec::new();
    for i in 0..97 {
        let p = least * (most / least).powf((f64::from(i) + 0.37) / 97.0);
        let boils = tsat(p).unwrap();
        for j in 0..101 {
            let share = (f64::from(j) + 0.61) / 101.0;
            states.push((p, TABLE_RANGE.t.0 + share * (TABLE_RANGE.t.1 - TABLE_RANGE.t.0)));
            states.push((p, boils - 1.0 + 2.0 * share));
        }
    }
    states.retain(|&(_, t)| t >= TABLE_RANGE.t.0 && t <= TABLE_RANGE.t.1);
    states
}

fn worst(got: impl Fn(f64, f64) -> Result<water_steam::Props, OutOfRange>) -> f64 {
    let errors = states().into_iter().map(|(p, t)| got(p, t).unwrap().worst_error(&water(p, t).unwrap()));
    errors.fold(0.0, f64::max)
}

#[test]
fn a_table_per_phase_is_right_to_a_thousandth() {
    let error = worst(|p, t| tables().get(p, t));
    println!("table per phase: {error:e} at most, {} bytes", tables().bytes());
    assert!(error <= 1e-3, "{error:e}");
    assert!(tables().bytes() < 1 << 20);
}

#[test]
fn more_nodes_make_it_better() {
    let [coarse, fine] = [(32, 16), (64, 32)]
        .map(|(t, p)| PhaseTables::build(t, p).unwrap())
        .map(|table| worst(|p, t| table.get(p, t)));
    assert!(fine < coarse / 2.0, "{coarse:e} and {fine:e}");
}

#[test]
fn one_table_for_both_phases_is_wrong_whatever_its_size() {
    for nodes in [100, 200, 400] {
        let table = OneTable::build(nodes, nodes).unwrap();
        let error = worst(|p, t| table.get(p, t));
        println!("one table of {nodes} x {nodes}: {error:e} at most, {} bytes", table.bytes());
        assert!(error > 100.0, "{nodes} nodes: {error:e}");
    }
}

#[test]
fn away_from_saturation_the_one_table_is_a_table() {
    let table = OneTable::build(200, 200).unwrap();
    for (p, t) in [(2e5, 300.0), (5e6, 400.0), (1.3e5, 800.0), (4e6, 700.0)] {
        let error = table.get(p, t).unwrap().worst_error(&water(p, t).unwrap());
        assert!(error < 1e-2, "{p} Pa, {t} K: {error:e}");
    }
}

#[test]
fn a_query_across_saturation_is_refused() {
    let boils = psat(450.0).unwrap();
    let (below, above) = (boils * 0.999, boils * 1.001);
    assert!(tables().get_in(Phase::Vapour, below, 450.0).is_ok());
    assert!(tables().get_in(Phase::Liquid, above, 450.0).is_ok());
    for (asked, p) in [(Phase::Liquid, below), (Phase::Vapour, above)] {
        let refused = tables().get_in(asked, p, 450.0).unwrap_err();
        assert_eq!(refused, OutOfRange::AcrossSaturation { p, t: 450.0, asked, psat: boils });
        assert!(refused.to_string().contains("ask for the other phase"), "{refused}");
    }
    for t in [600.0, 700.0] {
        assert!(matches!(tables().get_in(Phase::Liquid, 5e6, t), Err(OutOfRange::AcrossSaturation { .. })));
        assert_eq!(tables().get_in(Phase::Vapour, 5e6, t), tables().get(5e6, t));
    }
}

#[test]
fn edges_are_inside_and_what_is_beyond_is_refused() {
    let (p, t) = (TABLE_RANGE.p, TABLE_RANGE.t);
    let one = OneTable::build(8, 8).unwrap();
    for (p, t) in [(p.0, t.0), (p.0, t.1), (p.1, t.0), (p.1, t.1)] {
        assert!(tables().get(p, t).unwrap().worst_error(&water(p, t).unwrap()) < 1e-3, "{p} Pa, {t} K");
        // Corners are nodes: what is there is what was stored.
        assert!(one.get(p, t).unwrap().worst_error(&water(p, t).unwrap()) < 1e-12, "{p} Pa, {t} K");
    }
    for (p, t) in [
        (p.0 * 0.999, 400.0),
        (p.1 * 1.001, 400.0),
        (1e6, t.0 - 0.01),
        (1e6, t.1 + 0.01),
        (f64::NAN, 400.0),
        (1e6, f64::NAN),
    ] {
        let refused = [
            tables().get(p, t),
            tables().get_in(Phase::Liquid, p, t),
            tables().get_in(Phase::Vapour, p, t),
            one.get(p, t),
        ];
        for refused in refused {
            assert!(refused.is_err(), "{p} Pa, {t} K: {refused:?}");
        }
    }
}

#[test]
fn a_table_without_a_cell_is_refused() {
    assert_eq!(PhaseTables::build(1, 64).unwrap_err(), TableError::Nodes { axis: "T", nodes: 1 });
    let refused = OneTable::build(200, 0).unwrap_err();
    assert_eq!(refused, TableError::Nodes { axis: "T", nodes: 0 });
    assert!(refused.to_string().contains("0 nodes along T"), "{refused}");
}

proptest! {
    #[test]
    fn any_state_in_range_is_right_to_a_thousandth(share_p in 0.0..1.0, share_t in 0.0..1.0) {
        let (p, t) = (TABLE_RANGE.p, TABLE_RANGE.t);
        let p = p.0 * (p.1 / p.0).powf(share_p);
        let t = t.0 + share_t * (t.1 - t.0);
        let got = tables().get(p, t).unwrap();
        prop_assert!(got.worst_error(&water(p, t).unwrap()) <= 1e-3);
        prop_assert_eq!(Ok(got), tables().get_in(phase(p, t).unwrap(), p, t));
    }
}
