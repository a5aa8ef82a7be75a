//! What a phase gave: the factor of the comparison that was declared for it, or why there is none. A factor that nobody
//! measured is never 1.

use std::fmt;

use model::{Doubt, Gain, Name, Refutation, Verdict, VerdictRow};

use super::{Factor, OfExperiment, Standing, standing::spoken_of};

/// A declared gain, and what was measured of it.
#[derive(Clone, Debug)]
pub struct Gained<'a> {
    /// As it was declared.
    pub gain: &'a Gain,
    /// Of which phase; `None` for the combination.
    pub phase: Option<u32>,
    /// The verdict that it is taken from.
    pub standing: Option<Standing<'a>>,
    /// The factor.
    pub factor: Result<Factor, Unmeasured>,
}

/// Why a gain has no factor here.
#[derive(Clone, Debug, PartialEq)]
pub enum Unmeasured {
    /// There is no such experiment.
    NoCrate(Name),
    /// No run of this class has the experiment.
    NeverRun(Name),
    /// No hypothesis of the experiment compares these.
    NotCompared(Name),
    /// It was not judged: why.
    NotJudged(String),
    /// A wrong answer has no speed: what is wrong.
    Wrong(String),
    /// It failed: how.
    Crashed(String),
    /// It was paid for with something that was not to be paid.
    Guarded(String),
    /// Too little is known to bound it: why.
    Unbounded(String),
}

pub(super) fn gained<'a>(gain: &'a Gain, phase: Option<u32>, experiments: &[OfExperiment<'a>]) -> Gained<'a> {
    match spoken_of(experiments, &gain.experiment, &gain.to_string()) {
        Ok(standing) => Gained { gain, phase, standing: Some(standing), factor: factor(standing.row) },
        Err(unmeasured) => Gained { gain, phase, standing: None, factor: Err(unmeasured) },
    }
}

fn factor(row: &VerdictRow) -> Result<Factor, Unmeasured> {
    let reason = || row.verdict.reason();
    match &row.verdict {
        Verdict::NotJudged(_) => return Err(Unmeasured::NotJudged(reason())),
        Verdict::Inaccurate(_) => return Err(Unmeasured::Wrong(reason())),
        Verdict::Crashed(_) => return Err(Unmeasured::Crashed(reason())),
        Verdict::Refuted(Refutation::GuardMissed(_)) | Verdict::Inconclusive(Doubt::GuardUndecided(_)) => {
            return Err(Unmeasured::Guarded(reason()));
        }
        Verdict::Inconclusive(Doubt::DisturbedHost { .. }) => return Err(Unmeasured::Unbounded(reason())),
        Verdict::Confirmed | Verdict::Refuted(_) | Verdict::Inconclusive(_) => {}
    }
    Factor::of(row).ok_or_else(|| {
        let reason = reason();
        Unmeasured::Unbounded(if reason.is_empty() { "its row holds no interval".to_owned() } else { reason })
    })
}

impl fmt::Display for Unmeasured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCrate(name) => write!(out, "not measured here: there is no experiment {name} yet"),
            Self::NeverRun(name) => write!(out, "not measured here: no run of this class has {name}"),
            Self::NotCompared(name) => {
                write!(out, "not measured here: no hypothesis of {name} compares these on this workload")
            }
            Self::NotJudged(why) => write!(out, "not measured here: {why}"),
            Self::Wrong(why) => write!(out, "a wrong answer has no speed: {why}"),
            Self::Crashed(why) => write!(out, "crashed: {why}"),
            Self::Guarded(why) => write!(out, "no factor while its guard does not hold: {why}"),
            Self::Unbounded(why) => write!(out, "no factor without an interval: {why}"),
        }
    }
}
