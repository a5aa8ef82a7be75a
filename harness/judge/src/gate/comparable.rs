//! What means the same on both sides. A name that means something else now is no baseline.

use model::{Declaration, Name, Outcome, OutcomeRow, Quantity, Role, Variant, Workload};

/// What of an experiment is compared, in the order of declaration, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparable {
    /// Workloads that are the same on both sides.
    pub workloads: Vec<Name>,
    /// Variants that are the same on both sides.
    pub variants: Vec<Name>,
    /// What is on one side only, or changed.
    pub not_compared: Vec<NotCompared>,
}

/// A workload or a variant that is not compared, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// The workload, where it is one.
    pub workload: Option<Name>,
    /// The variant, where it is one.
    pub variant: Option<Name>,
    /// Why not, in words.
    pub why: String,
}

impl NotCompared {
    /// The row that says so.
    pub fn row(&self, experiment: &Name) -> OutcomeRow {
        let (workload, variant) = (self.workload.as_ref(), self.variant.as_ref());
        let outcome = Outcome::NoBaseline(self.why.clone());
        OutcomeRow::plain(experiment, workload, variant, Quantity::Declaration, outcome)
    }
}

impl Comparable {
    /// Is it the same on both sides?
    pub fn holds(&self, workload: &Name, variant: &Name) -> bool {
        self.workloads.contains(workload) && self.variants.contains(variant)
    }
}

/// What is the same on both sides, and why the rest is not compared.
pub fn comparable(base: &Declaration, head: &Declaration) -> Comparable {
    let mut found = Comparable::default();
    for old in &base.workloads {
        let why = head.workload(&old.name).map_or(Some(GONE.to_owned()), |new| changed_workload(old, new));
        match why {
            None => found.workloads.push(old.name.clone()),
            Some(why) => found.leave_out(Some(&old.name), None, why),
        }
    }
    for new in head.workloads.iter().filter(|new| base.workload(&new.name).is_none()) {
        found.leave_out(Some(&new.name), None, NEW.to_owned());
    }
    for old in &base.variants {
        let why = head.variant(&old.name).map_or(Some(GONE.to_owned()), |new| changed_variant(old, new));
        match why {
            None => found.variants.push(old.name.clone()),
            Some(why) => found.leave_out(None, Some(&old.name), why),
        }
    }
    for new in head.variants.iter().filter(|new| base.variant(&new.name).is_none()) {
        found.leave_out(None, Some(&new.name), NEW.to_owned());
    }
    found
}

/// The series of a workload that the gate is about: the baseline and the candidates. A control must be wrong, and a peer is
/// somebody else's code.
pub fn gated(head: &Declaration, comparable: &Comparable, workload: &Name) -> Vec<Name> {
    if !comparable.workloads.contains(workload) {
        return Vec::new();
    }
    head.variants
        .iter()
        .filter(|variant| matches!(variant.role, Role::Baseline | Role::Candidate))
        .filter(|variant| variant.runs_on(workload) && comparable.variants.contains(&variant.name))
        .map(|variant| variant.name.clone())
        .collect()
}

const GONE: &str = "it is in the base only";
const NEW: &str = "it is in the head only";

impl Comparable {
    fn leave_out(&mut self, workload: Option<&Name>, variant: Option<&Name>, why: String) {
        self.not_compared.push(NotCompared { workload: workload.cloned(), variant: variant.cloned(), why });
    }
}

fn changed_workload(old: &Workload, new: &Workload) -> Option<String> {
    words(&[
        (old.made_from != new.made_from, "what it is made from"),
        (old.size != new.size, "its size"),
        (old.reference != new.reference, "its reference"),
        (old.requires != new.requires, "what it requires"),
        (old.only_when_named != new.only_when_named, "whether it is measured unasked"),
    ])
}

fn changed_variant(old: &Variant, new: &Variant) -> Option<String> {
    words(&[
        (old.role != new.role, "its role"),
        (old.threads != new.threads, "its threads"),
        (old.device != new.device, "its device"),
        (old.only_on != new.only_on, "the workloads that it is limited to"),
        (old.loops != new.loops, "whether its calls are looped"),
        (old.command != new.command, "its command"),
    ])
}

fn words(changes: &[(bool, &str)]) -> Option<String> {
    let changed: Vec<&str> = changes.iter().filter(|(changed, _)| *changed).map(|(_, what)| *what).collect();
    (!changed.is_empty()).then(|| format!("changed: {}", changed.join(", ")))
}
