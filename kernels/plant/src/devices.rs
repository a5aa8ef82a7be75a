//! Many scenarios of one plant on a device, one in each thread: a dispatch is a day of minutes, and the state stays on the device,
//! so that a run goes on where it was. What is sent there is hourly weather in integers, and every decision on the way compares
//! integers; so a device switches when the CPU does, and [`Ending::decisions`] proves it.
//!
//! In f32 all sums and the masses of tanks are 64-bit fixed point (mg, J, millionths), on CUDA in f64 they are f64. A kernel is
//! compiled for one plant: its numbers are constants of the source. There is no log: an ending has the sums of a run and its last
//! state.

mod board;
mod cuda;
mod cuda_words;
mod ending;
mod error;
mod gpu;
mod header;
mod initial;
mod slots;
mod weather;

pub use cuda::{CudaEnsemble, CudaRun};
pub use cuda_words::{CudaWords, PLANT_CU_ENTRY, Precision, plant_cu};
pub use ending::{Ending, ending, endings};
pub use error::EnsembleError;
pub use gpu::{PLANT_WGSL_ENTRY, WgpuEnsemble, WgpuRun, plant_wgsl};
pub use weather::Weather;

/// Steps of a dispatch: a longer one would be ended by the watchdog of a desktop.
const STEPS_OF_A_DISPATCH: u32 = 1440;

/// The parts of a run, each of so many steps at most: where it begins, and how many steps it has.
fn dispatches(from: u32, steps: u32, most: u32) -> impl Iterator<Item = (u32, u32)> {
    // One at least: the first of all is where scenarios begin.
    let parts = steps.div_ceil(most).max(1);
    (0..parts).map(move |part| {
        let before = part * most;
        (from + before, most.min(steps - before))
    })
}
