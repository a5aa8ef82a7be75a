//! What a worker does not understand it refuses before anything starts, and says what it would have understood.

use std::{ffi::OsString, fs, os::unix::ffi::OsStringExt};

use super::{REFUSED, Worker, run};

#[track_caller]
fn refused(line: &str, words: &str) {
    let ended = run(line).ends(REFUSED);
    assert!(ended.stderr.starts_with(words), "{line:?} said {:?}", ended.stderr);
    assert_eq!(ended.stdout, "", "{line:?}");
    assert!(!ended.folder.path().join("events").exists(), "{line:?} began a file of events");
}

#[test]
fn an_unknown_word_is_refused_with_the_usage() {
    for (line, words) in [
        ("mesure --workload smoke --variant sum", "there is no command \"mesure\""),
        ("measure --workload smoke --variant sum --loudly", "measure knows no \"--loudly\""),
        ("measure --workload smoke --variant sum extra", "measure knows no \"extra\""),
        ("measure --workload smoke --variant sum --iterations=3", "measure knows no \"--iterations=3\""),
        ("describe --json", "describe knows no \"--json\""),
        ("check --workload smoke --variant sum --iterations 3", "check knows no \"--iterations\""),
        ("measure --workload smoke --variant sum --seed 1 --seed 2", "--seed is given twice"),
        ("measure --workload smoke --variant sum --iterations 0", "--iterations 0 measures nothing"),
        ("measure --workload smoke --variant sum --loops 1.5", "--loops takes a whole number, not \"1.5\""),
        ("measure --variant sum", "say --workload"),
        ("measure --workload smoke", "measure takes one --variant, not 0"),
    ] {
        refused(line, words);
        assert!(run(line).stderr.contains("\nThis is an experiment of Touchstone"), "{line}");
    }
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_one() {
    let measure = "measure --workload smoke --variant";
    refused(&format!("{measure} som"), "there is no variant `som`; did you mean `sum`?\n");
    refused(
        "measure --workload smoek --variant sum",
        "there is no workload `smoek`; did you mean `smoke`?\n",
    );
    refused(
        "check --workload smoke --variant sum --variant off-by-two",
        "there is no variant `off-by-two`; did you mean `off-by-one`?\n",
    );
    refused("export --workload somke --to nowhere", "there is no workload `somke`; did you mean `smoke`?\n");
    refused(
        "measure --workload nil --variant sum",
        "there is no workload `nil`; there are smoke, verified, ",
    );
    refused(&format!("{measure} limited"), "`limited` does not run on `smoke`: it is limited to verified\n");
}

#[test]
fn an_argument_that_is_no_text_is_refused_too() {
    let no_text = OsString::from_vec(b"sm\xffke".to_vec());
    let ended = Worker::new(["measure".into(), "--workload".into(), no_text]).run().ends(REFUSED);
    assert!(ended.stderr.contains("is no UTF-8 text"), "{}", ended.stderr);
}

#[test]
fn a_file_of_events_that_cannot_be_opened_is_named() {
    let line = "measure --workload smoke --variant sum";
    let worker = Worker::new(line.split_whitespace());
    let path = worker.folder.path().join("no-such-folder").join("events");
    let ended = worker.with(|command| command.env("TOUCHSTONE_OUT", &path)).run().ends(REFUSED);
    let words = format!("TOUCHSTONE_OUT is {}: ", path.display());
    assert!(ended.stderr.starts_with(&words), "{}", ended.stderr);
}

/// The harness makes one file for each invocation; who starts workers by hand must not lose what they wrote before.
#[test]
fn what_stands_in_the_file_of_events_already_is_kept() {
    let line = "measure --workload smoke --variant sum --iterations 1";
    let worker = Worker::new(line.split_whitespace());
    fs::write(worker.folder.path().join("events"), "{\"event\":\"done\"}\n").unwrap();
    let ended = worker.run().ends(super::RIGHT);
    assert_eq!(ended.kinds(), ["done", "ready", "sample", "peak memory", "done"]);
}
