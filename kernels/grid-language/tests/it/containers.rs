//! Tuples and sets.

use crate::expressions::{check, fails};

#[test]
fn membership() {
    check("contained(2, (1, 2, 3))", "T");
    check("contained((0, 1), {(0, 0)})", "F");
    check("contained((3, (0, 1)), {(3, (0, 1)), (4, (0, 1))})", "T");
    check("contained((0, 0), {(3, (0, 0))})", "F");
    check("contained((1, 2), ((1, 2), (3, 4)))", "T");
    check("contained(1, {})", "F");
}

#[test]
fn the_first_container_decides_the_type() {
    check("combine((1, 2), (2, 3))", "(1, 2, 2, 3)");
    check("combine({1, 2}, {2, 3})", "{1, 2, 3}");
    check("combine({(0, 0)}, {(1, (0, 0))})", "{(0, 0), (1, (0, 0))}");
    check("combine((1, 2), {3})", "(1, 2, 3)");
    check("combine({1}, (3, 3))", "{1, 3}");
    check("combine({}, {})", "{}");
    check("combine((), ())", "()");
    check("combine((7), (5))", "(7, 5)");
}

#[test]
fn what_two_have_in_common_and_what_not() {
    check("intersection({1, 2, 3}, {2, 3, 4})", "{2, 3}");
    check("intersection({(0, 0), (1, 1)}, {(1, 1)})", "{(1, 1)}");
    check("intersection({(1, (0, 0))}, {(2, (0, 0))})", "{}");
    check("intersection({}, {1})", "{}");
    check("difference({1, 2, 3}, {2})", "{1, 3}");
    check("difference((1, 2, 1), (2, 5))", "(1, 1)");
    check("difference({(0, 0), (0, 2)}, {(0, 2)})", "{(0, 0)}");
    check("difference({(1, (0, 0)), (2, (0, 0))}, {(1, (0, 0))})", "{(2, (0, 0))}");
    check("difference({}, {1})", "{}");
}

#[test]
fn repetitions() {
    check("dedupe((3, 1, 3, 2, 1))", "(3, 1, 2)");
    check("dedupe(((1, 1), (2, 2), (1, 1)))", "((1, 1), (2, 2))");
    check("dedupe(())", "()");
    check("repeat(7, 3)", "(7, 7, 7)");
    check("repeat(7, 0)", "()");
    check("repeat(7, -1)", "()");
    check("size((1, 2, 3))", "3");
    check("size(((1, 2, 3), (4, 5, 6)))", "2");
    check("size({})", "0");
    fails("size(5)", "a tuple or a set is needed here, not a number");
}

#[test]
fn merging_takes_the_type_of_the_outer_container() {
    check("merge({{(0, 0)}, {(1, 1)}})", "{(0, 0), (1, 1)}");
    check("merge(({2, 1}, {1}))", "(1, 2, 1)");
    check("merge(((1, 2), (3, 4)))", "(1, 2, 3, 4)");
    check("merge({{(1, (0, 0))}, {(2, (0, 0))}})", "{(1, (0, 0)), (2, (0, 0))}");
    check("merge({{(0, 0)}, {}})", "{(0, 0)}");
    check("merge({})", "{}");
    check("merge(())", "()");
    let two_rows = "hmirror(((1, 2, 3), (4, 5, 6)))";
    check(&format!("merge(({two_rows}, vmirror(((7, 8, 9)))))"), "((4, 5, 6), (1, 2, 3), (9, 8, 7))");
    check(&format!("merge(({two_rows}, vmirror(((7, 8)))))"), "((4, 5, 6), (1, 2, 3), (8, 7))");
    fails("merge((1, 2))", "a tuple or a set is needed here, not a number");
}

#[test]
fn extremes_are_zero_where_there_is_nothing() {
    check("maximum({3, 1, 2})", "3");
    check("maximum(((0, 5), (1, 0)))", "(1, 0)");
    check("maximum({(0, 5), (1, 0)})", "(1, 0)");
    check("minimum((3, 1, 2))", "1");
    check("minimum({(1, (0, 0)), (0, (5, 5))})", "(0, (5, 5))");
    check("maximum({})", "0");
    check("minimum(())", "0");
}

#[test]
fn the_greatest_set_is_one_that_has_another_and_more() {
    check("maximum({{1}, {2}, {3}})", "{1}");
    check("minimum({{1}, {2}, {3}})", "{1}");
    check("maximum({{1}, {1, 3}, {2}})", "{1, 3}");
    check("minimum(({1, 3}, {2}, {3}, {}))", "{}");
    check("maximum({(7, (0, 0)), (2, (9, 9))})", "(7, (0, 0))");
}

#[test]
fn the_most_common_element_and_the_least_common_one() {
    check("mostcommon((1, 2, 2, 3))", "2");
    check("mostcommon((3, 1, 1, 3))", "1");
    check("leastcommon((1, 2, 2, 3, 3))", "1");
    check("leastcommon((5, 4))", "4");
    fails("mostcommon({})", "the container is empty");
    fails("leastcommon(())", "the container is empty");
}

#[test]
fn elements_come_and_go() {
    check("initset(1)", "{1}");
    check("initset((0, 0))", "{(0, 0)}");
    check("insert(1, {})", "{1}");
    check("insert((0, 1), {(0, 0)})", "{(0, 0), (0, 1)}");
    check("insert(1, {(0, 0)})", "{1, (0, 0)}");
    fails("insert(1, (2, 3))", "a set is needed here, not a pair");
    check("remove(1, (1, 2, 1))", "(2)");
    check("remove((0, 0), {(0, 0), (1, 1)})", "{(1, 1)}");
    check("remove((1, 2), ((1, 2), (3, 4)))", "((3, 4))");
    check("remove(1, {})", "{}");
    check("other({1, 2}, 1)", "2");
    check("other((5, 6), 6)", "5");
    fails("other({1}, 1)", "the container is empty");
    fails("other({}, 1)", "the container is empty");
}

#[test]
fn first_and_last() {
    check("totuple({3, 1})", "(1, 3)");
    check("totuple({})", "()");
    check("first(((1, 2), (3, 4)))", "(1, 2)");
    check("first({3, 1})", "1");
    check("first({(5, (9, 9)), (4, (9, 9))})", "(4, (9, 9))");
    check("first((3, (1, 2)))", "3");
    check("last((3, (1, 2)))", "(1, 2)");
    check("last({3, 1})", "3");
    check("last({(0, 1), (1, 0)})", "(1, 0)");
    check("last({(5, (0, 0)), (4, (9, 9))})", "(5, (0, 0))");
    fails("first({})", "the container is empty");
    fails("last(())", "the container is empty");
}

#[test]
fn intervals_are_half_open() {
    check("interval(0, 3, 1)", "(0, 1, 2)");
    check("interval(0, 5, 2)", "(0, 2, 4)");
    check("interval(3, 0, -1)", "(3, 2, 1)");
    check("interval(0, 2, 1)", "(0, 1)");
    check("interval(3, 0, 1)", "()");
    check("interval(-2147483648, 2147483647, 2147483647)", "(-2147483648, -1, 2147483646)");
    fails("interval(0, 3, 0)", "the step is 0, but must be another number");
}

#[test]
fn two_containers_side_by_side_and_every_one_with_every_one() {
    check("product({0, 1}, (5, 6))", "{(0, 5), (0, 6), (1, 5), (1, 6)}");
    check("product({1}, {(0, 0)})", "{(1, (0, 0))}");
    check("product({}, {1})", "{}");
    check("pair((1, 2, 3), (4, 5))", "((1, 4), (2, 5))");
    check("pair({1, 2}, ((0, 0), (0, 1)))", "((1, (0, 0)), (2, (0, 1)))");
    check("pair((), (1))", "()");
    check("sizefilter(({1}, {1, 2}, {2}), 1)", "{{1}, {2}}");
    check("sizefilter({}, 1)", "{}");
}
