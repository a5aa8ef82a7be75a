//! The table of a selftest.

use insta::assert_snapshot;
use model::PowerRow;

use super::super::fixture::name;
use crate::{Style, power_markdown, power_table, width};

fn row(method: &str, slowdown: f64, rounds: u32, red: u32, bounds: [f64; 2]) -> PowerRow {
    PowerRow {
        kernel: name("sorted-merge"),
        host: name("rest"),
        slowdown,
        method: name(method),
        rounds,
        gates: 500,
        red,
        undecided: if slowdown == 0.05 { 12 } else { 0 },
        rate: f64::from(red) / 500.0,
        lower: bounds[0],
        upper: bounds[1],
        replayed: true,
    }
}

fn rows() -> Vec<PowerRow> {
    let measured = PowerRow {
        gates: 20,
        red: 19,
        rate: 0.95,
        replayed: false,
        ..row("gate", 0.1, 20, 0, [0.763, 0.991])
    };
    vec![
        row("gate", 0.1, 10, 490, [0.9636, 0.989]),
        row("gate", 0.1, 20, 500, [0.9924, 1.0]),
        measured,
        row("gate", 0.05, 10, 201, [0.3598, 0.4456]),
        row("gate", 0.05, 20, 430, [0.8269, 0.8877]),
        row("mann-whitney", 0.0, 10, 152, [0.2654, 0.3457]),
        row("gate", 0.0, 10, 0, [0.0, 0.0076]),
        row("gate", 0.0, 20, 1, [0.0004, 0.0112]),
    ]
}

#[test]
fn false_alarms_come_first_and_are_called_so() {
    assert_snapshot!("power_on_a_terminal", power_table(&rows(), Style::PLAIN));
    let narrow = Style { width: 50, ..Style::PLAIN };
    assert_snapshot!("power_on_a_narrow_terminal", power_table(&rows(), narrow));
    assert_snapshot!("power_in_markdown", power_markdown(&rows()));
    for page in [power_table(&rows(), Style::PLAIN), power_markdown(&rows())] {
        assert!(page.find("False alarms").unwrap() < page.find("Power").unwrap());
        assert!(page.contains("98 % [96, 99]"));
        assert!(page.contains("12 of 500 at 10 rounds"));
    }
}

#[test]
fn one_false_alarm_is_not_none_and_one_miss_is_not_all() {
    let rate = |row: PowerRow| power_markdown(&[row]).lines().last().unwrap().to_owned();
    assert!(rate(row("gate", 0.0, 10, 1, [0.0, 0.3])).contains("| 0.2 % ["));
    assert!(rate(row("gate", 0.0, 10, 0, [0.0, 0.3])).contains("| 0 % ["));
    assert!(rate(row("gate", 0.1, 10, 499, [0.7, 1.0])).contains("| 99.8 % ["));
    assert!(
        rate(PowerRow { gates: 0, rate: f64::NAN, ..row("gate", 0.1, 10, 0, [0.0, 1.0]) })
            .contains("no gates")
    );
}

#[test]
fn the_order_of_the_rows_changes_nothing_and_the_table_fits() {
    let mut turned = rows();
    turned.reverse();
    assert_eq!(power_table(&turned, Style::PLAIN), power_table(&rows(), Style::PLAIN));
    assert_eq!(power_markdown(&turned), power_markdown(&rows()));
    for wide in [50, 80, 100] {
        for line in power_table(&rows(), Style { width: wide, ..Style::PLAIN }).lines() {
            assert!(width(line) <= wide, "{line}");
        }
    }
    assert_eq!((power_table(&[], Style::PLAIN), power_markdown(&[])), (String::new(), String::new()));
}
