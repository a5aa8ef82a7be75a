//! Functions that are made of functions.

use crate::expressions::{check, fails};

#[test]
fn functions_one_behind_the_other() {
    check("compose(double, increment)(3)", "8");
    check("chain(invert, double, increment)(3)", "-8");
    check("matcher(size, 2)({5, 6})", "T");
    check("matcher(size, 2)({})", "F");
    check("fork(add, double, increment)(3)", "10");
    check("fork(astuple, identity, size)({})", "({}, 0)");
    check("power(increment, 4)(0)", "4");
    check("power(increment, 1)(0)", "1");
    fails("power(increment, 0)", "the power is 0, but must be 1 or more");
}

#[test]
fn arguments_are_fixed_from_the_left_and_from_the_right() {
    check("rbind(subtract, 1)(5)", "4");
    check("lbind(subtract, 1)(5)", "-4");
    check("rbind(branch, 9)(F, 1)", "9");
    check("lbind(branch, T)(1, 2)", "1");
    check("rbind(rbind(branch, 9), 1)(F)", "9");
    check("lbind(lbind(lbind(objects, ((1, 0), (0, 0))), T), F)(T)", "{{(1, (0, 0))}}");
    check("rbind(rbind(rbind(objects, T), F), T)(((1, 0), (0, 0)))", "{{(1, (0, 0))}}");
    fails("rbind(double, 1)", "an argument of a function of 1 cannot be fixed: 2 to 4 are possible");
    fails("lbind(rbind(add, 1), 1)", "an argument of a function of 1 cannot be fixed: 2 to 4 are possible");
}

#[test]
fn a_function_takes_as_many_arguments_as_it_takes() {
    fails("add(1)", "a function of 2 arguments was called with 1");
    fails("rbind(add, 1)(1, 2)", "a function of 1 arguments was called with 2");
    fails("compose(add, double)(1)", "a function of 2 arguments was called with 1");
    fails("compose(3, double)", "a function is needed here, not a number");
    fails("fork(add, {}, double)", "a function is needed here, not a set");
    fails("chain(add, double, ())", "a function is needed here, not a tuple");
    fails("matcher(None, 1)", "a function is needed here, not nothing");
}

#[test]
fn functions_of_every_element() {
    check("apply(increment, (1, 2))", "(2, 3)");
    check("apply(sign, {1, 2, -1})", "{-1, 1}");
    check("apply(first, ((1, 2), (3, 4)))", "(1, 3)");
    check("apply(identity, {})", "{}");
    check("rapply((double, increment), 5)", "(10, 6)");
    check("rapply({double, increment}, 5)", "{6, 10}");
    check("rapply((), 5)", "()");
    check("mapply(initset, {1, 2})", "{1, 2}");
    check("mapply(totuple, ({1}, {2, 3}))", "(1, 2, 3)");
    check("mapply(initset, {})", "{}");
}

#[test]
fn functions_of_two_containers() {
    check("papply(add, (1, 2, 3), (10, 20))", "(11, 22)");
    check("papply(add, {}, (10))", "()");
    check("mpapply(astuple, (1, 2), (10, 20))", "(1, 10, 2, 20)");
    check("mpapply(astuple, (), ())", "()");
    check("prapply(add, {1, 2}, (10, 11))", "{11, 12, 13}");
    check("prapply(astuple, {1, 2}, {3})", "{(1, 3), (2, 3)}");
    check("prapply(add, {}, {1})", "{}");
}

#[test]
fn functions_are_values_with_an_order() {
    check("size({double, increment, double})", "2");
    check("size({rbind(add, 1), rbind(add, 1), rbind(add, 2)})", "2");
    check("apply(lbind(apply, rbind(add, 1)), ((1, 2), (3, 4)))", "((2, 3), (4, 5))");
}
