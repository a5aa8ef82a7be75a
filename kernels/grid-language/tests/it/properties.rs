//! Primitives on arguments by chance: what the oracles say, and the same in every form.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::collections::BTreeSet;

use grid_language::{Fault, Primitive};

use crate::{drawn, forms, oracles, plain::Plain};

type Oracle = fn(&[Plain]) -> Plain;

/// Primitives with what they are given (the letters of [`drawn`]) and what they answer.
const ORACLES: [(&str, &str, Oracle); 54] = [
    ("adjacent", "kk", oracles::adjacent),
    ("backdrop", "k", oracles::backdrop),
    ("bordering", "kg", oracles::bordering),
    ("box", "k", oracles::box_of),
    ("center", "k", oracles::center),
    ("centerofmass", "k", oracles::centerofmass),
    ("cmirror", "k", oracles::cmirror),
    ("compress", "g", oracles::compress),
    ("connect", "pp", oracles::connect),
    ("cover", "gk", oracles::cover),
    ("crop", "gpp", oracles::crop),
    ("crop", "gdd", oracles::crop),
    ("delta", "k", oracles::delta),
    ("dmirror", "k", oracles::dmirror),
    ("downscale", "gn", oracles::downscale),
    ("fill", "gik", oracles::fill),
    ("frontiers", "g", oracles::frontiers),
    ("gravitate", "kk", oracles::gravitate),
    ("hconcat", "gg", oracles::hconcat),
    ("hmatching", "kk", oracles::hmatching),
    ("hmirror", "k", oracles::hmirror),
    ("hperiod", "h", oracles::hperiod),
    ("hperiod", "o", oracles::hperiod),
    ("hsplit", "gn", oracles::hsplit),
    ("inbox", "k", oracles::inbox),
    ("leastcolor", "g", oracles::leastcolor),
    ("leastcolor", "o", oracles::leastcolor),
    ("manhattan", "kk", oracles::manhattan),
    ("mostcolor", "g", oracles::mostcolor),
    ("mostcolor", "o", oracles::mostcolor),
    ("move", "god", oracles::moved_object),
    ("neighbors", "p", oracles::neighbors),
    ("normalize", "k", oracles::normalize),
    ("objects", "gbbb", oracles::objects),
    ("occurrences", "go", oracles::occurrences),
    ("ofcolor", "gi", oracles::ofcolor),
    ("outbox", "k", oracles::outbox),
    ("paint", "go", oracles::paint),
    ("partition", "g", oracles::partition),
    ("position", "kk", oracles::position),
    ("recolor", "ik", oracles::recolor),
    ("shift", "kp", oracles::shift),
    ("shoot", "pd", oracles::shoot),
    ("square", "k", oracles::square),
    ("subgrid", "kg", oracles::subgrid),
    ("toobject", "kg", oracles::toobject),
    ("underfill", "gik", oracles::underfill),
    ("underpaint", "go", oracles::underpaint),
    ("upscale", "gn", oracles::upscale_grid),
    ("upscale", "on", oracles::upscale_object),
    ("vmatching", "kk", oracles::vmatching),
    ("vmirror", "k", oracles::vmirror),
    ("vperiod", "h", oracles::vperiod),
    ("vsplit", "gn", oracles::vsplit),
];

/// What every primitive of the groups colours, measures, patches and grids is given, nothing at all among it.
const SIGNATURES: &str = "\
    mostcolor e, mostcolor O, leastcolor e, leastcolor O, colorcount ei, colorcount Oi, palette e, palette O, numcolors e, \
    numcolors O, color O, colorfilter si, objects ebbb, partition e, fgpartition e, \
    height e, height K, width e, width K, shape e, shape K, portrait e, portrait K, square e, square K, vline K, hline K, \
    uppermost K, lowermost K, leftmost K, rightmost K, ulcorner K, urcorner K, llcorner K, lrcorner K, center K, \
    centerofmass K, position KK, hmatching KK, vmatching KK, manhattan KK, adjacent KK, bordering Ke, hperiod h, \
    hperiod O, vperiod h, vperiod O, \
    asindices e, asobject e, ofcolor ei, toindices K, recolor iK, shift Kp, normalize K, dneighbors p, ineighbors p, \
    neighbors p, toobject Ke, corners K, connect pp, shoot pd, vfrontier p, hfrontier p, backdrop K, delta K, inbox K, \
    outbox K, box K, gravitate KK, occurrences eO, frontiers e, upscale en, upscale On, \
    rot90 e, rot180 e, rot270 e, hmirror e, hmirror K, vmirror e, vmirror K, dmirror e, dmirror K, cmirror e, cmirror K, \
    crop epp, crop edd, subgrid Ke, fill eiK, paint eO, underfill eiK, underpaint eO, cover eK, move eOd, canvas id, \
    index ep, replace eii, switch eii, cellwise eei, hupscale en, vupscale en, downscale en, hconcat ee, vconcat ee, \
    hsplit en, vsplit en, trim e, tophalf e, bottomhalf e, lefthalf e, righthalf e, compress e";

fn signatures() -> impl Iterator<Item = (&'static str, &'static str)> {
    SIGNATURES.split(", ").map(|signature| signature.trim().split_once(' ').unwrap())
}

fn check(letters: &str, test: impl Fn(Vec<Plain>)) {
    let ran = drawn::runner(60).run(&drawn::arguments(letters), |arguments| {
        test(arguments);
        Ok(())
    });
    ran.unwrap();
}

#[test]
fn primitives_say_in_every_form_what_their_oracles_say() {
    for (primitive, letters, oracle) in ORACLES {
        check(letters, |arguments| {
            let expected = oracle(&arguments).bare();
            for (form, call) in forms::ALL {
                let got = call(primitive, &arguments);
                assert_eq!(got.as_ref(), Ok(&expected), "{form}: {primitive} {arguments:?}");
            }
        });
    }
}

#[test]
fn all_forms_answer_and_fail_alike() {
    for (primitive, letters) in signatures() {
        check(letters, |arguments| {
            let [(_, sets), others @ ..] = forms::ALL;
            let expected = sets(primitive, &arguments);
            for (form, call) in others {
                assert_eq!(call(primitive, &arguments), expected, "{form}: {primitive} {arguments:?}");
            }
        });
    }
}

#[test]
fn every_primitive_of_the_four_groups_has_a_signature() {
    let drawn: BTreeSet<&str> = signatures().map(|(primitive, _)| primitive).collect();
    assert_eq!(drawn.len(), 93);
    for (primitive, letters) in signatures() {
        assert_eq!(Primitive::by_name(primitive).unwrap().arity(), letters.len(), "{primitive}");
    }
}

#[test]
fn two_grids_are_compared_cell_by_cell() {
    check("giii", |arguments| {
        let [grid, one, other, fallback] = arguments.try_into().unwrap();
        for (form, call) in forms::ALL {
            let Ok(Plain::Tuple(rows)) = call("switch", &[grid.clone(), one.clone(), other.clone()]) else {
                panic!("{form}: two colours can be switched in any grid")
            };
            let switched = Plain::grid(&rows);
            let arguments = [grid.clone(), switched, fallback.clone()];
            assert_eq!(call("cellwise", &arguments), Ok(oracles::cellwise(&arguments).bare()), "{form}");
        }
    });
}

#[test]
fn a_pattern_that_was_cut_out_of_a_grid_occurs_there() {
    check("gkp", |arguments| {
        let [grid, places, by] = arguments.try_into().unwrap();
        let pattern = oracles::toobject(&[places, grid.clone()]);
        if pattern.is_empty() {
            return;
        }
        let shifted = oracles::shift(&[pattern.clone(), by]);
        let expected = oracles::occurrences(&[grid.clone(), shifted.clone()]);
        for (form, call) in forms::ALL {
            let corner = call("ulcorner", std::slice::from_ref(&pattern)).unwrap();
            let found = call("occurrences", &[grid.clone(), shifted.clone()]).unwrap();
            assert_eq!(found, expected, "{form}: {grid:?} {shifted:?}");
            assert!(matches!(found, Plain::Set(found) if found.contains(&corner)), "{form}");
        }
    });
}

#[test]
fn a_pattern_larger_than_numbers_occurs_nowhere() {
    let arguments = Plain::read_all("[1] {1@(-2147483648,-2147483648), 1@(2147483647,2147483647)}");
    for (form, call) in forms::ALL {
        assert_eq!(call("occurrences", &arguments), Ok(Plain::read("{}")), "{form}");
    }
}

/// What is far from any grid: sides that no memory holds and sums that no number holds are faults, not crashes.
#[test]
fn what_is_too_large_is_a_fault_in_every_form() {
    let far = "{(0,0), (2147483647,2147483647)}";
    for call in [
        format!("backdrop {far}"),
        format!("delta {far}"),
        format!("box {far}"),
        format!("outbox {far}"),
        format!("shift {far} (1,0)"),
        format!("height {far}"),
        format!("dmirror {}", "{(2147483647,0), (2147483647,9)}"),
        "canvas 0 (2147483647,2147483647)".to_owned(),
        "canvas 0 (2147483647,0)".to_owned(),
        "canvas 128 (1,1)".to_owned(),
        "fill [0] 1000 {(0,0)}".to_owned(),
        "connect (0,0) (0,2147483647)".to_owned(),
        "shoot (0,0) (2147483647,0)".to_owned(),
        "neighbors (-2147483648,0)".to_owned(),
        "upscale [1] 2147483647".to_owned(),
        "upscale {1@(0,0)} 2147483647".to_owned(),
        "hupscale [1] 2147483647".to_owned(),
        "hsplit [1] 2147483647".to_owned(),
        "hperiod {1@(0,0), 1@(0,2147483646)}".to_owned(),
    ] {
        let (primitive, arguments) = call.split_once(' ').unwrap();
        let arguments = Plain::read_all(arguments);
        let faults = forms::ALL.map(|(_, form)| form(primitive, &arguments).unwrap_err());
        assert!(faults.iter().all(|fault| *fault == faults[0]), "{call}: {faults:?}");
        assert_ne!(faults[0], Fault::Empty, "{call}");
    }
}
