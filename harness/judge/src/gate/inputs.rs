//! Was it computed from the same input? Where both sides say what they were given, another input is no baseline.

use std::collections::BTreeSet;

use model::Name;

use super::sides::Trio;
use crate::Case;

/// Do both sides say what the input of a workload was, and not the same?
pub(super) fn changed(trio: &Trio<'_>, workload: &Name) -> bool {
    let (base, head) = (digests(&trio.base, workload), digests(&trio.head, workload));
    !base.is_empty() && !head.is_empty() && base != head
}

/// By the reference; by all of them where it says nothing, for they are given the same.
fn digests<'a>(case: &Case<'a>, workload: &Name) -> BTreeSet<&'a str> {
    let reference = case.declaration.workload(workload).map(|workload| &workload.reference);
    let rows = || {
        let here = |row: &&model::CheckRow| {
            row.experiment == *case.experiment && row.workload == *workload && row.seed.is_none()
        };
        let said = |row: &'a model::CheckRow| Some((&row.variant, row.digests.as_ref()?.input.as_str()));
        case.rows.checks.iter().filter(here).filter_map(said)
    };
    let own: BTreeSet<&str> =
        rows().filter(|(variant, _)| Some(*variant) == reference).map(|(_, input)| input).collect();
    if own.is_empty() { rows().map(|(_, input)| input).collect() } else { own }
}
