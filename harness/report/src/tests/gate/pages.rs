//! What people see, whole.

use insta::assert_snapshot;
use model::{Outcome, OutcomeRow, Undecided};

use super::fixture::{everything, hostile, hostile_view, plain, timed, view, well};
use crate::{
    Colour, GateKind, GateView, Style, gate_annotations, gate_junit, gate_markdown, gate_sarif, gate_text,
    width,
};

fn cautions() -> Vec<String> {
    vec!["the base was built with its own lock file".to_owned()]
}

#[test]
fn all_is_well() {
    let rows = well();
    assert_snapshot!("well_on_a_terminal", gate_text(&view(&rows, 0), Style::PLAIN));
    assert_snapshot!("well_in_markdown", gate_markdown(&view(&rows, 0)));
    assert_snapshot!("well_in_junit", gate_junit(&view(&rows, 0)));
    assert_snapshot!("well_in_sarif", gate_sarif(&view(&rows, 0)));
    assert_eq!(gate_annotations(&view(&rows, 0)), "", "nothing needs attention");
}

#[test]
fn everything_that_can_happen() {
    let (rows, cautions) = (everything(), cautions());
    let view = GateView { cautions: &cautions, ..view(&rows, 1) };
    assert_snapshot!("everything_on_a_terminal", gate_text(&view, Style { width: 120, ..Style::PLAIN }));
    assert_snapshot!(
        "everything_on_a_narrow_terminal",
        gate_text(&view, Style { width: 60, ..Style::PLAIN })
    );
    assert_snapshot!("everything_in_markdown", gate_markdown(&view));
    assert_snapshot!("everything_in_junit", gate_junit(&view));
    assert_snapshot!("everything_in_sarif", gate_sarif(&view));
    assert_snapshot!("everything_in_annotations", gate_annotations(&view));
}

#[test]
fn text_that_means_harm() {
    let (rows, cautions) = (hostile(), vec![super::fixture::EVIL.to_owned()]);
    let view = hostile_view(&rows, &cautions);
    assert_snapshot!("hostile_on_a_terminal", gate_text(&view, Style::PLAIN));
    assert_snapshot!("hostile_in_markdown", gate_markdown(&view));
    assert_snapshot!("hostile_in_junit", gate_junit(&view));
    assert_snapshot!("hostile_in_sarif", gate_sarif(&view));
    assert_snapshot!("hostile_in_annotations", gate_annotations(&view));
}

#[test]
fn against_an_accepted_run_every_page_says_that_it_is_the_weaker_test() {
    let mut rows = well();
    rows.push(timed("plan-cuts", "radix", [0.97, 1.03, 1.1], Outcome::Inconclusive(Undecided::BudgetSpent)));
    let view = GateView {
        base: "accepted run 20260101T000000Z-1a2b3c4d-linux-x86_64.xeon.2c-abc",
        kind: GateKind::AgainstAccepted,
        ..view(&rows, 3)
    };
    let pages = [
        gate_text(&view, Style::PLAIN),
        gate_markdown(&view),
        gate_junit(&view),
        gate_sarif(&view),
        gate_annotations(&view),
    ];
    for page in &pages {
        assert!(page.contains("weaker test"), "not labelled: {page}");
    }
    assert_snapshot!("against_accepted_on_a_terminal", pages[0]);
    assert_snapshot!("against_accepted_in_markdown", pages[1]);
    assert_snapshot!("against_accepted_in_annotations", pages[4]);
    let same = GateView { kind: GateKind::SameRounds, ..view };
    assert!(!gate_text(&same, Style::PLAIN).contains("weaker"));
}

#[test]
fn nothing_compared_looks_bad_on_every_page() {
    let nothing = view(&[], 5);
    for page in [gate_text(&nothing, Style::PLAIN), gate_markdown(&nothing), gate_junit(&nothing)] {
        assert!(page.contains("nothing was timed") && !page.contains("same rounds"), "a false claim: {page}");
    }
    assert_snapshot!("nothing_on_a_terminal", gate_text(&nothing, Style::PLAIN));
    assert_snapshot!("nothing_in_markdown", gate_markdown(&nothing));
    assert_snapshot!("nothing_in_junit", gate_junit(&nothing));
    assert_snapshot!("nothing_in_annotations", gate_annotations(&nothing));
    assert_snapshot!("nothing_in_sarif", gate_sarif(&nothing));
}

#[test]
fn the_answer_is_never_better_than_the_rows_or_the_exit_code() {
    let first = |rows: &[OutcomeRow], exit| {
        gate_text(&view(rows, exit), Style { width: 200, ..Style::PLAIN }).lines().next().unwrap().to_owned()
    };
    let (all, fine) = (everything(), well());
    let of = |word: &str| -> Vec<OutcomeRow> {
        all.iter().filter(|row| row.outcome.word() == word).cloned().collect()
    };
    let with = |word: &str| [of(word), well()].concat();
    assert_eq!(first(&fine, 0), "ok: nothing of 6 got worse by its margin; 1 improved, 4 identical");
    assert_eq!(first(&of("identical"), 0), "ok: nothing of 4 changed, it is identical code");
    assert_eq!(
        first(&with("no baseline"), 0),
        "ok as far as compared: nothing of 6 got worse by its margin; 2 with no baseline, 1 improved, 4 identical"
    );
    assert_eq!(first(&of("no baseline"), 0), "NOTHING WAS COMPARED, of 2; 2 with no baseline");
    assert_eq!(first(&with("suspect"), 0), "SUSPECT: 1 of 7; 1 improved, 4 identical");
    assert_eq!(first(&with("inconclusive"), 0), "INCONCLUSIVE: 9 of 15; 1 improved, 4 identical");
    assert_eq!(first(&fine, 3), "INCONCLUSIVE: the gate did not decide; 1 improved, 4 identical");
    assert_eq!(
        first(&fine, 4),
        "FAILED: the gate ended with code 4 before an answer; 1 improved, 4 identical"
    );
    assert_eq!(
        first(&fine, 1),
        "FAILED: the gate ended with code 1 before an answer; 1 improved, 4 identical"
    );
    assert_eq!(first(&fine, 5), "NOTHING WAS COMPARED, of 6; 1 improved, 4 identical");
    assert_eq!(first(&with("regressed"), 0), "REGRESSED: 12 of 18; 1 improved, 4 identical");
    assert_eq!(first(&[], 0), "NOTHING WAS COMPARED: there was nothing to compare");
}

#[test]
fn what_was_not_compared_is_never_green() {
    let style = Style { colour: Colour::On, ..Style::PLAIN };
    let green = |rows: &[OutcomeRow], exit| gate_text(&view(rows, exit), style).contains("\u{1b}[32m");
    for row in everything() {
        let is_good = matches!(row.outcome.word(), "ok" | "improved");
        let is_same = row.outcome.word() == "identical";
        if !is_good && !is_same {
            for exit in [0, 1, 3, 4, 5] {
                assert!(!green(std::slice::from_ref(&row), exit), "green: {row:?}");
            }
        } else if is_good {
            assert!(green(&[row], 0), "a pass is green, so the test above can fail");
        }
    }
    assert!(!green(&[], 0));
    let headline = |rows: &[OutcomeRow]| gate_text(&view(rows, 0), style).lines().next().unwrap().to_owned();
    let mut rows = well();
    assert!(headline(&rows).starts_with("\u{1b}[32mok"));
    rows.push(plain("new", "new", model::Quantity::Time, Outcome::NoBaseline("it is new".to_owned())));
    assert!(headline(&rows).starts_with("\u{1b}[33mok as far as compared"));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_colours_change_nothing_but_colours() {
    let (rows, cautions) = (everything(), cautions());
    let view = GateView { cautions: &cautions, ..view(&rows, 1) };
    for wide in [40, 60, 80, 100, 120, 200] {
        let style = Style { width: wide, ..Style::PLAIN };
        let plain = gate_text(&view, style);
        for line in plain.lines() {
            assert!(width(line) <= wide, "{} columns of {wide}: {line}", width(line));
            assert_eq!(line, line.trim_end(), "no blanks at the end of a line");
        }
        let coloured = gate_text(&view, Style { colour: Colour::On, ..style });
        assert_eq!(super::super::pages::without_colours(&coloured), plain);
    }
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let rows = everything();
    let mut turned = rows.clone();
    turned.reverse();
    let (one, other) = (view(&rows, 1), view(&turned, 1));
    assert_eq!(gate_text(&one, Style::PLAIN), gate_text(&other, Style::PLAIN));
    assert_eq!(gate_markdown(&one), gate_markdown(&other));
    assert_eq!(gate_junit(&one), gate_junit(&other));
    assert_eq!(gate_sarif(&one), gate_sarif(&other));
    assert_eq!(gate_annotations(&one), gate_annotations(&other));
}

#[test]
fn a_legend_explains_only_what_is_there() {
    let rows = [timed("plan-cuts", "sorted", [0.981, 0.997, 1.012], Outcome::Ok)];
    let text = gate_text(&view(&rows, 0), Style::PLAIN);
    assert!(text.contains("shown not to be worse"));
    assert!(!text.contains("inconclusive") && !text.contains("no baseline") && !text.contains("suspect"));
}
