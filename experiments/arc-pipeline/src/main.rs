//! What do loading, parsing, validating and recording give? The plain pipeline solves on masks already, else solving would hide all
//! else; every candidate changes one stage of it, and `all` changes the four.

mod hypotheses;

use arc_runs::{Case, Files, Load, Outcome, Parse, Record, Validate, Ways};
use touchstone::{Measured, Setting, prelude::*};

struct ArcPipeline;

impl Experiment for ArcPipeline {
    type Workload = Case;
    type Input = Files;
    type Output = Outcome;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("The stages around the programs, made fast one by one");
        let declaration = variants(arc_runs::workloads(declaration))
            // Planted faults: a row that is never written, and a validator that stops before the last pair.
            .control("drops-a-pair", |files, setting| {
                run(files, Ways { record: Record::AllButLast, ..Ways::PLAIN }, setting)
            })
            .only_on(["smoke", "small"])
            .control("all-but-the-last-pair", |files, setting| {
                run(files, Ways { validate: Validate::AllButLast, ..Ways::PLAIN }, setting)
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

fn variants(declaration: Declaration<ArcPipeline>) -> Declaration<ArcPipeline> {
    declaration
        .baseline("plain", |files, setting| run(files, Ways::PLAIN, setting))
        .candidate("load", |files, setting| run(files, Ways { load: Load::Typed, ..Ways::PLAIN }, setting))
        .threads(Cores::Performance)
        .candidate("load-cache", |files, setting| {
            run(files, Ways { load: Load::Kept, ..Ways::PLAIN }, setting)
        })
        .threads(Cores::Performance)
        .candidate("load-stale", |files, setting| {
            run(files, Ways { load: Load::Stale, ..Ways::PLAIN }, setting)
        })
        .threads(Cores::Performance)
        .only_on(["smoke", "small"])
        .candidate("parse", |files, setting| run(files, Ways { parse: Parse::Kept, ..Ways::PLAIN }, setting))
        .candidate("validate", |files, setting| {
            run(files, Ways { validate: Validate::Words, ..Ways::PLAIN }, setting)
        })
        .candidate("record", |files, setting| {
            run(files, Ways { record: Record::Columns, ..Ways::PLAIN }, setting)
        })
        .candidate("all", |files, setting| run(files, Ways::KEPT, setting))
        .threads(Cores::Performance)
}

fn run(files: &Files, ways: Ways, setting: Setting) -> Measured<'_, Outcome> {
    arc_runs::run(files, ways, setting, |_, _| {})
}

fn main() -> ExitCode {
    touchstone::main::<ArcPipeline>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_has_no_problems() {
        assert_eq!(touchstone::problems::<ArcPipeline>(), [""; 0]);
    }
}
