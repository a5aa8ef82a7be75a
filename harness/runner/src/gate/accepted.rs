//! The weaker test: a fresh run of the head against the accepted run of this hardware class. The two were measured on
//! different days, so no round pairs them, and the margin is wider.

use std::collections::{BTreeMap, BTreeSet};

use hardware::Gpus;
use judge::gate::{Margin, against_accepted as weigh};
use model::{Name, Outcome, OutcomeRow, RunKind, RunRecord};

use super::{Gated, of_experiment};
use crate::{Error, Request, progress::Progress, run::run_as};

/// Runs what has an accepted run here, and holds it against that.
pub fn against_accepted(
    request: &Request<'_>,
    margin: Option<Margin>,
    progress: &mut dyn Progress,
) -> Result<Gated, Error> {
    let class = hardware::detect(Gpus::Ask).class;
    let mut accepted: BTreeMap<Name, RunRecord> = BTreeMap::new();
    let mut rows: Vec<OutcomeRow> = Vec::new();
    for found in request.workspace.select(request.experiments, request.plan)? {
        if let Some(record) = request.store.accepted_for(&class, &found.name)? {
            accepted.insert(found.name.clone(), record);
            continue;
        }
        let classes = request.store.accepted_classes()?;
        let others = if classes.is_empty() {
            "there are none at all: `touchstone accept` makes one".to_owned()
        } else {
            format!("there are some for {}", classes.join(", "))
        };
        let why = format!("no run of it is accepted for this class, {class}; {others}");
        rows.push(of_experiment(&found.name, Outcome::NoBaseline(why)));
    }
    let runs: Vec<&str> = accepted.values().map(|record| record.header.run.as_str()).collect();
    let mut gated = Gated {
        base: format!("accepted {}", runs.join(", ")),
        head: "the working tree".to_owned(),
        rows,
        cautions: Vec::new(),
        run: None,
        places: BTreeMap::new(),
    };
    if accepted.is_empty() {
        "nothing that is accepted for this class".clone_into(&mut gated.base);
        return Ok(gated);
    }
    let looks = request.settings.looks();
    let names: Vec<String> = accepted.keys().map(Name::to_string).collect();
    let request =
        Request { experiments: &names, plan: None, settings: request.settings.clone(), ..request.clone() };
    let judged = |record: &RunRecord| -> Vec<OutcomeRow> {
        let series: BTreeSet<_> =
            record.samples.iter().map(|row| (&row.experiment, &row.workload, &row.variant)).collect();
        let held = |(name, accepted)| weigh(name, accepted, record, margin, &looks, series.len());
        accepted.iter().flat_map(held).collect()
    };
    let finished = run_as(&request, RunKind::Gate, &judged, progress)?;
    gated.cautions.extend(finished.record.header.pin.caution.clone());
    gated.rows.extend(finished.record.outcomes);
    gated.run = Some((finished.record.header.run, finished.folder));
    Ok(gated)
}
