//! Is a run right? It is certified year by year from its own flows and prices, and held against a reference if there is one;
//! by what its user accepts, and by what we do.

use std::fmt;

use steel_years::{Course, Horizon, Validation, YearFault, validate};

use crate::{Accuracy, Configuration};

/// What we ask of every answer, whatever its user accepts.
pub const OURS: f64 = 1e-6;

/// What was found, and what it means for each tolerance.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The worst of all years; an error where a year is missing.
    pub found: Result<Validation, YearFault>,
    /// By the file's tolerance.
    pub users: Verdict,
    /// By ours.
    pub ours: Verdict,
}

/// What is said of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Everything is within the tolerance.
    Right {
        /// Which tolerance.
        tolerance: f64,
    },
    /// Something is not.
    Wrong {
        /// Which tolerance.
        tolerance: f64,
        /// What is beyond it, and how far.
        because: String,
    },
}

impl Verdict {
    /// Is it right?
    pub fn holds(&self) -> bool {
        matches!(self, Self::Right { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Right { tolerance } => write!(f, "right to {tolerance:e}"),
            Self::Wrong { tolerance, because } => write!(f, "WRONG to {tolerance:e}: {because}"),
        }
    }
}

/// Judges a course, where the configuration asks for it. Without a reference each year is still certified: of a course that is
/// its own reference objective and unmet demand are what they are, and all else is not.
pub fn judge(
    asked: &Configuration,
    horizon: &Horizon,
    reference: Option<&Course>,
    course: &Course,
) -> Option<Judgement> {
    match asked.accuracy {
        Accuracy::Unchecked => None,
        Accuracy::Checked => {
            let found = validate(horizon, reference.unwrap_or(course), course);
            let [users, ours] = [asked.tolerance, OURS].map(|tolerance| verdict(&found, tolerance));
            Some(Judgement { found, users, ours })
        }
    }
}

fn verdict(found: &Result<Validation, YearFault>, tolerance: f64) -> Verdict {
    let because = match found {
        Err(fault) => Some(fault.to_string()),
        // NaN is within nothing.
        Ok(found) => measures(found)
            .into_iter()
            .find(|(_, value)| value.is_nan() || *value > tolerance)
            .map(|(what, value)| format!("{what} is {value:.1e}")),
    };
    match because {
        None => Verdict::Right { tolerance },
        Some(because) => Verdict::Wrong { tolerance, because },
    }
}

/// All that is judged, by name.
pub(crate) fn measures(found: &Validation) -> Vec<(&'static str, f64)> {
    let always = [
        ("objective, share off the reference", found.objective),
        ("objective told, share off that of the flows", found.told),
        ("primal residual", found.primal),
        ("dual residual", found.dual),
        ("gap between flows and prices", found.gap),
    ];
    let sometimes = [
        ("unmet demand, share of the demand off the reference", found.unmet),
        ("certified gap", found.certified),
        ("true error beyond the certified gap", found.beyond_gap),
    ];
    let known = sometimes.into_iter().filter_map(|(what, value)| Some((what, value?)));
    always.into_iter().chain(known).collect()
}
