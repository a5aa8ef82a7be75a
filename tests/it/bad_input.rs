//! Bad input gives one clear error that names the thing and the way out.

use std::{fs, io::Write, process::Stdio, thread, time::Duration};

use crate::world::{HONEST, World};

#[test]
fn unknown_names_come_with_the_nearest_one() {
    let world = World::with("sums-bad", HONEST);
    world.run(&["run", "sums-bda"]).ends(2).says("no experiment `sums-bda`; did you mean `sums-bad`?");
    world.run(&["run", "--workload", "smok"]).ends(2).says("no workload `smok`; did you mean `smoke`?");
    world.run(&["run", "--variant", "fats"]).ends(2).says("no variant `fats`; did you mean `fast`?");
    world.run(&["run", "--plan", "lp"]).ends(2).says("no plan `lp`");
    world.run(&["run", "--quik"]).ends(2).says("--quick");
    world.run(&["shwo"]).ends(2).says("'show'");
    world.run(&["show", "nosuchrun"]).ends(2).says("there are none yet");
    world.run(&["export", "verdict"]).ends(2).says("did you mean `verdicts`?");
    world.run(&["query", "SELECT * FROM sampels"]).ends(2).says("did you mean `samples`?");
    assert!(world.run_names().is_empty(), "nothing was measured, so nothing is left");
}

#[test]
fn numbers_that_cannot_be_meant_are_refused() {
    let world = World::with("sums-bad", HONEST);
    world.run(&["run", "--rounds", "0"]).ends(2).says("zero rounds measure nothing");
    world.run(&["run", "--budget", "0s"]).ends(2).says("--budget");
    world.run(&["run", "--budget", "soon"]).ends(2).says("write 90s, 10m or 2h");
    world.run(&["run", "--memory-limit", "0B"]).ends(2).says("--memory-limit");
}

#[test]
fn a_declaration_that_cannot_be_meant_says_where() {
    let cases = [
        ("at_least(2.0)", "at_least(-2.0)", "-2 is no target"),
        ("at_least(2.0)", "at_least(f64::NAN)", "NaN is no target"),
        (".never_looped()", ".regresses_beyond(0.0)", "a regression margin of 0"),
        ("\"smoke\", 20_000", "\"smok\", 20_000", "no workload is called `smoke`"),
    ];
    for (i, (from, to, words)) in cases.into_iter().enumerate() {
        let name = format!("bad-{i}");
        let world = World::with(&name, &HONEST.replace(from, to));
        world.run(&["run", "--rounds", "1"]).ends(4);
        world.run(&["show"]).ends(0).says(words).says("src/main.rs:");
    }
}

#[test]
fn two_harnesses_at_once_are_one_too_many() {
    let world = World::with("sums-bad", HONEST);
    world.run(&["list"]).ends(0);
    let mut first = world
        .command(&["run", "--rounds", "40"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lock = world.runs().join(".lock");
    while !fs::read_to_string(&lock).is_ok_and(|text| !text.is_empty()) {
        assert!(first.try_wait().unwrap().is_none(), "the first harness ended before it held the lock");
        thread::sleep(Duration::from_millis(5));
    }
    world
        .run(&["run"])
        .ends(4)
        .says("another touchstone is at work")
        .says(&format!("process {}", first.id()));
    first.kill().unwrap();
    first.wait().unwrap();
    world.run(&["run", "--rounds", "1"]).says("sums-bad");
}

#[test]
fn a_table_that_cannot_be_read_is_named_and_never_skipped() {
    let world = World::with("sums-bad", HONEST);
    world.run(&["run", "--rounds", "1"]);
    let run = world.run_names().remove(0);
    let samples = world.runs().join(&run).join("samples.parquet");
    let bytes = fs::read(&samples).unwrap();
    fs::write(&samples, &bytes[..bytes.len() / 2]).unwrap();
    world
        .run(&["query", "SELECT COUNT(*) AS n FROM samples"])
        .ends(4)
        .says("samples.parquet")
        .says("Restore it");
    world.run(&["show"]).ends(4).says("samples.parquet");
    fs::write(&samples, "no table").unwrap();
    world.run(&["show"]).ends(4).says("samples.parquet");
}

#[test]
fn a_results_folder_that_cannot_be_written_is_named() {
    let world = World::with("sums-bad", HONEST);
    // A file in its place: even root cannot write into that.
    fs::write(world.path().join("results"), "in the way").unwrap();
    world.run(&["run", "--rounds", "1"]).ends(4).says("results/runs");
}

#[test]
fn a_full_disk_loses_nothing() {
    let world = World::with("sums-bad", HONEST);
    let disk = world.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&disk)
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        std::io::stderr().write_all(b"skipped: a full disk; to mount a small one takes root\n").unwrap();
        return;
    }
    let results = disk.join("results");
    let with = |words: &[&str]| {
        let mut command = world.command(words);
        command.arg("--results").arg(&results);
        let output = command.output().unwrap();
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let full = with(&["run", "--rounds", "40", "--patient"]);
    let more =
        std::process::Command::new("mount").args(["-o", "remount,size=64m"]).arg(&disk).status().unwrap();
    let resumed = more.success().then(|| with(&["run", "--resume"]));
    let folders = fs::read_dir(results.join("runs")).unwrap().map(Result::unwrap);
    let runs = folders.filter(|entry| entry.path().is_dir()).count();
    std::process::Command::new("umount").arg(&disk).status().unwrap();
    assert_eq!(full.0, 4, "{full:?}");
    assert!(full.1.contains("--resume"), "{full:?}");
    assert_eq!(resumed.map(|(code, _)| code), Some(0));
    assert_eq!(runs, 1);
}

#[test]
fn outside_a_workspace_it_says_where_to_go() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let mut command = world.command(&["list"]);
    let output = command.current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--directory"));
    world.run(&["list"]).ends(2).says("touchstone new my-idea");
}
