//! How a hypothesis is written down: `speedup("tree").over("haversine").on("small").at_least(50.0)`.

use std::panic::Location;

use model::{Condition, DeviceKind, Level, Prediction};

use crate::validate::Place;

/// Names are checked when the whole declaration is known; until then they are text with the place they came from.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) what: What,
    pub(crate) of: String,
    /// More than one is a mistake that is told, not a choice that is made in silence.
    pub(crate) others: Vec<String>,
    pub(crate) workloads: Vec<String>,
    pub(crate) seeds: Vec<u32>,
    pub(crate) bound: Bound,
    pub(crate) at: Place,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Speedup,
    Time,
    PeakMemory,
    Metric(String),
    Count(String),
    Accurate,
}

#[derive(Clone, Debug)]
pub(crate) enum Bound {
    None,
    AtLeast(Amount),
    AtMost(Amount),
    Between(f64, f64),
}

/// How much a target is: a plain number, [`times_baseline`], [`ceiling`] or [`bytes`].
#[derive(Clone, Debug)]
pub struct Amount(pub(crate) AmountKind);

#[derive(Clone, Debug)]
pub(crate) enum AmountKind {
    Level(Level),
    TimesBaseline(f64),
    ShareOfBound { share: f64, serial: String, parallel: String },
}

impl From<f64> for Amount {
    fn from(number: f64) -> Self {
        Self(AmountKind::Level(Level::Number(number)))
    }
}

/// A share of the speedup that W copies at once of the slower side reached in the same run.
pub fn ceiling(share: f64) -> Ceiling {
    Ceiling(share)
}

/// A share of the ceiling. Where not all of the work can be shared out evenly, say which part cannot:
/// `ceiling(0.8).serial("first-year").parallel("longest-chunk")`.
#[derive(Clone, Copy, Debug)]
pub struct Ceiling(f64);

impl From<Ceiling> for Amount {
    fn from(ceiling: Ceiling) -> Self {
        Self(AmountKind::Level(Level::ShareOfCeiling(ceiling.0)))
    }
}

impl Ceiling {
    /// The metric of the slower side with the share of its time that one thread does while the others wait; say
    /// `.parallel(…)` next.
    pub fn serial(self, metric: &str) -> Serial {
        Serial { share: self.0, metric: metric.to_owned() }
    }
}

/// A share of the ceiling, with the part that stays serial.
#[derive(Clone, Debug)]
pub struct Serial {
    share: f64,
    metric: String,
}

impl Serial {
    /// The metric of the slower side with W times the longest part that a thread is given of the rest, as a share of its
    /// time. The bound is then 1 / (serial + parallel / ceiling), and never more than the ceiling.
    pub fn parallel(self, metric: &str) -> Amount {
        Amount(AmountKind::ShareOfBound {
            share: self.share,
            serial: self.metric,
            parallel: metric.to_owned(),
        })
    }
}

/// So many times what the baseline needed.
pub fn times_baseline(times: f64) -> Amount {
    Amount(AmountKind::TimesBaseline(times))
}

/// So many bytes, and so many more for each thread that the variant works on.
pub fn bytes(base: f64, each_thread: f64) -> Amount {
    Amount(AmountKind::Level(Level::PerThread { base, each: each_thread }))
}

/// A percentage as a fraction.
pub fn percent(percentage: f64) -> f64 {
    percentage / 100.0
}

/// Something a variant is measured by; say `.on(workload)` and then what it must reach.
#[derive(Clone, Debug)]
pub struct Quantity(Draft);

/// An expectation or a guard, whole.
#[derive(Clone, Debug)]
pub struct Expected(pub(crate) Draft);

/// The time of one variant against another; say `.over(…)` next.
#[derive(Clone, Debug)]
pub struct Speedup(Draft);

#[track_caller]
fn draft(what: What, of: &str) -> Draft {
    Draft {
        what,
        of: of.to_owned(),
        others: Vec::new(),
        workloads: Vec::new(),
        seeds: Vec::new(),
        bound: Bound::None,
        at: Location::caller(),
    }
}

/// How many times as fast the variant is; say over which one next.
#[track_caller]
pub fn speedup(of: &str) -> Speedup {
    Speedup(draft(What::Speedup, of))
}

/// The seconds an iteration takes.
#[track_caller]
pub fn time(of: &str) -> Quantity {
    Quantity(draft(What::Time, of))
}

/// The worker's own peak of resident memory, in bytes.
#[track_caller]
pub fn peak_memory(of: &str) -> Quantity {
    Quantity(draft(What::PeakMemory, of))
}

/// A figure that the variant reports itself.
#[track_caller]
pub fn metric(of: &str, name: &str) -> Quantity {
    Quantity(draft(What::Metric(name.to_owned()), of))
}

/// A deterministic figure that the variant reports itself: counted once with seed 1, outside of the rounds, or once with
/// [every seed](Quantity::every_seed) up to another.
#[track_caller]
pub fn count(of: &str, name: &str) -> Quantity {
    Quantity(draft(What::Count(name.to_owned()), of))
}

/// The variant's output passes its checks.
#[track_caller]
pub fn accurate(of: &str) -> Accurate {
    Accurate(draft(What::Accurate, of))
}

/// An expectation about the answer itself; say `.on(workload)` next.
#[derive(Clone, Debug)]
pub struct Accurate(Draft);

impl Accurate {
    /// On which workload.
    pub fn on(mut self, workload: &str) -> Expected {
        self.0.workloads.push(workload.to_owned());
        Expected(self.0)
    }
}

impl Speedup {
    /// The one it is compared with.
    pub fn over(mut self, other: &str) -> Quantity {
        self.0.others.push(other.to_owned());
        Quantity(self.0)
    }
}

impl Quantity {
    /// The same quantity of another variant, of which it is a multiple.
    #[must_use]
    pub fn relative_to(mut self, other: &str) -> Self {
        self.0.others.push(other.to_owned());
        self
    }

    /// With each of the seeds from 1 to this one; the worst of them decides. Of a [`count`].
    #[must_use]
    pub fn every_seed(mut self, last: u32) -> Self {
        self.0.seeds.push(last);
        self
    }

    /// On which workload. A guard without it holds on every workload of its hypothesis.
    #[must_use]
    pub fn on(mut self, workload: &str) -> Self {
        self.0.workloads.push(workload.to_owned());
        self
    }

    /// No less than this.
    pub fn at_least(self, amount: impl Into<Amount>) -> Expected {
        self.bounded(Bound::AtLeast(amount.into()))
    }

    /// No more than this.
    pub fn at_most(self, amount: impl Into<Amount>) -> Expected {
        self.bounded(Bound::AtMost(amount.into()))
    }

    /// No less than the first and no more than the second.
    pub fn between(self, low: f64, high: f64) -> Expected {
        self.bounded(Bound::Between(low, high))
    }

    fn bounded(mut self, bound: Bound) -> Expected {
        self.0.bound = bound;
        Expected(self.0)
    }
}

/// A claim in words, with all that must be measured for it to hold.
#[derive(Clone, Debug)]
pub struct Hypothesis {
    pub(crate) claim: String,
    pub(crate) at: Place,
    pub(crate) expectations: Vec<Draft>,
    pub(crate) guards: Vec<Draft>,
    pub(crate) given: Vec<(Condition, Place)>,
    pub(crate) claimed: Option<(String, String, Place)>,
    pub(crate) predicted: Option<Prediction>,
    pub(crate) because: Option<String>,
}

impl Hypothesis {
    /// The claim in words.
    #[track_caller]
    pub fn new(claim: &str) -> Self {
        Self {
            claim: claim.to_owned(),
            at: Location::caller(),
            expectations: Vec::new(),
            guards: Vec::new(),
            given: Vec::new(),
            claimed: None,
            predicted: None,
            because: None,
        }
    }

    /// One thing that must be measured for the claim to hold; each gets a verdict of its own.
    #[must_use]
    pub fn expect(mut self, expected: Expected) -> Self {
        self.expectations.push(expected.0);
        self
    }

    /// What must hold besides.
    #[must_use]
    pub fn guard(mut self, expected: Expected) -> Self {
        self.guards.push(expected.0);
        self
    }

    /// The hardware without which it is not judged.
    #[must_use]
    #[track_caller]
    pub fn given(mut self, condition: Condition) -> Self {
        self.given.push((condition, Location::caller()));
        self
    }

    /// What the plan promised (`"10x"`, `"5-15x"`), and for which machine (its processor first).
    #[must_use]
    #[track_caller]
    pub fn claimed(mut self, promised: &str, machine: &str) -> Self {
        self.claimed = Some((promised.to_owned(), machine.to_owned(), Location::caller()));
        self
    }

    /// What you expect to come out. A prediction that fails is news.
    #[must_use]
    pub fn predicted(mut self, prediction: Prediction) -> Self {
        self.predicted = Some(prediction);
        self
    }

    /// Why you expect that.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.because = Some(reason.to_owned());
        self
    }
}

/// At least so many performance cores for us.
pub fn performance_cores(count: u32) -> Condition {
    Condition::PerformanceCores(count)
}

/// A device of this kind, not a software driver.
pub fn device(kind: DeviceKind) -> Condition {
    Condition::Device(kind)
}

/// A GPU with memory of its own.
pub fn discrete_gpu() -> Condition {
    Condition::DiscreteGpu
}

/// At least so many GPUs.
pub fn gpus(count: u32) -> Condition {
    Condition::Gpus(count)
}

/// At least so many bytes of memory for us.
pub fn memory(bytes: u64) -> Condition {
    Condition::Memory(bytes)
}

/// A host that does nothing else.
pub fn quiet_host() -> Condition {
    Condition::QuietHost
}

/// A file or folder named by an environment variable.
pub fn file_in(variable: &str) -> Condition {
    Condition::FileIn(variable.to_owned())
}
