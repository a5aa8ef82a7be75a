//! The one order of all values.

use grid_language::{Board, Masks, Sets, Value, compare, form::Form};

use crate::expressions::{check, value};

/// Ascending, no two equal.
const ASCENDING: [&str; 26] = [
    "None",
    "-3",
    "F",
    "T",
    "2",
    "()",
    "(-1)",
    "(0, 0)",
    "(0, 0, -5)",
    "(0, 1)",
    "(0, (0, 0))",
    "(1)",
    "(1, 0)",
    "(())",
    "((), ())",
    "((0, 0), (0, 0))",
    "((0, 1), (0, 0))",
    "((0, 1, 2), (0, 0, 0))",
    "{}",
    "{-1, 7}",
    "{0}",
    "{(0, 0)}",
    "{(0, 0), (0, 1)}",
    "{(0, 0), (7, (0, 0))}",
    "{(0, 1)}",
    "{{}}",
];

#[test]
fn values_of_all_forms_are_in_one_order() {
    fn ascends<F: Form, G: Form>() {
        for (at, left) in ASCENDING.iter().enumerate() {
            for (other, right) in ASCENDING.iter().enumerate() {
                let order = compare(&value::<F>(left), &value::<G>(right));
                assert_eq!(order, at.cmp(&other), "{left} beside {right}");
            }
        }
    }
    ascends::<Sets, Sets>();
    ascends::<Masks, Masks>();
    ascends::<Sets, Masks>();
}

#[test]
fn a_tuple_of_rows_is_the_grid_of_these_rows() {
    let grid: Value<Masks> = Value::grid(Board::new(2, 2, vec![1, 2, 3, -1]));
    assert_eq!(grid, value("((1, 2), (3, -1))"));
    assert_ne!(grid, value("((1, 2), (3, 4))"));
    assert_ne!(grid, value("((1, 2), (3, -1), (0, 0))"));
    let empty: Value<Masks> = Value::grid(Board::default());
    assert_eq!(empty, value("()"));
    let wide: Value<Sets> = Value::grid(Board::new(1, 3, vec![1, 2, 3]));
    assert_eq!(wide, value("((1, 2, 3))"));
}

#[test]
fn there_is_one_empty_set() {
    for form in
        ["intersection({(0, 0)}, {(1, 1)})", "difference({1}, {1})", "remove((1, ORIGIN), {(1, ORIGIN)})"]
    {
        check(form, "{}");
        check(&format!("({form}, 1)"), "({}, 1)");
        check(&format!("size({{{form}, {{}}}})"), "1");
    }
}

#[test]
fn sets_ascend_whatever_they_are_made_from() {
    check("totuple({3, (0, 0), None, {}, -1})", "(None, -1, 3, (0, 0), {})");
    check("totuple({(1, (0, 5)), (0, (9, 9)), (0, (0, 0))})", "((0, (0, 0)), (0, (9, 9)), (1, (0, 5)))");
}
