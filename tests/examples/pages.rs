//! How long the pages take to make of many runs, and how large they are: `cargo run --example pages`.
//!
//! Promised, of 1,000 runs of 40 experiments: the site in under 10 s and under 40 MB, its first page under 300 kB, and the
//! overview as Markdown in under a second.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what cannot be measured says where")]
#![expect(dead_code, reason = "the tests use all of it")]

#[path = "../it/world.rs"]
mod world;

use std::{fs, time::Instant};

use model::{
    Clock, Declaration, Expectation, ExperimentPin, Hypothesis, Level, Loops, Machine, Measure, Name, Pin,
    Role, RunHeader, RunRecord, SampleRow, Scope, Target, Threads, Variant, Verdict, VerdictRow, Workload,
};
use results::Store;
use world::{HONEST, World};

const RUNS: u32 = 1_000;
const EXPERIMENTS: u32 = 40;
const CANDIDATES: u32 = 4;
const ROUNDS: u32 = 20;

fn main() {
    let world = World::with("pages", HONEST);
    let store = Store::open(&world.path().join("results")).unwrap();
    for number in 0..RUNS {
        let record = run(number);
        store.begin(&record.header, &record.machine, &[]).unwrap().finish(&record, "pages\n").unwrap();
    }
    println!("{RUNS} runs, each of {EXPERIMENTS} experiments with {CANDIDATES} expectations:");
    let seconds = timed(|| drop(world.run(&["report", "--html", "site"]).ends(0)));
    let files = fs::read_dir(world.path().join("site")).unwrap().map(|entry| entry.unwrap());
    let sizes: Vec<(String, u64)> =
        files.map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().len())).collect();
    let all: u64 = sizes.iter().map(|(_, size)| size).sum();
    let first = sizes.iter().find(|(name, _)| name == "index.html").map_or(0, |(_, size)| *size);
    println!("{seconds:>9.2} s   the site (promised: under 10 s)");
    println!("{:>9.2} MB  of it (promised: under 40 MB)", all as f64 / 1e6);
    println!("{:>9.2} kB  its first page (promised: under 300 kB)", first as f64 / 1e3);
    let seconds = timed(|| drop(world.run(&["report", "--markdown", "page.md"]).ends(0)));
    println!("{seconds:>9.2} s   the overview as Markdown (promised: under 1 s)");
}

fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn name(what: &str, number: u32) -> Name {
    format!("{what}-{number:02}").parse().unwrap()
}

/// Speedups that wobble by a few percent, and fall by a fifth in the middle for every tenth experiment.
fn run(number: u32) -> RunRecord {
    let mut random = u64::from(number) + 1;
    let mut wobble = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        0.97 + 0.06 * (random >> 40) as f64 / f64::from(1 << 24)
    };
    let header = RunHeader {
        kind: model::RunKind::Run,
        base: None,
        run: format!("20260101T{number:06}.000Z-0123abcd-linux-x86_64.pages-{number:08x}"),
        started_utc: format!("2026-01-01T00:{:02}:{:02}Z", number / 60 % 60, number % 60),
        pin: Pin { commit: Some(format!("{number:040x}")), ..Pin::default() },
        experiments: (0..EXPERIMENTS).map(pin).collect(),
        rustc: "rustc 1.95.0".to_owned(),
        flags: String::new(),
        harness: "0".to_owned(),
        command: vec!["touchstone".to_owned(), "run".to_owned()],
        seed: 1,
        ended_early: None,
    };
    let machine = Machine { class: "linux-x86_64.pages".to_owned(), ..Machine::default() };
    let mut record = RunRecord::new(header, machine);
    for experiment in 0..EXPERIMENTS {
        for candidate in 1..=CANDIDATES {
            let fell = experiment % 10 == 0 && number > RUNS / 2;
            let estimate = 2.0 * wobble() * if fell { 0.8 } else { 1.0 };
            record.verdicts.push(verdict(experiment, candidate, estimate));
            record.samples.extend((0..ROUNDS).map(|round| sample(experiment, candidate, round, wobble())));
        }
    }
    record
}

fn pin(number: u32) -> ExperimentPin {
    let variant = |place: u32| Variant {
        name: name("variant", place),
        role: if place == 0 { Role::Baseline } else { Role::Candidate },
        threads: Threads::One,
        device: None,
        only_on: Vec::new(),
        loops: Loops::Calibrated,
        command: None,
    };
    let expected = |of: u32| Expectation::Reaches {
        measure: Measure::Speedup { of: name("variant", of), over: name("variant", 0) },
        workload: name("workload", 0),
        target: Target::AtLeast(Level::Number(1.5)),
    };
    let declaration = Declaration {
        protocol: model::PROTOCOL,
        title: "Made up".to_owned(),
        workloads: vec![Workload {
            made_from: None,
            size: None,
            name: name("workload", 0),
            only_when_named: false,
            reference: name("variant", 0),
            requires: Vec::new(),
        }],
        variants: (0..=CANDIDATES).map(variant).collect(),
        hypotheses: vec![Hypothesis {
            claim: "made up is faster than made up".to_owned(),
            expectations: (1..=CANDIDATES).map(expected).collect(),
            guards: Vec::new(),
            given: Vec::new(),
            claimed: None,
            predicted: None,
            because: None,
        }],
        margin: Some(0.05),
    };
    ExperimentPin {
        experiment: name("experiment", number),
        side: model::Side::Head,
        plan: None,
        phase: None,
        declaration,
        declaration_hash: String::new(),
        source_hash: String::new(),
        binary_hash: String::new(),
    }
}

fn verdict(experiment: u32, candidate: u32, estimate: f64) -> VerdictRow {
    VerdictRow {
        experiment: name("experiment", experiment),
        hypothesis: "made up is faster than made up".to_owned(),
        expectation: format!("variant-{candidate:02} over variant-00 on workload-00"),
        workload: name("workload", 0),
        target: "at least 1.5x".to_owned(),
        target_value: Some(1.5),
        estimate: Some(estimate),
        lower: Some(estimate * 0.98),
        upper: Some(estimate * 1.02),
        unit: "x".to_owned(),
        clock: Some(Clock::Processor),
        rounds: ROUNDS,
        detectable: Some(1.03),
        verdict: Verdict::Confirmed,
        predicted: None,
        as_predicted: None,
        claim: None,
    }
}

fn sample(experiment: u32, candidate: u32, round: u32, wobble: f64) -> SampleRow {
    let wall_ns = (5e6 * wobble) as u64;
    SampleRow {
        side: model::Side::Head,
        experiment: name("experiment", experiment),
        workload: name("workload", 0),
        variant: name("variant", candidate),
        round,
        scope: Scope::Alone,
        copy: 0,
        place: 0,
        iteration: 0,
        loops: 1,
        threads: 1,
        wall_ns,
        thread_cpu_ns: Some(wall_ns),
        process_cpu_ns: Some(wall_ns),
        device_ns: None,
        disturbed: false,
    }
}
