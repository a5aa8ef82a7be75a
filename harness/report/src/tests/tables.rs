//! Tables line up, fit and stop.

use insta::assert_snapshot;

use crate::{Cell, Column, Style, Table, Tone};

fn peers() -> Table {
    let mut table = Table::new([Column::left("peer"), Column::right("seconds"), Column::wrap("what it is")]);
    table.row(["cKDTree", "2.5", "a k-d tree in C++ behind Python"]);
    table.row(["BallTree", "19.1", "a ball tree with the haversine metric, in Cython"]);
    table.row(["寿司", "7", "two characters, four columns"]);
    table
}

#[test]
fn columns_line_up_by_what_a_terminal_shows() {
    assert_snapshot!(peers().render(Style::PLAIN), @"
    peer      seconds  what it is
    cKDTree       2.5  a k-d tree in C++ behind Python
    BallTree     19.1  a ball tree with the haversine metric, in Cython
    寿司            7  two characters, four columns
    ");
}

#[test]
fn a_table_that_is_too_wide_breaks_where_it_may() {
    assert_snapshot!(peers().render(Style { width: 44, ..Style::PLAIN }), @"
    peer      seconds  what it is
    cKDTree       2.5  a k-d tree in C++ behind
                       Python
    BallTree     19.1  a ball tree with the
                       haversine metric, in
                       Cython
    寿司            7  two characters, four
                       columns
    ");
}

#[test]
fn a_table_that_is_too_long_says_how_much_is_missing() {
    assert_snapshot!(peers().at_most(1).render(Style::PLAIN), @"
    peer     seconds  what it is
    cKDTree      2.5  a k-d tree in C++ behind Python
    … and 2 more
    ");
    assert_eq!(peers().at_most(3).render(Style::PLAIN), peers().render(Style::PLAIN));
}

#[test]
fn short_rows_are_filled_and_long_ones_cut() {
    let mut table = Table::new([Column::left("a"), Column::left("b")]);
    table.row(["1"]);
    table.row(["1", "2", "3"]);
    assert_eq!(table.render(Style::PLAIN), "a  b\n1\n1  2\n");
}

#[test]
fn cells_are_harmless_and_without_headings_there_is_no_line_of_them() {
    let mut table = Table::new([Column::left("")]).indented(2);
    table.row([Cell::new("a\u{1b}[31m\nb", Tone::Bad)]);
    table.note("and\u{7} this");
    table.heading("above\u{8}");
    table.row(["c"]);
    assert_eq!(table.render(Style::PLAIN), "  a\\u{1b}[31m ⏎ b\n    and\\u{7} this\nabove\\u{8}\n  c\n");
    assert!(Table::new([Column::left("")]).is_empty());
    assert_eq!(Table::new([Column::left("")]).render(Style::PLAIN), "");
}
