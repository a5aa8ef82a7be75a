//! The state of all scenarios as it came back from a device.

use super::{
    ending::Ending,
    error::EnsembleError,
    slots::{EXACT, Slots},
};
use crate::{Account, Accounts, Cause, Kind, NoAnswer, Place, Plant, Stopped};

/// Slots of all scenarios, slot by slot.
pub(super) struct Board<'a> {
    pub(super) plant: &'a Plant,
    pub(super) scenarios: usize,
    pub(super) steps: u32,
    pub(super) words: &'a [u32],
    pub(super) numbers: &'a [f64],
    /// kg, then sums in the units of the accounts.
    pub(super) amounts: &'a [f64],
    /// J.
    pub(super) exact: &'a [u64],
}

/// What a kernel says of a component whose gas or voltage there is not; the numbers are those of its source.
const NO_PROPERTIES: u32 = 1;
const NO_PRESSURE: u32 = 2;
const NO_VOLTAGE: u32 = 3;
const TOO_MUCH: u32 = 4;

/// Who knows why a state is outside, in the precision of the device.
pub(super) trait Outside {
    /// Of pressure and temperature.
    fn properties(&self, p: f64, t: f64) -> Option<NoAnswer>;

    /// Of density and temperature.
    fn pressure(&self, rho: f64, t: f64) -> Option<NoAnswer>;
}

impl Board<'_> {
    /// What became of every scenario.
    pub(super) fn endings(
        &self,
        outside: &impl Outside,
    ) -> Result<Vec<Result<Ending, Stopped>>, EnsembleError> {
        let slots = Slots { count: self.plant.count };
        let one = |scenario| {
            let word = |slot: usize| self.words[slot * self.scenarios + scenario];
            let (done, steps) = (word(slots.done()), self.steps);
            if word(slots.trouble()) == 0 && done != steps {
                return Err(EnsembleError::Unfinished { scenario, done, steps });
            }
            Ok(self.ending(scenario, outside))
        };
        (0..self.scenarios).map(one).collect()
    }

    fn ending(&self, scenario: usize, outside: &impl Outside) -> Result<Ending, Stopped> {
        let slots = Slots { count: self.plant.count };
        let word = |slot: usize| self.words[slot * self.scenarios + scenario];
        let number = |slot: usize| self.numbers[slot * self.scenarios + scenario];
        let amount = |slot: usize| self.amounts[slot * self.scenarios + scenario];
        let trouble = slots.trouble();
        if word(trouble) != 0 {
            let place = Place { kind: kind_of(word(trouble) % 16), index: word(trouble + 1) as usize };
            let cause = cause_of(word(trouble) / 16, number(0), number(1), outside);
            return Err(Stopped { step: word(trouble + 2), place, cause });
        }
        let mut exact = [0; EXACT];
        for (k, joules) in exact.iter_mut().enumerate() {
            *joules = self.exact[k * self.scenarios + scenario];
        }
        let [available, curtailed, pem, modules] = exact;
        let mut sums = [0.0; Account::ALL.len()];
        for (k, sum) in sums.iter_mut().enumerate() {
            *sum = amount(slots.masses() + k);
        }
        let accounts = Accounts { available, curtailed, pem, modules, sums };
        let (hydrogen, lcoh) = Ending::figures(self.plant, self.steps, &accounts);
        let count = slots.count;
        let trains = || 0..count.all_trains();
        let tanks =
            || trains().map(|t| (t, 0)).chain(trains().flat_map(|t| (1..count.tanks()).map(move |k| (t, k))));
        let groups = || 0..count.all_groups();
        Ok(Ending {
            accounts,
            hydrogen,
            lcoh,
            tank_pressure: tanks().map(|(train, tank)| number(slots.tank_number(train, tank, 0))).collect(),
            tank_t: tanks().map(|(train, tank)| number(slots.tank_number(train, tank, 1))).collect(),
            stack_t: groups().map(|group| number(slots.group_number(group, 1))).collect(),
            stops: groups().map(|group| word(slots.group_word(group, 1))).collect(),
            decisions: word(slots.decisions()),
        })
    }
}

fn kind_of(code: u32) -> Kind {
    let kinds = [Kind::Group, Kind::LowTank, Kind::Stage, Kind::HighTank];
    kinds.into_iter().find(|&kind| kind as u32 == code).unwrap_or(Kind::Group)
}

fn cause_of(cause: u32, a: f64, b: f64, outside: &impl Outside) -> Cause {
    let of_gas = match cause {
        NO_PROPERTIES => outside.properties(a, b),
        NO_PRESSURE => outside.pressure(a, b),
        _ => None,
    };
    let what = match cause {
        NO_PROPERTIES => "the pressure of its gas in Pa",
        NO_PRESSURE => "the density of its gas in kg/m3",
        NO_VOLTAGE => "the voltage of a cell in V",
        TOO_MUCH => "what is booked in a step, which has 31 bits in f32,",
        _ => "the mass at which a tank has its limit of pressure",
    };
    // What a device has for it may be anything.
    let value = if cause == NO_VOLTAGE { f64::NAN } else { a };
    of_gas.map_or(Cause::NotANumber { what, value }, Cause::Gas)
}
