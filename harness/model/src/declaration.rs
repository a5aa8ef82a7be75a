//! What an experiment says about itself: its workloads, its variants and its hypotheses. `describe` prints it.

use serde::{Deserialize, Serialize};

use crate::{Condition, DeviceKind, Hypothesis, Name};

/// One experiment, whole. The hash of its JSON is stored with every run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// The version of the protocol that the worker speaks.
    pub protocol: u32,
    /// The experiment in one sentence.
    pub title: String,
    /// In the order of declaration; `smoke` is always among them.
    pub workloads: Vec<Workload>,
    /// In the order of declaration; exactly one is the baseline.
    pub variants: Vec<Variant>,
    /// What is claimed.
    pub hypotheses: Vec<Hypothesis>,
    /// From which slowdown on a change is a regression (0.05 is 5 %); `None` for the defaults of the gate.
    #[serde(default)]
    pub margin: Option<f64>,
}

/// A named, seeded input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Its name.
    pub name: Name,
    /// What its input is made from, in the words of the author's type; since protocol 2.
    #[serde(default)]
    pub made_from: Option<String>,
    /// How large it is, where the author says so: what growth is measured against.
    #[serde(default)]
    pub size: Option<f64>,
    /// Measured only when asked for by name.
    pub only_when_named: bool,
    /// Whose output counts as right here; the baseline unless the experiment says otherwise.
    pub reference: Name,
    /// What must be there for it (a file named by an environment variable, say).
    pub requires: Vec<Condition>,
}

/// What a variant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What everything is compared with.
    Baseline,
    /// A way that should be better.
    Candidate,
    /// A planted or known fault: must come out `inaccurate`.
    Control,
    /// What a user would use instead: an outside command.
    Peer,
}

/// How many threads a variant works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Threads {
    /// One: judged by its CPU time.
    One,
    /// This many, whatever the machine has.
    Exactly(u32),
    /// As many as the machine has performance cores for us.
    PerformanceCores,
}

/// May a tiny variant be run many times inside one iteration?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Loops {
    /// Until an iteration lasts 5 ms.
    Calibrated,
    /// Never: every call is an iteration of its own.
    Never,
}

/// An outside command that speaks the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// The program, looked up in the peers' environment first, then on the PATH.
    pub program: String,
    /// Its arguments; it is started in the folder of the experiment.
    pub arguments: Vec<String>,
}

/// One way to do the work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// What it is for.
    pub role: Role,
    /// On how many threads it works.
    pub threads: Threads,
    /// The device that it must run on, with evidence.
    pub device: Option<DeviceKind>,
    /// The workloads it is limited to; all of them when empty.
    pub only_on: Vec<Name>,
    /// May an iteration hold several calls?
    pub loops: Loops,
    /// The outside command, where it is a peer.
    pub command: Option<Command>,
}

impl Declaration {
    /// The variant of this name.
    pub fn variant(&self, name: &Name) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.name == *name)
    }

    /// The workload of this name.
    pub fn workload(&self, name: &Name) -> Option<&Workload> {
        self.workloads.iter().find(|workload| workload.name == *name)
    }

    /// What hypotheses and workloads ask of a machine.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let hypotheses = self.hypotheses.iter().flat_map(|hypothesis| &hypothesis.given);
        hypotheses.chain(self.workloads.iter().flat_map(|workload| &workload.requires))
    }

    /// The baseline; a declaration that came through the API has exactly one.
    pub fn baseline(&self) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.role == Role::Baseline)
    }
}

impl Variant {
    /// Is it measured on this workload at all?
    pub fn runs_on(&self, workload: &Name) -> bool {
        self.only_on.is_empty() || self.only_on.contains(workload)
    }

    /// One thread of this processor and no device: its CPU time says it all, whatever else the machine does.
    pub fn judged_by_cpu_time(&self) -> bool {
        self.threads == Threads::One && self.device.is_none() && self.command.is_none()
    }
}
