//! A run becomes whole at one moment, and never in place of another.

use std::fs;

use results::Error;

use crate::{gathered, results, rich, says, stored};

#[test]
fn a_run_that_is_gathered_is_not_listed() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let journal = gathered(&store, &record);
    // As far as a kill may have come.
    fs::copy(stored_elsewhere().join("run.parquet"), journal.folder().join("run.parquet")).unwrap();
    assert_eq!(store.runs().unwrap(), []);
    assert!(store.read(&record.header.run).is_err() && store.read("latest").is_err());
    assert_eq!(store.query("SELECT count(*) AS n FROM samples", 10).unwrap().to_json()[0]["n"], 0);
    let folder = journal.finish(&record, "").unwrap();
    assert_eq!(store.runs().unwrap()[0].folder, folder);
    assert!(!folder.join("journal.ndjson").exists() && !folder.join(".journal-done").exists());
}

fn stored_elsewhere() -> std::path::PathBuf {
    let (folder, store) = results();
    let whole = stored(&store, &rich::run(0));
    let _ = folder.keep();
    whole
}

#[test]
fn a_run_is_never_replaced() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let journal = gathered(&store, &record);
    let error = store.begin(&record.header, &record.machine, &[]).unwrap_err();
    assert!(matches!(error, Error::Exists(_)), "{error}");
    says(&error, journal.folder(), &["exists already"]);

    let whole = store.root().join("runs").join(&record.header.run);
    fs::create_dir(&whole).unwrap();
    fs::write(whole.join("precious"), "data").unwrap();
    let error = journal.finish(&record, "").unwrap_err();
    assert!(matches!(error, Error::Exists(_)), "{error}");
    says(&error, &whole, &["never replaced"]);
    assert_eq!(fs::read_to_string(whole.join("precious")).unwrap(), "data");
    assert!(matches!(store.begin(&record.header, &record.machine, &[]).unwrap_err(), Error::Exists(_)));

    // Nothing is lost: with the other folder out of the way it is taken up and finished.
    fs::remove_dir_all(&whole).unwrap();
    let (journal, so_far, _) = store.resume(&record.header.run).unwrap();
    assert_eq!(so_far.samples, record.samples);
    journal.finish(&record, "").unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
}

#[test]
fn wherever_a_kill_stops_it_the_run_is_partial_or_whole() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let partial = gathered(&store, &record).folder().to_owned();
    let lock = store.lock().unwrap();

    // Between the two renames: the journal has its second name.
    fs::rename(partial.join("journal.ndjson"), partial.join(".journal-done")).unwrap();
    assert_eq!(store.partial().unwrap().len(), 1);
    assert!(partial.join(".journal-done").exists(), "looking changes nothing");
    store.sweep(&lock).unwrap();
    assert_eq!(store.partial().unwrap().len(), 1);
    fs::rename(partial.join("journal.ndjson"), partial.join(".journal-done")).unwrap();
    let (journal, so_far, _) = store.resume(&record.header.run).unwrap();
    assert_eq!(so_far.samples, record.samples);
    let whole = journal.finish(&record, "").unwrap();

    // After the rename, before the journal is removed.
    fs::write(whole.join(".journal-done"), "[]\n").unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
    assert_eq!(store.partial().unwrap(), []);
    store.sweep(&lock).unwrap();
    assert!(!whole.join(".journal-done").exists());
    assert_eq!(store.read("latest").unwrap(), record);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_journal_is_kept_and_the_way_on_is_named() {
    let (_folder, store) = results();
    let record = rich::run(0);
    for full in ["samples.parquet", "verdicts.parquet", "summary.md"] {
        let journal = if store.partial().unwrap().is_empty() {
            gathered(&store, &record)
        } else {
            store.resume(&record.header.run).unwrap().0
        };
        let path = journal.folder().join(full);
        let _ = fs::remove_file(&path);
        std::os::unix::fs::symlink("/dev/full", &path).unwrap();
        let error = journal.finish(&record, "words").unwrap_err();
        says(&error, &path, &["No space left", "make room", "--resume"]);
        assert_eq!(store.runs().unwrap(), []);
        fs::remove_file(&path).unwrap();
    }
    let (journal, so_far, _) = store.resume(&record.header.run).unwrap();
    assert_eq!(so_far.samples, record.samples);
    journal.finish(&record, "").unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
}
