//! One experiment on both sides.

use judge::gate::CodeChange;
use model::{Name, Role, Side, Variant};

use crate::invocation::Place;

/// An experiment that both sides have, built from both.
pub(crate) struct Pair {
    pub(crate) experiment: Name,
    pub(crate) base: Place,
    pub(crate) head: Place,
    pub(crate) code: CodeChange,
}

impl Pair {
    /// A variant as the head declares it.
    pub(crate) fn declared(&self, variant: &Name) -> Option<&Variant> {
        self.head.declaration.variant(variant)
    }

    /// What is compared with the reference: the variants that are measured, the reference itself, and the controls, which
    /// must still come out wrong.
    pub(crate) fn checked(&self, side: Side, workload: &Name, measured: &[Name]) -> Vec<Name> {
        let declaration = if side == Side::Head { &self.head.declaration } else { &self.base.declaration };
        let reference = declaration.workload(workload).map(|workload| workload.reference.clone());
        declaration
            .variants
            .iter()
            .filter(|variant| variant.runs_on(workload) && variant.command.is_none())
            .filter(|variant| {
                measured.contains(&variant.name)
                    || variant.role == Role::Control
                    || reference.as_ref() == Some(&variant.name)
            })
            .map(|variant| variant.name.clone())
            .collect()
    }
}
