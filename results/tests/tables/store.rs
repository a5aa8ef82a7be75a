//! Finding runs, and folders that cannot be results folders.

use std::fs;

use results::{Error, Store};

use crate::{results, rich, says, stored};

#[test]
fn runs_are_listed_newest_first_with_what_people_ask_first() {
    let (_folder, store) = results();
    let mut records: Vec<_> = [4, 0, 9].map(rich::run).into();
    for record in &records {
        stored(&store, record);
    }
    records.sort_by(|a, b| b.header.run.cmp(&a.header.run));
    let listed = store.runs().unwrap();
    assert_eq!(listed.len(), 3);
    for (entry, record) in listed.iter().zip(&records) {
        assert_eq!(entry.run, record.header.run);
        assert_eq!(entry.folder, store.root().join("runs").join(&entry.run));
        assert_eq!(entry.started, record.header.started_utc);
        assert_eq!(entry.commit, record.header.pin.commit);
        assert_eq!(entry.dirty, record.header.pin.dirty);
        assert_eq!(entry.class, record.machine.class);
        assert!(!entry.accepted);
        assert_eq!(store.header(entry).unwrap(), record.header);
    }
}

#[test]
fn a_run_is_found_by_its_name_by_a_beginning_of_it_and_as_the_latest() {
    let (_folder, store) = results();
    for run in ["20260101T000000Z-a-x-1", "20260102T000000Z-b-x-2", "20260102T000000Z-b-x-22"] {
        stored(&store, &rich::plain(run, 1));
    }
    let found = |run: &str| store.read(run).map(|record| record.header.run);
    assert_eq!(found("latest").unwrap(), "20260102T000000Z-b-x-22");
    assert_eq!(found("20260101").unwrap(), "20260101T000000Z-a-x-1");
    assert_eq!(found("20260102T000000Z-b-x-2").unwrap(), "20260102T000000Z-b-x-2", "whole names come first");
    let many = found("20260102").unwrap_err();
    assert!(matches!(many, Error::NoSuchRun { .. }));
    says(&many, store.root(), &["2 runs begin so", "say more"]);
    let near = found("20260101T000000Z-a-y-1").unwrap_err();
    says(&near, store.root(), &["did you mean `20260101T000000Z-a-x-1`?"]);
    let far = found("nonsense").unwrap_err();
    says(&far, store.root(), &["the latest is `20260102T000000Z-b-x-22`"]);
    assert!(found("").is_err());
}

#[test]
fn before_the_first_run_it_is_said_how_to_get_one() {
    let (_folder, store) = results();
    says(&store.read("latest").unwrap_err(), store.root(), &["`touchstone run` makes one"]);
    assert_eq!(store.runs().unwrap(), []);
}

#[test]
fn a_file_where_the_folder_should_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("results");
    fs::write(&file, "").unwrap();
    says(
        &Store::open(&file).unwrap_err(),
        &file.join("runs"),
        &["a file where a folder must be", "--results"],
    );
    let root = folder.path().join("other");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("runs"), "").unwrap();
    says(&Store::open(&root).unwrap_err(), &root.join("runs"), &["a file where a folder must be"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_with_the_way_out() {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    if rustix::process::geteuid().is_root() {
        writeln!(std::io::stderr(), "skipped: a folder that cannot be written; root may write everywhere")
            .unwrap();
        return;
    }
    let (folder, store) = results();
    let read_only =
        |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    read_only(folder.path(), 0o555);
    let root = folder.path().join("other");
    says(&Store::open(&root).unwrap_err(), &root, &["make the folder writable", "--results"]);
    read_only(folder.path(), 0o755);
    let runs = store.root().join("runs");
    read_only(&runs, 0o555);
    let record = rich::run(0);
    says(
        &store.begin(&record.header, &record.machine, &[]).unwrap_err(),
        &runs,
        &["make the folder writable"],
    );
    read_only(&runs, 0o755);
}

#[test]
fn a_folder_that_is_no_run_is_named_when_it_is_met() {
    let (_folder, store) = results();
    stored(&store, &rich::run(0));
    let notes = store.root().join("runs/notes");
    fs::create_dir(&notes).unwrap();
    let error = store.runs().unwrap_err();
    says(&error, &notes.join("run.parquet"), &["missing", "move its run folder out"]);
    // It stops nobody from reading another run by name.
    assert!(store.read(&rich::run(0).header.run).is_ok());
}

#[test]
fn names_of_runs_are_folder_names_that_sort_by_time() {
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let name = results::new_run_id(
        at("2026-01-02T03:04:05.9Z"),
        Some("0123456789abcdef"),
        "linux-x86_64.xeon/6 ö",
        0xab,
    );
    assert_eq!(name, "20260102T030405.900Z-01234567-linux-x86_64.xeon_6__-000000ab");
    let bare = results::new_run_id(at("2026-01-02T03:04:05Z"), None, "", 1);
    assert_eq!(bare, "20260102T030405.000Z-nocommit-_-00000001");
    assert!(results::new_run_id(at("2026-01-02T03:04:05.901Z"), None, "a", 0) > name);
}
