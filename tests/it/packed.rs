//! What is packed here runs where there is no Rust, no git and no checkout, and its runs become runs like any other.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::world::{HONEST, World};

/// A repository with one experiment, packed, carried away as an archive, and unpacked in a folder of its own.
struct Away {
    world: World,
    /// Holds the pack, and what a shell needs.
    folder: tempfile::TempDir,
}

const PEER: &str = "print('a peer')\n";

/// The most that a pack may take on its way.
const MOST: u64 = 60_000_000;

impl Away {
    fn with(name: &str) -> Self {
        let world = World::with(name, HONEST);
        // Beside its sources lies what a peer would be started with.
        let peers = world.path().join("experiments").join(name).join("peers");
        fs::create_dir(&peers).unwrap();
        fs::write(peers.join("peer.py"), PEER).unwrap();
        world.run(&["list"]).ends(0);
        world.commit("as it was");
        let folder = tempfile::tempdir().unwrap();
        let packed = folder.path().join("packed");
        world.run(&["pack", "--output", packed.to_str().unwrap()]).ends(0).says(name).says("merge");
        let tar = |words: &[&str]| {
            let status = Command::new("tar").args(words).current_dir(folder.path()).status().unwrap();
            assert!(status.success(), "tar {words:?}");
        };
        tar(&["-cf", "pack.tar", "packed"]);
        fs::remove_dir_all(&packed).unwrap();
        fs::create_dir(folder.path().join("away")).unwrap();
        tar(&["-xf", "pack.tar", "-C", "away"]);
        fs::create_dir(folder.path().join("programs")).unwrap();
        Self { world, folder }
    }

    fn pack(&self) -> PathBuf {
        self.folder.path().join("away/packed")
    }

    /// The packed command, with nothing in its environment and no program on its PATH.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(self.pack().join("touchstone"));
        command.args(words).current_dir(self.pack()).env_clear();
        command.env("PATH", self.folder.path().join("programs")).env("NO_COLOR", "1");
        command
    }

    fn says(&self, words: &[&str]) -> (i32, String) {
        said(&self.command(words).output().unwrap())
    }

    /// A run of it, as JSON.
    fn run(&self, words: &[&str]) -> Value {
        let output = self.command(words).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {:?}", said(&output)))
    }

    /// The pack as it was sent back.
    fn merge(&self, folder: &Path) -> (i32, Value) {
        let said = self.world.run(&["merge", "--json", folder.to_str().unwrap()]);
        (said.code, said.json())
    }
}

fn said(output: &Output) -> (i32, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().unwrap_or(-1), text.concat())
}

/// What a run records of where it comes from, all but its name, its time and its command line.
const PINS: &str = "SELECT commit, branch, dirty, patch_hash, lock_hash, caution, experiment, plan, phase, declaration_hash, \
                    source_hash, binary_hash, rustc, flags, harness FROM run ORDER BY started";

#[test]
fn a_packed_run_comes_home_with_the_pins_of_a_run_at_home() {
    let away = Away::with("sums-packed");
    for program in ["cargo", "git", "rustc", "sh"] {
        let found =
            Command::new(program).env_clear().env("PATH", away.folder.path().join("programs")).spawn();
        assert!(found.is_err(), "{program} can be started");
    }
    let archive = away.folder.path().join("pack.tar");
    assert!(Command::new("gzip").arg(&archive).status().unwrap().success());
    let size = fs::metadata(archive.with_extension("tar.gz")).unwrap().len();
    assert!(size < MOST, "{size} bytes");
    let brought = away.pack().join("experiments/sums-packed");
    let names: Vec<_> = fs::read_dir(brought).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["peers"], "no Rust travels");
    let listed = away.says(&["list"]);
    assert!(listed.0 == 0 && listed.1.contains("seven steps"), "{listed:?}");
    assert_eq!(away.says(&["doctor"]).0, 0);
    let ran = away.run(&["run", "--packed", ".", "--json", "--rounds", "10", "--workload", "smoke"]);
    // A count: no other guest of the host can disturb it.
    assert_eq!(ran["verdicts"][2]["verdict"]["verdict"], "confirmed", "{ran:#}");
    assert_eq!(ran["caution"], Value::Null);
    let run = ran["run"].as_str().unwrap();
    assert!(away.pack().join("runs").join(run).join("samples.parquet").is_file(), "{ran:#}");
    let shown = away.says(&["show"]);
    assert!(shown.0 == 0 && shown.1.contains("and a hundred times as fast"), "{shown:?}");

    away.world.run(&["run", "--rounds", "1", "--workload", "smoke"]);
    let (code, merged) = away.merge(&away.pack());
    assert_eq!((code, &merged["runs"][0]["merged"]), (0, &"new".into()), "{merged:#}");
    let pins = away.world.run(&["query", "--json", PINS]).ends(0).json();
    assert_eq!(pins.as_array().unwrap().len(), 2);
    assert_eq!(pins[0], pins[1], "away and at home");
    assert!(pins[0]["commit"].is_string() && pins[0]["dirty"] == false, "{pins:#}");
    away.world.run(&["show", run]).ends(0).says("and a hundred times as fast");
    away.world.run(&["accept", run, "--because", "it was measured elsewhere"]).ends(0);

    let (code, again) = away.merge(&away.pack());
    assert_eq!((code, &again["runs"][0]["merged"]), (0, &"known".into()), "{again:#}");
}

#[test]
fn a_pack_is_measured_by_its_own_touchstone_and_only_as_it_was_packed() {
    let away = Away::with("sums-packed");
    let pack = away.pack();
    away.world
        .run(&["run", "--packed", pack.to_str().unwrap(), "--rounds", "1"])
        .ends(4)
        .says("is measured by the touchstone that lies in it");
    let peer = pack.join("experiments/sums-packed/peers/peer.py");
    fs::write(&peer, "raise SystemExit(1)\n").unwrap();
    let (code, words) = away.says(&["run", "--packed", ".", "--rounds", "1"]);
    assert!(code == 4 && words.contains("peers/peer.py is not the file that was packed"), "{code}: {words}");
    fs::write(&peer, PEER).unwrap();
    let binary = away.pack().join("bin/sums-packed");
    let mut bytes = fs::read(&binary).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&binary, bytes).unwrap();
    let (code, words) = away.says(&["run", "--packed", ".", "--rounds", "1"]);
    assert_eq!(code, 4, "{words}");
    assert!(words.contains("bin/sums-packed is not the file that was packed"), "{words}");
    assert!(!away.pack().join("runs").read_dir().unwrap().any(|entry| entry.unwrap().path().is_dir()));
}

#[test]
fn what_needs_a_checkout_says_so_in_a_pack() {
    let away = Away::with("sums-packed");
    for words in [
        &["gate", "--base", "HEAD~1"][..],
        &["accept", "latest", "--because", "why not"],
        &["audit"],
        &["pack", "--output", "again"],
        &["new", "my-idea"],
    ] {
        let (code, said) = away.says(words);
        assert!(code == 2 && said.contains("needs the checkout"), "{words:?}: {code} {said}");
    }
}

#[test]
fn a_packed_run_that_was_stopped_goes_on() {
    let away = Away::with("sums-packed");
    let mut child = away
        .command(&["run", "--packed", ".", "--rounds", "40", "--patient", "--workload", "smoke"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let measured = || {
        let runs = away.run(&["show", "--runs", "--json"]);
        runs[0]["samples"].as_u64().is_some_and(|samples| samples > 0)
    };
    let deadline = Instant::now() + Duration::from_mins(1);
    while !measured() {
        assert!(Instant::now() < deadline && child.try_wait().unwrap().is_none(), "nothing was measured");
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (code, merged) = away.merge(&away.pack());
    assert_eq!(code, 5, "{merged:#}");
    assert_eq!(merged["partial"].as_array().unwrap().len(), 1, "{merged:#}");
    let resumed = away.says(&["run", "--packed", ".", "--resume"]);
    assert!(resumed.0 == 0 || resumed.0 == 3, "{resumed:?}");
    let (code, merged) = away.merge(&away.pack().join("runs"));
    assert_eq!((code, &merged["runs"][0]["merged"]), (0, &"new".into()), "{merged:#}");
}

/// What the merge says of the one run that came back.
#[track_caller]
fn refused(away: &Away, words: &str) {
    let (code, merged) = away.merge(&away.pack());
    let run = &merged["runs"][0];
    assert_eq!((code, &run["merged"]), (1, &"refused".into()), "{merged:#}");
    assert!(run["why"].as_str().unwrap().contains(words), "no {words:?} in {run:#}");
    assert!(away.world.run_names().iter().all(|name| name.starts_with('.')), "it lies here all the same");
}

#[test]
fn a_run_of_other_sources_is_refused() {
    let away = Away::with("sums-packed");
    away.run(&["run", "--packed", ".", "--json", "--rounds", "1", "--variant", "fast"]);
    let runs = away.pack().join("runs");
    let run =
        fs::read_dir(&runs).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();

    // Another name than its own.
    let renamed = runs.join("20200101T000000.000Z-00000000-somewhere-00000000");
    fs::rename(&run, &renamed).unwrap();
    refused(&away, "and its folder is called 20200101");
    fs::rename(&renamed, &run).unwrap();

    // A table that was torn on the way.
    let samples = run.join("samples.parquet");
    let bytes = fs::read(&samples).unwrap();
    fs::write(&samples, &bytes[..bytes.len() / 2]).unwrap();
    refused(&away, "samples.parquet");
    fs::write(&samples, bytes).unwrap();

    // A results folder that knows of no pack.
    let packs = away.world.runs().join(".packs");
    let hidden = away.world.runs().join(".elsewhere");
    fs::rename(&packs, &hidden).unwrap();
    refused(&away, "no pack was made here of its commit");
    fs::rename(&hidden, &packs).unwrap();

    // Packs of this commit that made other runs.
    let kept = fs::read_dir(&packs).unwrap().next().unwrap().unwrap().path();
    let manifest = fs::read_to_string(&kept).unwrap();
    for (place, words) in [
        ("/experiments/0/pin/binary_hash", "the binary of sums-packed"),
        ("/experiments/0/pin/declaration_hash", "the declaration of sums-packed"),
        ("/rustc", "the compiler"),
        ("/flags", "the flags"),
        ("/pin/lock_hash", "its git pin"),
    ] {
        let mut other: Value = serde_json::from_str(&manifest).unwrap();
        *other.pointer_mut(place).unwrap() = "another".into();
        fs::write(&kept, other.to_string()).unwrap();
        refused(&away, words);
    }
    fs::write(&kept, manifest).unwrap();

    // A commit that this repository does not have.
    let git = away.world.path().join(".git");
    fs::rename(&git, away.world.path().join(".git-before")).unwrap();
    away.world.commit("another history");
    refused(&away, "there is no commit");
    fs::remove_dir_all(&git).unwrap();
    fs::rename(away.world.path().join(".git-before"), &git).unwrap();

    let (code, merged) = away.merge(&away.pack());
    assert_eq!(
        (code, &merged["runs"][0]["merged"]),
        (0, &"new".into()),
        "as it was, it comes in: {merged:#}"
    );
}

#[test]
fn sources_that_no_commit_has_are_not_packed() {
    let world = World::with("sums-unpacked", HONEST);
    world.run(&["list"]).ends(0);
    world.run(&["pack", "--output", "pack"]).ends(2).says("not a git repository");
    world.commit("as it was");
    fs::create_dir(world.path().join("there")).unwrap();
    world.run(&["pack", "--output", "there"]).ends(2).says("exists already");
    fs::write(world.path().join(".git/info/exclude"), "data.bin\n").unwrap();
    fs::write(world.path().join("experiments/sums-unpacked/data.bin"), "which git ignores").unwrap();
    world.run(&["pack", "--output", "pack"]).ends(2).says("a file that git ignores");
    assert!(!world.path().join("pack").exists());
    world.add("broken", "fn main() { this does not compile }");
    world.run(&["pack", "--output", "pack"]).ends(2).says("broken does not come out");
}

#[test]
fn changes_that_are_not_committed_travel_as_a_patch() {
    let world = World::with("sums-dirty", HONEST);
    world.run(&["list"]).ends(0);
    world.commit("as it was");
    world.add("sums-dirty", &HONEST.replace("seven steps", "still seven steps"));
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack");
    world.run(&["pack", "--output", pack.to_str().unwrap()]).ends(0).says("the tree is dirty");
    world.git(&["checkout", "--quiet", "."]);
    let ran = Command::new(pack.join("touchstone"))
        .args(["run", "--rounds", "1", "--variant", "fast"])
        .current_dir(folder.path())
        .env_clear()
        .output()
        .unwrap();
    assert!(said(&ran).1.contains("the tree is dirty"), "{:?}", said(&ran));
    world.run(&["merge", pack.to_str().unwrap()]).ends(0).says("merged into");
    world.run(&["show"]).ends(0).says("still seven steps");
}
