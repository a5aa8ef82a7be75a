//! Many runs read at once, and a run that is watched while it is gathered.

use std::{thread, time::Duration};

use model::RunRecord;
use results::{Row, With, text_hash};

use crate::{results, rich, stored};

/// What a page needs of a run.
fn without_rows(record: &RunRecord, with: With) -> RunRecord {
    let mut judged = RunRecord::new(record.header.clone(), record.machine.clone());
    judged.verdicts.clone_from(&record.verdicts);
    if with == With::Checks {
        judged.checks.clone_from(&record.checks);
    }
    judged
}

#[test]
fn what_was_claimed_and_found_is_the_same_as_read_run_by_run() {
    let (_folder, store) = results();
    assert!(store.judged(With::Checks).unwrap().is_empty());
    for seed in 0..7 {
        let mut record = rich::run(seed);
        // A fingerprint is of one machine.
        record.machine.fingerprint = seed.to_string();
        stored(&store, &record);
    }
    for with in [With::Verdicts, With::Checks] {
        let judged = store.judged(with).unwrap();
        let names: Vec<String> = judged.iter().map(|(record, _)| record.header.run.clone()).collect();
        let listed: Vec<String> = store.runs().unwrap().into_iter().map(|entry| entry.run).collect();
        assert_eq!(names, listed, "the newest first");
        for (record, accepted) in judged {
            assert!(!accepted);
            let whole = store.read(&record.header.run).unwrap();
            assert!(record == without_rows(&whole, with), "{}", record.header.run);
        }
    }
}

#[test]
fn every_run_has_its_own_declarations_whoever_else_has_the_same_hash() {
    let (_folder, store) = results();
    // Whatever is read together has two runs of one declaration, and two that have one hash and not one declaration.
    for number in 0..4 * thread::available_parallelism().unwrap().get() {
        let mut record = rich::plain(&format!("20260101T{number:06}Z-a"), 4);
        for pin in &mut record.header.experiments {
            let is_honest = number % 4 < 2;
            pin.source_hash = format!("sources {number}");
            pin.declaration.title = if is_honest { "the same".to_owned() } else { format!("of {number}") };
            let own = text_hash(&serde_json::to_string(&pin.declaration).unwrap());
            pin.declaration_hash = if is_honest { own } else { "0123abcd".to_owned() };
        }
        stored(&store, &record);
    }
    for (record, _) in store.judged(With::Verdicts).unwrap() {
        assert!(!record.header.experiments.is_empty());
        let whole = store.read(&record.header.run).unwrap();
        assert!(record == without_rows(&whole, With::Verdicts), "{}", record.header.run);
    }
}

#[test]
fn a_watch_sees_what_is_appended_and_that_a_run_is_over() {
    let (_folder, store) = results();
    let record = rich::plain("20260101T000000Z-a", 8);
    let mut watch = store.watch();
    assert!(watch.look().unwrap().is_none());
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    assert!(watch.look().unwrap().unwrap().record.samples.is_empty());
    for sample in &record.samples {
        journal.append(&[Row::Sample(sample.clone())]).unwrap();
    }
    let going = watch.look().unwrap().unwrap();
    assert_eq!(going.record.samples, record.samples);
    assert!(going.notes.is_empty());
    journal.append(&[Row::Note { key: "settings".to_owned(), value: 1.into() }]).unwrap();
    assert_eq!(watch.look().unwrap().unwrap().notes.len(), 1);
    journal.finish(&record, "summary\n").unwrap();
    assert!(watch.look().unwrap().is_none());
}

#[test]
fn who_measures_is_told_without_touching_the_lock() {
    let (_folder, store) = results();
    assert!(!store.is_measuring());
    let lock = store.lock().unwrap();
    assert!(store.is_measuring(), "this process holds it");
    drop(lock);
    // A process that another test is just starting holds a copy of every open file until it runs its own program.
    let is_free = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(10));
        store.lock().is_ok()
    });
    assert!(is_free, "asking has not taken it");
}
