//! How soon a finished round is on the live page, and what asking costs: `cargo run --example live`.
//!
//! Promised: within a second. A reader that waits half a second after every answer, as the page does, watches a journal into
//! which rounds are written at odd moments; the delay is from the moment that a round is on disk to the end of the answer
//! that has it.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what cannot be measured says where")]
#![expect(dead_code, reason = "the tests use all of it")]

#[path = "../it/made_up.rs"]
mod made_up;
#[path = "../it/server.rs"]
mod server;
#[path = "../it/world.rs"]
mod world;

use std::{
    thread,
    time::{Duration, Instant},
};

use made_up::{Chance, Extent, keep, sample};
use model::{HostReading, HostRow, SampleRow};
use results::{Row, Store};
use runner::Settings;
use server::Server;
use world::World;

/// As many runs lie beside it as on a machine that measures every day for years.
const RUNS: u32 = 1_000;
const OF: Extent = Extent { experiments: 10, workloads: 1, variants: 5 };
const ROUNDS: u32 = 40;
const ITERATIONS: u32 = 10;
/// What live.js waits after an answer.
const WAIT: Duration = Duration::from_millis(500);

fn main() {
    let world = World::new();
    let store = Store::open(&world.path().join("results")).unwrap();
    for number in 0..RUNS {
        keep(&store, &OF.measured(number, 1, |_| 2.0));
    }
    let server = Server::start(&world);
    let record = OF.run(RUNS);
    let settings = serde_json::to_value(Settings::new(1)).unwrap();
    let settings = Row::Note { key: "settings".to_owned(), value: settings };
    let mut journal = store.begin(&record.header, &record.machine, &[settings]).unwrap();
    let (written, answers) = thread::scope(|scope| {
        let reader = scope.spawn(|| watch(&server));
        let mut written = Vec::new();
        let mut chance = Chance::new(1);
        for round in 0..ROUNDS {
            for experiment in &OF.experiments() {
                journal.append(&rows(experiment, round, &mut chance)).unwrap();
                written.push(Instant::now());
                thread::sleep(Duration::from_millis(20 + chance.bits() % 160));
            }
        }
        (written, reader.join().unwrap())
    });
    let mut delays: Vec<f64> = written
        .iter()
        .enumerate()
        .map(|(place, at)| {
            let answer = answers.iter().find(|answer| answer.rounds > place as u64).unwrap();
            answer.at.duration_since(*at).as_secs_f64()
        })
        .collect();
    let mut costs: Vec<f64> = answers.iter().map(|answer| answer.took.as_secs_f64()).collect();
    println!(
        "{} rounds of {} series with {ITERATIONS} iterations, {RUNS} runs beside them:",
        written.len(),
        OF.experiments * OF.variants
    );
    say("from the end of a round to the page (promised: under 1 s)", &mut delays);
    say("an answer", &mut costs);
}

struct Seen {
    at: Instant,
    took: Duration,
    rounds: u64,
}

/// Until all rounds were seen.
fn watch(server: &Server) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    while seen.last().is_none_or(|last| last.rounds < u64::from(OF.experiments * ROUNDS)) {
        let asked = Instant::now();
        let live = server.live();
        let rounds = live["going"]["rounds"].as_array().into_iter().flatten();
        let rounds = rounds.map(|row| row["done"].as_u64().unwrap()).sum();
        seen.push(Seen { at: Instant::now(), took: asked.elapsed(), rounds });
        thread::sleep(WAIT);
    }
    seen
}

/// One round of an experiment.
fn rows(experiment: &model::Name, round: u32, chance: &mut Chance) -> Vec<Row> {
    let workload = &OF.workloads()[0];
    let mut rows = Vec::new();
    for variant in &OF.variants() {
        for iteration in 0..ITERATIONS {
            let wall_ns = (5e6 * chance.wobble()) as u64;
            let row = sample(experiment, workload, variant, wall_ns);
            rows.push(Row::Sample(SampleRow { round, iteration, ..row }));
        }
    }
    rows.push(Row::Host(Box::new(HostRow {
        experiment: experiment.clone(),
        workload: workload.clone(),
        round,
        before: HostReading::default(),
        after: HostReading::default(),
        wall_ns: 1_000_000,
        disturbance: None,
    })));
    rows
}

fn say(what: &str, seconds: &mut [f64]) {
    seconds.sort_by(f64::total_cmp);
    let (median, most) = (seconds[seconds.len() / 2], seconds[seconds.len() - 1]);
    println!("{:>8.0} ms, at most {:.0} ms   {what}", median * 1e3, most * 1e3);
}
