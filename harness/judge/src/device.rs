//! Did a device variant run on its device? It must prove it in every invocation, or it is judged by nothing.

use model::{DeviceKind, Evidence, GpuKind, Happened, Measure, Name, Scope};

use crate::Case;

/// What the evidence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A software driver runs the same kernels: enough for the answer.
    Answer,
    /// Only real hardware has a speed.
    Speed,
}

impl Need {
    /// A count is as good from a software driver as an answer is.
    pub(crate) fn of(measure: &Measure) -> Self {
        if measure.seeds().is_some() { Self::Answer } else { Self::Speed }
    }
}

/// Why the evidence is not enough, if so.
pub(crate) fn lacks_evidence(case: &Case<'_>, workload: &Name, variant: &Name, need: Need) -> Option<String> {
    let device = case.declaration.variant(variant)?.device?;
    let proofs: Vec<(Option<u32>, &Evidence)> = case
        .failures_of(workload, variant)
        .filter_map(|row| match &row.what {
            Happened::Ran(evidence) => Some((row.round, evidence)),
            Happened::Failed(_) | Happened::CannotRun(_) => None,
        })
        .collect();
    if proofs.is_empty() {
        return Some(format!("{variant} brought no evidence that it ran on a {device} device"));
    }
    if let Some(fault) = proofs.iter().find_map(|(_, proof)| fault(variant, device, proof, need)) {
        return Some(fault);
    }
    let proved = |round: u32| proofs.iter().any(|(at, _)| *at == Some(round));
    let unproved = case.samples_of(workload, variant, Scope::Alone).find(|row| !proved(row.round))?;
    Some(format!(
        "{variant} brought no evidence in round {} that it ran on a {device} device",
        unproved.round
    ))
}

fn fault(variant: &Name, device: DeviceKind, proof: &Evidence, need: Need) -> Option<String> {
    let Evidence { device: name, backend, .. } = proof;
    let through_cuda = backend.to_lowercase().contains("cuda");
    if proof.dispatches == 0 {
        Some(format!("{variant} started nothing on {name}: the work was done elsewhere"))
    } else if (device == DeviceKind::Cuda) != through_cuda {
        Some(format!("{variant} is declared for {device} and ran on {name} through {backend}"))
    } else if need == Need::Speed && proof.kind == GpuKind::Cpu {
        Some(format!("{variant} ran on {name}, a software driver: it proves correctness, never speed"))
    } else {
        None
    }
}
