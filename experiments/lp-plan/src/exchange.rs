//! The files that peers read and write: a horizon as arrays of NumPy.

use std::{io, path::Path};

use steel_years::{Course, Horizon, Solved};
use touchstone::npy;

/// Writes a horizon. Peers take one at a time.
pub fn export(horizons: &[Horizon], folder: &Path) -> io::Result<()> {
    let [horizon] = horizons else {
        return Err(io::Error::other(format!("peers take one linear program, and these are {}", horizons.len())));
    };
    let (program, years) = (&horizon.program, horizon.years.len());
    let path = |name: &str| folder.join(format!("{name}.npy"));
    npy::write(&path("starts"), &[program.matrix.starts().len()], program.matrix.starts())?;
    npy::write(&path("rows"), &[program.matrix.entries()], program.matrix.rows())?;
    npy::write(&path("values"), &[program.matrix.entries()], program.matrix.values())?;
    npy::write(&path("column_lower"), &[program.columns.len()], &program.columns.lower)?;
    npy::write(&path("column_upper"), &[program.columns.len()], &program.columns.upper)?;
    let all = |of: &dyn Fn(usize) -> Vec<f64>| (0..years).flat_map(of).collect::<Vec<f64>>();
    let (width, height) = (program.matrix.width(), program.matrix.height());
    npy::write(&path("costs"), &[years, width], &all(&|year| horizon.years[year].costs.clone()))?;
    npy::write(&path("row_lower"), &[years, height], &all(&|year| horizon.years[year].rows.lower.clone()))?;
    npy::write(&path("row_upper"), &[years, height], &all(&|year| horizon.years[year].rows.upper.clone()))
}

/// Reads what a peer found.
pub fn import(horizons: &[Horizon], folder: &Path) -> io::Result<Vec<Course>> {
    todo!()
}
