//! One round: every invocation that is wanted of it, in random order, with the host watched on both ends.

use std::collections::BTreeMap;

use model::{Cores, HostRow, Name, Scope, Side};
use results::Row;

use crate::{
    invocation::{How, Invocation, Pace, Task, World},
    order::{chance, padding, shuffled},
    rows::{Slot, rows},
    wanted::Want,
};

/// Plays a round of one workload; `None` when it was stopped by hand in its middle, since half a round is none. Chance
/// comes from the seed, the experiment, the workload and the number of the round alone.
pub(crate) fn play(
    world: &mut dyn World,
    order: &Invocation,
    round: u32,
    wanted: Vec<(Side, Want)>,
    paces: &BTreeMap<Name, Pace>,
    cores: &Cores,
) -> Option<Vec<Row>> {
    let mut chance = chance(order.seed, &order.experiment, &order.workload, round);
    let slots = shuffled(wanted, &mut chance);
    let (before, cpu_before) = world.host();
    let started = world.elapsed();
    let mut ended = Vec::new();
    for (place, (side, want)) in slots.iter().enumerate() {
        let (variant, scope) = match want {
            Want::Alone(variant) => (variant, Scope::Alone),
            Want::Together(variant) => (variant, Scope::Together),
        };
        let task = Task::Measure { variant: variant.clone(), pace: *paces.get(variant)? };
        let order = Invocation { side: *side, task, padding: padding(&mut chance), ..order.clone() };
        let all = match scope {
            Scope::Alone => vec![world.launch(&order)],
            Scope::Together => world.launch_together(&order, cores.usable),
        };
        if all.iter().any(|ended| ended.how == How::Interrupted) {
            return None;
        }
        ended.push((order, place as u32, scope, all));
    }
    let wall = world.elapsed().saturating_sub(started);
    let (after, cpu_after) = world.host();
    let own = cpu_after.saturating_sub(cpu_before);
    let disturbance = hardware::disturbance(&before, &after, wall, own, cores.logical);
    let disturbed = disturbance.is_some();
    let mut gathered = Vec::new();
    for (order, place, scope, all) in &ended {
        for (copy, ended) in all.iter().enumerate() {
            let slot = Slot { round, place: *place, scope: *scope, copy: copy as u32, disturbed };
            gathered.extend(rows(order, ended, slot));
        }
    }
    gathered.push(Row::Host(Box::new(HostRow {
        experiment: order.experiment.clone(),
        workload: order.workload.clone(),
        round,
        before,
        after,
        wall_ns: u64::try_from(wall.as_nanos()).unwrap_or(u64::MAX),
        disturbance,
    })));
    Some(gathered)
}
