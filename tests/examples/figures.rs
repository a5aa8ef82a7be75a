//! What the harness itself costs, measured: `cargo run --example figures`.
//!
//! Promised: `list` of 40 experiments with warm binaries in under 0.3 s, describing included at under 10 ms each, and under
//! 10 ms that the harness adds to an invocation besides the process itself. A share of a run cannot be seen from outside,
//! so the last figure is a difference: runs of 40 and of 10 rounds differ by 30 rounds of invocations, and the same
//! invocations are started by hand in between.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]
#![expect(dead_code, reason = "the tests use all of it")]
#![expect(clippy::unwrap_used, reason = "what cannot be measured says where")]

#[path = "../it/world.rs"]
mod world;

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use world::World;

const EXPERIMENTS: usize = 40;
const TIMES: usize = 11;

fn main() {
    listing();
    invoking();
}

fn listing() {
    let world = World::new();
    for number in 0..EXPERIMENTS {
        world.add(&format!("idle-{number:02}"), IDLE);
    }
    let (_, cold) = timed(|| world.run(&["list"]).ends(0));
    let mut warm: Vec<Duration> =
        (0..TIMES).map(|_| timed(|| world.run(&["list", "--json"]).ends(0)).1).collect();
    let mut describe: Vec<Duration> = (0..EXPERIMENTS)
        .map(|number| {
            let binary = world.build_folder().join(format!("release/idle-{number:02}"));
            timed(|| Command::new(&binary).arg("describe").output().unwrap()).1
        })
        .collect();
    println!("{EXPERIMENTS} experiments: built and listed in {:.1} s", cold.as_secs_f64());
    let warm = median(&mut warm);
    say("`list`, warm binaries (promised: under 300 ms)", warm);
    say("of it for each experiment (promised: under 10 ms)", warm / EXPERIMENTS as u32);
    say("one `describe`, process included", median(&mut describe));
}

fn invoking() {
    let world = World::with("idle", IDLE);
    world.run(&["list"]).ends(0);
    let run = |rounds: &str| {
        let (_, time) = timed(|| world.run(&["run", "--patient", "--rounds", rounds]));
        let (invocations, arguments) = measured(&world);
        (time.as_secs_f64(), invocations, arguments)
    };
    let mut bare = Vec::new();
    let mut added = Vec::new();
    for _ in 0..TIMES {
        let ((few_s, few, _), (many_s, many, arguments)) = (run("10"), run("40"));
        assert!(many > few, "{many} invocations in 40 rounds, {few} in 10: the series was decided early");
        let by_hand = by_hand(&world, &arguments);
        bare.push(by_hand);
        added.push((many_s - few_s) / (many - few) * 1e3 - by_hand.as_secs_f64() * 1e3);
    }
    say("one invocation, started by hand", median(&mut bare));
    added.sort_by(f64::total_cmp);
    println!("{:>9.2} ms  what the harness adds to it (promised: under 10 ms)", added[TIMES / 2]);
}

/// How many invocations the last run had, and how they were asked for.
fn measured(world: &World) -> (f64, Vec<String>) {
    let asked = world.run(&[
        "query",
        "--json",
        "SELECT run, COUNT(*) AS samples, MAX(iteration) AS last, MAX(loops) AS loops FROM samples \
         GROUP BY run ORDER BY run DESC LIMIT 1",
    ]);
    let row = &asked.json()[0];
    let iterations = row["last"].as_u64().unwrap() + 1;
    let arguments = format!(
        "measure --workload smoke --variant one --warmup 1 --seed 1 --threads 1 --iterations {iterations} --loops {}",
        row["loops"]
    );
    let invocations = row["samples"].as_u64().unwrap() / iterations;
    (invocations as f64, arguments.split(' ').map(str::to_owned).collect())
}

/// The mean of as many invocations as fill a second.
fn by_hand(world: &World, arguments: &[String]) -> Duration {
    let binary = world.build_folder().join("release/idle");
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < Duration::from_secs(1) {
        let output = Command::new(&binary).args(arguments).stderr(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        count += 1;
    }
    started.elapsed() / count
}

fn timed<R>(work: impl FnOnce() -> R) -> (R, Duration) {
    let started = Instant::now();
    let made = work();
    (made, started.elapsed())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn say(what: &str, time: Duration) {
    println!("{:>9.2} ms  {what}", time.as_secs_f64() * 1e3);
}

/// An experiment in which nothing takes long, so that what is around it can be seen; long enough that two equals are not a
/// draw by the clock's grain.
const IDLE: &str = r#"
//! For a measurement.
use touchstone::prelude::*;

struct Idle;

impl Experiment for Idle {
    type Workload = u64;
    type Input = u64;
    type Output = u64;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Next to nothing takes next to no time")
            .workload("smoke", 50_000)
            .baseline("one", |n, _| measured(move || work(*n)))
            .never_looped()
            .candidate("other", |n, _| measured(move || work(*n)))
            .never_looped()
            .hypothesis(
                Hypothesis::new("no number of rounds decides whether one of two equals is the faster")
                    .expect(speedup("other").over("one").on("smoke").at_least(1.0)),
            )
    }

    fn input(n: &u64, _: &mut Rng) -> u64 {
        *n
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("sum", [outputs.reference], [outputs.got])
    }
}

fn work(n: u64) -> u64 {
    (0..n).fold(1, |hash, i| std::hint::black_box((hash ^ i).wrapping_mul(0x100_0000_01b3)))
}

fn main() -> ExitCode {
    touchstone::main::<Idle>()
}
"#;
