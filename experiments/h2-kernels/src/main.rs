//! A plant is stepped every 60 s: thermal masses, flows, cells, tanks. What does a step of each cost, in which layout, and which way
//! of going on by 60 s is right at all?

mod answers;
mod cells;
mod components;
mod flows;
mod hypotheses;
mod machine;
mod masses;
mod peers;
mod tanks;
#[cfg(test)]
mod tests;
mod truth;

use std::{io, path::Path};

use plant_steps::FlowStep;
use touchstone::prelude::*;
use touchstone::{Measured, cannot_run};

use crate::{
    cells::Start,
    components::{Components, Kind, Size},
    flows::Flows,
    machine::{Stepped, over},
    masses::{Batch, Integrator, Objects, Scalar},
    tanks::{Pressures, Tanks},
};

struct H2Kernels;

const MASSES: [&str; 5] = ["smoke", "small", "full", "full-1", "full-50"];
const FLOWS: [&str; 3] = ["smoke-flows", "small-flows", "full-flows"];
const CELLS: [&str; 3] = ["smoke-cells", "small-cells", "full-cells"];
const TANKS: [&str; 3] = ["smoke-tanks", "small-tanks", "full-tanks"];

/// 8 hours.
const SHIFT: usize = 480;
/// Where a step is millions of updates, and where Euler would soon be no number.
const SHORT: usize = 10;

impl Experiment for H2Kernels {
    type Workload = Size;
    type Input = Components;
    type Output = Stepped;

    fn declare() -> Declaration<Self> {
        let size = |kind, components, steps| Size { kind, components, steps };
        let masses = |components, steps| size(Kind::Masses, components, steps);
        let declaration = Declaration::<Self>::new("One step of the components of a hydrogen plant")
            .workload("smoke", masses(50, SHIFT))
            .named_workload("small", masses(1_000, SHIFT))
            .workload("full", masses(1_000_000, SHORT))
            .named_workload("full-1", masses(1, SHIFT))
            .workload("full-50", masses(50, SHIFT))
            .named_workload("smoke-flows", size(Kind::Flows, 50, SHORT))
            .named_workload("small-flows", size(Kind::Flows, 1_000, SHORT))
            .workload("full-flows", size(Kind::Flows, 1_000_000, SHORT))
            .named_workload("smoke-cells", size(Kind::Cells, 50, components::ROUND))
            .named_workload("small-cells", size(Kind::Cells, 1_000, components::ROUND))
            .workload("full-cells", size(Kind::Cells, 1_000_000, components::ROUND))
            .named_workload("smoke-tanks", size(Kind::Tanks, 50, 1))
            .named_workload("small-tanks", size(Kind::Tanks, 1_000, 1))
            .workload("full-tanks", size(Kind::Tanks, 1_000_000, 1))
            .sized(|size| (size.components * size.steps) as f64)
            .baseline("objects", objects)
            .only_on([
                "smoke",
                "small",
                "full",
                "full-1",
                "full-50",
                "smoke-cells",
                "small-cells",
                "full-cells",
            ])
            .candidate("scalar", |masses, _| over(masses, || Scalar::new(masses)))
            .only_on(MASSES)
            .candidate("batch", |masses, _| over(masses, || Batch::new(masses, Integrator::Euler)))
            .only_on(MASSES)
            .candidate("exact", exact)
            .only_on([
                "smoke",
                "small",
                "full",
                "full-1",
                "full-50",
                "smoke-flows",
                "small-flows",
                "full-flows",
            ])
            // What is wrong runs where a hypothesis foretells it: elsewhere it would be a wrong answer that nobody expected.
            .candidate("rk4", |masses, _| over(masses, || Batch::new(masses, Integrator::RungeKutta)))
            .only_on(["full", "full-50"])
            .candidate("euler", |flows, _| over(flows, || Flows::new(flows, FlowStep::euler)))
            .only_on(["full-flows"])
            .candidate("newton-numeric", |cells, _| over(cells, || cells::numeric(cells)))
            .only_on(CELLS)
            .candidate("newton-analytic", |cells, _| over(cells, || cells::analytic(cells, Start::Cold)))
            .only_on(CELLS)
            .candidate("newton-warm", |cells, _| over(cells, || cells::analytic(cells, Start::Warm)))
            .only_on(CELLS)
            .candidate("tank-direct", |tanks, _| over(tanks, || Tanks::new(tanks, Pressures::direct())))
            .only_on(TANKS)
            .candidate("tank-iterated", |tanks, _| over(tanks, || Tanks::new(tanks, Pressures::iterated())))
            .only_on(TANKS)
            .control("a-step-short", a_step_short)
            .only_on(["smoke", "small"]);
        let declaration = peers::add(declaration).regresses_beyond(percent(5.0));
        let reference = |declaration: Declaration<Self>, workloads: &[&str], variant| {
            workloads
                .iter()
                .fold(declaration, |declaration, workload| declaration.reference(workload, variant))
        };
        hypotheses::add(reference(reference(declaration, &FLOWS, "exact"), &TANKS, "tank-direct"))
    }

    fn input(size: &Size, rng: &mut Rng) -> Components {
        Components::new(*size, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::against_the_truth(outputs.input, outputs.got, outputs.variant)
    }

    /// Nothing here is right by definition: the variant that is the reference is asked what all others are.
    fn verify(components: &Components, reference: &Stepped) -> Checks {
        let variant = match components.size.kind {
            Kind::Masses | Kind::Cells => "objects",
            Kind::Flows => "exact",
            Kind::Tanks => "tank-direct",
        };
        answers::against_the_truth(components, reference, variant)
    }

    fn export(components: &Components, folder: &Path) -> io::Result<()> {
        peers::export(components, folder)
    }

    fn import(components: &Components, folder: &Path) -> io::Result<Stepped> {
        peers::import(components, folder)
    }
}

fn objects(components: &Components, _: touchstone::Setting) -> Measured<'_, Stepped> {
    match components.size.kind {
        Kind::Masses => over(components, || Objects::masses(components)),
        Kind::Cells => over(components, || cells::objects(components)),
        Kind::Flows | Kind::Tanks => cannot_run(&"objects are masses or cells here"),
    }
}

fn exact(components: &Components, _: touchstone::Setting) -> Measured<'_, Stepped> {
    match components.size.kind {
        Kind::Masses => {
            let unaccounted = truth::heat_unaccounted(components);
            over(components, || Batch::new(components, Integrator::Exact))
                .reporting(move |_, report| report.metric("heat-unaccounted", unaccounted, ""))
        }
        Kind::Flows => over(components, || Flows::new(components, FlowStep::exact)),
        Kind::Cells | Kind::Tanks => cannot_run(&"cells and tanks have no step that is exact"),
    }
}

/// A planted fault: a shift that ends a minute early.
fn a_step_short(components: &Components, _: touchstone::Setting) -> Measured<'_, Stepped> {
    let mut short = components.clone();
    short.size.steps -= 1;
    over(components, move || Batch::new(&short, Integrator::Euler))
}

fn main() -> ExitCode {
    touchstone::main::<H2Kernels>()
}
