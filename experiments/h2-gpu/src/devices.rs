//! The variants on a device. Weather goes up and the whole state comes down in the measured time; compiling is measured too where
//! that is asked for, and told as a metric where it is not.

use device::{
    Evidence,
    cuda::{Architecture, Cuda, MultiplyAdd},
};
use plan_machines::Load;
use plant::{CudaEnsemble, Ending, EnsembleError, Precision, Stopped, Tables, WgpuEnsemble};
use touchstone::Measured;

use crate::world::World;

/// When a kernel is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kernel {
    /// Once, before the clock starts.
    Prepared,
    /// In every call: what the first one of a plant costs.
    Measured,
}

/// Which devices are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubles {
    /// Whatever there is.
    Any,
    /// Those that compute f64 at a third of the rate of f32 at least.
    Fast,
}

/// Steps of scenarios for a software driver: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 100_000;

/// Work that was done, and the proof that the device did it.
type Done = Result<(Vec<Ending>, Evidence), EnsembleError>;

pub(crate) fn on_wgpu(world: &World, kernel: Kernel) -> Measured<'_, Vec<Ending>> {
    let load = Load::Counted {
        amount: world.scenario_steps(),
        unit: "steps of scenarios",
        enough_for_software: ENOUGH_FOR_SOFTWARE,
    };
    let tables = Tables::hydrogen();
    let run = |ensemble: &WgpuEnsemble| -> Done {
        let mut run = ensemble.begin(&world.weather)?;
        run.advance(world.steps)?;
        let endings = all(run.endings()?);
        Ok((endings, run.evidence().clone()))
    };
    match kernel {
        Kernel::Prepared => {
            plan_machines::on_wgpu(load, move |gpu| WgpuEnsemble::new(gpu, &world.plant, &tables), run)
        }
        Kernel::Measured => plan_machines::on_wgpu(load, Ok, move |gpu: &device::Gpu| {
            run(&WgpuEnsemble::new(gpu.clone(), &world.plant, &tables)?)
        }),
    }
}

pub(crate) fn on_cuda(
    world: &World,
    precision: Precision,
    doubles: Doubles,
    kernel: Kernel,
) -> Measured<'_, Vec<Ending>> {
    let tables = Tables::hydrogen();
    let run = |ensemble: &CudaEnsemble| -> Done {
        let mut run = ensemble.begin(&world.weather)?;
        run.advance(world.steps)?;
        let endings = all(run.endings()?);
        Ok((endings, run.evidence().clone()))
    };
    // As users would compile it; 1e-9 is asked for, not bits.
    let fused = MultiplyAdd::Fused;
    match kernel {
        Kernel::Prepared => plan_machines::on_cuda(
            move |cuda| {
                let cuda = meant(cuda, doubles)?;
                CudaEnsemble::new(cuda, &world.plant, &tables, precision, fused)
                    .map_err(|error| error.to_string())
            },
            move |ensemble| run(ensemble).map_err(|error| error.to_string()),
        ),
        Kernel::Measured => plan_machines::on_cuda(
            move |cuda| meant(cuda, doubles),
            move |cuda: &Cuda| {
                let ensemble = CudaEnsemble::new(cuda.clone(), &world.plant, &tables, precision, fused);
                ensemble.and_then(|ensemble| run(&ensemble)).map_err(|error| error.to_string())
            },
        ),
    }
}

/// This device, or why it is none of those that are meant.
fn meant(cuda: Cuda, doubles: Doubles) -> Result<Cuda, String> {
    let Architecture { major, minor } = cuda.architecture();
    if doubles == Doubles::Fast && !has_fast_doubles(cuda.architecture()) {
        let device = cuda.evidence().device;
        return Err(format!(
            "{device} has compute capability {major}.{minor}, with f64 at less than a third of the rate of f32; a data-centre GPU is needed"
        ));
    }
    Ok(cuda)
}

/// From the table "Throughput of Native Arithmetic Instructions" of the CUDA C++ Programming Guide: 7.0, 8.0, 9.0 and 10.0 have half
/// the rate, all others that CUDA 13 knows 1/32 or 1/64.
fn has_fast_doubles(Architecture { major, minor }: Architecture) -> bool {
    matches!((major, minor), (7..=10, 0))
}

/// No scenario of synthetic weather leaves the tables; if one does, the reference has stopped there before.
fn all(endings: Vec<Result<Ending, Stopped>>) -> Vec<Ending> {
    let each = endings.into_iter().enumerate();
    each.map(|(scenario, ending)| ending.unwrap_or_else(|stopped| panic!("scenario {scenario}: {stopped}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_centre_is_known_by_its_architecture() {
        let fast = |major, minor| has_fast_doubles(Architecture { major, minor });
        assert!([(8, 0), (9, 0), (10, 0)].into_iter().all(|(major, minor)| fast(major, minor)));
        assert!(
            [(7, 5), (8, 6), (8, 9), (10, 3), (12, 0)].into_iter().all(|(major, minor)| !fast(major, minor))
        );
    }
}
