//! Tasks in the form in which they were loaded. The stages behind that do not ask which it is.

use grid_tasks::{KeptTasks, PlainTask, TaskPairs, Tasks};

pub(crate) enum Loaded {
    Plain(Vec<PlainTask>),
    Packed(Tasks),
    Kept(KeptTasks),
}

impl Loaded {
    pub(crate) fn pairs(&self) -> &dyn TaskPairs {
        match self {
            Self::Plain(tasks) => tasks,
            Self::Packed(tasks) => tasks,
            Self::Kept(tasks) => tasks,
        }
    }
}
