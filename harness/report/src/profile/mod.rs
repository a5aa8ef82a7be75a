//! Where the time of a variant goes: a page for a person, and a trace for a viewer.

mod page;
mod trace;

use judge::profile::{Because, LeftOut, Profile};
use model::{Name, SampleRow, SpanRow};

pub use page::profile_text;
pub use trace::profile_trace;

/// Everything that is shown of a profile.
#[derive(Clone, Copy)]
pub struct ProfileView<'a> {
    /// The experiment.
    pub experiment: &'a Name,
    /// The workload.
    pub workload: &'a Name,
    /// Why this workload.
    pub because: Because,
    /// From which all chance came.
    pub seed: u64,
    /// The rounds that were measured, and how many were meant.
    pub rounds: (u32, u32),
    /// Why rounds were disturbed.
    pub disturbed: &'a [String],
    /// Variant by variant.
    pub profiles: &'a [Profile],
    /// The variants without a profile.
    pub left_out: &'a [LeftOut],
    /// What was measured of those with one.
    pub samples: &'a [SampleRow],
    /// Their spans.
    pub spans: &'a [SpanRow],
}
