//! A claim in words, with what must be measured for it to hold.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Name;

/// A claim in words, its expectations, its guards, its conditions and what its author predicts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hypothesis {
    /// The claim in words; unique in its experiment.
    pub claim: String,
    /// Each gets a verdict of its own.
    pub expectations: Vec<Expectation>,
    /// What must hold besides: a missed guard refutes.
    pub guards: Vec<Guard>,
    /// The hardware without which it is not judged.
    pub given: Vec<Condition>,
    /// What the plan promised, and for which machine.
    pub claimed: Option<Claim>,
    /// What the author expects to come out.
    pub predicted: Option<Prediction>,
    /// Why the author expects that.
    pub because: Option<String>,
}

/// One thing that a hypothesis expects, on one workload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// A measured quantity reaches its target.
    Reaches {
        /// What is measured.
        measure: Measure,
        /// On which workload.
        workload: Name,
        /// What it must reach.
        target: Target,
    },
    /// A variant's output passes its checks.
    Accurate {
        /// The variant.
        of: Name,
        /// On which workload.
        workload: Name,
    },
}

/// What must hold besides the expectation; it is judged on every workload the hypothesis speaks of, or on the one named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// What is measured.
    pub measure: Measure,
    /// On which workload only; `None` for all that the hypothesis speaks of.
    pub workload: Option<Name>,
    /// What it must reach.
    pub target: Target,
}

/// What can be measured of a variant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The time of `over` divided by the time of `of`.
    Speedup {
        /// The one that should be faster.
        of: Name,
        /// The one it is compared with.
        over: Name,
    },
    /// Seconds an iteration.
    Time {
        /// The variant.
        of: Name,
    },
    /// Bytes at its peak, or times the peak of another variant.
    PeakMemory {
        /// The variant.
        of: Name,
        /// The other, where a ratio is meant.
        relative_to: Option<Name>,
    },
    /// A figure that the variant reports itself, or times that of another variant.
    Metric {
        /// The variant.
        of: Name,
        /// The metric's name.
        metric: Name,
        /// The other, where a ratio is meant.
        relative_to: Option<Name>,
    },
    /// A deterministic figure that the variant reports itself, or times that of another variant: judged from one invocation
    /// with each of the seeds 1, 2 and so on, the worst of which decides.
    Count {
        /// The variant.
        of: Name,
        /// The metric's name.
        metric: Name,
        /// The other, where a ratio is meant.
        relative_to: Option<Name>,
        /// With how many seeds.
        seeds: u32,
    },
}

/// What a measure must reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// No less than this.
    AtLeast(Level),
    /// No more than this.
    AtMost(Level),
    /// No less than the first and no more than the second.
    Between(f64, f64),
}

/// How much a target is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A number, in the unit of the measure.
    Number(f64),
    /// A number, and so much more for every thread that the variant works on.
    PerThread {
        /// The fixed part.
        base: f64,
        /// The part for each thread.
        each: f64,
    },
    /// A share of the speedup that W copies at once of `over` reached in the same run.
    ShareOfCeiling(f64),
    /// A share of the bound that the ceiling leaves where not all of the work can be shared out evenly:
    /// 1 / (serial + parallel / ceiling). Both are shares of the time of `over`, which reports them as metrics.
    ShareOfBound {
        /// The share of the bound.
        share: f64,
        /// The metric with the part that one thread does while the others wait.
        serial: Name,
        /// The metric with W times the longest part that a thread is given of the rest.
        parallel: Name,
    },
}

/// Hardware, or anything else outside the experiment, that must be there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// At least so many performance cores for us.
    PerformanceCores(u32),
    /// A device of this kind.
    Device(DeviceKind),
    /// A GPU with memory of its own.
    DiscreteGpu,
    /// At least so many GPUs.
    Gpus(u32),
    /// At least so many bytes of memory for us.
    Memory(u64),
    /// A host that does nothing else.
    QuietHost,
    /// An environment variable that names a file or a folder which exists.
    FileIn(String),
}

/// A kind of device besides the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// Through Vulkan, Metal or DirectX 12.
    Wgpu,
    /// Through NVIDIA's driver.
    Cuda,
}

/// What the plan promised, and for which machine. Elsewhere it is `not judged`, never failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What was promised, as the plan words it: `10x`, `5-15x`.
    pub promised: String,
    /// The least speedup in it, where it is one.
    pub at_least: Option<f64>,
    /// The machine: its processor, then what else the plan says of it, after a comma.
    pub machine: String,
}

/// What an author expects to come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Prediction {
    /// It will hold.
    Confirmed,
    /// It will not.
    Refuted,
    /// The answer will be wrong.
    Inaccurate,
    /// The author says that they do not know.
    Open,
}

impl Hypothesis {
    /// Every workload that an expectation speaks of, once.
    pub fn workloads(&self) -> Vec<&Name> {
        let mut names: Vec<&Name> = self.expectations.iter().map(Expectation::workload).collect();
        names.sort();
        names.dedup();
        names
    }
}

impl Expectation {
    /// The workload that it speaks of.
    pub fn workload(&self) -> &Name {
        match self {
            Self::Reaches { workload, .. } | Self::Accurate { workload, .. } => workload,
        }
    }

    /// The variants that it needs measured or checked, the one it is about first.
    pub fn variants(&self) -> Vec<&Name> {
        match self {
            Self::Reaches { measure, .. } => measure.variants(),
            Self::Accurate { of, .. } => vec![of],
        }
    }
}

impl Expectation {
    /// What it measures; `None` where it is about the answer itself.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Reaches { measure, .. } => Some(measure),
            Self::Accurate { .. } => None,
        }
    }
}

impl Measure {
    /// The variants that it needs, the one it is about first.
    pub fn variants(&self) -> Vec<&Name> {
        match self {
            Self::Speedup { of, over } => vec![of, over],
            Self::Time { of } => vec![of],
            Self::PeakMemory { of, relative_to }
            | Self::Metric { of, relative_to, .. }
            | Self::Count { of, relative_to, .. } => std::iter::once(of).chain(relative_to).collect(),
        }
    }

    /// With how many seeds it is counted; `None` of what is measured in rounds, with the seed of the run.
    pub fn seeds(&self) -> Option<u32> {
        match self {
            Self::Count { seeds, .. } => Some(*seeds),
            Self::Speedup { .. } | Self::Time { .. } | Self::PeakMemory { .. } | Self::Metric { .. } => None,
        }
    }

    /// The variant it is about.
    pub fn of(&self) -> &Name {
        match self {
            Self::Speedup { of, .. }
            | Self::Time { of }
            | Self::PeakMemory { of, .. }
            | Self::Metric { of, .. }
            | Self::Count { of, .. } => of,
        }
    }
}

impl Target {
    /// The level, where there is just one.
    pub fn level(&self) -> Option<&Level> {
        match self {
            Self::AtLeast(level) | Self::AtMost(level) => Some(level),
            Self::Between(..) => None,
        }
    }

    /// Is it a share of the measured ceiling, or of the bound that follows from it?
    pub fn needs_ceiling(&self) -> bool {
        matches!(self.level(), Some(Level::ShareOfCeiling(_) | Level::ShareOfBound { .. }))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speedup { of, over } => write!(out, "{of} over {over}"),
            Self::Time { of } => write!(out, "time of {of}"),
            Self::PeakMemory { of, relative_to: None } => write!(out, "peak memory of {of}"),
            Self::PeakMemory { of, relative_to: Some(other) } => write!(out, "peak memory of {of} / {other}"),
            Self::Metric { of, metric, relative_to: None } => write!(out, "{metric} of {of}"),
            Self::Metric { of, metric, relative_to: Some(other) } => {
                write!(out, "{metric} of {of} / {other}")
            }
            Self::Count { of, metric, relative_to, seeds } => {
                write!(out, "{metric} of {of}")?;
                if let Some(other) = relative_to {
                    write!(out, " / {other}")?;
                }
                match seeds {
                    1 => out.write_str(" with seed 1"),
                    seeds => write!(out, " with seeds 1 to {seeds}"),
                }
            }
        }
    }
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Wgpu => "wgpu",
            Self::Cuda => "CUDA",
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerformanceCores(n) => write!(out, "{n} performance cores"),
            Self::Device(kind) => write!(out, "a {kind} device"),
            Self::DiscreteGpu => out.write_str("a discrete GPU"),
            Self::Gpus(n) => write!(out, "{n} GPUs"),
            Self::Memory(bytes) => write!(out, "{:.1} GiB of memory", *bytes as f64 / f64::from(1 << 30)),
            Self::QuietHost => out.write_str("a quiet host"),
            Self::FileIn(variable) => write!(out, "a file named by {variable}"),
        }
    }
}

impl fmt::Display for Prediction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Confirmed => "confirmed",
            Self::Refuted => "refuted",
            Self::Inaccurate => "inaccurate",
            Self::Open => "open",
        })
    }
}
