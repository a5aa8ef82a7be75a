//! Elements, chosen and put in order by functions.

use crate::expressions::{check, fails};

#[test]
fn order_is_stable() {
    check("order((3, -1, 2, -2, 1), sign)", "(-1, -2, 3, 2, 1)");
    check("order({(0, 3), (1, 2)}, last)", "((1, 2), (0, 3))");
    check("order({}, first)", "()");
}

#[test]
fn the_first_best_wins() {
    check("argmax(({1, 2}, {3, 4}, {5}), size)", "{1, 2}");
    check("argmin(({1, 2}, {3}, {4}), size)", "{3}");
    check("argmax({}, size)", "None");
    check("argmin((), size)", "None");
    check("valmax(({1, 2}, {5}), size)", "2");
    check("valmin(({1, 2}, {5}), size)", "1");
    check("valmax({}, increment)", "1");
    check("valmin((), increment)", "1");
    fails("valmax({}, size)", "a tuple or a set is needed here, not a number");
}

#[test]
fn of_two_sets_only_one_that_has_all_of_the_other_and_more_is_better() {
    check("argmax(({1, 2}, {3}, {0, 9}), identity)", "{1, 2}");
    check("argmin(({3}, {1, 2}, {0, 9}), identity)", "{3}");
    check("argmax(({3}, {1}, {1, 2}, {1, 3}), identity)", "{1, 3}");
    check("argmax(({1}, {3}, {1, 2}, {1, 2, 3}), identity)", "{1, 2, 3}");
    check("argmin(({1, 2}, {1, 3}, {3}, {1}), identity)", "{1}");
    check("valmax(({(5, 5)}, {(0, 0)}, {(5, 5), (9, 9)}), identity)", "{(5, 5), (9, 9)}");
    check("valmin(({(1, (5, 5)), (2, (5, 5))}, {(0, (0, 0))}, {(2, (5, 5))}), identity)", "{(2, (5, 5))}");
    check("argmax(({(5, 5)}, {(5, 5), (1, (9, 9))}), identity)", "{(5, 5), (1, (9, 9))}");
    check("argmin(({}, {4}), identity)", "{}");
}

#[test]
fn the_first_elements_in_which_two_tuples_differ_decide() {
    check("argmax(((1, {3}), (1, {4}), (1, {3, 5}, 0)), identity)", "(1, {3, 5}, 0)");
    check("argmax(((1, {3}), (1, {3}, 0), (0, {3}, 9)), identity)", "(1, {3}, 0)");
    check("argmin(((1, {3}, 7), (1, {4}), (1, {3})), identity)", "(1, {3})");
    check("argmax(((2, 1), (2, 3), (1, 9)), identity)", "(2, 3)");
}

#[test]
fn filters() {
    check("sfilter((3, 0, 2, 0), positive)", "(3, 2)");
    check("sfilter({(0, 0), (0, 1)}, matcher(last, 1))", "{(0, 1)}");
    check("sfilter({(2, (0, 0)), (3, (0, 0))}, matcher(first, 3))", "{(3, (0, 0))}");
    check("sfilter({}, positive)", "{}");
    check("mfilter({{(0, 0)}, {(5, 5), (6, 6)}}, matcher(size, 2))", "{(5, 5), (6, 6)}");
    check("mfilter(((1, 2), (3)), matcher(size, 2))", "(1, 2)");
    check("mfilter({}, matcher(size, 2))", "{}");
    check("extract((3, 4, 6), even)", "4");
    fails("extract({1, 3}, even)", "no element passes the test");
    fails("extract({}, even)", "no element passes the test");
    fails("sfilter({(0, 0)}, first)(1)", "a function is needed here, not a set");
}
