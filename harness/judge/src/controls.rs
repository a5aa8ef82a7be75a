//! Controls must come out `inaccurate`: one that comes out right shows that the checks cannot fail.

use model::{Check, CheckRow, Declaration, Name, Role};

/// One control on one workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The control.
    pub variant: Name,
    /// The workload.
    pub workload: Name,
    /// What it proved.
    pub proof: Proof,
}

/// What a control proved about the checks of its experiment.
#[derive(Clone, Debug, PartialEq)]
pub enum Proof {
    /// They caught it.
    Caught(Vec<Check>),
    /// They let a wrong answer pass, so no verdict of this experiment can be trusted.
    CameOutRight,
    /// Nothing: it was not checked here.
    Unchecked,
}

/// Every control on every workload that it runs on, in the order of declaration.
pub fn controls(experiment: &Name, declaration: &Declaration, checks: &[CheckRow]) -> Vec<Control> {
    let mut controls = Vec::new();
    for variant in declaration.variants.iter().filter(|variant| variant.role == Role::Control) {
        for workload in declaration.workloads.iter().filter(|workload| variant.runs_on(&workload.name)) {
            let own: Vec<&Check> = checks
                .iter()
                .filter(|row| {
                    row.experiment == *experiment
                        && row.variant == variant.name
                        && row.workload == workload.name
                })
                .map(|row| &row.check)
                .collect();
            let failed: Vec<Check> = own.iter().filter(|check| !check.passed).copied().cloned().collect();
            let proof = match (own.is_empty(), failed.is_empty()) {
                (true, _) => Proof::Unchecked,
                (false, true) => Proof::CameOutRight,
                (false, false) => Proof::Caught(failed),
            };
            controls.push(Control { variant: variant.name.clone(), workload: workload.name.clone(), proof });
        }
    }
    controls
}
