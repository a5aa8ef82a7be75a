//! A CoolProp that is installed is asked about states that nobody chose.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use hydrogen_eos::State;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

const STATES: usize = 2000;
/// What the script ends with where there is no CoolProp.
const NO_COOLPROP: i32 = 3;

/// All of the plan's range, and the cold below it but for the neighbourhood of the critical point (33.145 K, 12.96 bar), where any two
/// solvers differ in density.
fn states() -> Vec<(f64, f64)> {
    let plan = (4.7..8.0_f64, 273.0..1000.0_f64);
    let cold = (3.0..8.0_f64, 40.0..273.0_f64);
    let liquid = (6.4..7.5_f64, 15.0..28.0_f64);
    let any =
        prop_oneof![3 => plan, 2 => cold, 1 => liquid].prop_map(|(decades, t)| (10_f64.powf(decades), t));
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    (0..STATES).map(|_| any.new_tree(&mut runner).unwrap().current()).collect()
}

/// Python as `make peers` set it up, else that of the system.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.touchstone/peers/bin/python3");
    env::var_os("TOUCHSTONE_PYTHON")
        .map_or_else(|| if own.is_file() { own } else { "python3".into() }, PathBuf::from)
}

/// What CoolProp says of each state, or why nobody can be asked.
fn asked(states: &[(f64, f64)]) -> Result<String, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coolprop.py");
    let python = python();
    let mut child = Command::new(&python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", python.display()))?;
    let lines: Vec<String> = states.iter().map(|(p, t)| format!("{p:?} {t:?}\n")).collect();
    let mut to = child.stdin.take().unwrap();
    // Without CoolProp it ends before it has read anything: its code tells that, not the broken pipe.
    let writer = thread::spawn(move || to.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(NO_COOLPROP) {
        return Err(said.trim().to_owned());
    }
    assert!(output.status.success(), "{said}");
    Ok(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn an_installed_coolprop_says_the_same_of_random_states() {
    let states = states();
    let answers = match asked(&states) {
        Ok(answers) => answers,
        Err(why) => {
            let line = format!("skipped: CoolProp at random states: {why}\n");
            return io::stderr().write_all(line.as_bytes()).unwrap();
        }
    };
    let mut compared = 0;
    let mut worst = (0.0, String::new());
    assert_eq!(answers.lines().count(), states.len());
    for (answer, (_, t)) in answers.lines().zip(states) {
        if answer == "-" {
            continue;
        }
        let known: Vec<f64> = answer.split(' ').map(|number| number.parse().unwrap()).collect();
        let [p, rho, h, s, cp, cv, w] = known[..] else { panic!("not seven numbers: {answer}") };
        let state = State::at_pt(p, t).unwrap();
        compared += 1;
        // Enthalpy and entropy pass through zero in the cold: beside what they rise by, not beside themselves.
        let (warmth, capacity) = (cp * t, cp);
        for (what, got, known, beside) in [
            ("rho", state.rho, rho, rho),
            ("h", state.h, h, warmth),
            ("s", state.s, s, capacity),
            ("cp", state.cp, cp, cp),
            ("cv", state.cv, cv, cv),
            ("w", state.w, w, w),
        ] {
            let off = ((got - known) / beside).abs();
            if off.is_nan() || off > worst.0 {
                worst = (off, format!("{what} at {p:?} Pa, {t:?} K: {got}, CoolProp says {known}"));
            }
        }
    }
    assert!(compared > STATES / 2, "{compared} of {STATES} states are of a fluid");
    assert!(worst.0 <= 1e-8, "off by {}: {}", worst.0, worst.1);
}
