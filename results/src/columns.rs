//! The declared columns of every table: one list from which the files, the queries and `results/README.md` come.

use polars::prelude::{Categories, DataType, Schema};

/// The version of the tables, written into the footer of every file. Raise it for a new table, and when a column changes
/// its meaning; a new column needs no more than to be empty in older files.
pub const SCHEMA: u32 = 3;

/// The tables of a run, one Parquet file each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// What was run: one row per experiment.
    Run,
    /// What `hardware` found: one row.
    Machine,
    /// One row per iteration.
    Samples,
    /// What variants reported.
    Metrics,
    /// Comparisons with the reference.
    Checks,
    /// Stages of the work.
    Spans,
    /// What the host did, per round.
    Host,
    /// Failed invocations, variants that cannot run here, evidence of devices.
    Failures,
    /// One row per expectation.
    Verdicts,
    /// What became of every series of a gate.
    Outcomes,
    /// How often the gate sees a known slowdown.
    Power,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// A whole number; its unit, where it has one, ends the column's name.
    Whole,
    /// A number.
    Number,
    /// Words, and anything that no other kind fits.
    Text,
}

/// A declared column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredColumn {
    /// Its name in a query.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What it says, and when it is empty.
    pub says: &'static str,
    width: Width,
}

/// How columns of a few words are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// As numbers with a list of words: a quarter of the memory, and what groups and joins want.
    Numbered,
    /// As text, which alone can be searched for letters.
    Text,
}

/// How large the numbers of a column get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    /// Text of which a few words make millions of cells; in a question they are numbers with a list of words.
    FewWords,
    /// A count; half the memory for the columns of millions of samples.
    Small,
    /// Nanoseconds, bytes.
    Large,
    /// Chance: every bit counts.
    All64Bits,
}

impl TableName {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Run,
        Self::Machine,
        Self::Samples,
        Self::Metrics,
        Self::Checks,
        Self::Spans,
        Self::Host,
        Self::Failures,
        Self::Verdicts,
        Self::Outcomes,
        Self::Power,
    ];

    /// Its name in a query and, with `.parquet`, on disk.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Machine => "machine",
            Self::Samples => "samples",
            Self::Metrics => "metrics",
            Self::Checks => "checks",
            Self::Spans => "spans",
            Self::Host => "host",
            Self::Failures => "failures",
            Self::Verdicts => "verdicts",
            Self::Outcomes => "outcomes",
            Self::Power => "power",
        }
    }

    /// The table of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }

    /// What one row of it is.
    pub fn says(self) -> &'static str {
        match self {
            Self::Run => {
                "what was run: one row per experiment, or one without an experiment where none could be built"
            }
            Self::Machine => "what machine it ran on: one row",
            Self::Samples => "one row per iteration",
            Self::Metrics => "one row per figure that an invocation reported, peak memory among them",
            Self::Checks => "one row per comparison of a variant's output with the reference",
            Self::Spans => "one row per stage of the work in an iteration",
            Self::Host => "one row per round: what else the host did",
            Self::Failures => {
                "one row per invocation that failed or cannot run here, and per evidence of a device"
            }
            Self::Verdicts => "one row per expectation of a hypothesis",
            Self::Outcomes => "one row per series of a gate, and per other thing that can regress",
            Self::Power => "one row per kernel, slowdown and number of rounds of a selftest",
        }
    }

    /// Its columns in a query: the run's name, then what is stored.
    pub fn columns(self) -> impl Iterator<Item = DeclaredColumn> {
        std::iter::once(RUN).chain(self.stored().iter().copied())
    }

    /// The version from which on every run has it.
    pub(crate) fn since(self) -> u32 {
        match self {
            Self::Outcomes | Self::Power => 2,
            _ => 1,
        }
    }

    /// The file of this table.
    pub(crate) fn file(self) -> String {
        format!("{}.parquet", self.as_str())
    }

    /// What a query sees.
    pub(crate) fn schema(self, words: Words) -> Schema {
        self.columns().map(|column| (column.name.into(), column.asked_as(words))).collect()
    }

    /// What is stored; the run's name is that of the folder.
    pub(crate) fn stored(self) -> &'static [DeclaredColumn] {
        match self {
            Self::Run => RUN_COLUMNS,
            Self::Machine => MACHINE,
            Self::Samples => SAMPLES,
            Self::Metrics => METRICS,
            Self::Checks => CHECKS,
            Self::Spans => SPANS,
            Self::Host => HOST,
            Self::Failures => FAILURES,
            Self::Verdicts => VERDICTS,
            Self::Outcomes => OUTCOMES,
            Self::Power => POWER,
        }
    }
}

impl Kind {
    /// In one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::YesNo => "yes/no",
            Self::Whole => "whole",
            Self::Number => "number",
            Self::Text => "text",
        }
    }

    pub(crate) fn of(kind: &DataType) -> Self {
        match kind {
            DataType::Boolean => Self::YesNo,
            kind if kind.is_integer() => Self::Whole,
            kind if kind.is_float() => Self::Number,
            _ => Self::Text,
        }
    }
}

impl DeclaredColumn {
    /// In a query: signed, because a difference of unsigned numbers below zero is a huge one in Polars.
    fn asked_as(self, words: Words) -> DataType {
        match (self.kind, self.width) {
            (Kind::Whole, Width::All64Bits) => DataType::UInt64,
            (Kind::Whole, _) => DataType::Int64,
            (Kind::Text, Width::FewWords) if words == Words::Numbered => {
                DataType::from_categories(Categories::global())
            }
            _ => self.stored_as(),
        }
    }

    pub(crate) fn stored_as(self) -> DataType {
        match (self.kind, self.width) {
            (Kind::YesNo, _) => DataType::Boolean,
            (Kind::Whole, Width::Small) => DataType::UInt32,
            (Kind::Whole, _) => DataType::UInt64,
            (Kind::Number, _) => DataType::Float64,
            (Kind::Text, _) => DataType::String,
        }
    }
}

const fn text(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::Text, says, width: Width::Large }
}

const fn words(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::Text, says, width: Width::FewWords }
}

const fn whole(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::Whole, says, width: Width::Large }
}

const fn count(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::Whole, says, width: Width::Small }
}

const fn number(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::Number, says, width: Width::Large }
}

const fn yes_no(name: &'static str, says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Kind::YesNo, says, width: Width::Large }
}

const fn seed(says: &'static str) -> DeclaredColumn {
    DeclaredColumn { name: "seed", kind: Kind::Whole, says, width: Width::All64Bits }
}

const EXPERIMENT: DeclaredColumn = words("experiment", "the experiment");
const SIDE: DeclaredColumn = words(
    "side",
    "of which side of a gate: `base`, `head`, or `twin`, which is the base once more; else `head`",
);
const WORKLOAD: DeclaredColumn = words("workload", "the workload");
const VARIANT: DeclaredColumn = words("variant", "the variant");
const ROUND: DeclaredColumn = count("round", "the round, from 0");

const RUN: DeclaredColumn = words("run", "the run: the name of its folder");

const RUN_COLUMNS: &[DeclaredColumn] = &[
    text("experiment", "the experiment; empty where none could be built"),
    text("plan", "the plan it belongs to, if any"),
    count("phase", "the phase in it, if any"),
    SIDE,
    text(
        "kind",
        "what it was for: `run`, `gate`, `again` (what was red in a gate, once more), `bisect` or `selftest`",
    ),
    text("started", "when the run began, RFC 3339 in UTC"),
    text("commit", "the commit; empty outside a repository or before the first commit"),
    text("branch", "the branch; empty on a detached HEAD"),
    text("base_commit", "in a gate, the commit that the head is held against"),
    yes_no("dirty", "did the tree differ from the commit?"),
    text("caution", "what a reader must know of the commit, if anything"),
    text("patch_hash", "SHA-256 of `patch.diff`, where the tree was dirty"),
    text("lock_hash", "SHA-256 of Cargo.lock"),
    text("declaration_hash", "SHA-256 of the declaration's JSON"),
    text("source_hash", "SHA-256 over the sources of the experiment and its workspace dependencies"),
    text("binary_hash", "SHA-256 of the binary"),
    text("rustc", "the compiler"),
    text("flags", "the flags of the build"),
    text("harness", "the version of the harness"),
    text("command", "the command line"),
    seed("from which all chance came"),
    text("class", "the hardware class"),
    text("fingerprint", "the machine's fingerprint"),
    text("ended_early", "why the run stopped before every series was decided, if it did"),
    text("header_json", "the run's header whole, without its experiments; the patch lies in `patch.diff`"),
    text("experiment_json", "the experiment's pin whole, with its declaration"),
];

const MACHINE: &[DeclaredColumn] = &[
    text("class", "the hardware class: only runs of one class are compared"),
    text("fingerprint", "a hash of everything known here"),
    text("system", "`linux`, `macos` ..."),
    text("architecture", "`x86_64`, `aarch64` ..."),
    text("kernel", "the kernel's release, if known"),
    text("release", "the distribution, if known"),
    text("cpu_model", "the processor's own name, if known"),
    text("microcode", "its microcode, if known"),
    text("governor", "the frequency governor, if known"),
    count("logical_cores", "hardware threads"),
    count("physical_cores", "physical cores, if known"),
    count("performance_cores", "performance cores, if known"),
    count("efficiency_cores", "efficiency cores, if known"),
    count("usable_cores", "the performance cores that were really ours"),
    whole("memory_bytes", "memory in the machine"),
    whole("memory_limit_bytes", "the limit of the control group, if any"),
    count("numa_nodes", "NUMA nodes, if known"),
    text("simd", "the SIMD extensions that matter"),
    text("gpus", "GPUs, software drivers included"),
    text("hypervisor", "the hypervisor, if any"),
    text("container", "the container, if any"),
    text("json", "all that was found"),
];

const SAMPLES: &[DeclaredColumn] = &[
    EXPERIMENT,
    SIDE,
    WORKLOAD,
    VARIANT,
    ROUND,
    words(
        "scope",
        "`alone`: what speedups are judged by; `together`: one of W copies, for the scaling ceiling",
    ),
    count("copy", "which copy, from 0"),
    count("place", "the place in the random order of its round"),
    count("iteration", "the iteration, from 0; warm-ups are not kept"),
    count("loops", "calls in the iteration; the times are for all of them"),
    count("threads", "threads the worker said it works on"),
    whole("wall_ns", "wall clock"),
    whole("thread_cpu_ns", "CPU time of the measuring thread, if known"),
    whole("process_cpu_ns", "CPU time of the process, if known"),
    whole("device_ns", "the device's own time, if there is one"),
    yes_no("disturbed", "did the host disturb this round?"),
];

const METRICS: &[DeclaredColumn] = &[
    EXPERIMENT,
    SIDE,
    WORKLOAD,
    VARIANT,
    count("round", "the round, from 0; empty where it was counted with a seed of its own"),
    words(
        "metric",
        "the metric: `peak-memory` and `prepare` for every invocation, and what the variant reports",
    ),
    number("value", "its value"),
    words("unit", "its unit, empty for a plain number"),
    yes_no("projected", "a prediction for absent hardware: shown and never judged"),
    seed("the seed it was counted with, outside of all rounds; empty where it is the run's"),
];

const CHECKS: &[DeclaredColumn] = &[
    EXPERIMENT,
    SIDE,
    WORKLOAD,
    VARIANT,
    text("name", "what was compared"),
    text("kind", "how: `relative`, `absolute`, `exact` or `set_equal`"),
    number("error", "the largest error; empty where the outputs cannot be compared"),
    number("tolerance", "the error that is allowed"),
    yes_no("passed", "did it pass?"),
    text("note", "where the largest error is, or why nothing could be compared"),
    text("input_digest", "a hash of the input, where the worker says one"),
    text("output_digest", "a hash of the variant's output, as far as its checks look at it"),
    seed("the seed it was checked with for a count; empty where it is the run's"),
];

const SPANS: &[DeclaredColumn] = &[
    EXPERIMENT,
    SIDE,
    WORKLOAD,
    VARIANT,
    ROUND,
    count("iteration", "the iteration, from 0"),
    words("span", "the stage"),
    words(
        "lane",
        "what did it: a thread, a worker, a device; `main`, or empty in older runs, where nothing else is said",
    ),
    whole("start_ns", "from the start of the iteration"),
    whole("duration_ns", "how long it took"),
];

const HOST: &[DeclaredColumn] = &[
    EXPERIMENT,
    WORKLOAD,
    ROUND,
    whole("wall_ns", "the length of the round"),
    text("disturbance", "why the round counts as disturbed, if it does"),
    number("load_1m", "load average over one minute, at its end"),
    count("runnable", "runnable tasks at its end, ours included"),
    whole("steal_ms", "CPU time stolen by the hypervisor in the round, over all cores"),
    whole("busy_ms", "CPU time not idle in the round, over all cores"),
    whole("cpu_pressure_us", "time in the round in which some task waited for a processor"),
    whole("memory_pressure_us", "time in the round in which some task waited for memory"),
    whole("throttled", "thermal throttling events in the round"),
    text("json", "both readings whole; what the system does not tell is empty in the columns"),
];

const FAILURES: &[DeclaredColumn] = &[
    EXPERIMENT,
    SIDE,
    text("workload", "the workload; empty where the crate does not build"),
    text("variant", "the variant; likewise"),
    count("round", "the round; empty while calibrating or checking"),
    text("kind", "`failed`, `cannot run`, or `ran`: the evidence of a device"),
    text("what", "what happened, in words"),
    text("log_tail", "the end of what it printed"),
    text("json", "what happened, whole"),
];

const VERDICTS: &[DeclaredColumn] = &[
    EXPERIMENT,
    text("hypothesis", "the hypothesis in words"),
    text("expectation", "the expectation in words"),
    WORKLOAD,
    text("target", "the target in words"),
    number("target_value", "the target as a number, where it is one in this run"),
    number("estimate", "the estimate, in the unit of the measure"),
    number("lower", "its lower bound"),
    number("upper", "its upper bound"),
    words("unit", "the unit"),
    text("clock", "`processor` or `wall`: by which clock; empty where no time was compared"),
    count("rounds", "rounds that counted"),
    number("detectable", "the smallest ratio that so many rounds could have decided"),
    text("verdict", "`confirmed`, `refuted`, `inconclusive`, `inaccurate`, `crashed` or `not judged`"),
    text("reason", "why, in words; empty where the verdict says it all"),
    text("predicted", "what the author predicted, if anything"),
    yes_no("as_predicted", "did the prediction come true? Empty where nothing was predicted or judged"),
    text("claim", "what the plan promised, for which machine, and what became of that here"),
    text("json", "the verdict with its reason, whole"),
];

const OUTCOMES: &[DeclaredColumn] = &[
    EXPERIMENT,
    text("workload", "the workload; empty where the whole experiment is meant"),
    text("variant", "the variant; likewise"),
    text("quantity", "what was compared: `time`, `peak memory`, `growth`, `answer` ..."),
    text("clock", "`processor` or `wall`: by which clock; empty where no time was compared"),
    number("base", "the median of the base"),
    number("head", "the median of the head"),
    words("unit", "the unit of both"),
    number("ratio", "head over base: 1.1 is 10 % more; of `growth` the difference of the exponents"),
    number("lower", "its lower bound"),
    number("upper", "its upper bound"),
    number("margin", "from which share on it is a regression: 0.05 is 5 %"),
    number("resolves", "the smallest share that these rounds can resolve"),
    count("rounds", "rounds that counted"),
    number("instructions", "the instructions of a call, head over base, where they were counted"),
    text("outcome", "`ok`, `improved`, `regressed`, `identical`, `suspect`, `inconclusive` or `no baseline`"),
    text("reason", "why, in words"),
    text("again", "the run that measured it again, where it was red at first"),
    text("json", "the quantity, the outcome and the second measurement, whole"),
];

const POWER: &[DeclaredColumn] = &[
    words("kernel", "the kernel that was slowed down"),
    number("slowdown", "by how much: 0.05 is 5 %; 0 is identical code, built twice"),
    words("method", "how it was decided: `gate` for ours, or another method beside it"),
    words("host", "what else the host did: `rest`, `busy`, or `joined`, where a job starts in mid-run"),
    count("rounds", "at most so many rounds"),
    count("gates", "gates that were played"),
    count("red", "how many said red"),
    count("undecided", "how many did not decide"),
    number("rate", "the share that said red"),
    number("lower", "its lower 95 % bound (Wilson)"),
    number("upper", "its upper 95 % bound"),
    yes_no("replayed", "replayed from recorded rounds, or measured one by one?"),
];
