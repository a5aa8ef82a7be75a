//! The files that peers read and write: a horizon as arrays of NumPy.

use std::{io, path::Path};

use linear_program::Answer;
use steel_years::{Course, Horizon, Iterations, Solved};
use touchstone::npy;

/// Writes a horizon. Peers take one at a time.
pub fn export(horizons: &[Horizon], folder: &Path) -> io::Result<()> {
    let horizon = only(horizons)?;
    let (program, years) = (&horizon.program, horizon.years.len());
    let (matrix, bounds) = (&program.matrix, &program.columns);
    let (height, width, entries) = (matrix.height(), matrix.width(), matrix.entries());
    let path = |name: &str| folder.join(format!("{name}.npy"));
    npy::write(&path("starts"), &[width + 1], matrix.starts())?;
    npy::write(&path("rows"), &[entries], matrix.rows())?;
    npy::write(&path("values"), &[entries], matrix.values())?;
    npy::write(&path("column_lower"), &[width], &bounds.lower)?;
    npy::write(&path("column_upper"), &[width], &bounds.upper)?;
    let (mut costs, mut lower, mut upper) = (Vec::new(), Vec::new(), Vec::new());
    for year in &horizon.years {
        costs.extend_from_slice(&year.costs);
        lower.extend_from_slice(&year.rows.lower);
        upper.extend_from_slice(&year.rows.upper);
    }
    npy::write(&path("costs"), &[years, width], &costs)?;
    npy::write(&path("row_lower"), &[years, height], &lower)?;
    npy::write(&path("row_upper"), &[years, height], &upper)
}

/// Reads what a peer found: flows, prices and objective of every year. What it took, it says itself.
pub fn import(horizons: &[Horizon], folder: &Path) -> io::Result<Vec<Course>> {
    let horizon = only(horizons)?;
    let years = horizon.years.len();
    let (height, width) = (horizon.program.matrix.height(), horizon.program.matrix.width());
    let read = |name: &str, shape: &[usize]| npy::read::<f64>(&folder.join(format!("{name}.npy")), shape);
    let (x, y) = (read("x", &[years, width])?, read("y", &[years, height])?);
    let objectives = read("objective", &[years])?;
    let solved = objectives.into_iter().enumerate().map(|(year, objective)| Solved {
        answer: Answer {
            x: x[year * width..(year + 1) * width].to_vec(),
            y: y[year * height..(year + 1) * height].to_vec(),
            objective,
        },
        bound: None,
        iterations: Iterations::default(),
        passes: 1,
        columns: width,
        trail: Vec::new(),
        stages: Vec::new(),
    });
    Ok(vec![Course { years: solved.collect(), workers: vec![0; years] }])
}

fn only(horizons: &[Horizon]) -> io::Result<&Horizon> {
    match horizons {
        [horizon] => Ok(horizon),
        many => Err(io::Error::other(format!("peers take one linear program, and these are {}", many.len()))),
    }
}
