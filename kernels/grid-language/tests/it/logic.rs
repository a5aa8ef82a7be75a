//! Truths, which are the numbers 0 and 1.

use crate::expressions::{check, fails};

#[test]
fn truths_are_numbers() {
    check("flip(T)", "0");
    check("flip(F)", "ONE");
    check("both(T, F)", "F");
    check("both(T, T)", "T");
    check("either(T, F)", "T");
    check("either(F, F)", "F");
    check("branch(T, UP, DOWN)", "UP");
    check("branch(F, {}, None)", "None");
    check("identity({})", "{}");
    fails("branch({}, 1, 2)", "a number is needed here, not a set");
}

#[test]
fn equality_asks_for_the_value_and_not_for_how_it_came_about() {
    check("equality({}, {})", "T");
    check("equality({}, ())", "F");
    check("equality(T, 1)", "T");
    check("equality(((1, 2), (3, 4)), totuple(((1, 2), (3, 4))))", "T");
    check("equality(rbind(add, 1), rbind(add, 1))", "T");
    check("equality(rbind(add, 1), rbind(add, 2))", "F");
}
