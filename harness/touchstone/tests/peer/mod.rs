//! Peers in Python, started as the harness starts them, by a Python that has no packages at all: what they say must be
//! right before anything is installed.

mod all;
mod protocol;

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use model::Event;
use tempfile::TempDir;

use crate::worker::{events, kind};

/// A peer that is about to be started.
struct Peer {
    command: Command,
    folder: TempDir,
}

/// What a peer left.
struct Ended {
    code: Option<i32>,
    events: Vec<Event>,
    stderr: String,
    folder: TempDir,
}

impl Peer {
    /// None where there is no Python, which is said.
    fn new(script: &Path, kind: &str, arguments: &[&str]) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut command = bare_python()?;
        command
            .arg(script)
            .args([kind, "measure", "--workload", "smoke", "--variant", kind])
            .args(arguments)
            .arg("--input")
            .arg(folder.path())
            .arg("--output")
            .arg(folder.path())
            .env("TOUCHSTONE_OUT", folder.path().join("events"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Some(Self { command, folder })
    }

    fn run(mut self) -> Ended {
        let output = self.command.output().unwrap();
        let written = fs::read_to_string(self.folder.path().join("events")).unwrap_or_default();
        Ended {
            code: output.status.code(),
            events: events(&written),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            folder: self.folder,
        }
    }
}

impl Ended {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{:#?}\n{}", self.events, self.stderr);
        self
    }

    fn kinds(&self) -> Vec<&'static str> {
        self.events.iter().map(kind).collect()
    }

    #[track_caller]
    fn metric(&self, wanted: &str) -> f64 {
        let value = self.events.iter().find_map(|event| match event {
            Event::Metric { name, value, .. } if name.as_str() == wanted => Some(*value),
            _ => None,
        });
        value.unwrap_or_else(|| panic!("no {wanted}: {:#?}", self.events))
    }

    /// Why it cannot run; that must be the last that it says.
    #[track_caller]
    fn reason(&self) -> &str {
        match self.events.last() {
            Some(Event::CannotRun { reason, variant: None }) => reason,
            _ => panic!("it does not say that it cannot run: {:#?}\n{}", self.events, self.stderr),
        }
    }

    #[track_caller]
    fn error(&self) -> &str {
        match self.events.last() {
            Some(Event::Error { message, variant: None }) => message,
            _ => panic!("it does not end with an error: {:#?}\n{}", self.events, self.stderr),
        }
    }
}

/// The specimen, which needs nothing but Python.
fn specimen(kind: &str, arguments: &[&str]) -> Option<Peer> {
    Peer::new(&here().join("tests/peer/specimen.py"), kind, arguments)
}

/// Python without any package that is installed, without a look at its environment and without writing bytecode.
fn bare_python() -> Option<Command> {
    let found = env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .map(|folder| folder.join("python3"))
        .find(|file| file.is_file());
    if found.is_none() {
        // Straight to standard error: cargo swallows what a passing test prints.
        io::stderr().write_all(b"skipped: peers in Python, for there is no python3\n").unwrap();
    }
    let mut command = Command::new(found?);
    command.args(["-I", "-S", "-B"]);
    Some(command)
}

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
