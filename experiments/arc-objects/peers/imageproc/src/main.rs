//! What users of Rust would take: imageproc. It knows colours, so that one call finds the objects of all of them.
//!
//! Fair in its favour, as the peers in Python are: the background is found and removed and images are made before the clock starts, and
//! its labels are turned into ours behind it. What a peer says is written in `touchstone_peer.py`, and this says the same.

mod asked;
mod cases;
mod npy;
mod observed;

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    process::ExitCode,
    time::Instant,
};

use crate::{
    asked::Asked,
    cases::Case,
    observed::{Times, timed},
};

/// The exit codes of the protocol.
const FAILED: u8 = 1;
const USAGE: u8 = 64;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words == ["--version"] {
        println!("{}", version());
        return ExitCode::SUCCESS;
    }
    let asked = match Asked::parse(words) {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!("{why}\n{}", asked::USAGE);
            return ExitCode::from(USAGE);
        }
    };
    match measure(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error is the log; without `done` the harness knows that it failed.
            eprintln!("{error}");
            ExitCode::from(FAILED)
        }
    }
}

/// As it was built.
fn version() -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let (_, behind) =
        lock.split_once("name = \"imageproc\"\nversion = \"").expect("it is built from its lock");
    behind.split_once('"').expect("a version ends").0
}

fn measure(asked: &Asked) -> io::Result<()> {
    eprintln!("imageproc {}", version());
    let mut events: Box<dyn Write> = match env::var_os("TOUCHSTONE_OUT") {
        Some(path) => Box::new(fs::OpenOptions::new().append(true).create(true).open(path)?),
        None => Box::new(io::stdout()),
    };
    let start = Instant::now();
    let modes = fs::read_to_string(asked.input.join("modes.txt"))?;
    let cases: Vec<Case> =
        modes.lines().map(|mode| Case::read(&asked.input, mode, asked.images)).collect::<io::Result<_>>()?;
    let prepared = start.elapsed().as_nanos();
    writeln!(events, r#"{{"event":"ready","protocol":1,"prepare_ns":{prepared},"threads":1}}"#)?;
    asked.gate.wait()?;

    let work = || -> Vec<_> { cases.iter().map(Case::label).collect() };
    for _ in 0..asked.warmup * asked.loops {
        black_box(work());
    }
    let mut found = Vec::new();
    for iteration in 0..asked.iterations {
        // Two answers at a time would be a peak of memory that is the clock's, not the work's.
        drop(found);
        let times;
        (found, times) = timed(|| {
            for _ in 1..asked.loops {
                black_box(work());
            }
            black_box(work())
        })?;
        let Times { wall, thread, process } = times;
        writeln!(
            events,
            r#"{{"event":"sample","iteration":{iteration},"loops":{},"wall_ns":{wall},"thread_cpu_ns":{thread},"process_cpu_ns":{process},"device_ns":null}}"#,
            asked.loops
        )?;
    }
    // Before the answer is turned into files, which is no part of the work.
    let peak = observed::peak_memory();
    for (case, found) in cases.iter().zip(&found) {
        case.write(found, &asked.output)?;
    }
    if let Some([bytes, anonymous]) = peak {
        writeln!(events, r#"{{"event":"peak_memory","bytes":{bytes},"anonymous_bytes":{anonymous}}}"#)?;
    }
    writeln!(events, r#"{{"event":"done"}}"#)
}
