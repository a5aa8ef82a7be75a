//! What `touchstone_peer.py` does for every peer is what a worker in Rust does.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use model::{Event, PROTOCOL};

use super::specimen;
use crate::worker::{CANNOT_RUN, REFUSED, RIGHT};

/// Python's own code for a program that fails.
const FAILED: i32 = 1;

#[test]
fn a_peer_says_what_a_worker_says_in_the_same_order() {
    let Some(peer) = specimen("counting", &["--iterations", "2"]) else { return };
    let ended = peer.run().ends(RIGHT);
    assert_eq!(
        ended.kinds(),
        ["ready", "sample", "sample", "metric", "metric", "metric", "peak memory", "done"]
    );
    assert!(
        matches!(ended.events[0], Event::Ready { protocol: 1..=PROTOCOL, threads: 1, .. }),
        "{:?}",
        ended.events[0]
    );
    assert!(matches!(
        ended.events[2],
        Event::Sample {
            iteration: 1,
            loops: 1,
            thread_cpu_ns: Some(_),
            process_cpu_ns: Some(_),
            device_ns: None,
            ..
        }
    ));
    assert!(matches!(ended.events[6], Event::PeakMemory { bytes: 1_000_000.., .. }), "{:?}", ended.events[6]);
    assert!(ended.stderr.contains("counting: json "), "the log names the versions: {}", ended.stderr);
}

#[test]
fn warm_ups_are_done_and_not_told_and_every_iteration_has_all_its_loops() {
    let Some(peer) = specimen("counting", &["--iterations", "3", "--warmup", "2", "--loops", "5"]) else {
        return;
    };
    let ended = peer.run().ends(RIGHT);
    assert_eq!(ended.metric("calls") as u32, 25);
    assert_eq!(
        fs::read_to_string(ended.folder.path().join("answer")).unwrap(),
        "25",
        "the last answer is saved"
    );
    let loops = ended.events.iter().filter(|event| matches!(event, Event::Sample { loops: 5, .. }));
    assert_eq!(loops.count(), 3);
}

#[test]
fn nothing_is_done_before_the_gate_opens() {
    let Some(mut peer) = specimen("counting", &["--gate", "--warmup", "1"]) else { return };
    let out = peer.folder.path().join("events");
    let mut child = peer.command.stdin(Stdio::piped()).spawn().unwrap();
    while !fs::read_to_string(&out).is_ok_and(|text| text.ends_with('\n')) {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before it was ready");
        thread::sleep(Duration::from_millis(1));
    }
    fs::write(peer.folder.path().join("opened"), "").unwrap();
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(child.wait().unwrap().success());
    let text = fs::read_to_string(out).unwrap();
    assert!(text.contains(r#""name": "calls-before-the-gate", "value": 0.0"#), "{text}");
}

#[test]
fn a_kind_has_one_thread_unless_it_has_more_and_its_libraries_know() {
    for (kind, threads) in [("counting", 1), ("parallel", 3)] {
        let Some(mut peer) = specimen(kind, &["--threads", "3"]) else { return };
        peer.command.env("OMP_NUM_THREADS", "7");
        let ended = peer.run().ends(RIGHT);
        assert_eq!(ended.metric("limit") as u32, threads, "{kind}");
        assert!(matches!(ended.events[0], Event::Ready { threads: told, .. } if told == threads), "{kind}");
    }
}

#[test]
fn a_missing_package_is_named_with_the_way_to_it() {
    let Some(peer) = specimen("lacking", &[]) else { return };
    let ended = peer.run().ends(CANNOT_RUN);
    assert_eq!(ended.kinds(), ["cannot run"]);
    let reason = ended.reason();
    assert!(
        reason.starts_with("the package no_such_package is missing: `make peers` was not run, so this is /"),
        "{reason}"
    );
}

#[test]
fn in_the_environment_of_the_peers_it_is_not_said_that_there_is_none() {
    let Some(mut peer) = specimen("lacking", &[]) else { return };
    let environment = peer.folder.path().join(".touchstone").join("peers");
    let made = Command::new(peer.command.get_program())
        .args(["-m", "venv", "--without-pip"])
        .arg(&environment)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // Without -S, for it is the site module that finds an environment.
    let arguments: Vec<_> =
        peer.command.get_args().filter(|argument| *argument != "-S").map(OsStr::to_owned).collect();
    let out = peer.folder.path().join("events");
    peer.command = Command::new(environment.join("bin/python3"));
    peer.command.args(arguments).env("TOUCHSTONE_OUT", out);
    let ended = peer.run().ends(CANNOT_RUN);
    let reason = ended.reason();
    assert!(reason.ends_with("/.touchstone/peers: `make peers` installs it"), "{reason}");
}

#[test]
fn what_is_not_possible_here_is_no_failure() {
    let Some(peer) = specimen("refusing", &[]) else { return };
    assert_eq!(peer.run().ends(CANNOT_RUN).reason(), "it is too cold");
}

#[test]
fn an_answer_that_was_not_found_is_an_error_and_nothing_is_done() {
    for (kind, words) in [
        ("failing", "the solver ended with kInfeasible"),
        ("crashing", "ValueError: too short"),
        ("without-a-number", "ValueError: Out of range float values are not JSON compliant"),
    ] {
        let Some(peer) = specimen(kind, &[]) else { return };
        let ended = peer.run().ends(FAILED);
        assert!(ended.error().starts_with(words), "{}", ended.error());
        assert!(ended.stderr.contains("Traceback"), "the log has the place: {}", ended.stderr);
    }
}

#[test]
fn a_command_line_that_is_not_understood_is_refused_and_is_no_wrong_answer() {
    for (kind, arguments) in [("counting", &["--loops", "many"][..]), ("absent", &[])] {
        let Some(peer) = specimen(kind, arguments) else { return };
        let ended = peer.run().ends(REFUSED);
        assert!(ended.events.is_empty(), "{:?}", ended.events);
        assert!(ended.stderr.contains("usage: specimen.py"), "{}", ended.stderr);
    }
}
