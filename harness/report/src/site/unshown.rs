//! Samples that no page shows, because there are too many of them; a page that lacks them says so, and how to see them.

use model::Name;

use crate::block::Block;

/// A run with more is shown without them: pages are for people.
pub const MOST_SAMPLES: usize = 1_000_000;

/// A run whose samples and spans are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshown {
    /// Its name.
    pub run: String,
    /// How many it has.
    pub samples: usize,
}

impl Unshown {
    /// That they are not there, and how to ask for them.
    pub(super) fn write(&self, experiment: &Name, blocks: &mut Vec<Block>) {
        let Self { run, samples } = self;
        blocks.push(Block::Caution(format!(
            "The times and stages of {run} are not shown: it has {samples} samples, and a page shows those of runs with at most \
             {MOST_SAMPLES}. Verdicts are of all of them. This asks the tables:"
        )));
        blocks.push(Block::Commands(vec![format!(
            "touchstone query \"SELECT workload, variant, count(*) AS iterations, min(wall_ns / loops) AS least_ns, \
             median(wall_ns / loops) AS median_ns FROM samples WHERE run = '{run}' AND experiment = '{experiment}' \
             GROUP BY workload, variant ORDER BY workload, variant\""
        )]));
    }
}
