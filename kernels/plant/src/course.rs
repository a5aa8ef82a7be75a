//! What a step does besides its components: it opens with power and price, joins the hydrogen of a line, and closes with the
//! accounts. Every layout goes through these three, so that they differ in nothing but their state.

use plant_steps::SoecStep;

use crate::{
    Accounts, Log, Plant,
    hash::Hash64,
    log::Shown,
    outcomes::{GroupOutcomes, TrainOutcome},
    plant::STEPS_AN_HOUR,
    supply::{Minute, Supply},
    totals::Extremes,
};

/// How far a run has come, and what it booked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Course {
    pub(crate) step: u32,
    pub(crate) accounts: Accounts,
    /// As they were when the last row was written.
    at_row: Accounts,
    pub(crate) extremes: [Extremes; 2],
    /// W in the step before, module by module and line by line.
    pub(crate) modules: Vec<u32>,
    minute: Minute,
    /// To each group of a line, W.
    pub(crate) offered: Vec<u32>,
    soec: Vec<SoecStep>,
    /// To the low-pressure tanks of each line, kg/s.
    pub(crate) inflow: Vec<f64>,
}

impl Course {
    pub(crate) fn new(plant: &Plant) -> Self {
        let count = plant.count;
        Self {
            step: 0,
            accounts: Accounts::default(),
            at_row: Accounts::default(),
            extremes: [Extremes::NONE; 2],
            modules: vec![0; count.lines * count.modules],
            minute: Minute { watts: 0, mils: 0 },
            offered: vec![0; count.groups],
            soec: vec![SoecStep::default(); count.lines],
            inflow: vec![0.0; count.lines],
        }
    }

    /// Profile and dispatch.
    #[inline]
    pub(crate) fn open(&mut self, plant: &Plant, supply: &Supply) {
        self.minute = supply.at(self.step);
        plant.dispatch.offer(self.minute, &mut self.offered);
    }

    /// The modules of each line are offered what its groups left; with them the hydrogen of the line is known.
    #[inline]
    pub(crate) fn join<'a>(&mut self, plant: &Plant, groups: impl Iterator<Item = &'a GroupOutcomes>) {
        let mut groups = groups.flat_map(|groups| groups.power.iter().zip(&groups.hydrogen));
        let offered = if plant.dispatch.sells(self.minute) { 0 } else { self.minute.watts };
        for line in 0..plant.count.lines {
            let (mut taken, mut hydrogen) = (0, 0.0);
            for (power, made) in groups.by_ref().take(plant.count.groups) {
                taken += power;
                hydrogen += made;
            }
            if let Some(soec) = &plant.soec {
                let powers = &mut self.modules[line * plant.count.modules..][..plant.count.modules];
                self.soec[line] = soec.step(self.step, offered.saturating_sub(taken), powers);
            }
            self.inflow[line] = plant.inflow_of_tank(hydrogen + self.soec[line].hydrogen);
        }
    }

    /// Books the step, which is over then; whether it was the last of an hour.
    #[inline]
    pub(crate) fn close<'a>(
        &mut self,
        groups: impl Iterator<Item = &'a GroupOutcomes>,
        trains: impl Iterator<Item = &'a TrainOutcome>,
    ) -> bool {
        self.accounts.book(self.minute, &self.soec, groups, trains);
        self.step += 1;
        self.step.is_multiple_of(STEPS_AN_HOUR)
    }

    /// A row of the log, at the end of an hour.
    pub(crate) fn row<P, T, S>(
        &mut self,
        log: &mut Log,
        pressure: impl Fn() -> P,
        t: impl Fn() -> T,
        stack: impl Fn() -> S,
    ) where
        P: Iterator<Item = f64>,
        T: Iterator<Item = f64>,
        S: Iterator<Item = f64>,
    {
        self.extremes[0].see(pressure());
        self.extremes[1].see(stack());
        let mut shown = Shown { tank_pressure: &mut pressure(), tank_t: &mut t(), stack_t: &mut stack() };
        log.row(self.step, &self.at_row, &self.accounts, &mut shown);
        self.at_row = self.accounts;
    }

    pub(crate) fn hash(&self, hash: &mut Hash64) {
        hash.word(u64::from(self.step));
        let Accounts { available, curtailed, pem, modules, sums } = self.accounts;
        for joules in [available, curtailed, pem, modules] {
            hash.word(joules);
        }
        for sum in sums {
            hash.number(sum);
        }
        self.modules.iter().for_each(|&power| hash.word(u64::from(power)));
    }
}
