//! What a variant gives: compressed columns, and the optimum of the year that they belong to, where one was solved.

use csc_assembly::Compressed;
use linear_program::{Answer, Certificate, LinearProgram, TOLERANCE};
use touchstone::Checks;

use crate::matrix::Matrix;

pub(crate) struct Assembled {
    pub(crate) columns: Compressed,
    pub(crate) answer: Option<Answer>,
}

impl From<Compressed> for Assembled {
    fn from(columns: Compressed) -> Self {
        Self { columns, answer: None }
    }
}

/// Indices and values to the bit; an optimum by its certificate, which asks no solver.
pub(crate) fn check(matrix: &Matrix, reference: &Assembled, got: &Assembled) -> Checks {
    let bits = |side: &Assembled| side.columns.values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let checks = Checks::new()
        .exact("where the columns start", &reference.columns.starts, &got.columns.starts)
        .exact("rows of the entries", &reference.columns.rows, &got.columns.rows)
        .exact("bits of the values", bits(reference), bits(got))
        .exact("optima", [reference.answer.is_some()], [got.answer.is_some()]);
    match (&reference.answer, &got.answer) {
        (Some(known), Some(answer)) => certified(checks, matrix, answer).relative(
            "objective",
            [known.objective],
            [answer.objective],
            1e-9,
        ),
        _ => checks,
    }
}

/// The reference of a year is itself certified; one without a year is the baseline, and right by definition.
pub(crate) fn verify(matrix: &Matrix, reference: &Assembled) -> Checks {
    reference.answer.iter().fold(Checks::new(), |checks, answer| certified(checks, matrix, answer))
}

fn certified(checks: Checks, matrix: &Matrix, answer: &Answer) -> Checks {
    let found = matrix.trade().and_then(|(trade, year)| {
        let program = LinearProgram {
            matrix: trade.matrix(),
            costs: year.costs.clone(),
            columns: trade.column_bounds(),
            rows: year.rows.clone(),
            offset: 0.0,
        };
        Certificate::of(&program, &answer.x, &answer.y).ok()
    });
    let worst = found.map_or(f64::NAN, |certificate| {
        if certificate.holds(TOLERANCE) {
            0.0
        } else {
            certificate.primal.max(certificate.dual).max(certificate.gap)
        }
    });
    checks.at_most("residuals of the optimum's certificate", worst, TOLERANCE)
}
