//! Where a run comes from: the caution first, then sources, machine and chance.

use model::{Machine, RunRecord};

use crate::{bytes, harmless};

/// What a reader must know before believing anything below; empty for a clean tree at a commit.
pub(crate) fn cautions(run: &RunRecord) -> Vec<String> {
    let pin = &run.header.pin;
    let mut cautions = Vec::new();
    if let Some(caution) = &pin.caution {
        cautions.push(caution.clone());
    }
    if pin.commit.is_none() && pin.caution.is_none() {
        cautions.push("no commit is known, so this run cannot be reproduced".to_owned());
    }
    let says_so = pin.caution.as_ref().is_some_and(|caution| caution.contains("dirty"));
    if pin.dirty && !says_so {
        cautions.push("the tree is dirty: what was measured is not what the commit holds".to_owned());
    }
    if pin.dirty && pin.commit.is_some() && pin.patch_hash.is_none() {
        cautions.push("the patch that makes the commit what was built was not kept".to_owned());
    }
    cautions
}

/// The machine in one line.
pub fn machine_line(machine: &Machine) -> String {
    let mut parts = vec![harmless(machine.cpu_model.as_deref().unwrap_or("unknown processor"))];
    let cores = &machine.cores;
    let kind = if cores.efficiency.is_some_and(|count| count > 0) { "performance cores" } else { "cores" };
    parts.push(match cores.performance.or(cores.physical) {
        Some(all) if all != cores.usable => format!("{} of {all} {kind} for us", cores.usable),
        Some(all) => format!("{all} {kind}"),
        None => format!("{} of {} hardware threads for us", cores.usable, cores.logical),
    });
    parts.push(bytes(machine.usable_memory()));
    let gpus: Vec<String> = machine.real_gpus().map(|gpu| harmless(&gpu.name)).collect();
    parts.push(if gpus.is_empty() { "no GPU".to_owned() } else { gpus.join(" + ") });
    parts.push(format!("{} {}", harmless(&machine.system), harmless(&machine.architecture)));
    let around = &machine.virtualisation;
    parts.extend(
        [&around.hypervisor, &around.container]
            .into_iter()
            .flatten()
            .map(|inside| format!("in {}", harmless(inside))),
    );
    parts.join(", ")
}

/// The commit as people say it.
pub(crate) fn commit(run: &RunRecord) -> String {
    let pin = &run.header.pin;
    let commit = pin.commit.as_deref().map_or_else(|| "no commit".to_owned(), short);
    let branch = pin.branch.as_deref().map(|branch| format!(" on {}", harmless(branch)));
    let changes = match &pin.patch_hash {
        Some(patch) if pin.dirty => format!(", with the changes of patch.diff ({})", short(patch)),
        None if pin.dirty => ", with changes".to_owned(),
        _ => String::new(),
    };
    format!("{commit}{}{changes}", branch.unwrap_or_default())
}

pub(crate) fn short(hash: &str) -> String {
    harmless(hash).chars().take(12).collect()
}
