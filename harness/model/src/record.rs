//! Everything that one command measured, as plain rows: what the runner gathers, `results` stores and `judge` reads.

use serde::{Deserialize, Serialize};

use crate::{
    Check, Declaration, Digests, Evidence, Failure, HostReading, Lane, Machine, Name, OutcomeRow, RunKind,
    Side, Verdict,
};

/// One run: everything one command measured, at one commit, on one machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// What, when, where from.
    pub header: RunHeader,
    /// What `hardware` found.
    pub machine: Machine,
    /// One row per iteration.
    pub samples: Vec<SampleRow>,
    /// What variants reported, their peak memory among it.
    pub metrics: Vec<MetricRow>,
    /// Comparisons with the reference.
    pub checks: Vec<CheckRow>,
    /// Stages of the work.
    pub spans: Vec<SpanRow>,
    /// One row per round.
    pub host: Vec<HostRow>,
    /// One row per failed invocation, and per variant that cannot run here.
    pub failures: Vec<FailureRow>,
    /// One row per expectation.
    pub verdicts: Vec<VerdictRow>,
    /// One row per series of a gate; none in a plain run.
    #[serde(default)]
    pub outcomes: Vec<OutcomeRow>,
    /// What the gate can see, from a selftest; none in any other run.
    #[serde(default)]
    pub power: Vec<PowerRow>,
}

impl RunRecord {
    /// A run in which nothing was measured yet.
    pub fn new(header: RunHeader, machine: Machine) -> Self {
        Self {
            header,
            machine,
            samples: Vec::new(),
            metrics: Vec::new(),
            checks: Vec::new(),
            spans: Vec::new(),
            host: Vec::new(),
            failures: Vec::new(),
            verdicts: Vec::new(),
            outcomes: Vec::new(),
            power: Vec::new(),
        }
    }

    /// The rows of one side, with its own declarations: what the judge sees as a run of its own. What the host did is
    /// the same for all sides.
    #[must_use]
    pub fn of_side(&self, side: Side) -> Self {
        let pins = if side == Side::Twin { Side::Base } else { side };
        let mut header = self.header.clone();
        header.experiments.retain(|pin| pin.side == pins);
        Self {
            samples: self.samples.iter().filter(|row| row.side == side).cloned().collect(),
            metrics: self.metrics.iter().filter(|row| row.side == side).cloned().collect(),
            checks: self.checks.iter().filter(|row| row.side == side).cloned().collect(),
            spans: self.spans.iter().filter(|row| row.side == side).cloned().collect(),
            failures: self.failures.iter().filter(|row| row.side == side).cloned().collect(),
            host: self.host.clone(),
            ..Self::new(header, self.machine.clone())
        }
    }
}

/// What was run, when, and from which sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunHeader {
    /// `<utc>-<commit8>-<class>-<random>`: the name of the folder.
    pub run: String,
    /// What it was for.
    #[serde(default)]
    pub kind: RunKind,
    /// When it began, RFC 3339 in UTC.
    pub started_utc: String,
    /// The git pin; in a gate, of the head.
    pub pin: Pin,
    /// The git pin of the base of a gate.
    #[serde(default)]
    pub base: Option<Pin>,
    /// What was measured, each with its own hashes.
    pub experiments: Vec<ExperimentPin>,
    /// The compiler.
    pub rustc: String,
    /// The flags of the build.
    pub flags: String,
    /// The version of this harness.
    pub harness: String,
    /// The command line.
    pub command: Vec<String>,
    /// From which all chance comes.
    pub seed: u64,
    /// Stopped by hand, or by its budget, before every series was decided.
    pub ended_early: Option<String>,
}

/// From which sources a run was built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The commit; `None` outside a repository or before the first commit.
    pub commit: Option<String>,
    /// The branch; `None` on a detached HEAD.
    pub branch: Option<String>,
    /// Does the tree differ from the commit? Untracked files count.
    pub dirty: bool,
    /// The patch that makes the commit what was built, where the tree is dirty.
    pub patch: Option<String>,
    /// The hash of that patch.
    pub patch_hash: Option<String>,
    /// The hash of Cargo.lock.
    pub lock_hash: Option<String>,
    /// What a reader must know: "not a git repository", "no commit yet", "the tree is dirty".
    pub caution: Option<String>,
}

/// One experiment as it was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExperimentPin {
    /// Its name.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The plan it belongs to.
    pub plan: Option<String>,
    /// The phase in it.
    pub phase: Option<u32>,
    /// The declaration as it was described.
    pub declaration: Declaration,
    /// The hash of its JSON.
    pub declaration_hash: String,
    /// The hash of its sources and of those of its workspace dependencies.
    pub source_hash: String,
    /// The hash of the binary.
    pub binary_hash: String,
}

/// Which copy of a variant an invocation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Alone: what speedups are judged by.
    Alone,
    /// One of W copies at once: what the scaling ceiling is made of.
    Together,
}

/// One iteration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleRow {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The workload.
    pub workload: Name,
    /// The variant.
    pub variant: Name,
    /// The round, from 0.
    pub round: u32,
    /// Alone, or one of W copies.
    pub scope: Scope,
    /// Which copy, from 0.
    pub copy: u32,
    /// The place in the random order of its round.
    pub place: u32,
    /// The iteration, from 0.
    pub iteration: u32,
    /// Calls in it; the times are for all of them.
    pub loops: u32,
    /// Threads that the worker said it works on.
    pub threads: u32,
    /// Wall clock.
    pub wall_ns: u64,
    /// CPU time of the measuring thread.
    pub thread_cpu_ns: Option<u64>,
    /// CPU time of the process.
    pub process_cpu_ns: Option<u64>,
    /// The device's own time.
    pub device_ns: Option<u64>,
    /// Did the host disturb this round?
    pub disturbed: bool,
}

/// A figure that an invocation reported. `peak-memory` and `prepare` are reported for every one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetricRow {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The workload.
    pub workload: Name,
    /// The variant.
    pub variant: Name,
    /// The round, from 0; also 0 where it was counted with a seed.
    pub round: u32,
    /// The metric.
    pub metric: Name,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Predicted for absent hardware.
    pub projected: bool,
    /// The seed it was counted with, outside of all rounds; `None` of what an invocation of a round reported.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// One comparison with the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckRow {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The workload.
    pub workload: Name,
    /// The variant.
    pub variant: Name,
    /// What came out.
    pub check: Check,
    /// What was computed from what; `None` from a worker that does not say.
    #[serde(default)]
    pub digests: Option<Digests>,
    /// The seed of a counting invocation; `None` where it is the run's.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// A stage of the work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanRow {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The workload.
    pub workload: Name,
    /// The variant.
    pub variant: Name,
    /// The round, from 0.
    pub round: u32,
    /// The iteration, from 0.
    pub iteration: u32,
    /// The stage.
    pub span: Name,
    /// What did it: a thread, a worker, a device.
    #[serde(default)]
    pub lane: Lane,
    /// From the start of the iteration.
    pub start_ns: u64,
    /// How long.
    pub duration_ns: u64,
}

/// What the host did in one round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HostRow {
    /// The experiment.
    pub experiment: Name,
    /// The workload.
    pub workload: Name,
    /// The round, from 0.
    pub round: u32,
    /// At its start.
    pub before: HostReading,
    /// At its end.
    pub after: HostReading,
    /// Its length.
    pub wall_ns: u64,
    /// Why the round counts as disturbed, if it does.
    pub disturbance: Option<String>,
}

/// A failed invocation, a variant that cannot run here, or the evidence of a device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FailureRow {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate.
    #[serde(default)]
    pub side: Side,
    /// The workload; `None` where the crate does not build.
    pub workload: Option<Name>,
    /// The variant; likewise.
    pub variant: Option<Name>,
    /// The round; `None` while calibrating or checking.
    pub round: Option<u32>,
    /// What happened.
    pub what: Happened,
    /// The end of what it printed.
    pub log_tail: String,
}

/// What one invocation left besides samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// It failed.
    Failed(Failure),
    /// It said that it cannot run here.
    CannotRun(String),
    /// It proved where it ran.
    Ran(Evidence),
}

/// The verdict on one expectation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictRow {
    /// The experiment.
    pub experiment: Name,
    /// The hypothesis in words.
    pub hypothesis: String,
    /// The expectation in words: `tree over haversine on small`.
    pub expectation: String,
    /// The workload.
    pub workload: Name,
    /// The target in words: `at least 50x`.
    pub target: String,
    /// The target as a number, where it is one in this run (a share of the ceiling times the ceiling).
    pub target_value: Option<f64>,
    /// The estimate, in the unit of the measure.
    pub estimate: Option<f64>,
    /// Its lower bound.
    pub lower: Option<f64>,
    /// Its upper bound.
    pub upper: Option<f64>,
    /// The unit: `x`, `s`, `B` ...
    pub unit: String,
    /// By which clock; `None` where no time was compared.
    pub clock: Option<Clock>,
    /// Rounds that counted.
    pub rounds: u32,
    /// The smallest ratio that so many rounds could have decided.
    pub detectable: Option<f64>,
    /// The verdict with its reason.
    pub verdict: Verdict,
    /// What the author predicted.
    pub predicted: Option<crate::Prediction>,
    /// Did the prediction come true? `None` where nothing was predicted or judged.
    pub as_predicted: Option<bool>,
    /// What the plan promised, for which machine, and what became of that here.
    pub claim: Option<String>,
}

/// Which clock a comparison used: the same one for both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The measuring thread's processor time: what others on the host do does not count.
    Processor,
    /// The wall clock.
    Wall,
}

impl Clock {
    /// The word in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::Wall => "wall",
        }
    }
}

/// How often the gate says red of a known slowdown: one row per kernel, slowdown and number of rounds of a selftest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PowerRow {
    /// The kernel that was slowed down.
    pub kernel: Name,
    /// By how much: 0.05 is 5 %; 0 is identical code, built twice.
    pub slowdown: f64,
    /// How it was decided: `gate` for ours, or the name of another method beside it.
    pub method: Name,
    /// What else the host did: `rest`, `busy`, or `joined`, where a job starts in mid-run.
    pub host: Name,
    /// At most so many rounds.
    pub rounds: u32,
    /// Gates that were played.
    pub gates: u32,
    /// How many of them said red.
    pub red: u32,
    /// How many did not decide.
    pub undecided: u32,
    /// The share that said red.
    pub rate: f64,
    /// Its lower 95 % bound (Wilson).
    pub lower: f64,
    /// Its upper 95 % bound.
    pub upper: f64,
    /// Were the gates replayed from recorded rounds, or measured one by one?
    pub replayed: bool,
}
