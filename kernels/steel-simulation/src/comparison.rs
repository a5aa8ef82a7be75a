//! The four modes of one file, one after the other: do they agree, and what is each worth? Every factor names what it is over.

use steel_years::{Course, Horizon};

use crate::{Configuration, Failure, Machine, Mode, Results, What, World, run};

/// What each mode gave, in the order of [`Mode::ALL`].
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The mode and its results.
    pub runs: Vec<(Mode, Results)>,
}

/// How many times as fast one mode is as another, in one part of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What it is worth.
    pub times: f64,
    /// Of what, over what, and what makes the difference.
    pub what: &'static str,
}

/// Runs every mode of one file once.
pub fn compare(
    asked: &Configuration,
    machine: Machine,
    horizon: &Horizon,
    world: Option<&World>,
) -> Result<Comparison, Failure> {
    let one = |mode| Ok((mode, run(&asked.in_mode(mode), machine, horizon, world)?));
    Ok(Comparison { runs: Mode::ALL.into_iter().map(one).collect::<Result<_, Failure>>()? })
}

impl Comparison {
    /// What a mode gave.
    pub fn of(&self, mode: Mode) -> Option<&Results> {
        self.runs.iter().find(|(of, _)| *of == mode).map(|(_, results)| results)
    }

    /// The course of the baseline.
    pub fn reference(&self) -> Option<&Course> {
        self.of(Mode::Baseline).map(|results| &results.course)
    }

    /// By how much the modes differ at most in any year's objective, as a share of it. A year too few or a NaN is infinite.
    pub fn disagreement(&self) -> f64 {
        let Some(reference) = self.reference() else { return f64::INFINITY };
        let off = |course: &Course| {
            if course.years.len() != reference.years.len() {
                return f64::INFINITY;
            }
            let pairs = course.objectives().zip(reference.objectives());
            pairs.map(|(got, want)| (got - want).abs() / want.abs().max(1.0)).fold(0.0, worse)
        };
        self.runs.iter().map(|(_, results)| off(&results.course)).fold(0.0, worse)
    }

    /// The factors: of the algorithm, of the cores, of both.
    pub fn factors(&self) -> Vec<Factor> {
        let seconds = |mode, part: Option<What>| {
            let results = self.of(mode)?;
            Some(part.map_or_else(|| results.whole(), |part| results.took(part)).as_secs_f64())
        };
        let lp = Some(What::LinearPrograms);
        let of = [
            (
                "linear programs, gasplan over baseline: the algorithm alone, one core over one core",
                Mode::Gasplan,
                Mode::Baseline,
                lp,
            ),
            (
                "linear programs, parallel_gasplan over gasplan: the cores alone, with one algorithm",
                Mode::ParallelGasplan,
                Mode::Gasplan,
                lp,
            ),
            (
                "linear programs, parallel over baseline: the cores and a basis that is carried on",
                Mode::Parallel,
                Mode::Baseline,
                lp,
            ),
            (
                "linear programs, parallel_gasplan over baseline: algorithm and cores combined",
                Mode::ParallelGasplan,
                Mode::Baseline,
                lp,
            ),
            (
                "the whole, parallel_gasplan over baseline: all combined",
                Mode::ParallelGasplan,
                Mode::Baseline,
                None,
            ),
        ];
        of.into_iter()
            .filter_map(|(what, fast, slow, part)| {
                Some(Factor { times: seconds(slow, part)? / seconds(fast, part)?, what })
            })
            .collect()
    }
}

/// The larger one, where NaN is larger than all.
fn worse(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::INFINITY } else { a.max(b) }
}
