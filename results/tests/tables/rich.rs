//! Runs in which everything occurs: every variant of every enum, empty and odd texts, the largest numbers.

mod decided;
mod declared;
mod measured;

use model::{CheckRow, Digests, Name, Pin, RunRecord, SampleRow, Scope, Side};

use crate::chance::Chance;
use decided::{outcome_row, outcomes, power_row, verdict_row, verdicts};
use declared::{header, machine};
use measured::{check, failure, happenings, host, metric, sample, span};

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// A run with something of everything; another one for every seed.
pub(crate) fn run(seed: u64) -> RunRecord {
    let mut chance = Chance::new(seed);
    let c = &mut chance;
    let rows = 3 + c.below(40);
    let mut record = RunRecord {
        header: header(c, seed),
        machine: machine(c),
        samples: (0..rows).map(|_| sample(c)).collect(),
        metrics: (0..rows).map(|_| metric(c)).collect(),
        checks: (0..rows)
            .map(|_| CheckRow {
                side: side(c),
                seed: c.maybe(Chance::whole),
                digests: c.maybe(|c| Digests { input: c.text(), output: c.text() }),
                experiment: experiment(c),
                workload: workload(c),
                variant: variant(c),
                check: check(c),
            })
            .collect(),
        spans: (0..rows).map(|_| span(c)).collect(),
        host: (0..rows).map(|_| host(c)).collect(),
        failures: happenings(c).into_iter().map(|what| failure(c, what)).collect(),
        verdicts: verdicts(c).into_iter().map(|verdict| verdict_row(c, verdict)).collect(),
        outcomes: outcomes(c).into_iter().map(|outcome| outcome_row(c, outcome)).collect(),
        power: (0..rows).map(|_| power_row(c)).collect(),
    };
    if seed % 5 == 4 {
        // A quick run may have nothing but a beginning.
        record.samples.clear();
        record.spans.clear();
        record.verdicts.clear();
    }
    record
}

/// A run of moderate numbers: `count` samples of 1000, 1001 ... ns in rounds of four.
pub(crate) fn plain(run: &str, count: u32) -> RunRecord {
    let mut record = self::run(1);
    run.clone_into(&mut record.header.run);
    record.header.started_utc = format!("2026-01-01T00:00:00.{:03}Z", run.len());
    record.header.pin = Pin { commit: Some("0123456789abcdef".to_owned()), ..Pin::default() };
    record.samples = (0..count)
        .map(|i| SampleRow {
            side: Side::Head,
            experiment: name("geo-nearest"),
            workload: name("smoke"),
            variant: name(if i % 2 == 0 { "baseline" } else { "tree" }),
            round: i / 4,
            scope: Scope::Alone,
            copy: 0,
            place: i % 2,
            iteration: i % 4 / 2,
            loops: 1,
            threads: 1,
            wall_ns: 1000 + u64::from(i),
            thread_cpu_ns: Some(2000),
            process_cpu_ns: Some(2000),
            device_ns: None,
            disturbed: i % 4 == 3,
        })
        .collect();
    record.metrics.iter_mut().for_each(|row| (row.round, row.seed) = (1, None));
    record.host.clear();
    record.spans.clear();
    record.machine.memory.total_bytes = 64 << 30;
    record.machine.memory.limit_bytes = None;
    record
}

fn experiment(c: &mut Chance) -> Name {
    c.one_of(&["geo-nearest", "lp-years", "2d"].map(name))
}

fn workload(c: &mut Chance) -> Name {
    c.one_of(&["smoke", "small", "full-200"].map(name))
}

fn variant(c: &mut Chance) -> Name {
    c.one_of(&["baseline", "tree", "row-table.f32", "a-name-that-is-longer-than-twelve-bytes"].map(name))
}

fn side(c: &mut Chance) -> Side {
    c.one_of(&[Side::Base, Side::Head, Side::Twin])
}
