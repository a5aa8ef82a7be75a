//! A steel trade year by year and a grid of sites scored against its plants: one program in four modes, told what to do by one
//! file. What is not there is refused by name; only `auto` may choose, and says what it chose and why.
//!
//! A [`Configuration`] is read once. A [`Simulator`] is made of it, with its threads and its device; its run gives [`Results`],
//! which [`judge`] holds against the file's tolerance and against ours. [`compare`] runs all modes.

mod assembly;
mod comparison;
mod configuration;
mod judgement;
mod machine;
mod refusal;
mod report;
mod simulator;
mod surveyor;
mod world;

pub use assembly::{Assembled, AssemblyError};
pub use comparison::{Comparison, Factor, compare};
pub use configuration::{
    Accuracy, Configuration, Detection, Device, Mode, Precision, Preprocessing, Workers,
};
pub use judgement::{Judgement, OURS, Verdict, judge};
pub use machine::{Chosen, Machine};
pub use refusal::Refusal;
pub use report::{write_comparison, write_run};
pub use simulator::{Failure, Part, Results, RunError, Simulator, What, run};
pub use surveyor::Survey;
pub use world::{World, WorldError};
