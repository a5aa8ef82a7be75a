//! What became of every joule and kilogram since the beginning. Each clamp, vent and curtailment has a line, so that the balances
//! close.

use plant_steps::{
    SoecStep,
    hydrogen::{FARADAY, MOLAR_MASS, THERMONEUTRAL},
};

use crate::{
    outcomes::{GroupOutcomes, TrainOutcome},
    plant::DT,
    supply::Minute,
};

/// kg/mol of oxygen.
pub(crate) const OXYGEN: f64 = 31.998e-3;
/// Joules of a MWh, and thousandths of a unit.
const JOULES_FOR_MILS: f64 = 3.6e9 * 1000.0;

/// Sums over all components and steps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accounts {
    /// J that wind and sun offered: whole watts, so whole joules.
    pub available: u64,
    /// J of it that nothing took, sold ones too.
    pub curtailed: u64,
    /// J that PEM groups took.
    pub pem: u64,
    /// J that modules took.
    pub modules: u64,
    /// All other fields, in the order of [`Account`].
    pub(crate) sums: [f64; Account::ALL.len()],
}

macro_rules! accounts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What is summed in f64.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Account {
            $($(#[$doc])* $name,)*
        }

        impl Account {
            /// All of them, in order.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];
        }
    };
}

accounts! {
    /// J in hydrogen of PEM groups, at the thermoneutral voltage.
    Chemical,
    /// J that cells gave off.
    CellHeat,
    /// J in hydrogen that seeped back.
    Crossover,
    /// J that pumps carried away from stacks.
    Cooled,
    /// J that masses lost to the surroundings.
    Lost,
    /// J that limits of temperature took away.
    Clamped,
    /// J that coolers took from the gas between stages.
    StageHeat,
    /// J that gas gave to the walls of tanks.
    WallHeat,
    /// J of compressors.
    Work,
    /// J that compressed gas has more than before.
    GasHeat,
    /// J of pumps.
    Pumping,
    /// J to make steam.
    SteamHeat,
    /// kg of PEM groups.
    PemHydrogen,
    /// kg of modules.
    ModuleHydrogen,
    /// kg that trains drew.
    Drawn,
    /// kg let out of low-pressure tanks.
    VentedLow,
    /// kg let out of high-pressure tanks.
    VentedHigh,
    /// kg given.
    Delivered,
    /// kg asked for and not given.
    Short,
    /// kg of water that came in.
    Water,
    /// kg of oxygen that went out.
    Oxygen,
    /// kg of water that went out again.
    WaterBack,
    /// Cost of all electricity.
    Cost,
}

impl Accounts {
    /// What an account has come to.
    pub fn get(&self, account: Account) -> f64 {
        self.sums[account as usize]
    }

    /// Hydrogen made, kg.
    pub fn made(&self) -> f64 {
        self.get(Account::PemHydrogen) + self.get(Account::ModuleHydrogen)
    }

    /// Hydrogen let out, kg.
    pub fn vented(&self) -> f64 {
        self.get(Account::VentedLow) + self.get(Account::VentedHigh)
    }

    /// All electricity, J.
    pub fn electricity(&self) -> f64 {
        let others = [Account::Work, Account::Pumping, Account::SteamHeat];
        (self.pem + self.modules) as f64 + others.map(|account| self.get(account)).iter().sum::<f64>()
    }

    /// A step that is over: of every line what was offered and what its modules did, of every group and train what it did, in order.
    pub(crate) fn book<'a>(
        &mut self,
        minute: Minute,
        modules: &[SoecStep],
        groups: impl Iterator<Item = &'a GroupOutcomes>,
        trains: impl Iterator<Item = &'a TrainOutcome>,
    ) {
        let mut step = Step::default();
        for soec in modules {
            step.modules(soec);
        }
        for groups in groups {
            step.groups(groups);
        }
        for train in trains {
            step.train(train);
        }
        let seconds = DT as u64;
        let available = u64::from(minute.watts) * modules.len() as u64;
        self.available += available * seconds;
        self.pem += step.pem * seconds;
        self.modules += step.modules * seconds;
        self.curtailed += (available - step.pem - step.modules) * seconds;
        step.price(minute);
        for (sum, step) in self.sums.iter_mut().zip(step.sums) {
            *sum += step;
        }
    }
}

/// The sums of one step.
#[derive(Default)]
struct Step {
    /// W.
    pem: u64,
    modules: u64,
    sums: [f64; Account::ALL.len()],
}

impl Step {
    #[inline]
    fn add(&mut self, account: Account, amount: f64) {
        self.sums[account as usize] += amount;
    }

    fn modules(&mut self, soec: &SoecStep) {
        let hydrogen = soec.hydrogen * DT;
        let oxygen = hydrogen * (OXYGEN / (2.0 * MOLAR_MASS));
        self.modules += u64::from(soec.power);
        self.add(Account::ModuleHydrogen, hydrogen);
        self.add(Account::SteamHeat, soec.steam_heat * DT);
        self.add(Account::Water, soec.steam * DT);
        self.add(Account::Oxygen, oxygen);
        // Steam that was not split condenses.
        self.add(Account::WaterBack, soec.steam * DT - hydrogen - oxygen);
    }

    fn groups(&mut self, groups: &GroupOutcomes) {
        for &power in &groups.power {
            self.pem += u64::from(power);
        }
        // Item by item: the bits must not depend on how groups are shared out.
        let count = groups.power.len();
        for &hydrogen in &groups.hydrogen[..count] {
            let made = hydrogen * DT;
            self.add(Account::PemHydrogen, made);
            // By the current, not by what is left of the power, or this balance would close whatever the cells do.
            self.add(Account::Chemical, made * (2.0 * FARADAY / MOLAR_MASS) * THERMONEUTRAL);
            self.add(Account::Oxygen, made * (OXYGEN / (2.0 * MOLAR_MASS)));
            self.add(Account::Water, made * ((MOLAR_MASS + 0.5 * OXYGEN) / MOLAR_MASS));
        }
        for (account, column) in [
            (Account::CellHeat, &groups.heat),
            (Account::Crossover, &groups.crossover),
            (Account::Cooled, &groups.cooled),
            (Account::Lost, &groups.lost),
            (Account::Clamped, &groups.clamped),
            (Account::Pumping, &groups.pumping),
        ] {
            for &watts in &column[..count] {
                self.add(account, watts * DT);
            }
        }
    }

    fn train(&mut self, train: &TrainOutcome) {
        for (account, amount) in [
            (Account::Drawn, train.drawn),
            (Account::VentedLow, train.vented_low),
            (Account::VentedHigh, train.vented_high),
            (Account::Delivered, train.delivered),
            (Account::Short, train.short),
            (Account::Work, train.work),
            (Account::StageHeat, train.stage_heat),
            (Account::GasHeat, train.gas_heat),
            (Account::WallHeat, train.wall_heat),
            (Account::Lost, train.lost),
            (Account::Clamped, train.clamped),
        ] {
            self.add(account, amount);
        }
    }

    fn price(&mut self, minute: Minute) {
        let joules = (self.pem + self.modules) as f64 * DT
            + self.sums[Account::Work as usize]
            + self.sums[Account::Pumping as usize]
            + self.sums[Account::SteamHeat as usize];
        self.add(Account::Cost, joules * (f64::from(minute.mils) / JOULES_FOR_MILS));
    }
}
