//! What there is to choose from, and what `auto` made of it. A choice without its reason would be a silent one.

use std::{num::NonZeroUsize, thread};

use crate::{Configuration, Detection, Workers};

/// The cores for us, as far as the caller knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Those made for speed; `None` where they cannot be told from the others.
    pub performance_cores: Option<NonZeroUsize>,
    /// Those of any kind.
    pub cores: NonZeroUsize,
}

/// How many work, and why so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// How many.
    pub count: NonZeroUsize,
    /// Who said so.
    pub why: String,
}

impl Machine {
    /// A machine whose performance cores the caller knows, and no others.
    pub fn of(performance_cores: NonZeroUsize) -> Self {
        Self { performance_cores: Some(performance_cores), cores: performance_cores }
    }

    /// What the system lets this process use. The standard library counts threads of the hardware by affinity and quota; it
    /// knows neither performance cores nor that two threads may share one.
    pub fn asked() -> Self {
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { performance_cores: None, cores }
    }

    pub(crate) fn workers(self, asked: &Configuration) -> Chosen {
        let (count, why) = match (asked.workers, asked.detection, self.performance_cores) {
            (Workers::Exactly(count), ..) => (count, "as the file says".to_owned()),
            (Workers::Auto, Detection::AllCores, _) => {
                (self.cores, "auto: all cores for this process, of any kind".to_owned())
            }
            (Workers::Auto, _, Some(count)) => (count, "auto: the performance cores, as the caller knows them".to_owned()),
            (Workers::Auto, _, None) => (
                self.cores,
                "auto: all hardware threads for this process, as the system does not tell which of them are performance \
                 cores; say --cores N if you know"
                    .to_owned(),
            ),
        };
        if asked.mode.is_parallel() {
            return Chosen { count, why };
        }
        let why = format!(
            "the mode {} works on one core; another one would have {count} ({why})",
            asked.mode.name()
        );
        Chosen { count: NonZeroUsize::MIN, why }
    }
}
