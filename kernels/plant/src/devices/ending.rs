//! What a scenario has come to, whatever it ran on: all accounts, what they mean, and the state of every tank and stack at the end.

use rayon::prelude::*;

use crate::{
    Accounts, Arrays, Ensemble, Gas, Log, Plant, Profile, Run, RunError, STEPS_AN_HOUR,
    totals::cost_of_a_kilogram,
};

/// The end of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// All sums.
    pub accounts: Accounts,
    /// Hydrogen made and not let out, kg.
    pub hydrogen: f64,
    /// The cost of a kilogram of it; infinite where there is none.
    pub lcoh: f64,
    /// Pa, of every tank: the low ones first.
    pub tank_pressure: Vec<f64>,
    /// K, as above.
    pub tank_t: Vec<f64>,
    /// K, of the stacks of every group.
    pub stack_t: Vec<f64>,
    /// Of every group.
    pub stops: Vec<u32>,
    /// All that was decided in all steps, in one word: equal ones switched and shared out power alike.
    pub decisions: u32,
}

impl Ending {
    pub(super) fn figures(plant: &Plant, steps: u32, accounts: &Accounts) -> (f64, f64) {
        let hydrogen = accounts.made() - accounts.vented();
        let cost = accounts.get(crate::Account::Cost);
        // As in `Totals`: before the first step there is no year to share.
        let lcoh = cost_of_a_kilogram(plant, steps, cost, hydrogen).unwrap_or(f64::INFINITY);
        (hydrogen, lcoh)
    }
}

/// So many steps of one scenario on this thread, in f64.
pub fn ending(plant: &Plant, gas: &impl Gas, profile: &Profile, steps: u32) -> Result<Ending, RunError> {
    let mut log = Log::with_room(plant, (steps / STEPS_AN_HOUR) as usize);
    let mut run: Run<'_, Arrays<_, 1>> = Run::arrays(plant, profile, gas)?;
    let mut decisions = 0;
    for _ in 0..steps {
        run.advance(1, &mut log)?;
        decisions = decided(decisions, plant, &run);
    }
    let (groups, trains) = (&run.layout.part().groups, &run.layout.part().trains);
    let accounts = run.course.accounts;
    let (hydrogen, lcoh) = Ending::figures(plant, steps, &accounts);
    Ok(Ending {
        accounts,
        hydrogen,
        lcoh,
        tank_pressure: [trains.low_pressure.as_slice(), &trains.high_pressure].concat(),
        tank_t: [trains.low_t(), trains.high_t()].concat(),
        stack_t: groups.stack_t().to_vec(),
        stops: groups.stops.clone(),
        decisions,
    })
}

/// So many steps of every scenario, each a task of its own; the first that stops is the error.
pub fn endings(
    ensemble: &Ensemble,
    plant: &Plant,
    gas: &(impl Gas + Sync),
    profiles: &[Profile],
    steps: u32,
) -> Result<Vec<Ending>, RunError> {
    let one = |profile| ending(plant, gas, profile, steps);
    // One at a time, as `Ensemble::run` has it.
    ensemble.pool().install(|| profiles.par_iter().with_max_len(1).map(one).collect())
}

/// A step more. The multiplier is that of FNV-1a (Fowler, Noll, Vo), here by the word.
fn decided<G: Gas>(before: u32, plant: &Plant, run: &Run<'_, Arrays<G, 1>>) -> u32 {
    let mix = |decisions: u32, word: u32| (decisions ^ word).wrapping_mul(16_777_619);
    let (groups, count) = (&run.layout.part().groups, plant.count);
    let mut decisions = before;
    for line in 0..count.lines {
        for group in line * count.groups..(line + 1) * count.groups {
            decisions = mix(mix(decisions, groups.mode[group]), groups.outcomes.power[group]);
        }
        // In the order in which they are asked.
        if let Some(soec) = &plant.soec {
            let powers = &run.course.modules[line * count.modules..][..count.modules];
            let (last, first) = powers.split_at(soec.leading(run.course.step - 1));
            decisions = first.iter().chain(last).fold(decisions, |decisions, &power| mix(decisions, power));
        }
    }
    decisions
}
