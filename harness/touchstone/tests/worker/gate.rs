//! Copies that are measured together start together: each is ready, and waits for a line.

use std::{
    fs,
    io::Write,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use super::{Worker, events, kind};

/// A worker that has said that it is ready, and waits.
fn waiting() -> (Child, Worker) {
    let line = "measure --workload smoke --variant sum --iterations 2 --gate";
    let mut worker = Worker::new(line.split_whitespace()).with(|command| command.stdin(Stdio::piped()));
    let child = worker.command.spawn().unwrap();
    // Whoever runs the tests has a time limit for those that hang; a busy machine may be as slow as it likes.
    while written(&worker).is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    (child, worker)
}

fn written(worker: &Worker) -> String {
    fs::read_to_string(worker.folder.path().join("events")).unwrap_or_default()
}

#[track_caller]
fn ends(mut child: Child, worker: &Worker) {
    assert!(child.wait().unwrap().success());
    let kinds: Vec<_> = events(&written(worker)).iter().map(kind).collect();
    assert_eq!(kinds, ["ready", "sample", "sample", "peak memory", "done"]);
}

#[test]
fn a_copy_waits_for_its_line() {
    let (mut child, worker) = waiting();
    let mut gate = child.stdin.take().unwrap();
    gate.write_all(b"not a whole line yet").unwrap();
    thread::sleep(Duration::from_millis(50));
    assert!(child.try_wait().unwrap().is_none(), "it did not wait");
    assert_eq!(events(&written(&worker)).len(), 1, "only ready");
    gate.write_all(b"\n").unwrap();
    ends(child, &worker);
}

/// A harness that has gone will not write a line any more.
#[test]
fn a_gate_that_is_closed_for_good_is_open() {
    let (mut child, worker) = waiting();
    drop(child.stdin.take());
    ends(child, &worker);
}
