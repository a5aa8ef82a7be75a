//! Lines of source in which only a number changed.

use crate::audit::{About, Finding, LineChange, Weight, number_moved};

fn change(removed: &str, added: &str) -> Option<Finding> {
    number_moved(&LineChange {
        commit: "0123456789abcdef".to_owned(),
        author: "somebody".to_owned(),
        time: "2026-01-02T00:00:00Z".to_owned(),
        path: "experiments/demo/src/main.rs".to_owned(),
        line: 42,
        removed: removed.to_owned(),
        added: added.to_owned(),
    })
}

/// The first is easier than the second: found the one way, and not the other.
#[track_caller]
fn easier(strict: &str, loose: &str) {
    assert!(change(strict, loose).is_some(), "{strict} -> {loose} is easier");
    assert_eq!(change(loose, strict), None, "{loose} -> {strict} is harder");
    assert_eq!(change(strict, strict), None);
}

#[track_caller]
fn unknown(one: &str, other: &str) {
    assert_eq!((change(one, other), change(other, one)), (None, None));
}

#[test]
fn a_finding_says_what_moved_from_where_to_where() {
    let moved = change("  .at_least(50.0),", "  .at_least(40.0),").unwrap();
    assert_eq!(
        moved.to_string(),
        "experiments/demo/src/main.rs:42 (01234567): `at_least` was 50.0, is 40.0, and nothing else changed on the line (by \
         somebody, 2026-01-02T00:00:00Z)"
    );
    assert_eq!((moved.number, moved.weight), (Some(40.0), Weight::Notable));
    assert!(matches!(moved.about, About::Source { line: 42, .. }));
}

#[test]
fn every_word_has_its_direction() {
    easier("x.on(\"small\").at_least(50.0)", "x.on(\"small\").at_least(49.5)");
    easier("x.at_most(1.5)", "x.at_most(2)");
    easier("x.at_least(ceiling(0.8))", "x.at_least(ceiling(0.7))");
    easier("x.at_most(bytes(64e6, 24.0))", "x.at_most(bytes(64e6, 32.0))");
    easier("x.between(1.0, 2.0)", "x.between(0.9, 2.0)");
    easier("x.between(1.0, 2.0)", "x.between(1.0, 2.1)");
    easier(".regresses_beyond(percent(5.0))", ".regresses_beyond(percent(10.0))");
    easier(".relative(\"km\", a, b, 1e-6)", ".relative(\"km\", a, b, 1e-4)");
    easier(".absolute(\"km\", f(a, 3), b, 0.5)", ".absolute(\"km\", f(a, 3), b, 0.75)");
    easier(".at_most(\"share\", error, 0.0)", ".at_most(\"share\", error, 0.1)");
    easier("const TOLERANCE: f64 = 1e-6;", "const TOLERANCE: f64 = 1e-5;");
    easier(
        "pub(crate) const KM_TOLERANCE: f64 = 10_000.0;",
        "pub(crate) const KM_TOLERANCE: f64 = 20_000.0;",
    );
    easier("Near { tolerance: 1e-6, steps: 3 }", "Near { tolerance: 1e-5, steps: 3 }");
}

#[test]
fn what_a_line_does_not_tell_is_no_finding() {
    unknown("    50.0,", "    40.0,");
    unknown("let n = 50;", "let n = 40;");
    unknown(".workload(\"small\", 50)", ".workload(\"small\", 40)");
    unknown("x.at_least(100.0 - 5.0)", "x.at_least(100.0 - 6.0)");
    unknown("x.at_least(1.0 / 3.0)", "x.at_least(1.0 / 4.0)");
    unknown("x.at_least(shifted(5.0))", "x.at_least(shifted(6.0))");
    unknown("Near { tolerance: 1e-6, steps: 3 }", "Near { tolerance: 1e-6, steps: 4 }");
    unknown("const TOLERANCE: f64 = of(1e-6);", "const TOLERANCE: f64 = of(1e-5);");
    unknown("if error > tolerance.max(1e-6) {", "if error > tolerance.max(1e-5) {");
    unknown("// at_least(5.0)", "// at_least(4.0)");
    unknown("Hypothesis::new(\"at_least(5)\")", "Hypothesis::new(\"at_least(4)\")");
}

#[test]
fn a_line_that_changed_otherwise_too_is_no_finding() {
    unknown("x.at_least(50.0)", "y.at_least(40.0)");
    unknown("x.at_least(50.0)", "x.at_most(40.0)");
    unknown("x.between(1.0, 2.0)", "x.at_least(1.0)");
    unknown("", "x.at_least(1.0)");
}

#[test]
fn other_digits_of_the_same_number_are_no_change() {
    unknown("x.at_least(50.0)", "x.at_least(50)");
    unknown("x.at_least(10_000.0)", "x.at_least(1e4)");
}

#[test]
fn nothing_that_can_stand_on_a_line_is_too_much() {
    for line in [
        "",
        "\"",
        "'\\''",
        ")))",
        "((([[{",
        "1e",
        "0x",
        "1..2",
        "at_most(",
        "\\",
        "ä(1)",
        "tolerance:",
        "//",
        "-",
        "1.e5",
    ] {
        assert_eq!(change(line, line), None);
        let _ = change(line, "x.at_least(5.0)");
    }
}
