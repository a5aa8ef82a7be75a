//! Killed at any moment, only whole runs are left behind, and `--resume` finishes each.

use std::{
    env,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::world::{HONEST, World};

/// How many moments are tried; `TOUCHSTONE_KILLS=200 cargo test` tries more.
fn kills() -> u32 {
    env::var("TOUCHSTONE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20)
}

fn start(world: &World, words: &[&str]) -> Child {
    world.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_whole_runs_and_resume_finishes_the_rest() {
    let world = World::with("sums-kill", HONEST);
    let begun = Instant::now();
    world.run(&["run", "--rounds", "10"]);
    let whole_run = begun.elapsed();
    let begun = Instant::now();
    world.run(&["run", "--rounds", "10"]);
    let whole_run = whole_run.min(begun.elapsed());
    let mut finished = 2;
    let kills = kills();
    for kill in 0..kills {
        let mut child = start(&world, &["run", "--rounds", "10"]);
        // Spread over the whole length of a run, a little beyond its end, in an order that no step of it shares.
        let share = f64::from(kill * 61 % kills) / f64::from(kills) * 1.1;
        thread::sleep(whole_run.mul_f64(share));
        child.kill().unwrap();
        child.wait().unwrap();

        let names = world.run_names();
        let (partial, whole): (Vec<_>, Vec<_>) = names.iter().partition(|name| name.starts_with(".tmp-"));
        assert!(partial.len() <= 1, "{names:?}");
        world.run(&["show"]).ends(0);
        world.run(&["query", "SELECT COUNT(*) AS n FROM samples"]).ends(0);
        finished = finished.max(whole.len());
        let resumed = world.run(&["run", "--resume"]);
        if resumed.err.contains("nothing") || resumed.err.contains("no run to resume") {
            assert_eq!(resumed.code, 2, "{resumed:?}");
        } else {
            assert!(resumed.code == 0 || resumed.code == 3, "after {share:.2} of a run: {resumed:?}");
            finished += 1;
        }
        let names = world.run_names();
        assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
        assert_eq!(names.len(), finished, "{names:?}");
    }
    println!("{kills} kills, {finished} whole runs");
    let rounds = world.run(&[
        "query",
        "--json",
        "SELECT run, COUNT(DISTINCT round) AS rounds FROM samples GROUP BY run",
    ]);
    for row in rounds.json().as_array().unwrap() {
        assert_eq!(row["rounds"], 10, "{row}");
    }
}

#[test]
fn ctrl_c_keeps_what_was_measured_and_the_workers_end_too() {
    let world = World::with("sums-ctrl", HONEST);
    world.run(&["list"]).ends(0);
    let mut child = start(&world, &["run", "--rounds", "40", "--patient"]);
    let deadline = Instant::now() + Duration::from_mins(1);
    while !world
        .run(&["show", "--runs", "--json"])
        .json()
        .as_array()
        .is_some_and(|runs| runs.iter().any(|run| run["samples"].as_u64().is_some_and(|samples| samples > 0)))
    {
        assert!(Instant::now() < deadline, "nothing was measured");
        thread::sleep(Duration::from_millis(20));
    }
    let interrupted =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let code = child.wait().unwrap().code();
    assert_eq!(world.run_names().len(), 1);
    if world.run_names()[0].starts_with(".tmp-") {
        assert_eq!(code, Some(3));
        world.run(&["run", "--resume"]).ends(0);
    }
    assert!(!world.run_names()[0].starts_with(".tmp-"));
}

#[test]
fn with_nothing_to_resume_it_says_so() {
    let world = World::with("sums-none", HONEST);
    world.run(&["run", "--resume"]).ends(2).says("no run to resume");
}
