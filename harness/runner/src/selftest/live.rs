//! Gates of identical code, measured one by one like any other: no round is in two of them.

use std::collections::BTreeMap;

use judge::gate::Sides;
use model::{Name, PowerRow, Quantity, RunRecord, Side};
use results::{Journal, Notes};

use super::{
    Effort, KERNELS,
    competitor::Competitor,
    record::{Bench, name_of},
    replay::{Judged, Tally, said},
};
use crate::{
    Error,
    calibrate::calibrate,
    invocation::Place,
    ledger::Ledger,
    progress::{Progress, Step},
    round::play,
    wanted::Want,
};

/// Every fourth one has a competing job that starts after its fifth round.
const JOINED: u32 = 4;
const AFTER: u32 = 5;

/// Measures them. Their rounds go on where those of the recording end.
pub(super) fn live(
    bench: &Bench<'_>,
    judged: &Judged<'_>,
    places: Vec<Place>,
    (journal, record): (&mut Journal, &mut RunRecord),
    effort: Effort,
    progress: &mut dyn Progress,
) -> Result<Vec<PowerRow>, Error> {
    let mut world = bench.world(places, journal)?;
    let workload: Name = "smoke".parse().map_err(|_| Error::unknown("workload", "smoke", []))?;
    let order = bench.order(&workload);
    let looks = bench.settings.looks();
    let mut notes = Notes::new();
    let mut paces = BTreeMap::new();
    for variant in KERNELS.iter().filter_map(|kernel| name_of(kernel, 0)) {
        let depth = crate::Settings::depth_of_gate();
        let pace = calibrate(&mut world, &order, &variant, model::Loops::Calibrated, depth)
            .map_err(|ended| Error::Yardstick(format!("{variant}: {:?} {}", ended.how, ended.log_tail)))?;
        paces.insert(variant, pace);
    }
    let mut tally: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    for gate in 0..effort.live() {
        let begun = record.host.len() as u32;
        let mut open: Vec<Name> = paces.keys().cloned().collect();
        let host = if gate % JOINED == JOINED - 1 { "joined" } else { "rest" };
        let mut competitor = None;
        let mut round = 0;
        while round < looks.last() && !open.is_empty() {
            if host == "joined" && round == AFTER {
                let busy = Competitor::start(1);
                let what = "sh, to keep a processor busy".to_owned();
                competitor = Some(busy.map_err(|error| Error::Io { what, error })?);
            }
            progress.step(&Step::Round {
                experiment: bench.name,
                workload: &workload,
                round,
                of: looks.last(),
                remaining: std::time::Duration::ZERO,
            });
            let slots = open
                .iter()
                .flat_map(|name| {
                    [Side::Base, Side::Head, Side::Twin].map(|side| (side, Want::Alone(name.clone())))
                })
                .collect();
            let Some(rows) = play(&mut world, &order, begun + round, slots, &paces, &bench.machine.cores)
            else {
                return Ok(Vec::new());
            };
            Ledger { journal, record, notes: &mut notes }.keep(rows)?;
            round += 1;
            if looks.is_look(round) {
                let part = since(record, begun);
                let sides = Sides::of(&part);
                let wanted = judge::gate::undecided(
                    &judged.case((bench.name, &workload), &sides, &looks),
                    &workload,
                    round,
                );
                open.retain(|name| wanted.contains(name));
            }
        }
        drop(competitor);
        let part = since(record, begun);
        let sides = Sides::of(&part);
        let rows = judge::gate::decide(
            judge::gate::weigh(&judged.case((bench.name, &workload), &sides, &looks)),
            KERNELS.len(),
        );
        for row in rows.iter().filter(|row| row.quantity == Quantity::Time) {
            let kernel =
                KERNELS.iter().find(|name| row.variant.as_ref().is_some_and(|v| v.as_str() == **name));
            if let Some(kernel) = kernel {
                // Not measured again: what is red at first counts here.
                tally.entry((kernel, host)).or_default().add(said(row));
            }
        }
    }
    let rows = tally
        .iter()
        .filter_map(|((kernel, host), tally)| tally.row((kernel, 0.0), "gate", (host, looks.last()), false));
    Ok(rows.collect())
}

/// The rounds from this one on, counted from 0.
fn since(record: &RunRecord, begun: u32) -> RunRecord {
    let mut part = RunRecord::new(record.header.clone(), record.machine.clone());
    part.checks.clone_from(&record.checks);
    part.samples = record.samples.iter().filter(|row| row.round >= begun).cloned().collect();
    part.metrics = record.metrics.iter().filter(|row| row.round >= begun).cloned().collect();
    part.host = record.host.iter().filter(|row| row.round >= begun).cloned().collect();
    for row in &mut part.samples {
        row.round -= begun;
    }
    for row in &mut part.metrics {
        row.round -= begun;
    }
    for row in &mut part.host {
        row.round -= begun;
    }
    part
}
