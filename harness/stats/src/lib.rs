//! Pure numbers: what paired rounds say about a ratio, and how sure that is. No I/O, no clock, no chance.
//!
//! The estimate is Hodges and Lehmann's median of the Walsh averages of the log ratios; its bounds come from the null
//! distribution of Wilcoxon's signed rank statistic, exact up to 25 rounds. Evidence is judged at fixed looks, whose
//! error probabilities add up to 1 % (see METHOD.md for why each of these was chosen). What many series say together is
//! decided by Holm's rule; what shares no rounds is compared by Mann and Whitney's statistic, the weaker test. Where a history
//! changed is found by E-divisive.

mod changes;
mod decide;
mod detectable;
mod exceeds;
mod exponent;
mod holm;
mod identical;
mod looks;
mod mann_whitney;
mod paired;
mod signed_rank;
mod spread;
mod student;
mod two_sample;
mod wilson;

pub use changes::{Change, changes};
pub use decide::{Decision, Target, decide};
pub use detectable::minimum_detectable;
pub use exceeds::exceeds;
pub use exponent::{Exponent, scaling_exponent};
pub use holm::holm;
pub use identical::spread_of_identical;
pub use looks::{Looks, NoRounds};
pub use mann_whitney::mann_whitney;
pub use paired::{Interval, NotFinite, log_ratios, paired};
pub use signed_rank::{critical_rank, rounds_needed, upper_tail};
pub use spread::{lag1_autocorrelation, mad, median, quantile};
pub use two_sample::two_sample;
pub use wilson::wilson;
