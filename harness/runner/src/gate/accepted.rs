//! The weaker test: fresh runs of the head against the accepted runs of this hardware class. The two were measured on
//! different days, so no round pairs them, and the margin is wider.

use std::collections::{BTreeMap, BTreeSet};

use hardware::Gpus;
use judge::gate::{Margin, against_accepted as weigh};
use model::{Name, Outcome, OutcomeRow, RunKind, RunRecord};

use super::{Gated, of_experiment};
use crate::{Error, Request, progress::Progress, run::run_as};

/// An accepted run, and what it is the reference of.
struct Held {
    record: RunRecord,
    workloads: BTreeMap<Name, BTreeSet<Name>>,
}

/// Runs what has accepted runs here, and holds it against them: once for each of these, with its seed, for another seed is
/// another input.
pub fn against_accepted(
    request: &Request<'_>,
    margin: Option<Margin>,
    progress: &mut dyn Progress,
) -> Result<Gated, Error> {
    let class = hardware::detect(Gpus::Ask).class;
    let (held, rows) = references(request, &class)?;
    let runs: Vec<&str> = held.iter().map(|held| held.record.header.run.as_str()).collect();
    let mut gated = Gated {
        base: format!("accepted {}", runs.join(", ")),
        head: "the working tree".to_owned(),
        rows,
        cautions: Vec::new(),
        run: None,
        places: BTreeMap::new(),
    };
    if held.is_empty() {
        "nothing that is accepted for this class".clone_into(&mut gated.base);
        return Ok(gated);
    }
    let looks = request.settings.looks();
    let family = held.iter().map(series).sum();
    let mut fresh = Vec::new();
    for one in &held {
        let mut settings = request.settings.clone();
        settings.seed = one.record.header.seed;
        settings.workloads = one.workloads.values().flatten().map(Name::to_string).collect();
        settings.budget = request.settings.budget.map(|budget| budget / held.len() as u32);
        let names: Vec<String> = one.workloads.keys().map(Name::to_string).collect();
        let request = Request { experiments: &names, plan: None, settings, ..request.clone() };
        let judged = |head: &RunRecord| -> Vec<OutcomeRow> {
            let weighed = |(name, workloads): (&Name, &BTreeSet<Name>)| -> Vec<OutcomeRow> {
                let rows = weigh(name, &one.record, head, margin, &looks, family);
                let is_held =
                    |row: &OutcomeRow| row.workload.as_ref().is_none_or(|on| workloads.contains(on));
                rows.into_iter().filter(is_held).collect()
            };
            one.workloads.iter().flat_map(weighed).collect()
        };
        let finished = run_as(&request, RunKind::Gate, &judged, progress)?;
        gated.cautions.extend(finished.record.header.pin.caution.clone());
        gated.rows.extend(finished.record.outcomes);
        fresh.push((finished.record.header.run, finished.folder));
    }
    gated.cautions.dedup();
    if fresh.len() > 1 {
        let names: Vec<&str> = fresh.iter().map(|(run, _)| run.as_str()).collect();
        gated.head = format!("the working tree, in {}", names.join(", "));
    }
    gated.run = fresh.pop();
    Ok(gated)
}

/// By accepted run; what has none that was asked for is a row.
fn references(request: &Request<'_>, class: &str) -> Result<(Vec<Held>, Vec<OutcomeRow>), Error> {
    let asked = &request.settings.workloads;
    let (mut held, mut rows): (Vec<Held>, Vec<OutcomeRow>) = (Vec::new(), Vec::new());
    for found in request.workspace.select(request.experiments, request.plan)? {
        let references = request.store.references(class, &found.name)?;
        let is_without = references.is_empty();
        let mut is_held = false;
        for mut reference in references {
            reference
                .workloads
                .retain(|name| asked.is_empty() || asked.iter().any(|asked| asked == name.as_str()));
            if reference.workloads.is_empty() {
                continue;
            }
            is_held = true;
            let run = &reference.record.header.run;
            match held.iter_mut().find(|held| held.record.header.run == *run) {
                Some(same) => drop(same.workloads.insert(found.name.clone(), reference.workloads)),
                None => held.push(Held {
                    workloads: [(found.name.clone(), reference.workloads)].into(),
                    record: reference.record,
                }),
            }
        }
        let why = match (is_held, is_without) {
            (true, _) => continue,
            (false, true) => {
                format!("no run of it is accepted for this class, {class}; {}", elsewhere(request)?)
            }
            (false, false) => format!("no accepted run of it on this class timed {}", asked.join(" or ")),
        };
        rows.push(of_experiment(&found.name, Outcome::NoBaseline(why)));
    }
    Ok((held, rows))
}

fn elsewhere(request: &Request<'_>) -> Result<String, Error> {
    let classes = request.store.accepted_classes()?;
    Ok(if classes.is_empty() {
        "there are none at all: `touchstone accept` makes one".to_owned()
    } else {
        format!("there are some for {}", classes.join(", "))
    })
}

/// How many times are held.
fn series(held: &Held) -> usize {
    let own = held.record.samples.iter().filter(|row| {
        held.workloads.get(&row.experiment).is_some_and(|workloads| workloads.contains(&row.workload))
    });
    own.map(|row| (&row.experiment, &row.workload, &row.variant)).collect::<BTreeSet<_>>().len()
}
