//! What must come out the same, whatever the grid.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use proptest::prelude::*;

use crate::{drawn, forms, plain::Plain};

/// Both sides agree on grids by chance, in every form; `call` is given a primitive and its arguments.
fn agree(letters: &str, sides: impl Fn(&dyn Fn(&str, &[&Plain]) -> Plain, &[Plain]) -> [Plain; 2]) {
    let ran = drawn::runner(60).run(&drawn::arguments(letters), |arguments| {
        for (form, call) in forms::ALL {
            let call = |primitive: &str, arguments: &[&Plain]| {
                let arguments: Vec<Plain> = arguments.iter().map(|&argument| argument.clone()).collect();
                call(primitive, &arguments)
                    .unwrap_or_else(|fault| panic!("{form}: {primitive} {arguments:?}: {fault}"))
            };
            let [left, right] = sides(&call, &arguments);
            prop_assert_eq!(left.bare(), right.bare(), "{}: {:?}", form, arguments);
        }
        Ok(())
    });
    ran.unwrap();
}

fn again_and_again(letters: &str, primitive: &str, times: usize) {
    agree(letters, |call, arguments| {
        let once = |value: Plain| call(primitive, &[&value]);
        [(0..times).fold(arguments[0].clone(), |value, _| once(value)), arguments[0].clone()]
    });
}

#[test]
fn four_quarter_turns_two_half_turns_and_every_mirror_twice_are_nothing() {
    again_and_again("g", "rot90", 4);
    again_and_again("g", "rot270", 4);
    again_and_again("g", "rot180", 2);
    for mirror in ["hmirror", "vmirror", "dmirror", "cmirror"] {
        again_and_again("g", mirror, 2);
        again_and_again("k", mirror, 2);
    }
}

#[test]
fn a_quarter_turn_is_two_mirrors() {
    agree("g", |call, grid| {
        let mirrored = call("dmirror", &[&grid[0]]);
        [call("rot90", &[&grid[0]]), call("vmirror", &[&mirrored])]
    });
    agree("g", |call, grid| {
        let turned = call("rot90", &[&grid[0]]);
        [call("rot180", &[&grid[0]]), call("rot90", &[&turned])]
    });
}

#[test]
fn the_counter_diagonal_mirror_of_a_patch_is_three_mirrors() {
    agree("k", |call, patch| {
        let first = call("vmirror", &[&patch[0]]);
        let second = call("dmirror", &[&first]);
        [call("cmirror", &[&patch[0]]), call("vmirror", &[&second])]
    });
}

#[test]
fn switching_twice_is_nothing() {
    agree("gii", |call, arguments| {
        let [grid, a, b] = arguments else { unreachable!() };
        let switched = call("switch", &[grid, a, b]);
        [call("switch", &[&switched, a, b]), grid.clone()]
    });
}

#[test]
fn a_grid_painted_onto_itself_stays() {
    agree("g", |call, grid| {
        let object = call("asobject", &[&grid[0]]);
        [call("paint", &[&grid[0], &object]), grid[0].clone()]
    });
    agree("gi", |call, arguments| {
        let [grid, colour] = arguments else { unreachable!() };
        let places = call("ofcolor", &[grid, colour]);
        [call("fill", &[grid, colour, &places]), grid.clone()]
    });
}

#[test]
fn the_parts_of_a_grid_are_the_grid() {
    agree("g", |call, grid| {
        let parts = call("partition", &[&grid[0]]);
        [call("merge", &[&parts]), call("asobject", &[&grid[0]])]
    });
}

#[test]
fn a_grid_occurs_in_itself_at_the_origin_only() {
    agree("g", |call, grid| {
        let object = call("asobject", &[&grid[0]]);
        [call("occurrences", &[&grid[0], &object]), Plain::read("{(0,0)}")]
    });
}

#[test]
fn positions_are_opposite_unless_centres_are_the_same() {
    agree("kk", |call, arguments| {
        let [a, b] = arguments else { unreachable!() };
        let position = call("position", &[a, b]);
        if call("center", &[a]) == call("center", &[b]) {
            return [position, Plain::pair((0, -1))];
        }
        [call("invert", &[&position]), call("position", &[b, a])]
    });
}

#[test]
fn what_gravitates_touches_or_has_gone_as_far_as_it_goes() {
    agree("kk", |call, arguments| {
        let [moving, still] = arguments else { unreachable!() };
        let way = call("gravitate", &[moving, still]);
        let moved = call("shift", &[moving, &way]);
        let touches = call("adjacent", &[&moved, still]) == Plain::Int(1);
        let far = ["(42,0)", "(-42,0)", "(0,42)", "(0,-42)"].map(Plain::read).contains(&way);
        [Plain::Bool(touches || far), Plain::Bool(true)]
    });
}
