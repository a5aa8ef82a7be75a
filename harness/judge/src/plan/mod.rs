//! A plan held against what was measured of it: which verdict stands for each expectation, what each phase gave, and what
//! their product overstates. Reading files and tables is the caller's.

mod card;
mod factor;
mod gains;
mod product;
mod standing;

use model::{Name, RunRecord, plans::Plan};

pub use card::{Empty, Filled};
pub use factor::Factor;
pub use gains::{Gained, Unmeasured};
pub use product::{Beside, Multiplied, Whole};
pub use standing::{Absent, OfExperiment, Standing};

/// A plan, and everything that is known of it on machines of one class.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its phases, claims and gains.
    pub plan: &'a Plan,
    /// The experiments of it that are there, with the phases that they say themselves.
    pub known: &'a [(Name, Option<u32>)],
    /// Runs of one class, the newest first.
    pub runs: &'a [Ran<'a>],
}

/// A run that verdicts may come from.
#[derive(Clone, Copy, Debug)]
pub struct Ran<'a> {
    /// What was claimed and what came out.
    pub record: &'a RunRecord,
    /// Is it an accepted reference?
    pub accepted: bool,
}

/// What became of a plan.
#[derive(Clone, Debug)]
pub struct Became<'a> {
    /// Every experiment, in the order of the phases.
    pub experiments: Vec<OfExperiment<'a>>,
    /// What each phase gave alone, in the order of the plan.
    pub alone: Vec<Gained<'a>>,
    /// What was measured of them together.
    pub together: Vec<Gained<'a>>,
    /// The products of what each gave alone, by what it came from; all of them last.
    pub products: Vec<Multiplied<'a>>,
    /// What the whole would gain by the plan's own share, for each combination that was measured.
    pub wholes: Vec<Whole<'a>>,
    /// The figures of each of the plan's cards.
    pub cards: Vec<(&'a str, Vec<Filled<'a>>)>,
}

impl Became<'_> {
    /// Did any run judge anything of it?
    pub fn is_measured(&self) -> bool {
        self.standings().any(Standing::is_judged)
    }

    /// Every expectation of every experiment.
    pub fn standings(&self) -> impl Iterator<Item = &Standing<'_>> {
        self.experiments.iter().flat_map(|experiment| experiment.standings.iter().flatten())
    }
}

/// Puts a plan beside the runs.
pub fn became<'a>(question: &Question<'a>) -> Became<'a> {
    let experiments = standing::experiments(question);
    let phases = question.plan.phases.iter();
    let alone: Vec<Gained<'a>> = phases
        .flat_map(|phase| phase.gains.iter().map(move |gain| (Some(phase.number), gain)))
        .map(|(phase, gain)| gains::gained(gain, phase, &experiments))
        .collect();
    let together: Vec<Gained<'a>> =
        question.plan.together.iter().map(|gain| gains::gained(gain, None, &experiments)).collect();
    let cards = question.plan.cards.iter();
    Became {
        cards: cards.map(|card| (card.title.as_str(), card::filled(card, &experiments))).collect(),
        products: product::products(&alone, &together),
        wholes: product::wholes(question.plan.acts_on.as_ref(), &together),
        experiments,
        alone,
        together,
    }
}
