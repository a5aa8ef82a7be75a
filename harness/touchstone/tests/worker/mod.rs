//! A real worker, started as the harness starts it: `specimen.rs` has a variant for every way to end.

mod arguments;
mod check;
mod describe;
mod device;
mod digests;
mod export;
mod failing;
mod gate;
mod measure;
mod spans;
mod timing;

use std::{
    ffi::OsStr,
    fs,
    process::{Command, Stdio},
};

use model::Event;
use tempfile::TempDir;

/// The exit codes of the protocol, and those of a worker that never began.
pub(super) const RIGHT: i32 = 0;
const WRONG_ANSWER: i32 = 2;
pub(super) const CANNOT_RUN: i32 = 3;
pub(super) const REFUSED: i32 = 64;
const CRASHED: i32 = 101;
/// No exit code at all: a signal ended it.
const KILLED: i32 = -1;

/// A worker that is about to be started, with a folder of its own.
struct Worker {
    command: Command,
    folder: TempDir,
}

/// What a worker left.
struct Ended {
    code: i32,
    events: Vec<Event>,
    stdout: String,
    stderr: String,
    folder: TempDir,
}

impl Worker {
    fn new(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_specimen"));
        command
            .args(arguments)
            .current_dir(folder.path())
            .env("TOUCHSTONE_OUT", folder.path().join("events"))
            // What a machine has set to find its own faults is not what is looked at here.
            .env("RUST_BACKTRACE", "0")
            .env_remove("SPECIMEN_BROKEN")
            .env_remove("SPECIMEN_INPUT")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self { command, folder }
    }

    fn with(mut self, change: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        change(&mut self.command);
        self
    }

    fn run(mut self) -> Ended {
        let output = self.command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let written = fs::read_to_string(self.folder.path().join("events")).unwrap_or_default();
        Ended {
            code: output.status.code().unwrap_or(KILLED),
            events: events(&written),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            folder: self.folder,
        }
    }
}

impl Ended {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{:#?}\n{}", self.events, self.stderr);
        self
    }

    /// The kinds of its events, in order.
    fn kinds(&self) -> Vec<&'static str> {
        self.events.iter().map(kind).collect()
    }

    /// What it could still say when it went wrong.
    #[track_caller]
    fn error(&self) -> &str {
        match self.events.last() {
            Some(Event::Error { message, variant: None }) => message,
            _ => panic!("it does not end with an error: {:#?}", self.events),
        }
    }

    /// The value of a metric that is reported once.
    #[track_caller]
    fn metric(&self, wanted: &str) -> f64 {
        let values: Vec<f64> = self
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Metric { name, value, .. } if name.as_str() == wanted => Some(*value),
                _ => None,
            })
            .collect();
        match values[..] {
            [value] => value,
            _ => panic!("`{wanted}` is not reported once: {:#?}", self.events),
        }
    }
}

/// One line of arguments; none of them has a space in it.
fn run(line: &str) -> Ended {
    Worker::new(line.split_whitespace()).run()
}

/// Every line is an event and ends.
#[track_caller]
pub(super) fn events(text: &str) -> Vec<Event> {
    assert!(text.is_empty() || text.ends_with('\n'), "half a line: {text}");
    let event = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(event).collect()
}

pub(super) fn kind(event: &Event) -> &'static str {
    match event {
        Event::Ready { .. } => "ready",
        Event::Sample { .. } => "sample",
        Event::Metric { .. } => "metric",
        Event::Span { .. } => "span",
        Event::Evidence(_) => "evidence",
        Event::PeakMemory { .. } => "peak memory",
        Event::Checking { .. } => "checking",
        Event::Check { .. } => "check",
        Event::CannotRun { .. } => "cannot run",
        Event::Error { .. } => "error",
        Event::Done {} => "done",
    }
}
