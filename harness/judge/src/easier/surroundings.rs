//! What the whole experiment is judged by: its margin, its controls, the proof of its devices, its workloads.

use model::{Declaration, Role};

use super::{Easing, EasingKind, hypotheses::added};
use crate::{
    Precision, amount,
    gate::{BY_PROCESSOR, BY_WALL},
};

pub(super) fn easier(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let mut easings: Vec<Easing> = margin(before.margin, after.margin).into_iter().collect();
    easings.extend(controls(before, after));
    easings.extend(devices(before, after));
    easings.extend(workloads(before, after));
    easings
}

fn margin(before: Option<f64>, after: Option<f64>) -> Option<Easing> {
    let is_larger = match (before, after) {
        (Some(before), Some(after)) => after > before,
        // The default is another one for each clock: larger than the smaller, smaller than the larger.
        (None, Some(after)) => after > BY_PROCESSOR,
        (Some(before), None) => before < BY_WALL,
        (None, None) => false,
    };
    let words = |margin: Option<f64>| match margin {
        Some(share) => format!("{} %", amount(share * 100.0, "", Precision::AtMost(6))),
        None => "that of the gate".to_owned(),
    };
    is_larger.then(|| {
        Easing::new(EasingKind::Margin, "the regression margin".to_owned(), words(before), words(after))
    })
}

fn controls(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let controls = before.variants.iter().filter(|variant| variant.role == Role::Control);
    let mut easings = Vec::new();
    for control in controls {
        let what = |on: &str| format!("the control {}{on}", control.name);
        let later = after.variant(&control.name);
        match later {
            None => easings.push(Easing::new(EasingKind::ControlGone, what(""), "declared", "gone")),
            Some(later) if later.role != Role::Control => {
                let to = "a variant whose answer need not be wrong";
                easings.push(Easing::new(EasingKind::ControlGone, what(""), "declared", to));
            }
            Some(later) => {
                let workloads = before.workloads.iter().map(|workload| &workload.name);
                let gone = workloads
                    .filter(|on| control.runs_on(on) && after.workload(on).is_some() && !later.runs_on(on));
                easings.extend(gone.map(|on| {
                    Easing::new(EasingKind::ControlGone, what(&format!(" on {on}")), "checked", "not checked")
                }));
            }
        }
    }
    easings
}

fn devices(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let pairs = before.variants.iter().filter_map(|variant| Some((variant, after.variant(&variant.name)?)));
    pairs
        .filter_map(|(variant, later)| {
            let device = variant.device?;
            let what = format!("the proof that {} ran on a device", variant.name);
            later
                .device
                .is_none()
                .then(|| Easing::new(EasingKind::EvidenceGone, what, device, "not asked for"))
        })
        .collect()
}

fn workloads(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let mut easings = Vec::new();
    for workload in &before.workloads {
        let Some(later) = after.workload(&workload.name) else { continue };
        let name = &workload.name;
        if later.only_when_named && !workload.only_when_named {
            let (from, to) = ("measured always", "measured only when asked for");
            easings.push(Easing::new(EasingKind::WorkloadHidden, format!("the workload {name}"), from, to));
        }
        easings.extend(added(
            &workload.requires,
            &later.requires,
            &format!("what the workload {name} requires"),
        ));
        if later.reference != workload.reference {
            let what = format!("what counts as right on {name}");
            easings.push(Easing::new(EasingKind::CannotCompare, what, &workload.reference, &later.reference));
        }
    }
    easings
}
