//! What stands below the verdicts: controls, devices, failures, the host, and what was not judged, counted.

use std::{collections::BTreeMap, fmt::Write as _};

use judge::{Proof, controls};
use model::{Evidence, FailureRow, GpuKind, Happened, Name, Obstacle, RunRecord, Verdict};

use crate::{
    Tone, bytes,
    expectation::{invocations, rounds},
    harmless,
    page::Page,
    percent, seconds,
};

/// Writes every section that has something to say.
pub(crate) fn write(page: &mut Page, run: &RunRecord) {
    write_controls(page, run);
    write_evidence(page, run);
    write_failures(page, run);
    write_host(page, run);
    write_not_judged(page, run);
}

fn write_controls(page: &mut Page, run: &RunRecord) {
    let mut lines = Vec::new();
    for pin in &run.header.experiments {
        for control in controls(&pin.experiment, &pin.declaration, &run.checks) {
            let of = format!("{}: {} on {}", pin.experiment, control.variant, control.workload);
            match control.proof {
                Proof::Caught(checks) => {
                    let caught = checks.first().map_or_else(String::new, ToString::to_string);
                    lines.push((Tone::Plain, format!("{of} was caught ({caught})")));
                }
                Proof::CameOutRight => lines.push((
                    Tone::Bad,
                    format!("{of} CAME OUT RIGHT: the checks of this experiment let a wrong answer pass"),
                )),
                Proof::Unchecked => {}
            }
        }
    }
    if !lines.is_empty() {
        page.heading("Controls");
        for (tone, line) in lines {
            page.toned(tone, 2, &harmless(&line));
        }
    }
}

fn write_evidence(page: &mut Page, run: &RunRecord) {
    let mut devices: BTreeMap<(&Name, &Name, &str), Vec<&Evidence>> = BTreeMap::new();
    for row in &run.failures {
        if let (Happened::Ran(evidence), Some(variant)) = (&row.what, &row.variant) {
            devices.entry((&row.experiment, variant, &evidence.device)).or_default().push(evidence);
        }
    }
    if !devices.is_empty() {
        page.heading("Evidence of devices");
    }
    for ((experiment, variant, device), proofs) in devices {
        let Some(first) = proofs.first() else { continue };
        let software = if first.kind == GpuKind::Cpu { ", a software driver" } else { "" };
        let sum = |of: fn(&Evidence) -> u64| proofs.iter().map(|proof| of(proof)).sum::<u64>();
        let line = format!(
            "{experiment}: {variant} ran on {device} through {}{software} (driver {}): {}, {} dispatches, {} up, {} \
             down, {} of device time",
            first.backend,
            first.driver,
            invocations(proofs.len() as u32),
            sum(|proof| proof.dispatches),
            bytes(sum(|proof| proof.bytes_up)),
            bytes(sum(|proof| proof.bytes_down)),
            seconds(sum(|proof| proof.device_ns.unwrap_or(0)) as f64 / 1e9)
        );
        page.line(2, &harmless(&line));
    }
}

fn write_failures(page: &mut Page, run: &RunRecord) {
    let failed: Vec<_> = failures(run).collect();
    if !failed.is_empty() {
        page.heading("Failures");
    }
    for (row, what) in failed {
        let tone = if matches!(row.what, Happened::Failed(_)) { Tone::Bad } else { Tone::Faint };
        page.toned(tone, 2, &harmless(&what));
        for line in row.log_tail.lines() {
            page.verbatim(4, &format!("| {}", harmless(line)));
        }
    }
}

/// Everything that failed or could not run, each with where and what in one line.
pub(crate) fn failures(run: &RunRecord) -> impl Iterator<Item = (&FailureRow, String)> {
    run.failures.iter().filter_map(|row| {
        let what = match &row.what {
            Happened::Failed(failure) => failure.to_string(),
            Happened::CannotRun(why) => format!("cannot run here: {why}"),
            Happened::Ran(_) => return None,
        };
        Some((row, format!("{}: {what}", place(row))))
    })
}

fn place(row: &FailureRow) -> String {
    let mut place = row.experiment.to_string();
    // Writing to a string cannot fail.
    if let Some(variant) = &row.variant {
        let _ = write!(place, ", {variant}");
    }
    if let Some(workload) = &row.workload {
        let _ = write!(place, " on {workload}");
    }
    if let Some(round) = row.round {
        let _ = write!(place, ", round {round}");
    }
    place
}

fn write_host(page: &mut Page, run: &RunRecord) {
    let disturbed: Vec<_> = run.host.iter().filter(|row| row.disturbance.is_some()).collect();
    if disturbed.is_empty() {
        return;
    }
    page.heading("The host");
    let of = rounds(run.host.len() as u32);
    page.line(2, &format!("disturbed {} of {of}; they are kept, flagged and left out", disturbed.len()));
    for row in disturbed {
        let why = row.disturbance.as_deref().unwrap_or_default();
        page.line(
            4,
            &harmless(&format!("{} on {}, round {}: {why}", row.experiment, row.workload, row.round)),
        );
    }
}

fn write_not_judged(page: &mut Page, run: &RunRecord) {
    let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
    for row in &run.verdicts {
        if let Verdict::NotJudged(obstacle) = &row.verdict {
            *kinds.entry(kind(obstacle)).or_default() += 1;
        }
    }
    let total: u32 = kinds.values().sum();
    if total > 0 {
        page.heading("Not judged");
        let all = run.verdicts.len();
        let share = percent(f64::from(total) / all as f64);
        let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        page.line(2, &format!("{total} of {all} expectations ({share}): {}", kinds.join(", ")));
    }
}

fn kind(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Missing(_) => "for want of hardware or a file",
        Obstacle::CannotRun(_) => "that cannot run here",
        Obstacle::WorkloadNotRun(_) => "on workloads that were not run",
        Obstacle::VariantNotRun(_) => "of variants that were not run",
        Obstacle::NoEvidence(_) => "without evidence of the device",
        Obstacle::Projected => "projected",
        Obstacle::BusyHost(_) => "for a busy host",
        Obstacle::NoSuchMetric(_) => "without their metric",
        Obstacle::NotCounted(_) => "not counted with every seed",
        Obstacle::NoCount(_) => "of counts that are none",
        Obstacle::NoBound(_) => "without a bound",
        Obstacle::NoReference(_) => "without a reference",
        Obstacle::NotChecked(_) => "never checked",
    }
}
