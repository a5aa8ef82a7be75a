//! From iterations to one number per invocation, and from invocations to rounds.

use std::collections::BTreeMap;

use model::{Clock, Name, SampleRow, Scope, Variant};

use crate::Case;

/// The iterations of one variant, by round.
pub(crate) type Series<'a> = BTreeMap<u32, Vec<&'a SampleRow>>;

/// The measuring thread must have done at least this share of what its process did, or its own CPU time hides work.
const OWN_WORK: f64 = 0.8;

/// The iterations of a variant that was measured alone.
pub(crate) fn series<'a>(case: &Case<'a>, workload: &Name, variant: &Name) -> Series<'a> {
    let mut rounds = Series::new();
    for row in case.samples_of(workload, variant, Scope::Alone) {
        rounds.entry(row.round).or_default().push(row);
    }
    rounds
}

/// Processor time where every side is declared to be one thread of this processor, and its samples do not belie that: then
/// what others on the host do does not count.
pub(crate) fn shared_clock(sides: &[(&Variant, &Series<'_>)]) -> Clock {
    let alone = |(variant, series): &(&Variant, &Series<'_>)| {
        variant.judged_by_cpu_time() && series.values().flatten().all(|row| works_alone(row))
    };
    if sides.iter().all(alone) { Clock::Processor } else { Clock::Wall }
}

/// A variant that hands its work to other threads would look fast by the clock of the thread that waits for them.
fn works_alone(row: &SampleRow) -> bool {
    match (row.thread_cpu_ns, row.process_cpu_ns) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(thread), Some(process)) => thread as f64 >= OWN_WORK * process as f64,
    }
}

/// The seconds of one call: the minimum over the iterations of one invocation (METHOD.md says why not the mean).
pub(crate) fn summary(iterations: &[&SampleRow], clock: Clock) -> Option<f64> {
    iterations
        .iter()
        .map(|row| {
            let ns = match clock {
                Clock::Processor => row.thread_cpu_ns.unwrap_or(row.wall_ns),
                Clock::Wall => row.wall_ns,
            };
            ns as f64 / f64::from(row.loops.max(1)) / 1e9
        })
        // A clock that did not tick says nothing; a ratio with it would be infinite.
        .filter(|seconds| *seconds > 0.0)
        .min_by(f64::total_cmp)
}

/// The seconds of every invocation.
pub(crate) fn seconds(series: &Series<'_>, clock: Clock) -> BTreeMap<u32, f64> {
    series.iter().filter_map(|(round, rows)| Some((*round, summary(rows, clock)?))).collect()
}

/// The threads that a variant said it works on; what it declared where nothing was measured.
pub(crate) fn threads(case: &Case<'_>, workload: &Name, variant: &Name) -> u32 {
    use model::Threads;
    let said = case.samples_of(workload, variant, Scope::Alone).map(|row| row.threads).max();
    said.unwrap_or_else(|| match case.declaration.variant(variant).map(|variant| variant.threads) {
        Some(Threads::Exactly(threads)) => threads,
        Some(Threads::PerformanceCores) => case.machine.cores.usable.max(1),
        Some(Threads::One) | None => 1,
    })
}
