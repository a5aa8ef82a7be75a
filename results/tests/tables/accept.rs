//! Accepted references are copies that git keeps.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::{RunKind, RunRecord, Side};
use results::{Acceptance, Error, Store};

use crate::{results, rich, says, stored};

const NOW: &str = "2026-02-03T04:05:06Z";
const SOMEBODY: &str = "Somebody <somebody@example.org>";

#[test]
fn an_accepted_run_is_read_from_its_copy_and_counts_once() {
    let (_folder, store) = results();
    let record = rich::run(0);
    let own = stored(&store, &record);
    fs::create_dir(own.join("logs")).unwrap();
    fs::write(own.join("logs/1.log"), "a panic").unwrap();
    let copy = store.accept(SOMEBODY, "latest", "the machine room is quiet\n", NOW.parse().unwrap()).unwrap();
    assert_eq!(copy, store.root().join("accepted").join("linux-x86_64.test").join(&record.header.run));
    let words = fs::read_to_string(copy.join("accepted.md")).unwrap();
    assert_eq!(
        words,
        "Accepted 2026-02-03T04:05:06Z, because: the machine room is quiet\n\nAccepted by: Somebody \
         <somebody@example.org>\n\nReplaces: none\n"
    );
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
fn a_folder_is_looked_at_without_being_made_and_without_runs_that_are_no_reference() {
    let (folder, store) = results();
    let nowhere = folder.path().join("nowhere");
    says(&Store::look(&nowhere).unwrap_err(), &nowhere, &[]);
    assert!(!nowhere.exists());
    let first = rich::run(0);
    accepted(&store, &first, 1);
    stored(&store, &rich::run(1));
    let looked = Store::look(store.root()).unwrap();
    assert_eq!(looked.runs().unwrap().len(), 2);
    let runs = looked.only_accepted().runs().unwrap();
    assert_eq!(runs.iter().map(|entry| entry.run.as_str()).collect::<Vec<_>>(), [first.header.run.as_str()]);
}

#[test]
fn a_run_is_accepted_once() {
    let (_folder, store) = results();
    stored(&store, &rich::run(0));
    let copy = store.accept("unknown", "latest", "a", NOW.parse().unwrap()).unwrap();
    let error = store.accept("unknown", "latest", "b", NOW.parse().unwrap()).unwrap_err();
    assert!(matches!(error, Error::Exists(_)));
    says(&error, &copy, &["exists already"]);
    assert!(fs::read_to_string(copy.join("accepted.md")).unwrap().contains("because: a\n"));
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
    store.accept("unknown", "latest", "a", NOW.parse().unwrap()).unwrap();
    assert!(store.runs().unwrap()[0].accepted && !torn.exists());
    assert_eq!(store.read("latest").unwrap(), record);
}

#[test]
fn what_cannot_be_read_cannot_be_accepted() {
    let (_folder, store) = results();
    let file = stored(&store, &rich::run(0)).join("samples.parquet");
    fs::write(&file, "garbage").unwrap();
    says(
        &store.accept("unknown", "latest", "a", NOW.parse().unwrap()).unwrap_err(),
        &file,
        &["cannot be read"],
    );
    assert!(!store.root().join("accepted").exists());
}

/// A plain run of some experiments on a class of machines.
fn run_of(name: &str, class: &str, experiments: &[&str]) -> RunRecord {
    let mut record = rich::plain(name, 4);
    class.clone_into(&mut record.machine.class);
    let pin = record.header.experiments[0].clone();
    record.header.experiments = experiments
        .iter()
        .map(|experiment| model::ExperimentPin {
            experiment: rich::name(experiment),
            side: Side::Head,
            ..pin.clone()
        })
        .collect();
    record
}

/// Stores a run and accepts it on a day of February.
fn accepted(store: &Store, record: &RunRecord, day: u32) -> PathBuf {
    stored(store, record);
    let now = format!("2026-02-{day:02}T00:00:00Z").parse().unwrap();
    store.accept(SOMEBODY, &record.header.run, "it is good", now).unwrap()
}

#[test]
fn who_accepted_when_why_and_instead_of_what_is_kept() {
    let (_folder, store) = results();
    let first = run_of("20260101T000000Z-a", "small.vm", &["geo-nearest", "lp-years"]);
    let second = run_of("20260102T000000Z-b", "small.vm", &["lp-years", "arc-objects"]);
    assert_eq!(
        store.root().join("accepted").join("small.vm").join("20260101T000000Z-a"),
        accepted(&store, &first, 1)
    );
    accepted(&store, &second, 2);
    let expected = |day: u32, replaces: Option<&str>| Acceptance {
        author: SOMEBODY.to_owned(),
        accepted_utc: format!("2026-02-{day:02}T00:00:00Z"),
        because: "it is good".to_owned(),
        replaces: replaces.map(str::to_owned),
    };
    assert_eq!(store.acceptance("20260101").unwrap(), Some(expected(1, None)));
    assert_eq!(store.acceptance("20260102").unwrap(), Some(expected(2, Some("20260101T000000Z-a"))));
    stored(&store, &run_of("20260103T000000Z-c", "small.vm", &["lp-years"]));
    assert_eq!(store.acceptance("latest").unwrap(), None);
}

#[test]
fn the_reference_is_of_the_same_class_and_holds_the_experiment() {
    let (_folder, store) = results();
    let reference = |class: &str, experiment: &str| {
        let found = store.accepted_for(class, &rich::name(experiment)).unwrap();
        found.map(|record| record.header.run)
    };
    assert_eq!(reference("small.vm", "lp-years"), None);
    assert!(store.accepted_classes().unwrap().is_empty());
    // Two classes whose folders have the same name.
    accepted(&store, &run_of("20260101T000000Z-a", "xeon 6", &["lp-years"]), 1);
    accepted(&store, &run_of("20260102T000000Z-b", "xeon_6", &["lp-years"]), 2);
    accepted(&store, &run_of("20260103T000000Z-c", "small.vm", &["lp-years", "2d"]), 3);
    stored(&store, &run_of("20260104T000000Z-d", "small.vm", &["arc-objects"]));
    assert_eq!(store.accepted_classes().unwrap(), ["small.vm", "xeon 6", "xeon_6"]);
    assert_eq!(reference("xeon 6", "lp-years").as_deref(), Some("20260101T000000Z-a"));
    assert_eq!(reference("xeon_6", "lp-years").as_deref(), Some("20260102T000000Z-b"));
    assert_eq!(reference("small.vm", "2d").as_deref(), Some("20260103T000000Z-c"));
    assert_eq!(reference("small.vm", "arc-objects"), None, "a run that nobody accepted is no reference");
    let whole = run_of("20260103T000000Z-c", "small.vm", &["lp-years", "2d"]);
    assert_eq!(store.accepted_for("small.vm", &rich::name("2d")).unwrap(), Some(whole));
}

#[test]
fn going_back_to_an_older_run_makes_that_the_reference() {
    let (_folder, store) = results();
    let older = run_of("20260101T000000Z-older", "small.vm", &["lp-years"]);
    accepted(&store, &run_of("20260105T000000Z-newer", "small.vm", &["lp-years"]), 6);
    accepted(&store, &older, 9);
    assert_eq!(store.accepted_for("small.vm", &rich::name("lp-years")).unwrap(), Some(older));
    let acceptance = store.acceptance("20260101").unwrap().unwrap();
    assert_eq!(acceptance.replaces.as_deref(), Some("20260105T000000Z-newer"));
}

#[test]
fn each_workload_has_the_run_that_timed_it_and_was_accepted_last() {
    let (_folder, store) = results();
    let of = |name: &str, workloads: &[&str]| {
        let mut record = run_of(name, "small.vm", &["lp-years"]);
        let row = model::SampleRow { experiment: rich::name("lp-years"), ..record.samples[0].clone() };
        record.samples = workloads
            .iter()
            .map(|workload| model::SampleRow { workload: rich::name(workload), ..row.clone() })
            .collect();
        record
    };
    accepted(&store, &of("20260101T000000Z-a", &["small", "full"]), 1);
    accepted(&store, &of("20260102T000000Z-b", &["large"]), 2);
    accepted(&store, &of("20260103T000000Z-c", &["full"]), 3);
    let found = store.references("small.vm", &rich::name("lp-years")).unwrap();
    let words = |reference: &results::Reference| {
        let workloads: Vec<&str> = reference.workloads.iter().map(model::Name::as_str).collect();
        format!("{}: {}", &reference.record.header.run[..8], workloads.join(" "))
    };
    let found: Vec<String> = found.iter().map(words).collect();
    assert_eq!(found, ["20260103: full", "20260102: large", "20260101: small"]);
    assert!(store.references("small.vm", &rich::name("arc-objects")).unwrap().is_empty());
}

#[test]
fn the_form_from_before_json_is_read() {
    let (_folder, store) = results();
    let record = run_of("20260101T000000Z-a", "small.vm", &["lp-years"]);
    let copy = accepted(&store, &record, 1);
    fs::remove_file(copy.join("accepted.json")).unwrap();
    let words = "Accepted 2026-01-05T04:05:06Z, because: two lines\nof reasons\n";
    fs::write(copy.join("accepted.md"), words).unwrap();
    let expected = Acceptance {
        author: "unknown".to_owned(),
        accepted_utc: "2026-01-05T04:05:06Z".to_owned(),
        because: "two lines\nof reasons".to_owned(),
        replaces: None,
    };
    assert_eq!(store.acceptance("latest").unwrap(), Some(expected));
    assert_eq!(store.accepted_for("small.vm", &rich::name("lp-years")).unwrap(), Some(record));
}

#[test]
fn an_acceptance_that_cannot_be_read_is_named() {
    let (_folder, store) = results();
    let copy = accepted(&store, &run_of("20260101T000000Z-a", "small.vm", &["lp-years"]), 1);
    let reference = || store.accepted_for("small.vm", &rich::name("lp-years")).unwrap_err();
    let json = copy.join("accepted.json");
    let whole = fs::read_to_string(&json).unwrap();
    fs::write(&json, "{}").unwrap();
    says(&store.acceptance("latest").unwrap_err(), &json, &["author", "Restore it"]);
    says(&reference(), &json, &["author"]);
    fs::write(&json, whole.replace("2026-02-01T", "yesterday ")).unwrap();
    says(&reference(), &json, &["`yesterday 00:00:00Z` is no time"]);
    fs::remove_file(&json).unwrap();
    fs::write(copy.join("accepted.md"), "It was fine.\n").unwrap();
    says(&reference(), &copy.join("accepted.md"), &["does not begin with"]);
    fs::remove_file(copy.join("accepted.md")).unwrap();
    says(&reference(), &json, &["missing", "when and why"]);
}

#[test]
fn no_run_is_accepted_without_a_reason() {
    let (_folder, store) = results();
    stored(&store, &rich::run(0));
    for blank in ["", " \n\t "] {
        let error = store.accept("unknown", "latest", blank, NOW.parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains("`latest`") && error.contains("no reason is given"), "{error}");
    }
    assert!(!store.root().join("accepted").exists());
}

#[test]
fn a_gate_and_a_selftest_are_no_references() {
    let (_folder, store) = results();
    for (name, kind) in [("20260101T000000Z-a", RunKind::Gate), ("20260102T000000Z-b", RunKind::Selftest)] {
        let mut record = run_of(name, "small.vm", &["lp-years"]);
        record.header.kind = kind;
        stored(&store, &record);
        let error = store.accept("unknown", name, "a", NOW.parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(&format!("it is a {}", kind.as_str())), "{error}");
        assert!(error.contains("`touchstone run` made"), "{error}");
    }
    assert!(!store.root().join("accepted").exists());
    // To look at them is another thing.
    assert_eq!(store.find("latest").unwrap().run, "20260102T000000Z-b");
}

#[test]
fn the_author_is_who_git_says_works_in_this_folder() {
    let folder = tempfile::tempdir().unwrap();
    let repository = git2::Repository::init(folder.path()).unwrap();
    let mut config = repository.config().unwrap();
    config.set_str("user.name", " Somebody ").unwrap();
    config.set_str("user.email", "somebody@example.org").unwrap();
    assert_eq!(results::author(folder.path()), SOMEBODY);
    config.set_str("user.email", "").unwrap();
    assert_eq!(results::author(folder.path()), "Somebody");
    config.set_str("user.name", "").unwrap();
    assert_eq!(results::author(folder.path()), "unknown");
    config.set_str("user.email", "somebody@example.org").unwrap();
    let store = Store::open(&folder.path().join("results")).unwrap();
    stored(&store, &rich::run(0));
    store.accept(&results::author(store.root()), "latest", "a", NOW.parse().unwrap()).unwrap();
    assert_eq!(store.acceptance("latest").unwrap().unwrap().author, "<somebody@example.org>");
}

#[test]
fn the_runs_that_this_project_accepted_are_read() {
    let root = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).to_owned();
    // A store of its own: what was measured here lies beside them.
    let (_folder, store) = results();
    copied(&root.join("accepted"), &store.root().join("accepted"));
    let runs = store.runs().unwrap();
    assert!(!runs.is_empty());
    for entry in &runs {
        let record = store.read(&entry.run).unwrap();
        assert!(!record.samples.is_empty() && !record.verdicts.is_empty(), "{}", entry.run);
        assert_eq!(record.header.kind, RunKind::Run);
        let acceptance = store.acceptance(&entry.run).unwrap().unwrap();
        assert!(!acceptance.because.is_empty(), "{}", entry.run);
        for pin in &record.header.experiments {
            assert!(store.accepted_for(&entry.class, &pin.experiment).unwrap().is_some());
        }
    }
    let first = "20261121T085437.691Z-5c8f0467-linux-x86_64.xeon-6-207.2c.32g.nogpu.vm-e00f0991";
    let record = store.read(first).unwrap();
    assert!(record.outcomes.is_empty() && record.power.is_empty() && record.header.base.is_none());
    assert!(record.samples.iter().all(|row| row.side == Side::Head));
    let acceptance = store.acceptance(first).unwrap().unwrap();
    assert_eq!((acceptance.author.as_str(), acceptance.replaces), ("unknown", None));
    assert!(acceptance.because.starts_with("first full run of geo-nearest"));
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
