//! What the plans promise, as numbers that arithmetic can be held against: `experiments/plans.toml`.
//!
//! A claim is stated in the plan's own numbers: shares of its own profile, its own factors, counts, seconds and bytes.
//! Whether they allow what is claimed is for `judge` to say; nothing is computed here.

use std::{collections::BTreeMap, num::NonZeroU64};

use serde::{Deserialize, Serialize};

use crate::{ActsOn, Gain, Name};

/// Every plan, by its name: `lp`, `sqp`, `arc`, `h2`, `sheet`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plans {
    /// By name.
    pub plans: BTreeMap<String, Plan>,
}

/// A programme of optimisation phases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The plan in a few words.
    pub title: String,
    /// The machine that its claims were made for.
    pub machine: String,
    /// In the order of the plan.
    pub phases: Vec<Phase>,
    /// What is claimed for the whole.
    #[serde(default)]
    pub claims: Vec<PlanClaim>,
    /// What stands for the phases put together: the combination as it was measured.
    #[serde(default)]
    pub together: Vec<Gain>,
    /// Which part of the whole the combination acts on, by the plan's own profile.
    #[serde(default)]
    pub acts_on: Option<ActsOn>,
    /// The cards that the plan printed for people to fill in.
    #[serde(default)]
    pub cards: Vec<Card>,
}

/// A card with figures to be filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What stands above it.
    pub title: String,
    /// In the order of the card.
    pub figures: Vec<Figure>,
}

/// A figure on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What of.
    pub about: String,
    /// The target that the card asks for, in its words.
    pub asked: String,
    /// What fills it in.
    pub by: FilledBy,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FilledBy {
    /// An expectation of an experiment, in the words of its verdict: `hit_rate of cache-exact on full-walk`.
    Expectation {
        /// The experiment.
        experiment: Name,
        /// The words.
        words: String,
    },
    /// Nothing that is measured here: why.
    Nothing(String),
}

impl Plan {
    /// Does it speak of this experiment, in a phase or in a gain?
    pub fn names(&self, experiment: &Name) -> bool {
        let mut gains = self.phases.iter().flat_map(|phase| &phase.gains).chain(&self.together);
        let mut figures = self.cards.iter().flat_map(|card| &card.figures);
        gains.any(|gain| gain.experiment == *experiment)
            || figures.any(|figure| figure.experiment() == Some(experiment))
            || self.phases.iter().any(|phase| phase.experiments.contains(experiment))
    }
}

impl Figure {
    /// The experiment that fills it in.
    pub fn experiment(&self) -> Option<&Name> {
        match &self.by {
            FilledBy::Expectation { experiment, .. } => Some(experiment),
            FilledBy::Nothing(_) => None,
        }
    }
}

/// One phase of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its number in the plan.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The crates that measure it.
    #[serde(default)]
    pub experiments: Vec<Name>,
    /// What is claimed for it.
    #[serde(default)]
    pub claims: Vec<PlanClaim>,
    /// What stands for it where the phases are multiplied.
    #[serde(default)]
    pub gains: Vec<Gain>,
}

/// One claim, with the numbers that it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanClaim {
    /// What it is about, in a few words.
    pub about: String,
    /// What can be computed about it.
    pub arithmetic: Arithmetic,
}

/// The numbers of a claim, by what can be computed from them. Speedups are ratios, shares are of 1, times are seconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arithmetic {
    /// A total from parts that become faster: what is left of the others bounds it (Amdahl).
    Amdahl(Amdahl),
    /// Equal items on workers: the last turn may be nearly empty, and takes as long as a full one.
    Batch(Batch),
    /// Speedups that were multiplied.
    Product(Product),
    /// Items that take so long each.
    TimeTotal(TimeTotal),
    /// A speedup from a time before and a time after.
    Ratio(Ratio),
    /// A share of the whole of which a share is saved.
    Saving(Saving),
    /// A baseline that was measured small and is used large.
    Extrapolated(Extrapolated),
    /// A part that nothing was done about, before and after: how its share grew is the speedup of the whole.
    Untouched(Untouched),
    /// What is said to become possible, and may have been before.
    BecomesPossible(BecomesPossible),
    /// Fewer iterations of a simulation by chance: its error grows with the root.
    FewerIterations(FewerIterations),
    /// Any other figure that is a product of figures divided by figures.
    Computed(Computed),
}

/// A total from the shares of a profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amdahl {
    /// What becomes faster. No two parts overlap.
    pub parts: Vec<Part>,
    /// By how much everything else becomes faster; not at all, where nothing is said.
    #[serde(default)]
    pub rest: Option<Range>,
    /// The speedup of the whole that is claimed.
    pub claimed: Range,
}

/// A part of the whole that becomes faster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its share of the whole time before.
    pub share: Share,
    /// By how much it becomes faster: all of these act on all of it, and multiply. With none it takes no time any more.
    #[serde(default)]
    pub speedups: Vec<Range>,
}

/// Equal items on workers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// How many items.
    pub items: NonZeroU64,
    /// How many at once.
    pub workers: NonZeroU64,
    /// The speedup over one worker that is claimed.
    pub claimed: Range,
}

/// Speedups that were multiplied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The speedups.
    pub factors: Vec<Range>,
    /// What they act on.
    pub acting_on: ActingOn,
    /// The speedup of the whole that is claimed.
    pub claimed: Range,
}

/// What speedups that were multiplied act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActingOn {
    /// All of them on all of the time: they multiply.
    TheSameTime,
    /// Not all of them on all of the time: what they give together is less than their product.
    DifferentShares,
    /// They exclude each other: one run has one of them.
    Alternatives,
}

/// Items that take so long each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeTotal {
    /// How many.
    pub items: NonZeroU64,
    /// How long one takes.
    pub seconds_each: Range,
    /// How many at once.
    pub workers: NonZeroU64,
    /// How long all of them are said to take.
    pub claimed_seconds: Range,
}

/// A time before and a time after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// How long it took.
    pub seconds_before: Range,
    /// How long it is to take.
    pub seconds_after: Range,
    /// The speedup that is claimed of it.
    pub claimed: Range,
}

/// A share of a share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saving {
    /// The share of the whole that something is saved of.
    pub share: Share,
    /// The share of it that is saved.
    pub saved: Share,
    /// The share of the whole that is claimed to be saved.
    pub claimed: Share,
}

/// A baseline that was measured small and is used large.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extrapolated {
    /// The seconds that were measured.
    pub baseline_measured: f64,
    /// Of how many.
    pub from_size: NonZeroU64,
    /// For how many they are used.
    pub to_size: NonZeroU64,
    /// The seconds that are claimed for so many.
    pub claimed: f64,
}

/// A part that nothing was done about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Untouched {
    /// Its share of the whole before.
    pub share_before: Share,
    /// Its share of the whole after.
    pub share_after: Share,
    /// The speedup of the whole that is claimed.
    pub claimed: Range,
}

/// What is said to become possible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BecomesPossible {
    /// The seconds that there are.
    pub budget_seconds: f64,
    /// The seconds that one took before.
    pub seconds_each_before: f64,
    /// How many are said to become possible.
    pub claimed_items: f64,
}

/// Fewer iterations of a simulation by chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FewerIterations {
    /// How many there were.
    pub before: NonZeroU64,
    /// How many there are.
    pub after: NonZeroU64,
    /// By how much the standard error is said to grow: 1 where it is to stay the same.
    pub claimed_growth: f64,
}

/// A product of figures divided by figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// What is multiplied.
    pub multiply: Vec<Range>,
    /// What it is divided by.
    #[serde(default)]
    pub divide: Vec<Range>,
    /// The unit of the result: `B`, `s`, `x` ...
    pub unit: String,
    /// The figure that is claimed.
    pub claimed: Range,
    /// How it relates to the computed one where the claim holds.
    pub holds_if_claimed_is: Relation,
}

/// How a claimed figure relates to the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They are the same: two ways to state one thing.
    TheSame,
    /// It is no more: what is computed is all that there is.
    NoMore,
    /// It is no less: what is computed is needed.
    NoLess,
}

/// A number, or from one to another: `10`, `[5, 15]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Range {
    low: f64,
    high: f64,
}

/// A share of a whole, or from one share to another: `0.1`, `[0.6, 0.7]`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Range", into = "Range")]
pub struct Share(Range);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(f64),
    FromTo([f64; 2]),
}

impl Range {
    /// From the one to the other; refused where the first is larger, or either is negative or no number.
    pub fn new(low: f64, high: f64) -> Result<Self, String> {
        if low >= 0.0 && low <= high {
            Ok(Self { low, high })
        } else {
            Err(format!("[{low}, {high}] is no range: write the smaller number first, and none below 0"))
        }
    }

    /// Its lower end.
    pub fn low(self) -> f64 {
        self.low
    }

    /// Its upper end.
    pub fn high(self) -> f64 {
        self.high
    }
}

impl Share {
    /// From the one to the other; refused where either is no share of 1.
    pub fn new(low: f64, high: f64) -> Result<Self, String> {
        Self::try_from(Range::new(low, high)?)
    }

    /// Its lower end.
    pub fn low(self) -> f64 {
        self.0.low
    }

    /// Its upper end.
    pub fn high(self) -> f64 {
        self.0.high
    }
}

impl TryFrom<Written> for Range {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written::Number(number) => Self::new(number, number),
            Written::FromTo([low, high]) => Self::new(low, high),
        }
    }
}

impl From<Range> for Written {
    fn from(range: Range) -> Self {
        if range.low == range.high { Self::Number(range.low) } else { Self::FromTo([range.low, range.high]) }
    }
}

impl TryFrom<Range> for Share {
    type Error = String;

    fn try_from(range: Range) -> Result<Self, String> {
        if range.high <= 1.0 {
            Ok(Self(range))
        } else {
            Err(format!("{} is no share of a whole: 60 % is written 0.6", range.high))
        }
    }
}

impl From<Share> for Range {
    fn from(share: Share) -> Self {
        share.0
    }
}
