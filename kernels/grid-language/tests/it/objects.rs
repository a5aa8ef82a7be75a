//! Grids taken apart.

use crate::expressions::{check, fails};

const CORNERS: &str = "((1, 1, 0), (0, 0, 2), (0, 0, 2))";

#[test]
fn objects_come_by_colour_and_smallest_cell() {
    check(
        &format!("totuple(objects({CORNERS}, T, F, T))"),
        "({(1, (0, 0)), (1, (0, 1))}, {(2, (1, 2)), (2, (2, 2))})",
    );
    check(&format!("size(objects({CORNERS}, T, F, F))"), "4");
    check(&format!("size(objects({CORNERS}, F, T, T))"), "1");
    check(&format!("size(objects({CORNERS}, F, F, T))"), "2");
    check(&format!("size(objects({CORNERS}, F, F, F))"), "1");
    check("size(objects(((1, 0), (0, 1)), T, T, F))", "2");
    check("objects(((3)), T, F, T)", "{}");
    check("objects(((3)), T, F, F)", "{{(3, (0, 0))}}");
    check("objects((), T, T, T)", "{}");
    fails("objects((1, (2)), T, F, T)", "a grid is needed here, not a tuple");
    fails("objects(((1, 2, 3), (2)), T, F, T)", "these rows are not equally long, so they are no grid");
}

#[test]
fn colours_outside_of_a_puzzle_and_long_sides_have_objects_too() {
    check("objects(((-1, 5, 5)), T, F, T)", "{{(-1, (0, 0))}}");
    check("objects(((10, 5, 5)), T, F, T)", "{{(10, (0, 0))}}");
    check("size(objects((interval(0, 100, 1)), T, F, F))", "100");
    check("size(objects((interval(0, 100, 1)), F, F, T))", "1");
    check("size(objects((repeat(3, 100)), T, F, F))", "1");
}

#[test]
fn a_partition_has_an_object_for_each_colour() {
    check("partition(((2, 1), (1, 1)))", "{{(1, (0, 1)), (1, (1, 0)), (1, (1, 1))}, {(2, (0, 0))}}");
    check("fgpartition(((2, 1), (1, 1)))", "{{(2, (0, 0))}}");
    check("merge(partition(((2, 1), (-1, 1))))", "{(2, (0, 0)), (1, (0, 1)), (-1, (1, 0)), (1, (1, 1))}");
    check("partition(())", "{}");
    check("fgpartition(())", "{}");
    fails("partition({})", "a grid is needed here, not a set");
}
