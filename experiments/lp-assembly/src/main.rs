//! A linear program's matrix arrives as unsorted triples, and a solver wants compressed columns. From which size on do digits,
//! threads or a GPU pay for the sorting, and what is it worth to emit the columns in order and not to sort at all?

mod assembled;
mod devices;
mod hypotheses;
mod matrix;
mod npy;
mod year;

use std::{fs, io, num::NonZeroUsize, path::Path};

use csc_assembly::{Compressed, Method, Threads, assemble};
use touchstone::prelude::*;
use touchstone::{Measured, Setting};

use crate::{
    assembled::Assembled,
    devices::Then,
    matrix::{Matrix, Shape, Size},
};

struct LpAssembly;

/// The workloads that are a matrix and nothing else.
const MATRICES: [&str; 5] = ["smoke", "small", "mid", "full", "huge"];

impl Experiment for LpAssembly {
    type Workload = Size;
    type Input = Matrix;
    type Output = Assembled;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Compressed columns from unsorted triples")
            .workload("smoke", Size::Made(Shape::SMOKE))
            .workload("small", Size::Made(Shape::SMALL))
            .workload("full", Size::Made(Shape::FULL))
            .named_workload("mid", Size::Made(Shape::MID))
            .named_workload("huge", Size::Made(Shape::HUGE))
            .workload("year", Size::Year)
            .reference("year", "year-count-sort")
            .sized(|size| size.triples() as f64)
            .baseline("count-sort", |matrix, _| by(matrix, Method::CountSort))
            .only_on(MATRICES)
            .candidate("radix", |matrix, _| by(matrix, Method::Radix))
            .only_on(MATRICES)
            .candidate("radix-threads", |matrix, setting| on_cores(matrix, Method::Radix, setting))
            .threads(Cores::Performance)
            .only_on(MATRICES)
            .candidate("direct", |matrix, _| match matrix.ordered() {
                Some(ordered) => counted(measured(move || ordered.emit().into())),
                None => cannot_run(&"a trade emits its own columns: see `year-direct`"),
            })
            .only_on(MATRICES)
            .candidate("dense", |matrix, _| match matrix::room_for_dense(matrix) {
                Ok(limit) => by(matrix, Method::Dense { limit }),
                Err(reason) => cannot_run(&reason),
            })
            .only_on(["smoke", "small"])
            .candidate("wgpu", |matrix, _| devices::on_wgpu(matrix, Then::Done))
            .on_device(DeviceKind::Wgpu)
            .only_on(MATRICES)
            .candidate("cuda", |matrix, _| devices::on_cuda(matrix, Then::Done))
            .on_device(DeviceKind::Cuda)
            .only_on(MATRICES)
            .candidate("year-count-sort", |matrix, _| year::assembled(matrix))
            .only_on(["year"])
            .candidate("year-direct", |matrix, _| year::direct(matrix))
            .only_on(["year"])
            .candidate("year-wgpu", |matrix, _| devices::on_wgpu(matrix, Then::Solve))
            .on_device(DeviceKind::Wgpu)
            .only_on(["year"])
            .candidate("year-cuda", |matrix, _| devices::on_cuda(matrix, Then::Solve))
            .on_device(DeviceKind::Cuda)
            .only_on(["year"])
            .control("last-wins", |matrix, _| by(matrix, Method::LastWins))
            .only_on(["smoke", "small"])
            .control("unsorted", |matrix, _| by(matrix, Method::Unsorted))
            .only_on(["smoke", "small"])
            .peer("scipy", command("python3", ["peers/assembly.py"]))
            .only_on(MATRICES)
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(size: &Size, rng: &mut Rng) -> Matrix {
        Matrix::new(*size, rng.random())
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        assembled::check(outputs.input, outputs.reference, outputs.got)
    }

    fn verify(matrix: &Matrix, reference: &Assembled) -> Checks {
        assembled::verify(matrix, reference)
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

    fn import(_: &Matrix, folder: &Path) -> io::Result<Assembled> {
        Ok(Assembled::from(Compressed {
            starts: npy::read(&folder.join("starts.npy"), "<u4", u32::from_le_bytes)?,
            rows: npy::read(&folder.join("rows.npy"), "<u4", u32::from_le_bytes)?,
            values: npy::read(&folder.join("values.npy"), "<f8", f64::from_le_bytes)?,
        }))
    }
}

/// A method on one thread.
fn by(matrix: &Matrix, method: Method) -> Measured<'_, Assembled> {
    on_cores(matrix, method, Setting { threads: 1, cores: 1 })
}

/// A method on as many threads as there are for us. Its pool is prepared.
fn on_cores(matrix: &Matrix, method: Method, setting: Setting) -> Measured<'_, Assembled> {
    let threads = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    match Threads::new(threads) {
        Ok(threads) => counted(measured(move || {
            assemble(&matrix.triples, method, &threads).unwrap_or_else(|error| panic!("{error}")).into()
        })),
        Err(error) => cannot_run(&error),
    }
}

/// Says how many entries are left when those of one cell are added up.
fn counted(work: Measured<'_, Assembled>) -> Measured<'_, Assembled> {
    work.reporting(|assembled, report| report.count("entries", assembled.columns.rows.len() as u64))
}

fn main() -> ExitCode {
    touchstone::main::<LpAssembly>()
}
