//! Numbers as people read them.

use model::{Level, Target};

use crate::{Precision, amount, target_words};

#[test]
fn a_measurement_has_three_digits_and_a_unit_of_its_size() {
    let shown = |value, unit| amount(value, unit, Precision::Significant(3));
    for (value, unit, text) in [
        (2.314, "x", "2.31x"),
        (106.4, "x", "106x"),
        (9.996, "x", "10.0x"),
        (0.012_34, "s", "12.3 ms"),
        (0.999_96, "s", "1.00 s"),
        (4.2e-7, "s", "420 ns"),
        (4.2e-12, "s", "0.00420 ns"),
        (0.0, "s", "0 s"),
        (67_108_864.0, "B", "64.0 MiB"),
        (1_048_575.0, "B", "1.00 MiB"),
        (12.0, "B", "12 B"),
        (8629.0, "", "8629"),
        (0.253, "", "0.253"),
        (1e-9, "", "1.00e-9"),
        (3.0, "passes", "3 passes"),
        (-0.5, "x", "-0.500x"),
        (f64::INFINITY, "x", "∞"),
        (f64::NEG_INFINITY, "x", "-∞"),
        (f64::NAN, "x", "unknown"),
    ] {
        assert_eq!(shown(value, unit), text);
    }
}

#[test]
fn a_target_is_shown_as_it_was_written() {
    let number = |number| Target::AtLeast(Level::Number(number));
    assert_eq!(target_words(&number(50.0), None, "x"), "at least 50x");
    assert_eq!(target_words(&number(0.99), None, "x"), "at least 0.99x");
    assert_eq!(target_words(&number(1.2345), None, "x"), "at least 1.2345x");
    assert_eq!(target_words(&Target::AtMost(Level::Number(64e6)), None, "B"), "at most 61.0352 MiB");
    assert_eq!(target_words(&Target::Between(0.2, 0.28), None, ""), "0.2 to 0.28");
    let threads = Target::AtMost(Level::PerThread { base: 1024.0, each: 512.0 });
    assert_eq!(target_words(&threads, None, "B"), "at most 1 KiB and 512 B a thread");
    assert_eq!(target_words(&threads, Some(2048.0), "B"), "at most 2 KiB");
    let share = Target::AtLeast(Level::ShareOfCeiling(0.8));
    assert_eq!(target_words(&share, None, "x"), "at least 0.8 of the ceiling");
    assert_eq!(target_words(&share, Some(1.52), "x"), "at least 0.8 of the ceiling, here 1.52x");
    let (serial, parallel) = ("first-year".parse().unwrap(), "longest-chunk".parse().unwrap());
    let bound = Target::AtLeast(Level::ShareOfBound { share: 0.65, serial, parallel });
    let words = "at least 0.65 of the bound 1/(first-year + longest-chunk/ceiling)";
    assert_eq!(target_words(&bound, None, "x"), words);
    assert_eq!(target_words(&bound, Some(1.1), "x"), "at least 0.65 of the bound, here 1.10x");
}
