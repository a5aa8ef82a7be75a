//! One example at least of each primitive on numbers.

use crate::expressions::{check, fails};

#[test]
fn numbers_add_up() {
    check("add(1, (1, 2))", "(2, 3)");
    check("apply(increment, {1, 2})", "{2, 3}");
    check("merge({{(0, 0)}, {(1, 1)}})", "{ORIGIN, UNITY}");
    check("size(objects(((1, 0), (0, 1)), T, F, T))", "2");
    fails("divide(1, 0)", "division by zero");
}
