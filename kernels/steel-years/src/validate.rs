//! Is a course right? Every year is certified from its own flows and prices, and held against a reference; no solver is asked.

use linear_program::{Certificate, Fault, LinearProgram};
use thiserror::Error;

use crate::{Course, Horizon};

/// The worst that was found in any year. All are 0 at best; NaN and infinity are as bad as can be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validation {
    /// How far an objective is from its reference, as a share of it.
    pub objective: f64,
    /// By how much a row or a column is beyond its bounds.
    pub primal: f64,
    /// By how much a price has the wrong sign.
    pub dual: f64,
    /// Between the flows' objective and the prices' one.
    pub gap: f64,
    /// How far the objective that was told is from that of the flows.
    pub told: f64,
    /// How far unmet demand is from its reference, as a share of the demand; `None` where the columns mean nothing.
    pub unmet: Option<f64>,
    /// By how much an objective is off its reference beyond the gap that was certified for it, at the end and at every pass of
    /// a sieve; `None` where no year has a gap.
    pub beyond_gap: Option<f64>,
    /// The largest gap that was certified.
    pub certified: Option<f64>,
    /// The first year whose certificate does not hold to 1e-6, and why: for people.
    pub refusal: Option<String>,
}

/// Why there is nothing to judge.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum YearFault {
    /// Years are missing, or there are too many.
    #[error("{got} years where {want} are asked for")]
    Years {
        /// Of the horizon.
        want: usize,
        /// Of the course or its reference.
        got: usize,
    },
    /// Lists of the wrong length.
    #[error("year {year}: {fault}")]
    Lengths {
        /// Which year.
        year: usize,
        /// What is wrong.
        fault: Fault,
    },
}

/// Certifies every year of a course, and holds it against a reference.
pub fn validate(horizon: &Horizon, reference: &Course, got: &Course) -> Result<Validation, YearFault> {
    let want = horizon.years.len();
    for course in [reference, got] {
        if course.years.len() != want {
            return Err(YearFault::Years { want, got: course.years.len() });
        }
    }
    let mut worst = Validation::default();
    let mut program: LinearProgram = horizon.program.clone();
    for (year, data) in horizon.years.iter().enumerate() {
        program.costs.clone_from(&data.costs);
        program.rows.clone_from(&data.rows);
        let (known, solved) = (&reference.years[year], &got.years[year]);
        let certificate = Certificate::of(&program, &solved.answer.x, &solved.answer.y)
            .map_err(|fault| YearFault::Lengths { year, fault })?;
        if worst.refusal.is_none() {
            worst.refusal =
                certificate.refusal(linear_program::TOLERANCE).map(|why| format!("year {year}: {why}"));
        }
        let of = |value: f64| (value - known.answer.objective) / known.answer.objective.abs().max(1.0);
        let told = (solved.answer.objective - certificate.objective) / certificate.objective.abs().max(1.0);
        raise(&mut worst.objective, of(certificate.objective).abs());
        raise(&mut worst.told, told.abs());
        raise(&mut worst.primal, certificate.primal);
        raise(&mut worst.dual, certificate.dual);
        raise(&mut worst.gap, certificate.gap);
        if let Some(gap) = solved.gap() {
            raise(worst.certified.get_or_insert(0.0), gap);
            // A share of the objective that was found, as the gap is.
            let above = certificate.objective - known.answer.objective;
            let error = above / solved.answer.objective.abs().max(1.0);
            raise(worst.beyond_gap.get_or_insert(0.0), error - gap);
        }
        for pass in &solved.trail {
            let Some(gap) = pass.gap() else { continue };
            let off = (pass.objective - known.answer.objective).abs() / pass.objective.abs().max(1.0);
            raise(worst.beyond_gap.get_or_insert(0.0), off - gap);
        }
        if let (Some(unmet), Some(known), Some(demand)) =
            (horizon.unmet(&solved.answer.x), horizon.unmet(&known.answer.x), horizon.demand(year))
        {
            raise(worst.unmet.get_or_insert(0.0), (unmet - known).abs() / demand);
        }
    }
    Ok(worst)
}

/// The larger one, where NaN is larger than all.
fn raise(worst: &mut f64, new: f64) {
    if new.is_nan() || new > *worst {
        *worst = new;
    }
}
