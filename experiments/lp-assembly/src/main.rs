//! A linear program's matrix arrives as unsorted triples, and a solver wants compressed columns. From which size on do digits,
//! threads or a GPU pay for the sorting, and what is it worth to emit the columns in order and not to sort at all?

mod devices;
mod hypotheses;
mod matrix;
mod npy;

use std::{fs, io, num::NonZeroUsize, path::Path};

use csc_assembly::{Compressed, Method, Threads, assemble};
use touchstone::prelude::*;
use touchstone::{Measured, Setting};

use crate::matrix::{Matrix, Shape};

struct LpAssembly;

impl Experiment for LpAssembly {
    type Workload = Shape;
    type Input = Matrix;
    type Output = Compressed;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Compressed columns from unsorted triples")
            .workload("smoke", Shape::SMOKE)
            .workload("small", Shape::SMALL)
            .workload("full", Shape::FULL)
            .named_workload("mid", Shape::MID)
            .named_workload("huge", Shape::HUGE)
            .sized(|shape| shape.triples as f64)
            .baseline("count-sort", |matrix, _| by(matrix, Method::CountSort))
            .candidate("radix", |matrix, _| by(matrix, Method::Radix))
            .candidate("radix-threads", |matrix, setting| on_cores(matrix, Method::Radix, setting))
            .threads(Cores::Performance)
            .candidate("direct", |matrix, _| {
                let ordered = matrix.generator.ordered();
                counted(measured(move || ordered.emit()))
            })
            .candidate("dense", |matrix, _| match matrix::room_for_dense(matrix) {
                Ok(limit) => by(matrix, Method::Dense { limit }),
                Err(reason) => cannot_run(&reason),
            })
            .only_on(["smoke", "small"])
            .candidate("wgpu", |matrix, _| devices::on_wgpu(matrix))
            .on_device(DeviceKind::Wgpu)
            .candidate("cuda", |matrix, _| devices::on_cuda(matrix))
            .on_device(DeviceKind::Cuda)
            .control("last-wins", |matrix, _| by(matrix, Method::LastWins))
            .only_on(["smoke", "small"])
            .control("unsorted", |matrix, _| by(matrix, Method::Unsorted))
            .only_on(["smoke", "small"])
            .peer("scipy", command("python3", ["peers/assembly.py"]))
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(shape: &Shape, rng: &mut Rng) -> Matrix {
        Matrix::new(*shape, rng.random())
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let (reference, got) = (outputs.reference, outputs.got);
        let bits =
            |columns: &Compressed| columns.values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        Checks::new()
            .exact("where the columns start", &reference.starts, &got.starts)
            .exact("rows of the entries", &reference.rows, &got.rows)
            .exact("bits of the values", bits(reference), bits(got))
    }

    fn export(matrix: &Matrix, folder: &Path) -> io::Result<()> {
        let triples = &matrix.triples;
        npy::write(&folder.join("rows.npy"), "<u4", triples.rows().iter().map(|row| row.to_le_bytes()))?;
        npy::write(
            &folder.join("columns.npy"),
            "<u4",
            triples.columns().iter().map(|column| column.to_le_bytes()),
        )?;
        npy::write(
            &folder.join("values.npy"),
            "<f8",
            triples.values().iter().map(|value| value.to_le_bytes()),
        )?;
        let shape = format!("{{\"height\": {}, \"width\": {}}}\n", triples.height(), triples.width());
        fs::write(folder.join("shape.json"), shape)
    }

    fn import(_: &Matrix, folder: &Path) -> io::Result<Compressed> {
        Ok(Compressed {
            starts: npy::read(&folder.join("starts.npy"), "<u4", u32::from_le_bytes)?,
            rows: npy::read(&folder.join("rows.npy"), "<u4", u32::from_le_bytes)?,
            values: npy::read(&folder.join("values.npy"), "<f8", f64::from_le_bytes)?,
        })
    }
}

/// A method on one thread.
fn by(matrix: &Matrix, method: Method) -> Measured<'_, Compressed> {
    on_cores(matrix, method, Setting { threads: 1, cores: 1 })
}

/// A method on as many threads as there are for us. Its pool is prepared.
fn on_cores(matrix: &Matrix, method: Method, setting: Setting) -> Measured<'_, Compressed> {
    let threads = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    match Threads::new(threads) {
        Ok(threads) => counted(measured(move || {
            assemble(&matrix.triples, method, &threads).unwrap_or_else(|error| panic!("{error}"))
        })),
        Err(error) => cannot_run(&error),
    }
}

/// Says how many entries are left when those of one cell are added up.
fn counted(work: Measured<'_, Compressed>) -> Measured<'_, Compressed> {
    work.reporting(|columns, report| report.count("entries", columns.rows.len() as u64))
}

fn main() -> ExitCode {
    touchstone::main::<LpAssembly>()
}
