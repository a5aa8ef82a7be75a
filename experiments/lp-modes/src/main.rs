//! One drop-in configuration file, the same answers in every mode: what do the phases of the plan give together? How much of it
//! is the algorithm's, how much the cores', and do the factors multiply?

mod case;
mod factors;
mod faults;
mod file;
mod hypotheses;
mod modes;
mod outcome;

use std::{io, path::Path};

use lp_plan::PEERS;
use steel_lp::Shape;
use steel_simulation::Mode;
use touchstone::prelude::*;

use crate::{
    case::{Case, Scene},
    file::Asked,
    modes::{interior_point, pipeline, years},
    outcome::Outcome,
};

struct Modes;

impl Experiment for Modes {
    type Workload = Case;
    type Input = Scene;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let (smoke, small, full) = ((19, 37), (181, 361), (1_801, 1_441));
        let on = |device| Asked { device, ..Asked::mode(Mode::ParallelGasplan) };
        let assembling = move |device| Asked { gpu_preprocessing: "true", ..on(device) };
        let declaration =
            Declaration::<Self>::new("One file, four modes, the same answers: what the phases give together")
                .workload("smoke", Case::new(Shape::XS, 3, smoke))
                .workload("small", Case::new(Shape::S, 31, small))
                .workload("full", Case::new(Shape::M, 31, small))
                .named_workload("large", Case::new(Shape::L, 5, full))
                .named_workload("large-30", Case::new(Shape::L, 30, full))
                // Thirty cold years of a large trade take minutes: what is checked need not wait for them.
                .reference("large-30", "gasplan")
                .sized(|case| case.years.columns())
                .baseline("baseline", |scene, setting| years(scene, Mode::Baseline, setting))
                .candidate("baseline-ipx", |scene, _| interior_point(scene))
                .only_on(["smoke", "small", "full", "large"])
                .candidate("parallel", |scene, setting| years(scene, Mode::Parallel, setting))
                .threads(Cores::Performance)
                .candidate("gasplan", |scene, setting| years(scene, Mode::Gasplan, setting))
                .candidate("parallel-gasplan", |scene, setting| years(scene, Mode::ParallelGasplan, setting))
                .threads(Cores::Performance)
                .candidate("pipeline-baseline", |scene, setting| {
                    pipeline(scene, &Asked::mode(Mode::Baseline), setting)
                })
                .only_on(["smoke", "small", "full", "large"])
                .candidate("pipeline", move |scene, setting| pipeline(scene, &on("cpu"), setting))
                .threads(Cores::Performance)
                .candidate("pipeline-wgpu", move |scene, setting| pipeline(scene, &on("wgpu"), setting))
                .threads(Cores::Performance)
                .on_device(DeviceKind::Wgpu)
                .candidate("pipeline-cuda", move |scene, setting| pipeline(scene, &on("cuda"), setting))
                .threads(Cores::Performance)
                .on_device(DeviceKind::Cuda)
                .candidate("pipeline-wgpu-assembly", move |scene, setting| {
                    pipeline(scene, &assembling("wgpu"), setting)
                })
                .threads(Cores::Performance)
                .on_device(DeviceKind::Wgpu)
                .candidate("pipeline-cuda-assembly", move |scene, setting| {
                    pipeline(scene, &assembling("cuda"), setting)
                })
                .threads(Cores::Performance)
                .on_device(DeviceKind::Cuda)
                .candidate("pipeline-factors", factors::measure)
                .threads(Cores::Performance)
                .only_on(["smoke", "small", "full", "large"])
                .never_looped()
                .peer("appsi", command("python3", [PEERS, "appsi"]))
                .only_on(["smoke", "small", "large"])
                .regresses_beyond(percent(5.0));
        hypotheses::add(faults::add(declaration))
    }

    fn input(case: &Case, rng: &mut Rng) -> Scene {
        case.scene(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        outcome::check(&outputs)
    }

    fn verify(scene: &Scene, reference: &Outcome) -> Checks {
        lp_plan::certified(&scene.horizons, &reference.courses)
    }

    fn export(scene: &Scene, folder: &Path) -> io::Result<()> {
        lp_plan::export(&scene.horizons, folder)
    }

    fn import(scene: &Scene, folder: &Path) -> io::Result<Outcome> {
        let courses = lp_plan::import(&scene.horizons, folder)?;
        Ok(Outcome { courses, survey: None, factors: None })
    }
}

fn main() -> ExitCode {
    touchstone::main::<Modes>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_with_the_declaration() {
        assert_eq!(touchstone::problems::<Modes>(), [""; 0]);
    }
}
