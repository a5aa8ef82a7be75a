//! How long storing, reading back, judging and asking take, and in how much memory: `cargo run --example scale`.
//!
//! Promised, in the dev profile: 1,000,000 samples stored, read back and judged in under two seconds, and 10,000,000 asked
//! in under two, within 1 GiB. Every column of every row takes more.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]
#![expect(clippy::unwrap_used, reason = "what cannot be made up says where")]
#![expect(dead_code, reason = "the tests use all of it")]

#[path = "../it/made_up.rs"]
mod made_up;

use std::{fs, path::Path, time::Instant};

use judge::{Case, Rows};
use made_up::{Chance, Extent, right, sample};
use model::{CheckRow, RunRecord, SampleRow, VerdictRow};
use results::{Error, Row, Store};
use stats::Looks;

const MILLION: u32 = 1_000_000;
/// As a patient run of a large workspace would be: of every invocation ten iterations.
const OF: Extent = Extent { experiments: 25, workloads: 10, variants: 5 };
const ROUNDS: u32 = 80;
const ITERATIONS: u32 = 10;

fn main() -> Result<(), Error> {
    let folder = tempfile::tempdir().map_err(|error| Error::Io { path: std::env::temp_dir(), error })?;
    one_run(&Store::open(&folder.path().join("one"))?)?;
    many_runs(&Store::open(&folder.path().join("ten"))?, 10)
}

fn one_run(store: &Store) -> Result<(), Error> {
    let record = run(0, MILLION);
    let gathered =
        timed("1,000,000 samples into the journal, one append per 1000 rows", || gather(store, &record))?;
    let whole = timed("stored: nine files written, read back, compared, synchronised", || {
        gathered.finish(&record, "scale\n")
    })?;
    let read = timed("read back as rows", || store.read("latest"))?;
    assert_eq!(read.samples.len(), record.samples.len());
    assert!(read == record, "what was read differs from what was stored");
    let verdicts = timed("judged", || judged(&read));
    assert_eq!(verdicts.len() as u32, OF.experiments * OF.workloads * (OF.variants - 1));
    assert!(verdicts.iter().all(|row| row.estimate.is_some()), "{:?}", verdicts[0]);
    println!("{:>9.1} MB on disk", size(&whole) as f64 / 1e6);
    Ok(())
}

fn many_runs(store: &Store, runs: u32) -> Result<(), Error> {
    for number in 0..runs {
        let record = run(number, MILLION);
        store.begin(&record.header, &record.machine, &[])?.finish(&record, "scale\n")?;
    }
    println!("\n{runs},000,000 samples in {runs} runs, at rest {:.0} MiB", forget_peak());
    for sql in [
        "SELECT count(*) AS n FROM samples",
        "SELECT experiment, workload, variant, count(*) AS n, min(wall_ns) AS least, median(wall_ns) AS middle \
         FROM samples GROUP BY experiment, workload, variant ORDER BY variant",
        "SELECT run, variant, min(thread_cpu_ns) AS least FROM samples WHERE scope = 'alone' AND NOT disturbed \
         GROUP BY run, variant ORDER BY run, variant",
        "SELECT s.variant, avg(s.wall_ns) AS mean FROM samples s JOIN run r ON s.run = r.run \
         WHERE r.dirty = false GROUP BY s.variant ORDER BY mean",
        "SELECT * FROM samples WHERE wall_ns > 6990000 LIMIT 10",
        "SELECT * FROM samples LIMIT 10",
        "SELECT variant, count(*) AS n FROM samples WHERE variant LIKE '%-03' GROUP BY variant",
    ] {
        forget_peak();
        let answer = timed(sql, || store.query(sql, 100))?;
        println!("{:>9} rows, peak {:.0} MiB", answer.total, peak());
    }
    Ok(())
}

fn gather(store: &Store, record: &RunRecord) -> Result<results::Journal, Error> {
    let mut journal = store.begin(&record.header, &record.machine, &[])?;
    for round in record.samples.chunks(1000) {
        let rows: Vec<Row> = round.iter().cloned().map(Row::Sample).collect();
        journal.append(&rows)?;
    }
    Ok(journal)
}

/// Every variant against the baseline, on every workload of every experiment.
fn judged(record: &RunRecord) -> Vec<VerdictRow> {
    let rows = Rows::of(record);
    let judged = OF.experiments().into_iter().map(|experiment| {
        judge::judge(&Case {
            experiment: &experiment,
            declaration: &OF.declaration(&experiment),
            rows: &rows,
            looks: &Looks::standard(),
            machine: &record.machine,
            missing: &|_| None,
            not_run: &[],
            ended_early: None,
        })
    });
    judged.flatten().collect()
}

/// Every answer is right.
fn checked() -> Vec<CheckRow> {
    let mut rows = Vec::new();
    for experiment in &OF.experiments() {
        for workload in &OF.workloads() {
            rows.extend(OF.variants().iter().map(|variant| right(experiment, workload, variant)));
        }
    }
    rows
}

/// Times that no compression sees through, as real ones are.
fn run(number: u32, samples: u32) -> RunRecord {
    let experiments = OF.experiments();
    let workloads = OF.workloads();
    let variants = OF.variants();
    let mut chance = Chance::new(number);
    let row = |i: u32| {
        let wall_ns = 5_000_000 + chance.bits() % 2_000_000;
        let invocation = i / ITERATIONS;
        let round = invocation / OF.variants;
        let workload = round / ROUNDS;
        let experiment = &experiments[(workload / OF.workloads % OF.experiments) as usize];
        let variant = &variants[(invocation % OF.variants) as usize];
        SampleRow {
            round: round % ROUNDS,
            place: invocation % OF.variants,
            iteration: i % ITERATIONS,
            thread_cpu_ns: Some(wall_ns - chance.bits() % 100_000),
            process_cpu_ns: Some(wall_ns - chance.bits() % 50_000),
            disturbed: chance.bits().is_multiple_of(20),
            ..sample(experiment, &workloads[(workload % OF.workloads) as usize], variant, wall_ns)
        }
    };
    let mut record = OF.run(number);
    record.header.experiments.clear();
    record.samples = (0..samples).map(row).collect();
    record.checks = checked();
    record
}

/// Says how long it took, and how much processor: on a busy machine only the second says something.
fn timed<R>(what: &str, work: impl FnOnce() -> R) -> R {
    let (start, spent) = (Instant::now(), processor());
    let made = work();
    println!("{:>7.2} s, CPU {:.2} s  {what}", start.elapsed().as_secs_f64(), processor() - spent);
    made
}

fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn size(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
}

/// Resident memory at its peak, in MiB; 0 where the system does not tell.
fn peak() -> f64 {
    memory("VmHWM:")
}

/// Lets the next peak begin at what is resident now, and says how much that is.
fn forget_peak() -> f64 {
    let _ = fs::write("/proc/self/clear_refs", "5");
    memory("VmRSS:")
}

fn memory(field: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
