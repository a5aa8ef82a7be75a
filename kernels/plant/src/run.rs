//! A plant that runs under a profile, in one of the layouts of its state.

use plant_steps::Solver;

use crate::{
    Arrays, BLOCK, DesignError, Gas, Gather, Log, Objects, Plant, Profile, Rounded, Stopped, Tables, Totals,
    course::Course, hash::Hash64, layout::Layout, supply::Supply, trouble::Trouble,
};

/// A run, which can be stopped after any step and gone on with.
#[derive(Clone, Debug)]
pub struct Run<'a, L> {
    pub(crate) plant: &'a Plant,
    pub(crate) supply: Supply,
    pub(crate) course: Course,
    pub(crate) layout: L,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// The plant and the profile do not go together.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// A step was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// So many steps of a plant, with the layout and the tables that were found best.
pub fn run(plant: &Plant, profile: &Profile, steps: u32, log: &mut Log) -> Result<Totals, RunError> {
    let mut run = Run::arrays(plant, profile, Tables::hydrogen())?;
    run.advance(steps, log)?;
    Ok(run.totals())
}

impl<'a, L: Layout> Run<'a, L> {
    pub(crate) fn with(plant: &'a Plant, profile: &Profile, layout: L) -> Result<Self, DesignError> {
        let supply = Supply::new(&plant.design, profile)?;
        Ok(Self { plant, supply, course: Course::new(plant), layout })
    }

    /// So many steps more; every hour that ends is a row of the log.
    pub fn advance(&mut self, steps: u32, log: &mut Log) -> Result<(), Stopped> {
        for _ in 0..steps {
            if let Err(Trouble { place, cause }) = self.step(log) {
                return Err(Stopped { step: self.course.step, place, cause });
            }
        }
        Ok(())
    }

    fn step(&mut self, log: &mut Log) -> Result<(), Trouble> {
        let Self { plant, supply, course, layout } = self;
        course.open(plant, supply);
        layout.step_groups(plant, &course.offered)?;
        course.join(plant, layout.groups());
        layout.step_trains(plant, &course.inflow)?;
        let hour_is_over = course.close(layout.groups(), layout.trains());
        if hour_is_over {
            layout.row(course, log);
        }
        layout.remember(course);
        Ok(())
    }

    /// What it has come to.
    pub fn totals(&self) -> Totals {
        Totals::new(self.plant, self.course.step, &self.course.accounts, self.course.extremes)
    }

    /// One number for all bits of the state and of a log: equal runs have equal ones.
    pub fn state_hash(&self, log: &Log) -> u64 {
        let mut hash = Hash64::new();
        self.course.hash(&mut hash);
        self.layout.hash(&mut hash);
        log.hash(&mut hash);
        hash.finish()
    }

    /// Heat that all thermal masses hold above 0 K, and what is on its way to them, J: what balances need.
    pub fn stored_heat(&self) -> f64 {
        let plant = self.plant;
        let [low, high, stack, cooler] = self.layout.temperatures(plant);
        let held =
            |t: &[f64], mass: &crate::plant::Mass| t.iter().map(|t| t * mass.mass.capacity()).sum::<f64>();
        held(&low, &plant.low_wall)
            + held(&high, &plant.high_wall)
            + held(&stack, &plant.stack)
            + held(&cooler, &plant.cooler)
            + self.layout.heat_on_its_way() * plant.dt.get()
    }

    /// What is in all low-pressure tanks, and in all others, kg.
    pub fn stored_hydrogen(&self) -> [f64; 2] {
        self.layout.masses().map(|masses| masses.iter().sum())
    }
}

impl<'a, G: Gas> Run<'a, Arrays<G, 1>> {
    /// Columns that the plant owns.
    pub fn arrays(plant: &'a Plant, profile: &Profile, gas: G) -> Result<Self, DesignError> {
        let layout = Arrays::new(plant, gas)?;
        Self::with(plant, profile, layout)
    }
}

impl<'a, G: Gas> Run<'a, Arrays<G, BLOCK>> {
    /// The same in whole blocks.
    pub fn blocks(plant: &'a Plant, profile: &Profile, gas: G) -> Result<Self, DesignError> {
        let layout = Arrays::new(plant, gas)?;
        Self::with(plant, profile, layout)
    }
}

impl<'a, G: Gas + 'static, S: Solver + Default + 'static> Run<'a, Objects<G, S>> {
    /// Boxed components that ask for properties by name, with a row of history for every step.
    pub fn objects(plant: &'a Plant, profile: &Profile, gas: G) -> Result<Self, DesignError> {
        let layout = Objects::new(plant, gas)?;
        Self::with(plant, profile, layout)
    }
}

impl<'a, G: Gas + 'static> Run<'a, Gather<G>> {
    /// Boxed components whose state is copied into columns before every step, and back after it.
    pub fn gather(plant: &'a Plant, profile: &Profile, gas: G) -> Result<Self, DesignError> {
        let layout = Gather::new(plant, gas)?;
        Self::with(plant, profile, layout)
    }
}

impl<'a> Run<'a, Rounded> {
    /// Everything in f32.
    pub fn rounded(plant: &'a Plant, profile: &Profile, tables: &Tables) -> Result<Self, DesignError> {
        let layout = Rounded::new(plant, tables)?;
        Self::with(plant, profile, layout)
    }
}
