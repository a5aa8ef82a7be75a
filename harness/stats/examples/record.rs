//! Records identical code against itself, so that the statistics are tested on the noise of a real machine, whose
//! rounds are no independent draws.
//!
//! `cargo run --release -p stats --example record -- quiet "2-core virtual machine" >harness/stats/tests/recorded/NAME.json`
//! (or `loaded`, or `one_process`; `tests/recorded/README.md` says what they are for).

use std::{
    env,
    hint::black_box,
    io::{self, Write},
    process::{Command, ExitCode},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Enough for a dozen spells of load, few enough to be kept in the repository.
const ROUNDS: usize = 480;
/// An invocation is summarised by the minimum of so many iterations, as in a run.
const ITERATIONS: usize = 5;
/// How long one iteration takes, about.
const ITERATION: Duration = Duration::from_millis(3);

/// What goes on beside the measurement, and whether an invocation is a process of its own.
#[derive(Clone, Copy)]
struct Scene {
    beside: &'static str,
    load: Load,
    invocations: Invocations,
}

#[derive(Clone, Copy, PartialEq)]
enum Load {
    None,
    OnAndOff,
}

#[derive(Clone, Copy)]
enum Invocations {
    FreshProcesses,
    OneProcess,
}

const QUIET: Scene = Scene {
    beside: "no load of our own; the neighbours did as they liked",
    load: Load::None,
    invocations: Invocations::FreshProcesses,
};
const LOADED: Scene = Scene {
    beside: "a load on every core, on and off every one to three seconds",
    load: Load::OnAndOff,
    invocations: Invocations::FreshProcesses,
};
const ONE_PROCESS: Scene = Scene {
    beside: "the same load on and off, and all invocations in one process",
    load: Load::OnAndOff,
    invocations: Invocations::OneProcess,
};

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            drop(writeln!(io::stderr(), "{fault}"));
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> io::Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (scene, machine) = match words[..] {
        ["invocation", loops] => {
            let loops = loops.parse().map_err(io::Error::other)?;
            return writeln!(io::stdout(), "{}", invocation(loops));
        }
        ["quiet", machine] => (QUIET, machine),
        ["loaded", machine] => (LOADED, machine),
        ["one_process", machine] => (ONE_PROCESS, machine),
        _ => {
            return Err(io::Error::other(
                "say quiet, loaded or one_process, then the machine in a few words",
            ));
        }
    };
    let loops = calibrated();
    let mut chance =
        Chance(SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_nanos() as u64));
    let (busy, ended) = (AtomicBool::new(false), AtomicBool::new(false));
    let cores = thread::available_parallelism()?.get();
    let rounds = thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| burn(&busy, &ended));
        }
        let rounds = record(scene, loops, &mut chance, &busy);
        ended.store(true, Ordering::Relaxed);
        rounds
    })?;
    let mut out = io::stdout().lock();
    writeln!(out, "{{\n  \"machine\": \"{machine}\",\n  \"beside\": \"{}\",", scene.beside)?;
    let rows: Vec<String> =
        rounds.iter().map(|(first, second, load)| format!("    [{first}, {second}, {load}]")).collect();
    writeln!(out, "  \"nanoseconds_of_a_and_b_and_whether_loaded\": [\n{}\n  ]\n}}", rows.join(",\n"))
}

/// A and B are the same code; which goes first is drawn in every round.
fn record(
    scene: Scene,
    loops: u64,
    chance: &mut Chance,
    busy: &AtomicBool,
) -> io::Result<Vec<(u64, u64, u8)>> {
    let mut rounds = Vec::with_capacity(ROUNDS);
    let mut turn = Instant::now() + Duration::from_secs(2);
    for _ in 0..ROUNDS {
        if scene.load == Load::OnAndOff && Instant::now() >= turn {
            busy.fetch_xor(true, Ordering::Relaxed);
            turn = Instant::now() + Duration::from_millis(1000 + chance.below(2000));
        }
        let load = u8::from(busy.load(Ordering::Relaxed));
        let mut measure = || match scene.invocations {
            Invocations::FreshProcesses => fresh_invocation(loops, chance),
            Invocations::OneProcess => Ok(invocation(loops)),
        };
        let (one, other) = (measure()?, measure()?);
        rounds.push(if chance.below(2) == 0 { (one, other, load) } else { (other, one, load) });
    }
    Ok(rounds)
}

/// In a process of its own, whose environment has a random size.
fn fresh_invocation(loops: u64, chance: &mut Chance) -> io::Result<u64> {
    let output = Command::new(env::current_exe()?)
        .args(["invocation", &loops.to_string()])
        .env("PADDING", "x".repeat(chance.below(4096) as usize))
        .output()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(io::Error::other)
}

/// The fastest iteration, in nanoseconds.
fn invocation(loops: u64) -> u64 {
    work(loops);
    let times = (0..ITERATIONS).map(|_| {
        let start = Instant::now();
        work(loops);
        start.elapsed().as_nanos() as u64
    });
    times.min().unwrap_or(0)
}

/// Sorts small tables, over and over: branches, caches and the allocator.
fn work(loops: u64) {
    for seed in 0..loops {
        let mut chance = Chance(seed);
        let mut table: Vec<u64> = (0..2_000).map(|_| chance.next()).collect();
        table.sort_unstable();
        black_box(&table);
    }
}

fn calibrated() -> u64 {
    let mut loops = 1;
    loop {
        let start = Instant::now();
        work(loops);
        if start.elapsed() >= ITERATION {
            return loops;
        }
        loops += 1 + loops / 4;
    }
}

/// The load: what another program on the same host would do.
fn burn(busy: &AtomicBool, ended: &AtomicBool) {
    while !ended.load(Ordering::Relaxed) {
        if busy.load(Ordering::Relaxed) {
            work(1);
        } else {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): all the chance that is needed here.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}
