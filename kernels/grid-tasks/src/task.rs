//! What a task is, and many of them with all their grids in two buffers: what is asked of every pair walks through memory once.

use std::{fmt, ops::Range};

use grid_batch::{GridBatch, GridView};

/// Which tasks a task belongs to. They are counted apart, and never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// Those that programs are written for.
    Training,
    /// Those that are kept back.
    Evaluation,
}

/// Which of its pairs a task shows, and which it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Shown.
    Train,
    /// Asked for.
    Test,
}

/// One task: its name, and which pairs of [`Tasks`] are its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// As its file or its key names it.
    pub id: String,
    /// Where it belongs.
    pub collection: Collection,
    /// Its pairs; those that are shown come first.
    pub pairs: Range<usize>,
    /// How many are shown.
    pub shown: usize,
}

/// Tasks, with the grids of all their pairs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tasks {
    all: Vec<Task>,
    inputs: GridBatch,
    outputs: GridBatch,
}

impl Collection {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Training, Self::Evaluation];

    /// As metrics and folders have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Evaluation => "evaluation",
        }
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Train => "train",
            Self::Test => "test",
        })
    }
}

impl Task {
    /// Where one of its pairs stands: its part, and its number there.
    #[must_use]
    pub fn place(&self, pair: usize) -> (Part, usize) {
        let within = pair - self.pairs.start;
        within.checked_sub(self.shown).map_or((Part::Train, within), |number| (Part::Test, number))
    }
}

impl Tasks {
    /// All of them.
    #[must_use]
    pub fn tasks(&self) -> &[Task] {
        &self.all
    }

    /// The inputs of all pairs.
    #[must_use]
    pub fn inputs(&self) -> &GridBatch {
        &self.inputs
    }

    /// The outputs of all pairs.
    #[must_use]
    pub fn outputs(&self) -> &GridBatch {
        &self.outputs
    }

    /// How many pairs all tasks have.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.inputs.len()
    }

    /// Behind the last task: `pairs` of input and output, of which the first `shown` are shown.
    pub fn push<'a>(
        &mut self,
        id: impl Into<String>,
        collection: Collection,
        shown: usize,
        pairs: impl IntoIterator<Item = [GridView<'a>; 2]>,
    ) {
        let start = self.pairs();
        for [input, output] in pairs {
            self.inputs.push(input);
            self.outputs.push(output);
        }
        self.all.push(Task { id: id.into(), collection, pairs: start..self.pairs(), shown });
    }
}
