//! Accepted references are copies that git keeps.

use std::fs;

use results::Error;

use crate::{results, rich, says, stored};

const NOW: &str = "2026-02-03T04:05:06Z";

#[test]
fn an_accepted_run_is_read_from_its_copy_and_counts_once() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let own = stored(&store, &record);
    fs::create_dir(own.join("logs")).unwrap();
    fs::write(own.join("logs/1.log"), "a panic").unwrap();
    let copy = store.accept("latest", "the machine room is quiet\n", NOW.parse().unwrap()).unwrap();
    assert_eq!(copy, store.root().join("accepted").join("linux-x86_64.test").join(&record.header.run));
    let words = fs::read_to_string(copy.join("accepted.md")).unwrap();
    assert_eq!(words, "Accepted 2026-02-03T04:05:06Z, because: the machine room is quiet\n");
    assert!(!copy.join("logs").exists());
    let listed = store.runs().unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].accepted && listed[0].folder == copy);
    let counted = store.query("SELECT count(*) AS n FROM run", 1).unwrap().to_json();
    assert_eq!(counted[0]["n"], record.header.experiments.len().max(1));
    fs::remove_dir_all(own).unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
}

#[test]
fn a_run_is_accepted_once() {
    let (_folder, store) = results();
    stored(&store, &rich::run(0));
    let copy = store.accept("latest", "a", NOW.parse().unwrap()).unwrap();
    let error = store.accept("latest", "b", NOW.parse().unwrap()).unwrap_err();
    assert!(matches!(error, Error::Exists(_)));
    says(&error, &copy, &["exists already"]);
    assert!(fs::read_to_string(copy.join("accepted.md")).unwrap().ends_with("because: a\n"));
}

#[test]
fn a_copy_that_was_killed_is_begun_again() {
    let (_folder, store) = results();
    let record = rich::run(0);
    stored(&store, &record);
    let class = store.root().join("accepted/linux-x86_64.test");
    let torn = class.join(format!(".tmp-{}", record.header.run));
    fs::create_dir_all(&torn).unwrap();
    fs::write(torn.join("samples.parquet"), "half").unwrap();
    assert!(!store.runs().unwrap()[0].accepted);
    store.accept("latest", "a", NOW.parse().unwrap()).unwrap();
    assert!(store.runs().unwrap()[0].accepted && !torn.exists());
    assert_eq!(store.read("latest").unwrap(), record);
}

#[test]
fn what_cannot_be_read_cannot_be_accepted() {
    let (_folder, store) = results();
    let file = stored(&store, &rich::run(0)).join("samples.parquet");
    fs::write(&file, "garbage").unwrap();
    says(&store.accept("latest", "a", NOW.parse().unwrap()).unwrap_err(), &file, &["cannot be read"]);
    assert!(!store.root().join("accepted").exists());
}
