//! The declared columns of every table. Rows of other versions are brought into this shape when they are read.

use polars::prelude::DataType;

/// The version of all tables together, written into the footer of every file.
pub const SCHEMA: u32 = 1;

/// The tables of a run, one Parquet file each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
}

impl TableName {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Run,
        Self::Machine,
        Self::Samples,
        Self::Metrics,
        Self::Checks,
        Self::Spans,
        Self::Host,
        Self::Failures,
        Self::Verdicts,
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
        }
    }

    /// The table of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }

    /// Its columns in a query: the run's name, then what is stored.
    pub fn column_names(self) -> impl Iterator<Item = &'static str> {
        std::iter::once("run").chain(self.columns().iter().map(|(name, _)| *name))
    }

    /// What is stored. A column `json` holds the whole row where the others are only for asking.
    pub(crate) fn columns(self) -> &'static [(&'static str, DataType)] {
        const S: DataType = DataType::String;
        const U: DataType = DataType::UInt64;
        const F: DataType = DataType::Float64;
        const B: DataType = DataType::Boolean;
        match self {
            Self::Run => &[
                ("experiment", S),
                ("plan", S),
                ("started", S),
                ("commit", S),
                ("branch", S),
                ("dirty", B),
                ("caution", S),
                ("patch_hash", S),
                ("lock_hash", S),
                ("declaration_hash", S),
                ("source_hash", S),
                ("binary_hash", S),
                ("rustc", S),
                ("flags", S),
                ("harness", S),
                ("command", S),
                ("seed", U),
                ("class", S),
                ("fingerprint", S),
                ("ended_early", S),
                ("json", S),
            ],
            Self::Machine => &[
                ("class", S),
                ("fingerprint", S),
                ("system", S),
                ("architecture", S),
                ("cpu_model", S),
                ("usable_cores", U),
                ("memory_bytes", U),
                ("hypervisor", S),
                ("gpus", S),
                ("json", S),
            ],
            Self::Samples => &[
                ("experiment", S),
                ("workload", S),
                ("variant", S),
                ("round", U),
                ("scope", S),
                ("copy", U),
                ("place", U),
                ("iteration", U),
                ("loops", U),
                ("threads", U),
                ("wall_ns", U),
                ("thread_cpu_ns", U),
                ("process_cpu_ns", U),
                ("device_ns", U),
                ("disturbed", B),
            ],
            Self::Metrics => &[
                ("experiment", S),
                ("workload", S),
                ("variant", S),
                ("round", U),
                ("metric", S),
                ("value", F),
                ("unit", S),
                ("projected", B),
            ],
            Self::Checks => &[
                ("experiment", S),
                ("workload", S),
                ("variant", S),
                ("name", S),
                ("error", F),
                ("tolerance", F),
                ("passed", B),
                ("note", S),
                ("json", S),
            ],
            Self::Spans => &[
                ("experiment", S),
                ("workload", S),
                ("variant", S),
                ("round", U),
                ("iteration", U),
                ("span", S),
                ("start_ns", U),
                ("duration_ns", U),
            ],
            Self::Host => &[
                ("experiment", S),
                ("workload", S),
                ("round", U),
                ("wall_ns", U),
                ("load_1m", F),
                ("steal_ms", U),
                ("busy_ms", U),
                ("disturbance", S),
                ("json", S),
            ],
            Self::Failures => &[
                ("experiment", S),
                ("workload", S),
                ("variant", S),
                ("round", U),
                ("kind", S),
                ("what", S),
                ("log_tail", S),
                ("json", S),
            ],
            Self::Verdicts => &[
                ("experiment", S),
                ("hypothesis", S),
                ("expectation", S),
                ("workload", S),
                ("target", S),
                ("target_value", F),
                ("estimate", F),
                ("lower", F),
                ("upper", F),
                ("unit", S),
                ("rounds", U),
                ("detectable", F),
                ("verdict", S),
                ("reason", S),
                ("predicted", S),
                ("as_predicted", B),
                ("claim", S),
                ("json", S),
            ],
        }
    }
}
