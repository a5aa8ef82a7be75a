//! The shortcuts that the plan `h2` proposes around a table: two caches, snapping to nodes, and a hint. Which of them are worth it,
//! and which are right, is what its experiments ask; here they are as they were meant.

mod exact;
mod hint;
mod kept;
mod quantised;
mod snap;

pub use exact::ExactCache;
pub use hint::Hinted;
pub use kept::Tally;
pub use quantised::QuantisedCache;
pub use snap::{Snap, SnapRule};
