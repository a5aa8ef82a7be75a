//! In which form each stage works: so that a variant can change one of them alone.

/// One form for every stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Files of tasks.
    pub load: Load,
    /// Texts of programs.
    pub parse: Parse,
    /// Values that programs work on.
    pub solve: Solve,
    /// Comparison of answers.
    pub validate: Validate,
    /// Results.
    pub record: Record,
}

/// How tasks are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// A tree of values, then rows of their own, on one thread.
    Tree,
    /// From the text into packed cells, file by file on all threads.
    Typed,
    /// One binary file that was kept, if its sources have not changed since.
    Kept,
    /// The same, where what was kept is of other sources: it must be noticed, and tasks loaded from their files.
    Stale,
}

/// How programs become bytecode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parse {
    /// From their texts.
    Text,
    /// Kept, if the texts have not changed since.
    Kept,
}

/// What programs work on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solve {
    /// Sorted sets of places.
    Sets,
    /// Masks.
    Masks,
    /// Masks, each task on any of all threads.
    MasksOnCores,
}

/// How answers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validate {
    /// Rows of their own, every cell.
    Cells,
    /// One buffer: sides, then words, up to the first difference.
    Words,
    /// A planted fault: the last pair of a task is taken for right if the others are.
    AllButLast,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A file for each task.
    Files,
    /// One file with all columns, from one buffer.
    Columns,
    /// A planted fault: as `Columns`, without the last row.
    AllButLast,
}

impl Ways {
    /// Every stage as most people do it.
    pub const PLAIN: Self = Self {
        load: Load::Tree,
        parse: Parse::Text,
        solve: Solve::Masks,
        validate: Validate::Cells,
        record: Record::Files,
    };

    /// Every stage as fast as ours are, where nothing was kept.
    pub const FAST: Self = Self {
        load: Load::Typed,
        parse: Parse::Text,
        solve: Solve::Masks,
        validate: Validate::Words,
        record: Record::Columns,
    };

    /// The same, where an earlier run kept tasks and programs.
    pub const KEPT: Self = Self { load: Load::Kept, parse: Parse::Kept, ..Self::FAST };
}
