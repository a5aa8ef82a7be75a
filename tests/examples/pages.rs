//! How long the pages take to make of many runs, and how large they are: `cargo run --example pages`.
//!
//! Promised, of 1,000 runs of 40 experiments: the site in under 10 s and under 40 MB, its first page under 300 kB, and the
//! overview as Markdown in under a second. Each is made as often as it takes to tell the machine's moods from the figure;
//! the least and the median are said.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what cannot be measured says where")]
#![expect(dead_code, reason = "the tests use all of it")]

#[path = "../it/made_up.rs"]
mod made_up;
#[path = "../it/world.rs"]
mod world;

use std::{fs, time::Instant};

use made_up::{Extent, keep};
use results::Store;
use world::{HONEST, World};

const RUNS: u32 = 1_000;
const OF: Extent = Extent { experiments: 40, workloads: 1, variants: 5 };
const ROUNDS: u32 = 20;
const TIMES: usize = 9;

fn main() {
    let world = World::with("pages", HONEST);
    let store = Store::open(&world.path().join("results")).unwrap();
    for number in 0..RUNS {
        // Every tenth experiment falls by a fifth in the middle.
        let figure = |experiment| if experiment % 10 == 0 && number > RUNS / 2 { 1.6 } else { 2.0 };
        keep(&store, &OF.measured(number, ROUNDS, figure));
    }
    println!("{RUNS} runs, each of {} experiments with {} expectations:", OF.experiments, OF.variants - 1);
    let seconds = timed(1, || drop(world.run(&["report", "--html", "site"]).ends(0)));
    let files = fs::read_dir(world.path().join("site")).unwrap().map(|entry| entry.unwrap());
    let sizes: Vec<(String, u64)> =
        files.map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().len())).collect();
    let all: u64 = sizes.iter().map(|(_, size)| size).sum();
    let first = sizes.iter().find(|(name, _)| name == "index.html").map_or(0, |(_, size)| *size);
    println!("{:>9.2} s   the site (promised: under 10 s)", seconds[0]);
    println!("{:>9.2} MB  of it (promised: under 40 MB)", all as f64 / 1e6);
    println!("{:>9.2} kB  its first page (promised: under 300 kB)", first as f64 / 1e3);
    let seconds = timed(TIMES, || drop(world.run(&["report", "--markdown", "page.md"]).ends(0)));
    let (least, median) = (seconds[0], seconds[TIMES / 2]);
    println!("{median:>9.2} s   the overview as Markdown, at least {least:.2} s (promised: under 1 s)");
}

/// So often, from the shortest to the longest.
fn timed(times: usize, work: impl Fn()) -> Vec<f64> {
    let mut seconds: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds
}
