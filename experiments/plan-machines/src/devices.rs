//! Work on a device. Opening the device and compiling its kernels is prepared, and told as a metric (`prepare-kernels`); everything else is
//! measured. Where there is no device a variant says so, and never falls back.

use std::{cell::RefCell, fmt::Display, rc::Rc, time::Instant};

use device::{Evidence as Proof, Gpu, cuda::Cuda};
use touchstone::{Measured, cannot_run, measured};

use crate::{Load, evidence::evidence};

/// Work on the best GPU that wgpu finds: `compile` is prepared, `run` is measured.
pub fn on_wgpu<'a, Kernels: 'a, Answer: 'a, Error: Display>(
    load: Load,
    compile: impl FnOnce(Gpu) -> Result<Kernels, Error>,
    run: impl Fn(&Kernels) -> Result<(Answer, Proof), Error> + 'a,
) -> Measured<'a, Answer> {
    let gpu = match Gpu::open() {
        Ok(gpu) => gpu,
        Err(unavailable) => return cannot_run(&unavailable),
    };
    match load.refused_by(&gpu.evidence()) {
        Some(refusal) => cannot_run(&refusal),
        None => on_device(|| compile(gpu), run),
    }
}

/// Work on the first CUDA device: `compile` is prepared, `run` is measured. There is no software driver for CUDA.
pub fn on_cuda<'a, Kernels: 'a, Answer: 'a, Error: Display>(
    compile: impl FnOnce(Cuda) -> Result<Kernels, Error>,
    run: impl Fn(&Kernels) -> Result<(Answer, Proof), Error> + 'a,
) -> Measured<'a, Answer> {
    match Cuda::open() {
        Ok(cuda) => on_device(|| compile(cuda), run),
        Err(unavailable) => cannot_run(&unavailable),
    }
}

fn on_device<'a, Kernels: 'a, Answer: 'a, Error: Display>(
    compile: impl FnOnce() -> Result<Kernels, Error>,
    run: impl Fn(&Kernels) -> Result<(Answer, Proof), Error> + 'a,
) -> Measured<'a, Answer> {
    let begun = Instant::now();
    let kernels = match compile() {
        Ok(kernels) => kernels,
        Err(error) => return cannot_run(&error),
    };
    let preparing = begun.elapsed().as_secs_f64();
    // What the measured closure learns of the device is told after the clocks.
    let proof = Rc::new(RefCell::new(None));
    let told = Rc::clone(&proof);
    measured(move || {
        let (answer, ran) = run(&kernels).unwrap_or_else(|error| panic!("{error}"));
        *proof.borrow_mut() = Some(ran);
        answer
    })
    .reporting(move |_, report| {
        report.metric("prepare-kernels", preparing, "s");
        if let Some(ran) = told.borrow_mut().take() {
            report.evidence(evidence(ran));
        }
    })
}
