//! A hydrogen plant, minute by minute. Its state is the temperature of its masses, what is in its tanks, how its electrolyzers run,
//! and nothing that is not here.
//!
//! **A step** is a minute, and this is its order:
//!
//! 1. *profile*: the watts and the price of the minute, integers both ([`Supply`]);
//! 2. *dispatch*: which groups are offered how many watts, in integers (`dispatch`);
//! 3. *PEM*: groups start and stop, and find the current for their power;
//! 4. *SOEC*: the modules are offered what is left; with them the hydrogen of a line is known (`course`);
//! 5. *thermal*: stacks, coolers and walls, exactly for the heat of the step;
//! 6. *compressors*: each train draws on its tank and presses the gas through its stages (`train`);
//! 7. *tanks*, with *withdrawal*: what comes in, then what is given, then what is too much (as [`plant_steps::Tank`] has it);
//! 8. *pumps*: they follow the temperature of their stacks; they touch nothing that trains and tanks do, so their turn may be earlier;
//! 9. *booking*: every joule and kilogram into its account ([`Accounts`]); every 60th step a row of the [`Log`].
//!
//! Lines are alike and share nothing but the weather: scaling a plant is having more of them. The state can be kept as
//! [`Arrays`] (the plant owns columns), the same in blocks, as [`Objects`] (boxed components), or as objects that are copied
//! out and back in every step ([`Gather`]); one implementation of every rule serves them all, and they agree bit for bit.
//!
//! ```
//! let plant = plant::Plant::reference(1)?;
//! let mut log = plant::Log::with_room(&plant, 8);
//! let totals = plant::run(&plant, &plant::Profile::synthetic(1, 0), 480, &mut log)?;
//! assert!(totals.hydrogen > 0.0 && log.hours() == 8);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accounts;
mod arrays;
mod columns;
mod course;
mod design;
mod devices;
mod dispatch;
mod ensemble;
mod fill;
mod gas;
mod gather;
mod hash;
mod layout;
mod log;
mod mode_code;
mod objects;
mod outcomes;
mod place;
mod plant;
mod profile;
mod rounded;
mod rules;
mod run;
mod shares;
mod supply;
mod totals;
mod train;
mod trouble;

pub use accounts::{Account, Accounts};
pub use arrays::{Arrays, BLOCK};
pub use design::{Cooling, DesignError, Draw, Economy, MassDesign, PlantDesign, Site, TankDesign};
pub use devices::{
    CudaEnsemble, CudaRun, CudaWords, Ending, EnsembleError, PLANT_CU_ENTRY, PLANT_WGSL_ENTRY, Precision,
    Weather, WgpuEnsemble, WgpuRun, ending, endings, plant_cu, plant_wgsl,
};
pub use ensemble::{Ensemble, Scenario, scenario};
pub use gas::{Equation, Gas, NoAnswer, NoTable, Searched, Tables};
pub use gather::Gather;
pub use layout::Layout;
pub use log::Log;
pub use objects::{Objects, Properties};
pub use place::{Kind, Place};
pub use plant::{Plant, STEPS_AN_HOUR};
pub use profile::{HOURS, Origin, Profile, ProfileError};
pub use rounded::Rounded;
pub use run::{Run, RunError, run};
pub use shares::Shares;
pub use supply::{Minute, Supply};
pub use totals::{Extremes, STEPS_A_YEAR, Totals, cost_of_a_kilogram};
pub use trouble::{Cause, Stopped};
