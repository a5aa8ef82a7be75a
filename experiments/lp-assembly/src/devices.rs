//! The variants on a GPU. Opening the device and compiling the kernels is prepared; upload, sorting, download and what is left
//! for the CPU are measured. Where there is no device they say so, and never fall back.

use std::{cell::RefCell, rc::Rc};

use csc_assembly::{Compressed, CudaAssembly, Triples, WgpuAssembly};
use device::{DeviceError, DeviceKind as Kind, Evidence as Proof, Gpu, cuda::Cuda};
use touchstone::prelude::*;
use touchstone::{Measured, Report};

use crate::{assembled::Assembled, matrix::Matrix, year};

/// What becomes of the columns when they are back.
#[derive(Clone, Copy)]
pub(crate) enum Then {
    /// They are the answer.
    Done,
    /// They are passed to a solver.
    Solve,
}

/// A software driver proves that the kernels are right, on the small workloads; on a large one it would prove patience.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000;

pub(crate) fn on_wgpu(matrix: &Matrix, then: Then) -> Measured<'_, Assembled> {
    let gpu = Gpu::open();
    let entries = matrix.triples.len();
    if let Ok(gpu) = &gpu
        && gpu.kind() == Kind::Cpu
        && entries > ENOUGH_FOR_SOFTWARE
    {
        let name = gpu.evidence().device;
        return cannot_run(&format!(
            "{name} is a software driver, too slow for {entries} entries; a GPU is needed"
        ));
    }
    match gpu.map_err(DeviceError::from).and_then(WgpuAssembly::new) {
        Ok(device) => on_device(matrix, then, move |triples| device.run(triples)),
        Err(error) => cannot_run(&error),
    }
}

pub(crate) fn on_cuda(matrix: &Matrix, then: Then) -> Measured<'_, Assembled> {
    match Cuda::open().map_err(DeviceError::from).and_then(CudaAssembly::new) {
        Ok(device) => on_device(matrix, then, move |triples| device.run(triples)),
        Err(error) => cannot_run(&error),
    }
}

fn on_device<'a, R>(matrix: &'a Matrix, then: Then, run: R) -> Measured<'a, Assembled>
where
    R: Fn(&Triples) -> Result<(Compressed, Proof), DeviceError> + 'a,
{
    // What the measured closure learns of the device is told after the clocks.
    let proof = Rc::new(RefCell::new(None));
    let told = Rc::clone(&proof);
    measured(move || {
        let (columns, ran) = run(&matrix.triples).unwrap_or_else(|error| panic!("{error}"));
        *proof.borrow_mut() = Some(ran);
        match (then, matrix.trade()) {
            (Then::Solve, Some((trade, year))) => year::solved(columns, trade, year),
            _ => columns.into(),
        }
    })
    .reporting(move |assembled, report: &mut Report| {
        report.count("entries", assembled.columns.rows.len() as u64);
        if let Some(ran) = told.borrow_mut().take() {
            report.evidence(evidence(ran));
        }
    })
}

fn evidence(ran: Proof) -> Evidence {
    Evidence {
        device: ran.device,
        backend: ran.backend,
        kind: match ran.kind {
            Kind::Discrete => GpuKind::Discrete,
            Kind::Integrated => GpuKind::Integrated,
            Kind::Virtual => GpuKind::Virtual,
            Kind::Cpu => GpuKind::Cpu,
            Kind::Other => GpuKind::Other,
        },
        driver: ran.driver,
        dispatches: ran.dispatches,
        bytes_up: ran.bytes_up,
        bytes_down: ran.bytes_down,
        device_ns: ran.device_ns,
    }
}
