//! A harness that is killed outright, as by `kill -9` or the out-of-memory killer.

use std::{
    env, fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use results::{Error, Row, Store};

use crate::{results, rich, rows};

const ROOT: &str = "RESULTS_TEST_ROOT";

/// Appends for ever, until it is killed.
fn victim(root: &Path) {
    let store = Store::open(root).unwrap();
    let _lock = store.lock().unwrap();
    let record = rich::run(1);
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    for round in 0.. {
        let mut rows = rows(&record);
        rows.push(Row::Note { key: "round".to_owned(), value: round.into() });
        journal.append(&rows).unwrap();
    }
}

/// The victim, once its journal has a few rounds.
fn started(store: &Store) -> Child {
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::a_killed_run_is_taken_up_with_whole_rounds"])
        .env(ROOT, store.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let journal =
        store.root().join("runs").join(format!(".tmp-{}", rich::run(1).header.run)).join("journal.ndjson");
    let begun = Instant::now();
    while fs::metadata(&journal).map_or(0, |file| file.len()) < 100_000 {
        assert!(begun.elapsed() < Duration::from_mins(1), "the victim writes nothing");
        thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn a_killed_run_is_taken_up_with_whole_rounds() {
    // The tests of this file start this one again, in a process that they can kill.
    if let Some(root) = env::var_os(ROOT) {
        return victim(root.as_ref());
    }
    let (_folder, store) = results();
    let mut child = started(&store);
    child.kill().unwrap();
    child.wait().unwrap();
    let record = rich::run(1);
    assert_eq!(store.runs().unwrap(), []);
    let (journal, so_far, notes) = store.resume(&record.header.run).unwrap();
    assert!(!notes.is_empty());
    assert_eq!(so_far.samples.len(), notes.len() * record.samples.len());
    assert_eq!(so_far.failures.len(), notes.len() * record.failures.len());
    journal.finish(&so_far, "").unwrap();
    assert_eq!(store.read("latest").unwrap(), so_far);
}

#[test]
fn the_lock_names_who_has_it_and_falls_with_its_process() {
    let (_folder, store) = results();
    let mut child = started(&store);
    let error = store.lock().unwrap_err();
    assert!(matches!(error, Error::Locked { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains(&format!("process {} since 2", child.id())), "{text}");
    assert!(text.contains("Wait for it, or stop it"), "{text}");
    child.kill().unwrap();
    child.wait().unwrap();
    store.lock().unwrap();
}
