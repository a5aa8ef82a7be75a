//! Turning, mirroring, recolouring, comparing and counting whole grids: do batches beat grid-by-grid work, is it the buffer, the cores
//! or a GPU that does it, and from which batch on?

mod answers;
mod cores;
mod devices;
mod hypotheses;
mod world;

use std::rc::Rc;

use grid_batch::Change;
use touchstone::prelude::*;

use crate::{
    answers::Answers,
    cores::{on_boxes, on_buffer},
    devices::{Home, on_cuda, on_wgpu},
    world::{Load, World},
};

struct ArcBatch;

impl Experiment for ArcBatch {
    type Workload = Load;
    type Input = Rc<World>;
    type Output = Answers;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Operations on whole grids, by the batch")
            .workload("smoke", Load { grids: 30 })
            .named_workload("batch-1", Load { grids: 1 })
            .workload("batch-200", Load { grids: 200 })
            .workload("small", Load { grids: 3_000 })
            .workload("full", Load { grids: 100_000 })
            .sized(|load| load.grids as f64)
            .baseline("boxed", |world, _| on_boxes(world))
            .candidate("ragged", |world, setting| on_buffer(world, setting, |change| change))
            .candidate("ragged-parallel", |world, setting| on_buffer(world, setting, |change| change))
            .threads(Cores::Performance)
            .candidate("wgpu", |world, _| on_wgpu(world, Home::Host))
            .on_device(DeviceKind::Wgpu)
            .candidate("wgpu-resident", |world, _| on_wgpu(world, Home::Device))
            .on_device(DeviceKind::Wgpu)
            .candidate("cuda", |world, _| on_cuda(world, Home::Host))
            .on_device(DeviceKind::Cuda)
            .candidate("cuda-resident", |world, _| on_cuda(world, Home::Device))
            .on_device(DeviceKind::Cuda)
            // A planted fault: quarters to the left, as NumPy turns.
            .control("numpy-turns", |world, setting| on_buffer(world, setting, Change::as_numpy_turns))
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(load: &Load, rng: &mut Rng) -> Rc<World> {
        Rc::new(World::new(*load, rng))
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::check(outputs.input, outputs.reference, outputs.got)
    }
}

fn main() -> ExitCode {
    touchstone::main::<ArcBatch>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_has_no_problems() {
        assert_eq!(touchstone::problems::<ArcBatch>(), [""; 0]);
    }
}
