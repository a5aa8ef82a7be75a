//! A workspace of its own for a test, with experiments in it, and the command that judges them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    // Asked when the test runs: a binary from a shared target folder may have been compiled in another clone.
    let here = env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests");
    Path::new(&here).parent().unwrap().to_owned()
}

/// The binary of the command, fresh: cargo builds no binary of another package for a test, so the test asks for it. From
/// the root of the project, so that the whole workspace is selected and Polars is not built a second time.
pub(crate) fn touchstone() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--bin", "touchstone"])
            .current_dir(project())
            .env("CARGO_TARGET_DIR", target())
            .status()
            .unwrap();
        assert!(status.success(), "the command does not build");
        target().join("debug").join(format!("touchstone{}", env::consts::EXE_SUFFIX))
    })
}

/// The build folder that this test was built in: `target/debug/deps/it-…`.
fn target() -> PathBuf {
    env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}

/// A workspace in a temporary folder. All of them share one build folder, so that their dependencies are built once.
pub(crate) struct World {
    folder: TempDir,
}

impl World {
    /// An empty workspace with the project's lock file.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let touchstone = project().join("harness/touchstone").display().to_string();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"experiments/*\"]\n\n[workspace.package]\nversion = \"0.0.0\"\n\
             edition = \"2024\"\nrust-version = \"1.95\"\nlicense = \"MIT\"\npublish = false\n\n[workspace.lints]\n\n\
             [workspace.dependencies]\ntouchstone = {{ path = {touchstone:?} }}\n\n\
             [profile.release]\nopt-level = 1\ndebug = false\n"
        );
        // A crate that is no experiment: cargo wants one, and Touchstone must pass it over.
        let plain = folder.path().join("experiments/plain");
        fs::create_dir_all(plain.join("src")).unwrap();
        fs::write(plain.join("Cargo.toml"), "[package]\nname = \"plain\"\nedition = \"2024\"\n").unwrap();
        fs::write(plain.join("src/lib.rs"), "").unwrap();
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::copy(project().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
        Self { folder }
    }

    /// With one experiment: its name and its `main.rs`.
    pub(crate) fn with(name: &str, source: &str) -> Self {
        let world = Self::new();
        world.add(name, source);
        world
    }

    pub(crate) fn add(&self, name: &str, source: &str) {
        let folder = self.path().join("experiments").join(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        let manifest = format!(
            "[package]\nname = \"{name}\"\ndescription = \"For a test\"\nedition.workspace = true\n\n[dependencies]\n\
             touchstone.workspace = true\n\n[package.metadata.touchstone]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.join("src/main.rs"), source).unwrap();
    }

    /// Everything as it is now, as a commit.
    pub(crate) fn commit(&self, subject: &str) {
        if !self.path().join(".git").exists() {
            self.git(&["init", "--quiet", "--initial-branch=main"]);
            fs::write(self.path().join(".gitignore"), "target/\nresults/runs/\n").unwrap();
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", subject]);
    }

    pub(crate) fn git(&self, words: &[&str]) -> String {
        let of_test =
            ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"];
        let output = Command::new("git").args(of_test).args(words).current_dir(self.path()).output().unwrap();
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn runs(&self) -> PathBuf {
        self.path().join("results/runs")
    }

    /// Names in the folder of runs; partial ones begin with a dot.
    pub(crate) fn run_names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.runs()) else { return Vec::new() };
        let folders = entries.map(Result::unwrap).filter(|entry| entry.path().is_dir());
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
    }

    /// The command, ready to be started in this workspace.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(touchstone());
        command.args(words).current_dir(self.path()).env("CARGO_TARGET_DIR", self.build_folder());
        command.env("CARGO_NET_OFFLINE", "true").env_remove("TOUCHSTONE_RESULTS").env("NO_COLOR", "1");
        command
    }

    /// Experiments of different worlds may have one name: a build folder for each set of names.
    pub(crate) fn build_folder(&self) -> PathBuf {
        let mut names: Vec<String> = fs::read_dir(self.path().join("experiments"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        target().join("worlds").join(names.join("+").chars().take(60).collect::<String>())
    }

    pub(crate) fn run(&self, words: &[&str]) -> Said {
        Said::of(self.command(words).output().unwrap())
    }
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(
            self.out.contains(words) || self.err.contains(words),
            "no {words:?} in\n{}\n{}",
            self.out,
            self.err
        );
        self
    }
}

/// A well-behaved experiment: `slow` does four times the work of `fast`, and `wrong` is off by one.
pub(crate) const HONEST: &str = r#"
//! For a test.
use touchstone::prelude::*;

struct Sums;

impl Experiment for Sums {
    type Workload = u64;
    type Input = u64;
    type Output = u64;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Less work takes less time")
            .workload("smoke", 20_000)
            .named_workload("large", 200_000)
            .baseline("slow", |n, _| measured(move || work(*n, 4)))
            .never_looped()
            .candidate("fast", |n, _| measured(move || work(*n, 1)).reporting(|_, report| report.count("steps", 7)))
            .never_looped()
            .control("wrong", |n, _| measured(move || work(*n, 1) + 1))
            .hypothesis(
                Hypothesis::new("a quarter of the work is at least twice as fast")
                    .expect(speedup("fast").over("slow").on("smoke").at_least(2.0))
                    .guard(peak_memory("fast").at_most(times_baseline(1.5)))
                    .claimed("10x", "Apple M4 Pro, 10 performance cores")
                    .predicted(Confirmed),
            )
            .hypothesis(
                Hypothesis::new("and a hundred times as fast")
                    .expect(speedup("fast").over("slow").on("smoke").at_least(100.0))
                    .predicted(Confirmed),
            )
            .hypothesis(Hypothesis::new("seven steps").expect(metric("fast", "steps").on("smoke").at_most(7.0)))
            .hypothesis(Hypothesis::new("wrong is right").expect(accurate("wrong").on("smoke")).predicted(Inaccurate))
            .hypothesis(
                Hypothesis::new("a thousand cores help")
                    .expect(speedup("fast").over("slow").on("smoke").at_least(2.0))
                    .given(performance_cores(1000)),
            )
            .hypothesis(
                Hypothesis::new("it holds for large sums too")
                    .expect(speedup("fast").over("slow").on("large").at_least(2.0)),
            )
    }

    fn input(n: &u64, _: &mut Rng) -> u64 {
        *n
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("sum", [outputs.reference], [outputs.got])
    }
}

fn work(n: u64, times: u64) -> u64 {
    let mut hash = 0;
    for time in 0..times {
        hash = 0;
        for i in 0..n * 10 {
            hash = std::hint::black_box((hash ^ i).wrapping_mul(0x100_0000_01b3).rotate_left(7));
        }
        std::hint::black_box(time);
    }
    hash
}

fn main() -> ExitCode {
    touchstone::main::<Sums>()
}
"#;
