//! What is stored comes back, whatever happens in between.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod accept;
mod arrivals;
mod broken_files;
mod chance;
mod export;
mod finish;
mod git;
mod hash;
mod history;
mod journal;
mod judged;
mod killed;
mod lock;
mod pin;
mod query;
mod readme;
mod repository;
mod rich;
mod round_trip;
mod store;
mod versions;
mod worktree;

use std::path::{Path, PathBuf};

use model::RunRecord;
use results::{Journal, Row, Store};
use tempfile::TempDir;

/// A results folder that is gone when the test is.
fn results() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("results")).unwrap();
    (folder, store)
}

/// Stores a run like the runner does: in rounds, then whole.
fn stored(store: &Store, record: &RunRecord) -> PathBuf {
    gathered(store, record).finish(record, "# Summary\n").unwrap()
}

/// A run that is gathered and not yet whole.
fn gathered(store: &Store, record: &RunRecord) -> Journal {
    let mut journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    for round in rows(record).chunks(7) {
        journal.append(round).unwrap();
    }
    journal
}

/// Everything of a run that goes through its journal.
fn rows(record: &RunRecord) -> Vec<Row> {
    let samples = record.samples.iter().cloned().map(Row::Sample);
    let metrics = record.metrics.iter().cloned().map(Row::Metric);
    let checks = record.checks.iter().cloned().map(Row::Check);
    let spans = record.spans.iter().cloned().map(Row::Span);
    let host = record.host.iter().cloned().map(|row| Row::Host(Box::new(row)));
    let failures = record.failures.iter().cloned().map(Row::Failure);
    samples.chain(metrics).chain(checks).chain(spans).chain(host).chain(failures).collect()
}

/// The error names the file, and the words that lead out are there.
#[track_caller]
fn says(error: &results::Error, path: &Path, words: &[&str]) {
    let text = error.to_string();
    assert!(text.contains(&path.display().to_string()), "{} is not named in: {text}", path.display());
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}
