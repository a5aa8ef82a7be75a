//! Limits of those who show it: what is too long is cut, says so, and keeps the worst.

use insta::assert_snapshot;

use super::fixture::{EVIL, everything, hostile_view, very_many, view};
use crate::{GateView, gate_annotations, gate_markdown};

/// What GitHub takes.
const LIMIT: usize = 65_000;

#[test]
fn a_comment_is_never_too_long_and_the_worst_is_in_it() {
    let rows = very_many();
    let page = gate_markdown(&view(&rows, 1));
    assert!(page.len() < LIMIT && page.len() > LIMIT / 2, "{} bytes", page.len());
    let first = page.lines().find(|line| line.starts_with("| **")).expect("a regressed row");
    assert!(first.contains("that-counts"), "the worst comes first: {first}");
    let shown = page.lines().filter(|line| line.starts_with("| ") && line.contains("variant")).count() + 1;
    let said = format!("**{} of 500 rows are left out here", 500 - shown);
    assert!(page.contains(&said), "not said: {said}");
    assert_snapshot!("the_ends_of_a_long_comment", ends(&page));
}

fn ends(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    [&lines[..9], &["..."], &lines[lines.len() - 4..]].concat().join("\n")
}

#[test]
fn not_even_hostile_rows_without_number_make_it_too_long() {
    let rows = vec![very_many(); 20].concat();
    let cautions = vec![EVIL.repeat(100); 1000];
    for view in [hostile_view(&rows, &cautions), GateView { cautions: &cautions, ..view(&rows, 1) }] {
        let page = gate_markdown(&view);
        assert!(page.len() < LIMIT, "{} bytes", page.len());
        assert!(page.contains("of 10000 rows are left out"));
        assert!(page.contains("and 990 cautions more"));
        assert!(page.contains("that-counts"));
    }
}

#[test]
fn rows_that_are_ok_are_cut_before_those_that_are_not() {
    let mut rows = everything();
    let ok = rows.iter().find(|row| row.outcome.word() == "ok").unwrap().clone();
    rows.extend(std::iter::repeat_n(ok, 2000));
    let page = gate_markdown(&view(&rows, 1));
    assert!(page.len() < LIMIT, "{} bytes", page.len());
    assert_eq!(page.matches("| **✗ regressed**").count(), 12);
    assert!(page.contains("</details>\n\n**"), "what was opened is closed before the remark");
}

#[test]
fn at_most_ten_annotations_of_each_level_and_the_last_says_how_many_are_left() {
    let rows = vec![very_many(); 2].concat();
    let commands = gate_annotations(&view(&rows, 1));
    let count = |level: &str| commands.lines().filter(|line| line.starts_with(level)).count();
    assert_eq!((count("::error"), count("::warning"), count("::notice")), (2, 10, 10));
    let warnings = rows.iter().filter(|row| row.outcome.word() == "inconclusive").count();
    assert!(commands.contains(&format!("::and {} more of these", warnings - 9)));
}
