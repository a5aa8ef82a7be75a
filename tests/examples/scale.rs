//! How long storing, reading back, judging and asking take, and in how much memory: `cargo run --example scale`.
//!
//! Promised, in the dev profile: 1,000,000 samples stored, read back and judged in under two seconds, and 10,000,000 asked
//! in under two, within 1 GiB. Every column of every row takes more.

#![expect(clippy::print_stdout, reason = "an example that prints what it measured")]

use std::{fs, path::Path, time::Instant};

use judge::{Case, Rows};
use model::{
    Check, CheckKind, CheckRow, Declaration, Expectation, Hypothesis, Level, Loops, Machine, Measure, Name,
    Pin, Role, RunHeader, RunRecord, SampleRow, Scope, Target, Threads, Variant, VerdictRow, Workload,
};
use results::{Error, Row, Store};
use stats::Looks;

const MILLION: u32 = 1_000_000;
/// As a patient run of a large workspace would be: of every invocation ten iterations.
const EXPERIMENTS: u32 = 25;
const WORKLOADS: u32 = 10;
const VARIANTS: u32 = 5;
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
    assert_eq!(verdicts.len() as u32, EXPERIMENTS * WORKLOADS * (VARIANTS - 1));
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
    let (declaration, rows) = (declared(), Rows::of(record));
    let judged = names("experiment", EXPERIMENTS).into_iter().map(|experiment| {
        judge::judge(&Case {
            experiment: &experiment,
            declaration: &declaration,
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

fn declared() -> Declaration {
    let variants = names("variant", VARIANTS);
    let workloads = names("workload", WORKLOADS);
    let variant = |name: &Name| Variant {
        name: name.clone(),
        role: if *name == variants[0] { Role::Baseline } else { Role::Candidate },
        threads: Threads::One,
        device: None,
        only_on: Vec::new(),
        loops: Loops::Calibrated,
        command: None,
    };
    let workload = |name: &Name| Workload {
        made_from: None,
        size: None,
        name: name.clone(),
        only_when_named: false,
        reference: variants[0].clone(),
        requires: Vec::new(),
    };
    let expected = |workload: &Name, of: &Name| Expectation::Reaches {
        measure: Measure::Speedup { of: of.clone(), over: variants[0].clone() },
        workload: workload.clone(),
        target: Target::AtLeast(Level::Number(1.0)),
    };
    Declaration {
        protocol: model::PROTOCOL,
        title: "Made up".to_owned(),
        workloads: workloads.iter().map(workload).collect(),
        variants: variants.iter().map(variant).collect(),
        hypotheses: vec![Hypothesis {
            claim: "chance is faster than chance".to_owned(),
            expectations: workloads
                .iter()
                .flat_map(|on| variants[1..].iter().map(move |of| expected(on, of)))
                .collect(),
            guards: Vec::new(),
            given: Vec::new(),
            claimed: None,
            predicted: None,
            because: None,
        }],
        margin: Some(0.05),
    }
}

/// Every answer is right.
fn checked() -> Vec<CheckRow> {
    let check = || Check {
        name: "sum".to_owned(),
        kind: CheckKind::Exact,
        error: Some(0.0),
        tolerance: 0.0,
        passed: true,
        note: None,
    };
    let mut rows = Vec::new();
    for experiment in names("experiment", EXPERIMENTS) {
        for workload in names("workload", WORKLOADS) {
            rows.extend(names("variant", VARIANTS).into_iter().map(|variant| CheckRow {
                seed: None,
                side: model::Side::Head,
                digests: None,
                experiment: experiment.clone(),
                workload: workload.clone(),
                variant,
                check: check(),
            }));
        }
    }
    rows
}

fn names(what: &str, count: u32) -> Vec<Name> {
    (0..count).map(|number| format!("{what}-{number:02}").parse().expect("a name")).collect()
}

/// Times that no compression sees through, as real ones are.
fn run(number: u32, samples: u32) -> RunRecord {
    let experiments = names("experiment", EXPERIMENTS);
    let workloads = names("workload", WORKLOADS);
    let variants = names("variant", VARIANTS);
    let mut random = u64::from(number) + 1;
    let mut next = move || {
        // Knuth's multiplier for 64 bits; only the high bits are good, and only they are used.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random >> 40
    };
    let sample = |i: u32| {
        let wall_ns = 5_000_000 + next() % 2_000_000;
        let invocation = i / ITERATIONS;
        let round = invocation / VARIANTS;
        let workload = round / ROUNDS;
        SampleRow {
            side: model::Side::Head,
            experiment: experiments[(workload / WORKLOADS % EXPERIMENTS) as usize].clone(),
            workload: workloads[(workload % WORKLOADS) as usize].clone(),
            variant: variants[(invocation % VARIANTS) as usize].clone(),
            round: round % ROUNDS,
            scope: Scope::Alone,
            copy: 0,
            place: invocation % VARIANTS,
            iteration: i % ITERATIONS,
            loops: 1,
            threads: 1,
            wall_ns,
            thread_cpu_ns: Some(wall_ns - next() % 100_000),
            process_cpu_ns: Some(wall_ns - next() % 50_000),
            device_ns: None,
            disturbed: next() % 20 == 0,
        }
    };
    let header = RunHeader {
        kind: model::RunKind::Run,
        base: None,
        run: format!("20260101T0000{number:02}Z-0123abcd-linux-x86_64.scale-{number:08x}"),
        started_utc: format!("2026-01-01T00:00:{number:02}Z"),
        pin: Pin::default(),
        experiments: Vec::new(),
        rustc: String::new(),
        flags: String::new(),
        harness: String::new(),
        command: Vec::new(),
        seed: 1,
        ended_early: None,
    };
    let machine = Machine { class: "linux-x86_64.scale".to_owned(), ..Machine::default() };
    RunRecord {
        samples: (0..samples).map(sample).collect(),
        checks: checked(),
        ..RunRecord::new(header, machine)
    }
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
