//! The variants on a GPU. Upload, sorting, download and what is left for the CPU are measured.

use csc_assembly::{Compressed, CudaAssembly, WgpuAssembly};
use plan_machines::Load;
use touchstone::Measured;

use crate::{assembled::Assembled, counted, matrix::Matrix, year};

/// What becomes of the columns when they are back.
#[derive(Clone, Copy)]
pub(crate) enum Then {
    /// They are the answer.
    Done,
    /// They are passed to a solver.
    Solve,
}

/// On a software driver: more would prove patience, and no more of the kernels.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000;

pub(crate) fn on_wgpu(matrix: &Matrix, then: Then) -> Measured<'_, Assembled> {
    let load = Load::Counted {
        amount: matrix.triples.len(),
        unit: "entries",
        enough_for_software: ENOUGH_FOR_SOFTWARE,
    };
    counted(plan_machines::on_wgpu(load, WgpuAssembly::new, move |device| {
        let (columns, proof) = device.run(&matrix.triples)?;
        Ok((then.go_on(columns, matrix), proof))
    }))
}

pub(crate) fn on_cuda(matrix: &Matrix, then: Then) -> Measured<'_, Assembled> {
    counted(plan_machines::on_cuda(CudaAssembly::new, move |device| {
        let (columns, proof) = device.run(&matrix.triples)?;
        Ok((then.go_on(columns, matrix), proof))
    }))
}

impl Then {
    fn go_on(self, columns: Compressed, matrix: &Matrix) -> Assembled {
        match (self, matrix.trade()) {
            (Self::Solve, Some((trade, year))) => year::solved(columns, trade, year),
            _ => columns.into(),
        }
    }
}
