//! Columns that have a feasible point together, where the first ones have none: artificial columns fill every row at a price
//! of 1, the others are free of charge, and that program is sifted.

use linear_program::{Bounds, LinearProgram};

use crate::{Groups, Options, Pass, SiftError, Stop, sieve::Sieve};

/// What may be missing in all rows together, as a share of what they ask: the solver's own tolerance.
const MISSING: f64 = 1e-7;

/// The columns to start from, and the passes that it took to find them.
pub(crate) fn columns(
    program: &LinearProgram,
    groups: &Groups,
    options: Options,
    rows: &Bounds,
) -> Result<(Vec<u32>, Vec<Pass>), SiftError> {
    let (width, height) = (program.matrix.width(), program.matrix.height());
    let mut matrix = program.matrix.clone();
    for row in 0..height as u32 {
        matrix.push([(row, 1.0)])?;
        matrix.push([(row, -1.0)])?;
    }
    let mut columns = program.columns.clone();
    (0..2 * height).for_each(|_| columns.push(0.0, f64::INFINITY));
    let mut costs = vec![0.0; width];
    costs.resize(width + 2 * height, 1.0);
    let filled = LinearProgram { matrix, costs, columns, rows: rows.clone(), offset: 0.0 };
    let mut of = groups.of.clone();
    of.resize(width + 2 * height, [0, 0]);
    let artificial = width as u32..(width + 2 * height) as u32;
    let always = groups.always.iter().copied().chain(artificial).collect();
    let groups = Groups::new(of, always);
    let mut sieve = Sieve::new(&filled, &groups, Options { stop: Stop::Exact, ..options })?;
    let sifted = sieve.solve(&filled.costs, rows)?;
    if sifted.answer.objective > MISSING * asked(rows) {
        return Err(SiftError::Infeasible(sifted.answer.objective));
    }
    let mut found = sieve.columns();
    found.retain(|j| (*j as usize) < width);
    Ok((found, sifted.passes))
}

fn asked(rows: &Bounds) -> f64 {
    let sides = rows.lower.iter().chain(&rows.upper).filter(|bound| bound.is_finite());
    sides.fold(1.0, |most: f64, bound| most.max(bound.abs()))
}
