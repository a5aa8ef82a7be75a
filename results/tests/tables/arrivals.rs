//! Runs that were measured elsewhere come in whole, once, and never in place of another.

use std::{fs, os::unix::fs::symlink, path::PathBuf};

use results::{Arrival, Arrived, Error, Store};

use crate::{results, rich, says, stored};

/// A run that lies in another results folder, with a log, a link, and something hidden.
fn elsewhere() -> (tempfile::TempDir, Store, PathBuf) {
    let (folder, store) = results();
    let run = stored(&store, &rich::run(0));
    fs::create_dir(run.join("logs")).unwrap();
    fs::write(run.join("logs/1.log"), "a panic").unwrap();
    symlink("/etc/hostname", run.join("logs/2.log")).unwrap();
    fs::write(run.join(".hidden"), "not of a run").unwrap();
    fs::write(run.join("summary.md"), "everything is confirmed").unwrap();
    (folder, store, run)
}

fn take_in(into: &Store, run: &std::path::Path) -> Result<Arrival, Error> {
    let record = Arrived::read(run.file_name().unwrap().to_str().unwrap(), run)?;
    into.take_in(&record, run, "made from its tables", &into.lock()?)
}

#[test]
fn a_run_comes_in_with_its_logs_and_a_summary_of_its_tables() {
    let (_away, _, run) = elsewhere();
    let (_folder, store) = results();
    let Arrival::New(here) = take_in(&store, &run).unwrap() else { panic!("it was not here") };
    assert_eq!(store.read("latest").unwrap(), rich::run(0));
    assert_eq!(fs::read_to_string(here.join("summary.md")).unwrap(), "made from its tables");
    assert_eq!(
        fs::read(here.join("declarations.json")).unwrap(),
        fs::read(run.join("declarations.json")).unwrap()
    );
    assert_eq!(fs::read_to_string(here.join("logs/1.log")).unwrap(), "a panic");
    assert!(!here.join("logs/2.log").exists(), "a link leads to a file of this machine");
    assert!(!here.join(".hidden").exists());
    assert_eq!(take_in(&store, &run).unwrap(), Arrival::Known(here));
    assert_eq!(store.runs().unwrap().len(), 1);
}

#[test]
fn another_run_of_the_same_name_replaces_nothing() {
    let (_away, _, run) = elsewhere();
    let (_folder, store) = results();
    let mut other = rich::run(0);
    other.samples.pop();
    let own = stored(&store, &other);
    let error = take_in(&store, &run).unwrap_err();
    assert!(matches!(error, Error::Exists(_)));
    says(&error, &own, &["exists already"]);
    assert_eq!(store.read("latest").unwrap(), other);
}

#[test]
fn what_a_kill_left_of_a_copy_is_no_run_and_goes() {
    let (_away, _, run) = elsewhere();
    let (_folder, store) = results();
    let torn = store.root().join("runs").join(format!(".arriving-{}", rich::run(0).header.run));
    fs::create_dir(&torn).unwrap();
    fs::write(torn.join("samples.parquet"), "half").unwrap();
    assert!(store.runs().unwrap().is_empty() && store.partial().unwrap().is_empty());
    take_in(&store, &run).unwrap();
    assert!(!torn.exists());
    assert_eq!(store.read("latest").unwrap(), rich::run(0));
}

#[test]
fn a_folder_named_like_another_run_is_refused() {
    let (_away, store, run) = elsewhere();
    let renamed = run.with_file_name("another");
    fs::rename(&run, &renamed).unwrap();
    let error = Arrived::read("another", &renamed).unwrap_err();
    says(&error, &renamed.join("run.parquet"), &["its folder is called another"]);
    let arrived = Arrived::of(store.root()).unwrap();
    assert_eq!(arrived.whole.len(), 1);
    assert_eq!(Arrived::of(&renamed).unwrap(), arrived, "the run itself may be named");
    assert_eq!(Arrived::of(&store.root().join("runs")).unwrap(), arrived, "and so may its folder");
}

#[test]
fn a_pack_is_remembered_once() {
    let (_folder, store) = results();
    assert!(store.packs().unwrap().is_empty());
    store.keep_pack("{ \"one\": 1 }").unwrap();
    store.keep_pack("{ \"one\": 1 }").unwrap();
    store.keep_pack("{ \"two\": 2 }").unwrap();
    let mut texts: Vec<String> = store.packs().unwrap().into_iter().map(|(_, text)| text).collect();
    texts.sort();
    assert_eq!(texts, ["{ \"one\": 1 }", "{ \"two\": 2 }"]);
    assert!(store.runs().unwrap().is_empty() && store.partial().unwrap().is_empty());
}
