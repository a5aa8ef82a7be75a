//! Numbers, single and in pairs.

use crate::expressions::{check, fails};

#[test]
fn arithmetic_takes_numbers_and_pairs_in_any_mixture() {
    check("add(1, 2)", "3");
    check("add(1, (1, 2))", "(2, 3)");
    check("add((1, 2), (10, 20))", "(11, 22)");
    check("subtract((1, 2), 1)", "(0, 1)");
    check("subtract(1, (1, 2))", "(0, -1)");
    check("multiply((2, 3), (4, 5))", "(8, 15)");
    check("invert((1, -2))", "(-1, 2)");
    check("double((1, -2))", "(2, -4)");
    check("increment((0, -1))", "(1, 0)");
    check("decrement(0)", "-1");
}

#[test]
fn division_rounds_towards_minus_infinity() {
    check("divide(7, 2)", "3");
    check("divide(-7, 2)", "-4");
    check("divide(7, -2)", "-4");
    check("divide(-7, -2)", "3");
    check("divide((6, -6), 3)", "(2, -2)");
    check("halve((-1, 5))", "(-1, 2)");
    fails("divide(1, 0)", "division by zero");
    fails("divide(1, (1, 0))", "division by zero");
}

#[test]
fn away_from_zero_and_which_side_of_it() {
    check("crement((-3, 3))", "(-4, 4)");
    check("crement(0)", "0");
    check("sign((-3, 0))", "(-1, 0)");
    check("sign(7)", "1");
    check("even(-2)", "T");
    check("even(-3)", "F");
    check("positive(1)", "T");
    check("positive(0)", "F");
    check("greater(2, 1)", "T");
    check("greater(1, 1)", "F");
}

#[test]
fn vectors_and_tuples_of_two() {
    check("toivec(3)", "(3, 0)");
    check("tojvec(3)", "(0, 3)");
    check("astuple(1, 2)", "(1, 2)");
    check("astuple({}, {})", "({}, {})");
}

#[test]
fn what_is_no_number_or_too_large_is_refused() {
    fails("add({}, 1)", "a number or a pair is needed here, not a set");
    fails("greater(UNITY, 1)", "a number is needed here, not a pair");
    fails("power(double, 40)(1)", "a number is greater than 32 bits can hold");
    fails("invert(-2147483648)", "a number is greater than 32 bits can hold");
    fails("divide(-2147483648, -1)", "a number is greater than 32 bits can hold");
}
