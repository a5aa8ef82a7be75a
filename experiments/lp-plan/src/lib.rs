//! What the experiments of the plan `lp` share, so that all of them ask the same of an answer: the horizons, the checks, the
//! files for peers, the stages.

mod answers;
mod exchange;
mod shares;
mod size;
mod stages;

pub use answers::{Tolerance, against, certified};
pub use exchange::{export, import};
pub use plan_machines::LP as PLANS_MACHINE;
pub use shares::tell_shares_of_chain;
pub use size::{MPS, Size};
pub use stages::{count, tell_stages};

/// The peers of all linear programs, from the folder of an experiment.
pub const PEERS: &str = "../../kernels/steel-years/peers/linear_programs.py";
