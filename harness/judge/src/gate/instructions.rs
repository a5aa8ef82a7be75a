//! Instructions of a call: they hardly vary, so they say what a noisy clock cannot, and contradict it where it is wrong.

use model::Name;

use super::sides::Trio;
use crate::Case;

/// The metric that the runner reports them under.
pub(super) const INSTRUCTIONS: &str = "instructions";

/// What starting up, hashing and printing differ by from build to build.
const FLAT: f64 = 0.005;
const FEW: f64 = 150.0;

/// One call on both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    base: f64,
    head: f64,
    /// Counted on the workload that was asked for, and not on another one of the variant.
    pub(super) is_here: bool,
}

impl Counted {
    pub(super) fn ratio(self) -> f64 {
        self.head / self.base
    }

    pub(super) fn is_flat(self) -> bool {
        let change = (self.head - self.base).abs();
        change <= FLAT * self.base || change <= FEW
    }

    pub(super) fn is_worse(self) -> bool {
        self.head > self.base && !self.is_flat()
    }

    pub(super) fn is_worse_by(self, margin: f64) -> bool {
        self.is_worse() && self.ratio() > 1.0 + margin
    }
}

/// What was counted of a variant: on this workload, or else on its largest one that was. Never of threads or devices, whose
/// work is not what one thread counts.
pub(super) fn counted(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Counted> {
    if !trio.head.declaration.variant(variant)?.judged_by_cpu_time() {
        return None;
    }
    let on = |on: &Name| {
        let (base, head) = (count(&trio.base, on, variant)?, count(&trio.head, on, variant)?);
        Some(Counted { base, head, is_here: on == workload })
    };
    let elsewhere = || {
        let others = trio.comparable.workloads.iter().filter(|on| !super::inputs::changed(trio, on));
        others.filter_map(on).max_by(|one, other| one.base.total_cmp(&other.base))
    };
    on(workload).or_else(elsewhere)
}

fn count(case: &Case<'_>, workload: &Name, variant: &Name) -> Option<f64> {
    let counts = case.metrics_of(workload, variant, INSTRUCTIONS).map(|row| row.value);
    counts.filter(|count| count.is_finite() && *count > 0.0).min_by(f64::total_cmp)
}
