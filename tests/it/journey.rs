//! From a declared hypothesis to a verdict, and to the tables.

use std::fs;

use crate::world::{HONEST, World};

#[test]
fn a_hypothesis_becomes_a_verdict_and_the_verdict_a_table() {
    let world = World::with("sums", HONEST);
    let ran = world.run(&["run", "--json", "--rounds", "10", "--seed", "7"]);
    let json = ran.json();
    let verdicts: Vec<(&str, &str)> = json["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["hypothesis"].as_str().unwrap(), row["verdict"]["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("a quarter of the work is at least twice as fast", "confirmed"),
            ("and a hundred times as fast", "refuted"),
            ("seven steps", "confirmed"),
            ("wrong is right", "inaccurate"),
            ("a thousand cores help", "not_judged"),
            ("it holds for large sums too", "not_judged"),
        ],
        "{json:#}"
    );
    assert_eq!(ran.code, 0, "refuted is a result, and the control was caught: {ran:?}");
    assert!(ran.json()["caution"].as_str().unwrap().contains("not a git repository"));

    world
        .run(&["show"])
        .ends(0)
        .says("not a git repository")
        .says("this machine has")
        .says("--workload large")
        .says("Apple M4 Pro");

    let counted = world.run(&[
        "query",
        "--json",
        "SELECT variant, COUNT(DISTINCT round) AS rounds FROM samples WHERE scope = 'alone' GROUP BY variant ORDER BY variant",
    ]);
    let rows = counted.json();
    assert_eq!(rows[0]["variant"], "fast");
    assert_eq!(rows[0]["rounds"], 10);
    assert_eq!(rows.as_array().unwrap().len(), 2, "the control is wrong, so it has no speed: {rows}");

    let exported = world.run(&["export", "verdicts", "--format", "csv"]).ends(0);
    assert_eq!(exported.out.lines().count(), 7);
    world.run(&["export", "verdicts", "--format", "markdown"]).ends(0).says("| confirmed |");
    assert_eq!(world.run_names().len(), 1);
    assert!(!world.run_names()[0].starts_with('.'));
}

#[test]
fn a_new_experiment_builds_runs_and_is_judged_at_once() {
    let world = World::new();
    world.run(&["new", "my-idea"]).ends(0).says("cargo touchstone run my-idea");
    world.run(&["new", "my-idea"]).ends(2).says("exists already");
    world.run(&["new", "My Idea"]).ends(2).says("is not a name");
    let listed = world.run(&["list"]).ends(0);
    assert!(listed.out.contains("my-idea") && listed.out.contains("forgets-one"), "{listed:?}");
    let ran = world.run(&["run", "my-idea", "--json", "--rounds", "10"]);
    let verdict = ran.json()["verdicts"][0]["verdict"]["verdict"].as_str().unwrap().to_owned();
    assert!(["confirmed", "refuted", "inconclusive"].contains(&verdict.as_str()), "{verdict}: {ran:?}");
}

#[test]
fn a_control_that_comes_out_right_fails_the_run() {
    let world = World::with("sums-2", &HONEST.replace("work(*n, 1) + 1", "work(*n, 1)"));
    world.run(&["run", "--rounds", "1"]).ends(1);
}

#[test]
fn one_crate_that_does_not_build_is_one_row_and_the_others_run() {
    let world = World::with("sums-3", HONEST);
    world.add("broken", "fn main() { this does not compile }");
    world.run(&["list"]).ends(4).says("does not build").says("sums-3");
    let ran = world.run(&["run", "--json", "--rounds", "10"]).ends(4);
    let json = ran.json();
    let of = |name: &str| {
        let rows = json["verdicts"].as_array().unwrap();
        rows.iter()
            .filter(|row| row["experiment"] == name)
            .map(|row| row["verdict"]["verdict"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("broken"), ["crashed"]);
    assert_eq!(of("sums-3")[0], "confirmed");
}

#[test]
fn what_was_built_is_pinned_to_its_commit() {
    let world = World::with("sums-4", HONEST);
    fs::write(world.path().join(".gitignore"), "results\n").unwrap();
    let git = |words: &[&str]| {
        let status = std::process::Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(words)
            .current_dir(world.path())
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    let no_commit = world.run(&["run", "--json", "--rounds", "1"]).json();
    assert!(no_commit["caution"].as_str().unwrap().contains("no commit"), "{no_commit}");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "first"]);
    assert_eq!(world.run(&["run", "--json", "--rounds", "1"]).json()["caution"], serde_json::Value::Null);
    git(&["checkout", "-q", "--detach"]);
    fs::write(world.path().join("new.txt"), "new\n").unwrap();
    let dirty = world.run(&["run", "--json", "--rounds", "1"]).json();
    let folder = dirty["folder"].as_str().unwrap();
    assert!(fs::read_to_string(format!("{folder}/patch.diff")).unwrap().contains("+new"), "{dirty}");
    let rows = world
        .run(&["query", "--json", "SELECT commit, branch, dirty, flags FROM run ORDER BY started"])
        .ends(0)
        .json();
    assert_eq!(rows[0]["commit"], serde_json::Value::Null);
    let flags = rows[1]["flags"].as_str().unwrap();
    assert!(flags.starts_with("release: opt-level = 1, debug = false"), "{flags}: not what built it");
    assert_eq!((&rows[1]["branch"], &rows[1]["dirty"]), (&"main".into(), &false.into()));
    assert_eq!((&rows[2]["branch"], &rows[2]["dirty"]), (&serde_json::Value::Null, &true.into()));
}

#[test]
fn a_run_is_accepted_with_a_reason_and_shown_from_its_copy() {
    let world = World::with("sums-acc", HONEST);
    world.run(&["run", "--rounds", "1"]);
    world.run(&["accept", "latest"]).ends(2).says("--because");
    world.run(&["accept", "latest", "--because", " "]).ends(2).says("say why");
    world.run(&["accept", "latest", "--because", "the first one"]).ends(0).says("results/accepted/");
    world.run(&["accept", "latest", "--because", "again"]).ends(4).says("exists already");
    std::fs::remove_dir_all(world.runs()).unwrap();
    world.run(&["show"]).ends(0).says("sums-acc");
}

#[test]
fn a_table_is_exported_whole_in_every_format() {
    let world = World::with("sums-acc", HONEST);
    world.run(&["run", "--rounds", "1"]);
    let csv = world.run(&["export", "samples"]).ends(0).out;
    assert!(csv.starts_with("run,experiment,side,workload,variant,round,"), "{csv}");
    let json = world.run(&["export", "samples", "--json"]).ends(0).json();
    assert_eq!(json.as_array().unwrap().len() + 1, csv.lines().count());
    let markdown = world.run(&["export", "samples", "--format", "markdown"]).ends(0).out;
    assert_eq!(markdown.lines().count(), csv.lines().count() + 1);
    world.run(&["export", "samples", "--format", "parquet", "--output", "samples.parquet"]).ends(0);
    let bytes = std::fs::read(world.path().join("samples.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    world.run(&["export", "samples", "--run", "nosuchrun", "--output", "none.csv"]).ends(2).says("nosuchrun");
    assert!(!world.path().join("none.csv").exists());
}
