//! Where does the time of 400 tasks go: into files, programs, comparing or writing? It is asked of programs that work on sets, as the
//! plan found them, and of the same programs on masks.

mod hypotheses;

use std::cell::OnceCell;

use arc_runs::{Case, Files, Outcome, Solve, Validate, Ways};
use grid_language::{Masks, Sets, form::Form};
use touchstone::{Measured, Setting, prelude::*};

struct ArcProfile;

impl Experiment for ArcProfile {
    type Workload = Case;
    type Input = Files;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Where the pipeline over 400 tasks spends its time");
        let declaration = arc_runs::workloads(declaration)
            .baseline("sets", |files, setting| {
                profiled::<Sets>(files, Ways { solve: Solve::Sets, ..Ways::PLAIN }, setting)
            })
            .candidate("masks", |files, setting| profiled::<Masks>(files, Ways::PLAIN, setting))
            .control("all-but-the-last-pair", |files, setting| {
                arc_runs::run(
                    files,
                    Ways { validate: Validate::AllButLast, ..Ways::PLAIN },
                    setting,
                    |_, _| {},
                )
            })
            .only_on(["smoke", "small"]);
        hypotheses::add(declaration).regresses_beyond(percent(5.0))
    }

    fn input(case: &Case, rng: &mut Rng) -> Files {
        case.files(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        arc_runs::check(outputs.reference, outputs.got)
    }

    fn verify(files: &Files, reference: &Outcome) -> Checks {
        arc_runs::verify(files, reference)
    }
}

/// Once in an invocation the programs run again, outside of the clocks, while somebody watches.
fn profiled<F: Form>(files: &Files, ways: Ways, setting: Setting) -> Measured<'_, Outcome> {
    let watched = OnceCell::new();
    let watch = move || {
        arc_runs::seconds_in_objects::<F>(&files.read_tasks().tasks, &files.read_programs(), &files.order)
    };
    arc_runs::run(files, ways, setting, move |_, report| {
        let [objects, all] = *watched.get_or_init(watch);
        report.metric("share.objects", objects / all, "");
        report.metric("watched.objects", objects, "s");
        report.metric("watched.solve", all, "s");
    })
}

fn main() -> ExitCode {
    touchstone::main::<ArcProfile>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_has_no_problems() {
        assert_eq!(touchstone::problems::<ArcProfile>(), [""; 0]);
    }
}
