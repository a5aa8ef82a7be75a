//! Where the state of a scenario lies on a device: words, numbers, sums and energies in whole joules, each in slots. All scenarios
//! have a slot side by side.

use crate::{Account, plant::Counts};

/// Words of a group: its mode, its stops, and the steps that it ran.
pub(super) const GROUP_WORDS: usize = 3;
/// Numbers of a group: the voltage of a cell, the temperature of the stacks, the flow of the pump.
pub(super) const GROUP_NUMBERS: usize = 3;
/// Numbers of a stage: the temperature of its cooler, and the heat of the last step.
pub(super) const STAGE_NUMBERS: usize = 2;
/// Numbers of a tank: pressure, temperature, and the heat of the last step.
pub(super) const TANK_NUMBERS: usize = 3;
/// Words that tell of trouble: cause and kind of component, its index, the step.
pub(super) const TROUBLE_WORDS: usize = 3;
/// What was asked for then.
pub(super) const TROUBLE_NUMBERS: usize = 2;
/// Energies in whole joules: available, curtailed, of groups, of modules.
pub(super) const EXACT: usize = 4;

/// Rounds of the search for a density, as on the CPU, and of Newton to the outlet of a stage.
pub(super) const DENSITY_STEPS: u32 = 60;
pub(super) const STAGE_STEPS: u32 = 2;

/// How many slots there are of each, for one plant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots {
    pub(super) count: Counts,
}

impl Slots {
    pub(super) fn line_words(self) -> usize {
        GROUP_WORDS * self.count.groups + self.count.modules
    }

    pub(super) fn train_numbers(self) -> usize {
        STAGE_NUMBERS * self.count.stages + TANK_NUMBERS * self.count.tanks()
    }

    pub(super) fn line_numbers(self) -> usize {
        GROUP_NUMBERS * self.count.groups + self.train_numbers() * self.count.trains
    }

    /// Which word all decisions come together in.
    pub(super) fn decisions(self) -> usize {
        self.count.lines * self.line_words()
    }

    /// Which word counts the steps that are over; trouble follows it.
    pub(super) fn done(self) -> usize {
        self.decisions() + 1
    }

    pub(super) fn trouble(self) -> usize {
        self.done() + 1
    }

    /// Rounds of all loops in a step, at most.
    pub(super) fn rounds(self) -> usize {
        let Counts { lines, groups, modules, trains, stages, high_tanks } = self.count;
        let searches = 2 * DENSITY_STEPS as usize * self.count.tanks();
        let train = 1 + stages + high_tanks + stages * (1 + STAGE_STEPS as usize) + high_tanks + searches;
        let group = 1 + plant_steps::COLD_STEPS as usize;
        1 + lines * (1 + 2 * Account::ALL.len() + groups * group + modules + trains * train)
    }

    pub(super) fn words(self) -> usize {
        self.trouble() + TROUBLE_WORDS
    }

    /// The first ones are those of trouble.
    pub(super) fn numbers(self) -> usize {
        TROUBLE_NUMBERS + self.count.lines * self.line_numbers()
    }

    pub(super) fn group_number(self, group: usize, which: usize) -> usize {
        let (line, of_line) = (group / self.count.groups.max(1), group % self.count.groups.max(1));
        TROUBLE_NUMBERS + line * self.line_numbers() + GROUP_NUMBERS * of_line + which
    }

    pub(super) fn group_word(self, group: usize, which: usize) -> usize {
        let (line, of_line) = (group / self.count.groups.max(1), group % self.count.groups.max(1));
        line * self.line_words() + GROUP_WORDS * of_line + which
    }

    pub(super) fn stage_number(self, train: usize, stage: usize, which: usize) -> usize {
        let (line, of_line) = (train / self.count.trains, train % self.count.trains);
        let groups = GROUP_NUMBERS * self.count.groups;
        let train = TROUBLE_NUMBERS + line * self.line_numbers() + groups + of_line * self.train_numbers();
        train + STAGE_NUMBERS * stage + which
    }

    /// Of the tanks of a train the low one is the first.
    pub(super) fn tank_number(self, train: usize, tank: usize, which: usize) -> usize {
        self.stage_number(train, self.count.stages, TANK_NUMBERS * tank + which)
    }

    /// Masses of tanks, train by train, then the sums of all accounts.
    pub(super) fn masses(self) -> usize {
        self.count.all_trains() * self.count.tanks()
    }

    pub(super) fn mass(self, train: usize, tank: usize) -> usize {
        train * self.count.tanks() + tank
    }

    pub(super) fn amounts(self) -> usize {
        self.masses() + Account::ALL.len()
    }
}
