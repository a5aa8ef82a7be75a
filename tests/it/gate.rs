//! The gate as its users meet it: two commits, an exit code, and pages for those who were not there.

use std::{
    fs,
    path::PathBuf,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::world::{HONEST, World};

/// A repository with one experiment and a second commit that adds a file which is no source.
fn documented(name: &str) -> World {
    let world = World::with(name, HONEST);
    world.commit("as it was");
    fs::write(world.path().join("NOTES.md"), "A note.\n").unwrap();
    world.commit("a note");
    world
}

/// A repository whose second commit makes `fast` do more than half as much again.
fn slowed(name: &str) -> World {
    let world = World::with(name, HONEST);
    world.commit("as it was");
    let careless = "measured(move || { std::hint::black_box(work(*n / 2, 1)); work(*n, 1) }).reporting";
    let slower = HONEST.replace("measured(move || work(*n, 1)).reporting", careless);
    assert_ne!(slower, HONEST);
    world.add(name, &slower);
    world.commit("a careless change");
    world
}

/// What the gate keeps beside the build.
fn checkouts(world: &World) -> PathBuf {
    world.build_folder().join("touchstone/gate/checkouts")
}

fn names_in(folder: &PathBuf) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

fn outcomes(said: &Value) -> Vec<String> {
    let word = |row: &Value| {
        format!("{} {}", row["experiment"].as_str().unwrap(), row["outcome"]["outcome"].as_str().unwrap())
    };
    said["outcomes"].as_array().unwrap().iter().map(word).collect()
}

#[test]
fn a_change_of_documents_is_identical_and_nothing_is_timed() {
    let world = documented("gate-notes");
    let said = world.run(&["gate", "--base", "HEAD~1", "--affected", "--json"]).ends(0).json();
    assert_eq!(outcomes(&said), ["gate-notes identical"]);
    assert!(world.run_names().is_empty(), "nothing was measured, so there is no run");
    // Without --affected both are built, and their binaries are the same.
    let said = world.run(&["gate", "--base", "HEAD~1", "--json"]).ends(0).json();
    assert_eq!(said["outcomes"][0]["outcome"]["why"], "binaries");
    world.run(&["gate", "--base", "HEAD~1"]).ends(0).says("the same binary");
    assert_eq!(names_in(&checkouts(&world)), [""; 0], "the checkouts are gone");
}

#[test]
fn a_slower_change_is_red_on_every_page() {
    let world = slowed("gate-slow");
    let pages = world.path().join("target/pages");
    fs::create_dir_all(&pages).unwrap();
    let at = |name: &str| pages.join(name).display().to_string();
    let (markdown, junit, sarif) = (at("gate.md"), at("gate.xml"), at("gate.sarif"));
    let words = ["gate", "--base", "HEAD~1", "--markdown", &markdown, "--junit", &junit, "--sarif", &sarif];
    let output = world.command(&words).env("GITHUB_ACTIONS", "true").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{out}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("fast on smoke") || out.contains("fast"), "{out}");
    assert!(out.contains("::error "), "annotations where GITHUB_ACTIONS is set: {out}");
    let page = fs::read_to_string(&markdown).unwrap();
    assert!(page.starts_with("<!-- touchstone-gate -->") && page.contains("regressed"), "{page}");
    assert!(fs::read_to_string(&junit).unwrap().contains("<failure"));
    let sarif: Value = serde_json::from_str(&fs::read_to_string(&sarif).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["level"], "error");
    // Measured twice, on two builds with two seeds, and both are in the tables.
    assert_eq!(world.run_names().iter().filter(|name| !name.starts_with('.')).count(), 2);
    world
        .run(&[
            "query",
            "SELECT outcome, again FROM outcomes WHERE outcome = 'regressed' AND again IS NOT NULL",
        ])
        .ends(0)
        .says("regressed");
    world.run(&["show"]).ends(0).says("gate-slow");
}

#[test]
fn what_cannot_be_compared_says_so_and_is_never_green() {
    let world = documented("gate-bad");
    world.run(&["gate"]).ends(2).says("--base");
    world.run(&["gate", "--base", "HEAD"]).ends(2).says("the base HEAD is the head").says("HEAD~1");
    world.run(&["gate", "--base", "mian"]).ends(2).says("mian").says("main");
    world.run(&["gate", "--base", "HEAD~1", "gate-bda"]).ends(2).says("did you mean `gate-bad`?");
    for (margin, words) in [("5", "write 5%"), ("NaN%", "no margin"), ("0%", "no margin")] {
        world.run(&["gate", "--base", "HEAD~1", "--margin", margin]).ends(2).says(words);
    }
    world.run(&["gate", "--base", "HEAD~1", "--rounds", "0"]).ends(2).says("zero rounds");
    world.run(&["gate", "--against", "accepted"]).ends(5).says("no run of it is accepted for this class");
    fs::write(world.path().join("NOTES.md"), "Changed.\n").unwrap();
    world.run(&["gate", "--base", "HEAD~1"]).ends(2).says("NOTES.md").says("Commit or stash");
    world.run(&["gate", "--base", "HEAD~1", "--head", "HEAD", "--affected"]).ends(0);
    let outside = World::with("gate-bad", HONEST);
    outside.run(&["gate", "--base", "HEAD~1"]).ends(2).says("git");
}

#[test]
fn accepted_runs_are_held_workload_by_workload_each_with_its_own_seed() {
    let plain = "fn input(n: &u64, _: &mut Rng) -> u64 {\n        *n";
    let seeded = "fn input(n: &u64, rng: &mut Rng) -> u64 {\n        *n + rng.random_range(0..1000)";
    let world = World::with("gate-accepted", &HONEST.replace(plain, seeded));
    assert!(HONEST.contains(plain));
    world.commit("as it is");
    for workload in ["smoke", "large"] {
        world.run(&["run", "--workload", workload, "--rounds", "7"]);
        world.run(&["accept", "latest", "--because", "it is good"]).ends(0);
    }
    world.commit("accepted");
    let said = world.run(&["gate", "--against", "accepted", "--rounds", "7", "--json"]).json();
    let rows = said["outcomes"].as_array().unwrap();
    for workload in ["smoke", "large"] {
        let held: Vec<&Value> = rows.iter().filter(|row| row["workload"] == workload).collect();
        assert!(!held.is_empty(), "{workload}: {said}");
        assert!(held.iter().all(|row| row["outcome"]["outcome"] != "no_baseline"), "{workload}: {said}");
    }
    let unknown = ["gate", "--against", "accepted", "--workload", "smoke", "--rounds", "7", "--json"];
    let rows = world.run(&unknown).json();
    assert!(rows["outcomes"].as_array().unwrap().iter().all(|row| row["workload"] != "large"), "{rows}");
}

#[test]
fn a_shallow_clone_says_how_to_get_the_rest() {
    let world = documented("gate-shallow");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", world.path().display());
    let into = clone.path().join("clone");
    world.git(&["clone", "--quiet", "--depth", "1", &from, into.to_str().unwrap()]);
    let folder = into.display().to_string();
    world.run(&["gate", "--base", "HEAD~1", "--directory", &folder]).ends(2).says("--unshallow");
}

#[test]
fn what_only_one_side_has_or_builds_is_named_and_not_compared() {
    let world = World::with("gate-old", HONEST);
    world.add("gate-both", "fn main() { this does not build }");
    world.commit("as it was");
    fs::remove_dir_all(world.path().join("experiments/gate-old")).unwrap();
    world.add("gate-new", HONEST);
    world.add("gate-both", HONEST);
    world.commit("another one");
    let said = world.run(&["gate", "--base", "HEAD~1", "--json"]).ends(5).json();
    let mut words = outcomes(&said);
    words.sort();
    assert_eq!(words, ["gate-both no_baseline", "gate-new no_baseline", "gate-old no_baseline"]);
    // The other way round, what built before and does not any more is a regression.
    world.git(&["revert", "--no-edit", "HEAD"]);
    let said = world.run(&["gate", "--base", "HEAD~1", "--json", "gate-both"]).ends(1).json();
    assert_eq!(outcomes(&said), ["gate-both regressed"]);
}

#[test]
fn a_gate_that_is_stopped_keeps_what_it_measured_and_leaves_no_checkout() {
    let world = slowed("gate-stopped");
    world.run(&["gate", "--base", "HEAD~1", "--rounds", "1"]);
    let words = ["gate", "--base", "HEAD~1", "--patient", "--workload", "smoke"];
    let start =
        |world: &World| world.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until_measuring = |world: &World| {
        let begun = Instant::now();
        while !world.run_names().iter().any(|name| name.starts_with(".tmp-")) {
            assert!(begun.elapsed() < Duration::from_mins(2), "it never began to measure");
            thread::sleep(Duration::from_millis(20));
        }
        thread::sleep(Duration::from_millis(600));
    };
    let mut child = start(&world);
    until_measuring(&world);
    let whole = world.run_names().len();
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::INT)
        .unwrap();
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(1 | 3)), "{code:?}");
    assert_eq!(world.run_names().len(), whole, "its run is whole");
    assert!(world.run_names().iter().all(|name| !name.starts_with(".tmp-")));
    assert_eq!(names_in(&checkouts(&world)), [""; 0]);

    let mut child = start(&world);
    until_measuring(&world);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_ne!(names_in(&checkouts(&world)), [""; 0], "a kill leaves them");
    world.run(&["run", "--resume"]).ends(2).says("gate");
    let partial = world.run_names().into_iter().find(|name| name.starts_with(".tmp-")).unwrap();
    world.run(&["run", "--discard", partial.strip_prefix(".tmp-").unwrap()]).ends(0);
    world.run(&["gate", "--base", "HEAD~1", "--affected", "--rounds", "1"]);
    assert_eq!(names_in(&checkouts(&world)), [""; 0], "and the next start clears them");
}
