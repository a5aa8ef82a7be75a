//! When numbers moved, and what a file said over time.

use std::path::PathBuf;

use git2::Oid;
use jiff::Timestamp;
use results::LineChange;

use crate::git::{Made, PLAIN, warns};

fn changes(made: &Made, under: &[&str], since: Option<&str>) -> Vec<LineChange> {
    let under: Vec<PathBuf> = under.iter().map(PathBuf::from).collect();
    made.opened().line_changes(&under, since.map(|time| time.parse::<Timestamp>().unwrap())).unwrap()
}

/// The subject of its commit, where, and from what to what.
fn short(changes: &[LineChange]) -> Vec<(&str, String, &str, &str)> {
    let place = |change: &LineChange| format!("{}:{}", change.path.display(), change.line);
    changes
        .iter()
        .map(|change| {
            (change.commit.subject.as_str(), place(change), change.removed.trim(), change.added.trim())
        })
        .collect()
}

fn claim(target: &str) -> String {
    format!("fn declare() {{\n    hypothesis()\n        .at_least({target})\n        .on(\"full\")\n}}\n")
}

const PATH: &str = "experiments/lp.rs";

#[test]
fn a_moved_target_is_found_with_who_moved_it_and_when() {
    let made = Made::new();
    let first = made.text(1, &[], PATH, &claim("10.0"));
    let second = made.text(2, &[first], PATH, &claim("2.0").replace("full", "small"));
    // Written anew without a number, a comment, and back: none of it moves one.
    let third = made.text(3, &[second], PATH, &format!("// about it\n{}", claim("TARGET")));
    let fourth = made.text(4, &[third], PATH, &claim("2.0"));
    let last = made.text(5, &[fourth], PATH, &format!("//! New\n{}", claim("1.5")));
    made.check_out(last);
    let found = changes(&made, &["experiments"], None);
    assert_eq!(
        short(&found),
        [
            ("minute 2", format!("{PATH}:3"), ".at_least(10.0)", ".at_least(2.0)"),
            ("minute 5", format!("{PATH}:4"), ".at_least(2.0)", ".at_least(1.5)"),
        ]
    );
    assert_eq!(found[1].removed, "        .at_least(2.0)", "as it stood there");
    assert_eq!(found[0].commit, made.named(second));
    assert_eq!(found[0].commit.author, "Somebody <somebody@example.org>");
    assert_eq!(short(&changes(&made, &[], Some("2026-01-01T00:05:00Z"))), short(&found[1..]));
    assert_eq!(changes(&made, &[], Some("2026-01-01T00:05:01Z")), []);
}

#[test]
fn only_rust_under_the_named_folders_counts() {
    let made = Made::new();
    let all = |number: &str| {
        let text = format!("x = {number}\n");
        let files = ["a/one.rs", "a/two.toml", "ab/three.rs", "b/four.rs", "five.rs"];
        files.map(|path| (path, PLAIN, text.clone().into_bytes()))
    };
    let commit = |minute: i64, parents: &[Oid], number: &str| {
        let files = all(number);
        let files: Vec<(&str, i32, &[u8])> = files.iter().map(|(p, m, b)| (*p, *m, b.as_slice())).collect();
        made.commit(minute, parents, &files)
    };
    let first = commit(1, &[], "1");
    made.check_out(commit(2, &[first], "2"));
    let paths = |under: &[&str]| -> Vec<String> {
        changes(&made, under, None).iter().map(|change| change.path.display().to_string()).collect()
    };
    assert_eq!(paths(&["a"]), ["a/one.rs"]);
    assert_eq!(paths(&["b", "a"]), ["a/one.rs", "b/four.rs"]);
    assert_eq!(paths(&[]), ["a/one.rs", "ab/three.rs", "b/four.rs", "five.rs"]);
    assert_eq!(paths(&["nowhere"]), Vec::<String>::new());
    let inside = results::Repository::open(&made.root.join("a")).unwrap();
    let found = inside.line_changes(&[], None).unwrap();
    assert_eq!(short(&found), [("minute 2", "one.rs:1".to_owned(), "x = 1", "x = 2")]);
}

#[test]
fn a_target_that_moves_while_its_file_is_renamed_is_found() {
    let made = Made::new();
    let first = made.text(1, &[], "experiments/old.rs", &claim("10.0"));
    made.check_out(made.text(2, &[first], "experiments/new.rs", &claim("2.0")));
    assert_eq!(
        short(&changes(&made, &["experiments"], None)),
        [("minute 2", "experiments/new.rs:3".to_owned(), ".at_least(10.0)", ".at_least(2.0)")]
    );
}

/// `1 - 3 - 4(merge of 3 and 2)`, with `2` a branch from `1`. Main and the branch touch different lines.
fn merged(made: &Made, by_branch: &str, by_merge: &str) -> Oid {
    let two = |target: &str, other: &str| format!("{}{other}\n", claim(target));
    let first = made.text(1, &[], PATH, &two("10.0", "main = false"));
    let branch = made.text(2, &[first], PATH, &two(by_branch, "main = false"));
    let main = made.text(3, &[first], PATH, &two("10.0", "main = true"));
    made.text(4, &[main, branch], PATH, &two(by_merge, "main = true"))
}

#[test]
fn a_change_on_a_branch_that_was_merged_is_told_once() {
    let made = Made::new();
    made.check_out(merged(&made, "5.0", "5.0"));
    assert_eq!(
        short(&changes(&made, &[], None)),
        [("minute 2", format!("{PATH}:3"), ".at_least(10.0)", ".at_least(5.0)")]
    );
}

#[test]
fn a_change_that_was_made_in_merging_is_told() {
    let made = Made::new();
    made.check_out(merged(&made, "5.0", "1.0"));
    assert_eq!(
        short(&changes(&made, &[], None)),
        [
            ("minute 2", format!("{PATH}:3"), ".at_least(10.0)", ".at_least(5.0)"),
            ("minute 4", format!("{PATH}:3"), ".at_least(10.0)", ".at_least(1.0)"),
        ]
    );
}

#[test]
fn a_change_from_before_that_was_merged_after_is_told_of_the_merge() {
    let made = Made::new();
    made.check_out(merged(&made, "5.0", "5.0"));
    assert_eq!(
        short(&changes(&made, &[], Some("2026-01-01T00:03:00Z"))),
        [("minute 4", format!("{PATH}:3"), ".at_least(10.0)", ".at_least(5.0)")]
    );
}

#[test]
fn a_file_is_told_as_often_as_it_changed() {
    let made = Made::new();
    let first = made.text(1, &[], "accepted/declarations.json", "{}\n");
    let same = made.commit(
        2,
        &[first],
        &[("accepted/declarations.json", PLAIN, b"{}\n"), ("other.txt", PLAIN, b"")],
    );
    let gone = made.text(3, &[same], "other.txt", "");
    let again = made.text(4, &[gone], "accepted/declarations.json", "{}\n");
    let branch = made.text(5, &[again], "accepted/declarations.json", "{ \"a\": 1 }\n");
    made.check_out(made.text(6, &[again, branch], "accepted/declarations.json", "{ \"a\": 1 }\n"));
    let versions = made.opened().file_versions("accepted/declarations.json".as_ref()).unwrap();
    let told: Vec<(&str, &str)> =
        versions.iter().map(|(commit, text)| (commit.subject.as_str(), text.as_str())).collect();
    assert_eq!(told, [("minute 1", "{}\n"), ("minute 4", "{}\n"), ("minute 5", "{ \"a\": 1 }\n")]);
    assert_eq!(made.opened().file_versions("nothing.json".as_ref()).unwrap(), []);
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let made = Made::new();
    made.check_out(made.commit(1, &[], &[("a.json", PLAIN, b"na\xefve")]));
    warns(made.opened().file_versions("a.json".as_ref()), &["a.json", "no UTF-8"]);
}

#[test]
fn a_history_that_is_cut_off_is_no_clean_history() {
    let mut made = Made::new();
    let first = made.text(1, &[], PATH, &claim("10.0"));
    let second = made.text(2, &[first], PATH, &claim("2.0"));
    let third = made.text(3, &[second], PATH, &claim("1.0"));
    made.check_out(third);
    made.cut_before(second);
    let repository = made.opened();
    warns(repository.line_changes(&[], None), &["cannot be told", "git fetch --unshallow"]);
    warns(repository.file_versions(PATH.as_ref()), &["cannot be told", "git fetch --unshallow"]);
    // What is newer than the cut is whole.
    assert_eq!(changes(&made, &[], Some("2026-01-01T00:03:00Z")).len(), 1);
}
