//! What people see, whole.

use insta::assert_snapshot;

use super::fixture::{hostile, run};
use crate::{Colour, Style, explain, summary_markdown, verdicts, width};

#[test]
fn the_verdict_table() {
    let run = run();
    assert_snapshot!(verdicts(&run.verdicts, &run.header.experiments, Style::PLAIN));
}

#[test]
fn the_verdict_table_on_a_narrow_terminal() {
    let run = run();
    assert_snapshot!(verdicts(&run.verdicts, &run.header.experiments, Style { width: 80, ..Style::PLAIN }));
}

#[test]
fn the_whole_run_explained() {
    assert_snapshot!(explain(&run(), Style::PLAIN));
}

#[test]
fn the_summary_of_a_run_folder() {
    assert_snapshot!(summary_markdown(&run()));
}

#[test]
fn hostile_text_explained() {
    assert_snapshot!(explain(&hostile(), Style::PLAIN));
}

#[test]
fn hostile_text_in_the_summary() {
    assert_snapshot!(summary_markdown(&hostile()));
}

#[test]
fn no_line_is_wider_than_the_page() {
    let run = run();
    for wide in [80, 100, 140] {
        let style = Style { width: wide, ..Style::PLAIN };
        for line in verdicts(&run.verdicts, &run.header.experiments, style)
            .lines()
            .chain(explain(&run, style).lines())
        {
            assert!(width(line) <= wide, "{} columns: {line}", width(line));
            assert_eq!(line, line.trim_end(), "no blanks at the end of a line");
        }
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let (run, coloured) = (run(), Style { colour: Colour::On, ..Style::PLAIN });
    let table = |style| verdicts(&run.verdicts, &run.header.experiments, style);
    for (plain, coloured) in
        [(table(Style::PLAIN), table(coloured)), (explain(&run, Style::PLAIN), explain(&run, coloured))]
    {
        assert!(coloured.contains("\u{1b}[32m"), "something is green");
        assert_eq!(without_colours(&coloured), plain);
    }
}

pub(super) fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn nothing_hostile_reaches_a_terminal_or_a_page() {
    let pages = [explain(&hostile(), Style::PLAIN), summary_markdown(&hostile())];
    for page in &pages {
        assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "a control character is left");
        assert!(!page.contains('\u{202e}'), "a mark that turns the direction of writing is left");
    }
    assert!(!pages[1].contains('<'), "HTML is left");
    for line in pages[1].lines().filter(|line| line.starts_with("| ")) {
        let bars = line.replace("\\|", "").matches('|').count();
        assert!(bars == 3 || bars == 9, "{bars} bars make other columns: {line}");
    }
}

#[test]
fn the_summary_is_the_same_every_time() {
    assert_eq!(summary_markdown(&run()), summary_markdown(&run()));
}

#[test]
fn a_caution_stands_above_everything() {
    let mut dirty = run();
    dirty.header.pin.dirty = true;
    dirty.header.pin.patch_hash = Some("abcdef0123456789".to_owned());
    assert_snapshot!(
        explain(&dirty, Style::PLAIN).lines().take(4).collect::<Vec<_>>().join("\n"),
        @"
    CAUTION: the tree is dirty: what was measured is not what the commit holds

    run 20260314T092653Z-1a2b3c4d-linux-x86_64.xeon.2c-x7q
      started 2026-03-14T09:26:53Z, 1a2b3c4d5e6f on main, with the changes of patch.diff (abcdef012345)
    "
    );
    dirty.header.pin.patch_hash = None;
    assert!(
        explain(&dirty, Style::PLAIN)
            .contains("CAUTION: the patch that makes the commit what was built was not kept\n")
    );
    let mut nowhere = run();
    nowhere.header.pin.commit = None;
    assert!(explain(&nowhere, Style::PLAIN).starts_with("CAUTION: no commit is known"));
    nowhere.header.pin.caution = Some("not a git repository".to_owned());
    assert!(explain(&nowhere, Style::PLAIN).starts_with("CAUTION: not a git repository\n\nrun"));
    assert!(explain(&run(), Style::PLAIN).starts_with("run "), "a clean run has none");
}

#[test]
fn a_run_of_nothing_is_a_page_too() {
    let mut nothing = run();
    nothing.verdicts.clear();
    nothing.failures.clear();
    nothing.host.clear();
    nothing.checks.clear();
    assert_eq!(verdicts(&nothing.verdicts, &nothing.header.experiments, Style::PLAIN), "");
    assert_snapshot!(explain(&nothing, Style::PLAIN), @"
    run 20260314T092653Z-1a2b3c4d-linux-x86_64.xeon.2c-x7q
      started 2026-03-14T09:26:53Z, 1a2b3c4d5e6f on main
      Intel(R) Xeon(R) Processor, 2 cores, 8.00 GiB, no GPU, linux x86_64, in kvm
      class linux-x86_64.xeon.2c.8g.nogpu.vm
      rustc 1.95.0, -C target-cpu=native, harness 0.0.0, seed 42
      `touchstone run geo-nearest --workload small`
    ");
}
