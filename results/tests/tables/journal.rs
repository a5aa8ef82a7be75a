//! A journal that was torn goes on where it was whole; one that is broken is not guessed at.

use std::{fs, io::Write, path::PathBuf};

use results::{Error, Row, Store};
use serde_json::json;

use crate::{gathered, results, rich, rows, says};

fn note(key: &str) -> Row {
    Row::Note { key: key.to_owned(), value: json!({ "loops": 7 }) }
}

/// A partial run, and its journal.
fn partial(store: &Store, seed: u64) -> (model::RunRecord, PathBuf) {
    let record = rich::run(seed);
    let path = gathered(store, &record).folder().join("journal.ndjson");
    (record, path)
}

#[test]
fn a_run_is_taken_up_with_every_row_and_note_it_had() {
    let (_folder, store) = results();
    let mut record = rich::run(0);
    let mut journal = store.begin(&record.header, &record.machine, &[note("settings")]).unwrap();
    let all = rows(&record);
    let (first, second) = all.split_at(all.len() / 2);
    journal.append(first).unwrap();
    journal.append(&[note("calibrated")]).unwrap();
    drop(journal);

    let listed = store.partial().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0].run, &listed[0].started), (&record.header.run, &record.header.started_utc));
    let (mut journal, so_far, notes) = store.resume(&record.header.run).unwrap();
    assert_eq!(rows(&so_far), first);
    assert_eq!((&so_far.header, &so_far.machine), (&record.header, &record.machine));
    assert_eq!(notes.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["settings", "calibrated"]);
    assert_eq!(notes[1].1, json!({ "loops": 7 }));

    journal.append(second).unwrap();
    drop(journal);
    let (journal, again, _) = store.resume(&record.header.run).unwrap();
    // What is judged from the rows is judged anew.
    record.verdicts.clear();
    record.outcomes.clear();
    record.power.clear();
    assert_eq!(again, record);
    journal.finish(&again, "").unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
    assert_eq!(store.partial().unwrap(), []);
}

#[test]
fn wherever_a_kill_tears_the_journal_whole_appends_are_left_and_nothing_else() {
    let (_folder, store) = results();
    let record = rich::run(1);
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    let path = journal.folder().join("journal.ndjson");
    let all = rows(&record);
    // The length of the file after each append, and how many rows it has then.
    let mut whole = vec![(fs::metadata(&path).unwrap().len(), 0)];
    for (number, round) in all.chunks(5).enumerate() {
        journal.append(round).unwrap();
        whole.push((fs::metadata(&path).unwrap().len(), (number * 5 + round.len()).min(all.len())));
    }
    drop(journal);
    let bytes = fs::read(&path).unwrap();
    let beginning = whole[0].0 as usize;
    for cut in (beginning..bytes.len()).step_by(97).chain(beginning..beginning + 300) {
        fs::write(&path, &bytes[..cut]).unwrap();
        let expected = whole.iter().rev().find(|(length, _)| *length <= cut as u64).unwrap().1;
        let (mut journal, so_far, _) = store.resume(&record.header.run).unwrap();
        assert_eq!(rows(&so_far).len(), expected, "cut at {cut} of {}", bytes.len());
        // The next append begins on a line of its own.
        journal.append(&[note("after")]).unwrap();
        assert_eq!(store.resume(&record.header.run).unwrap().2.len(), 1);
    }
}

#[test]
fn an_append_of_nothing_writes_nothing() {
    let (_folder, store) = results();
    let record = rich::run(1);
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    let path = journal.folder().join("journal.ndjson");
    let before = fs::read(&path).unwrap();
    journal.append(&[]).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_broken_line_in_the_middle_is_named_and_not_skipped() {
    let (_folder, store) = results();
    let (record, path) = partial(&store, 1);
    let text = fs::read_to_string(&path).unwrap();
    for broken in
        ["[{\"sample\": {\"wall\": 1}}]", "garbage", "[null]", "", "{\"note\": 1}", "[{\"nothing\": 1}]"]
    {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[2] = broken;
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        for error in [store.partial().unwrap_err(), store.resume(&record.header.run).unwrap_err()] {
            assert!(matches!(error, Error::Journal { line: 3, .. }), "{error}");
            says(&error, &path, &["line 3", "give this partial run up"]);
        }
    }
    let mut bytes = text.into_bytes();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[end + 20] = 0xff;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(store.partial().unwrap_err(), Error::Journal { line: 2, .. }));
}

#[test]
fn a_journal_has_one_beginning() {
    let (_folder, store) = results();
    let (_, path) = partial(&store, 1);
    let text = fs::read_to_string(&path).unwrap();
    let first = text.lines().next().unwrap();
    fs::write(&path, format!("{first}\n{first}\n")).unwrap();
    says(&store.partial().unwrap_err(), &path, &["line 2", "second run"]);
    fs::write(&path, "[]\n[{\"note\": {\"key\": \"a\", \"value\": 1}}]\n").unwrap();
    says(&store.partial().unwrap_err(), &path, &["line 2", "must begin the run"]);
}

#[test]
fn a_journal_of_a_newer_touchstone_is_refused() {
    let (_folder, store) = results();
    let (_, path) = partial(&store, 1);
    let text = fs::read_to_string(&path).unwrap();
    let newer = text.replacen(&format!("\"schema\":{}", results::SCHEMA), "\"schema\":99", 1);
    assert_ne!(newer, text);
    fs::write(&path, newer).unwrap();
    let error = store.partial().unwrap_err();
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    says(&error, &path, &["update it"]);
}

#[test]
fn numbers_that_json_cannot_say_are_refused_before_they_break_the_journal() {
    let (_folder, store) = results();
    let record = rich::run(1);
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    let mut metric = record.metrics[0].clone();
    metric.value = f64::NAN;
    let error = journal.append(&[Row::Metric(metric.clone())]).unwrap_err().to_string();
    assert!(error.contains(metric.metric.as_str()) && error.contains(metric.variant.as_str()), "{error}");
    let mut check = record.checks[0].clone();
    check.check.error = Some(f64::INFINITY);
    assert!(matches!(journal.append(&[Row::Check(check)]).unwrap_err(), Error::NotFinite { .. }));
    assert_eq!(rows(&store.resume(&record.header.run).unwrap().1), []);
}

#[test]
fn what_was_killed_before_its_first_line_is_swept_away_and_nothing_else_is() {
    let (_folder, store) = results();
    let (record, path) = partial(&store, 1);
    let runs = store.root().join("runs");
    for (name, journal) in [("empty", None), ("torn", Some("[{\"begin\": {\"sch")), ("zero", Some(""))] {
        let folder = runs.join(format!(".tmp-{name}"));
        fs::create_dir(&folder).unwrap();
        if let Some(text) = journal {
            fs::write(folder.join("journal.ndjson"), text).unwrap();
        }
    }
    let foreign = runs.join(".tmp-foreign");
    fs::create_dir(&foreign).unwrap();
    fs::File::create(foreign.join("precious")).unwrap().write_all(b"data").unwrap();
    let lock = store.lock().unwrap();
    store.sweep(&lock).unwrap();
    let left: Vec<_> =
        [".tmp-empty", ".tmp-torn", ".tmp-zero"].iter().filter(|name| runs.join(name).exists()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(foreign.join("precious").exists() && path.exists());
    fs::remove_dir_all(foreign).unwrap();
    assert_eq!(store.partial().unwrap()[0].run, record.header.run);
}

#[test]
fn a_partial_run_can_be_given_up_and_nothing_outside_can() {
    let (_folder, store) = results();
    let (record, path) = partial(&store, 1);
    let whole = crate::stored(&store, &rich::run(2));
    for name in ["", "..", "../..", "/", "x/../../runs", &rich::run(2).header.run] {
        let error = store.discard(name).unwrap_err();
        assert!(matches!(error, Error::NoSuchRun { .. }), "{name}: {error}");
    }
    let near = &record.header.run[..record.header.run.len() - 1];
    let error = store.resume(near).unwrap_err().to_string();
    assert!(error.contains(&format!("did you mean `{}`", record.header.run)), "{error}");
    store.discard(&record.header.run).unwrap();
    assert!(!path.exists() && whole.exists());
    assert_eq!(store.partial().unwrap(), []);
}
