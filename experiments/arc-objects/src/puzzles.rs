//! The puzzles themselves, where somebody has them: how many objects they have, in every mode, by both rules for ties.

use std::cell::OnceCell;

use grid_batch::GridBatch;
use grid_objects::{Mode, TieRule};
use grid_tasks::{Collection, Tasks};
use touchstone::{Checks, Report};

use crate::{
    answers::{Answer, objects},
    labeller::Labeller,
};

/// Objects of the 1,718 inputs of training, in T,F,T and in T,F,F. No rule for ties makes a difference to them.
const KNOWN: [u64; 2] = [23_301, 31_093];

/// Inputs of puzzles.
pub(crate) struct Puzzles {
    pub(crate) training: GridBatch,
    /// Empty where the data has none.
    evaluation: GridBatch,
    /// The first 48 bits of the hash of the files: as many as a metric holds exactly.
    hash: u64,
    /// The labeller of a process is the same in every iteration, and so is what it counts.
    counted: OnceCell<Vec<(String, u64)>>,
}

impl Puzzles {
    /// From where the environment says.
    pub(crate) fn read() -> Result<Self, String> {
        let arc_runs::Puzzles { tasks, hash } = arc_runs::Puzzles::read()?;
        let [training, evaluation] = Collection::ALL.map(|collection| inputs(&tasks, collection));
        let hash = hash.0[..6].iter().fold(0, |hash, &byte| hash << 8 | u64::from(byte));
        Ok(Self { training, evaluation, hash, counted: OnceCell::new() })
    }

    /// Of the reference.
    pub(crate) fn known_totals(checks: Checks, answer: &Answer) -> Checks {
        checks.exact("objects of the training inputs", KNOWN, answer.labels().iter().map(objects))
    }

    /// What this labeller counts: `objects.tft.training.lowest` and all others.
    pub(crate) fn report(&self, labeller: &mut dyn Labeller, report: &mut Report) {
        for (name, count) in self.counted.get_or_init(|| self.count(labeller)) {
            report.count(name, *count);
        }
        report.count("data-hash-48", self.hash);
    }

    fn count(&self, labeller: &mut dyn Labeller) -> Vec<(String, u64)> {
        let sets = [(Collection::Training, &self.training), (Collection::Evaluation, &self.evaluation)];
        let mut counted = Vec::new();
        for mode in Mode::ALL {
            for (collection, inputs) in sets.into_iter().filter(|(_, inputs)| !inputs.is_empty()) {
                for (ties, rule) in [(TieRule::Lowest, "lowest"), (TieRule::Cpython, "cpython")] {
                    let letters = mode.letters().to_lowercase();
                    let name = format!("objects.{letters}.{}.{rule}", collection.name());
                    counted.push((name, objects(&labeller.label(inputs, mode, ties))));
                }
            }
        }
        counted
    }
}

fn inputs(tasks: &Tasks, collection: Collection) -> GridBatch {
    let mut inputs = GridBatch::default();
    for task in tasks.tasks().iter().filter(|task| task.collection == collection) {
        task.pairs.clone().for_each(|pair| inputs.push(tasks.inputs().get(pair)));
    }
    inputs
}

#[cfg(test)]
mod tests {
    use grid_objects::Method;

    use super::*;

    fn puzzles(evaluation: usize) -> Puzzles {
        let (training, evaluation) = (grid_generator::mixed(50, 1), grid_generator::mixed(evaluation, 2));
        Puzzles { training, evaluation, hash: 0, counted: OnceCell::new() }
    }

    #[test]
    fn every_mode_set_and_rule_has_a_metric_and_every_method_counts_the_same() {
        let expected = puzzles(50).count(&mut { Method::Set });
        assert_eq!(expected.len(), 6 * 2 * 2);
        let named = |name: &str| expected.iter().find(|(known, _)| known == name).map(|(_, count)| *count);
        let tff = named("objects.tff.training.lowest");
        assert_eq!(tff, named("objects.tff.training.cpython"), "where nothing is removed no rule is asked");
        assert!(named("objects.tft.training.lowest") < tff);
        for mut method in Method::ALL {
            assert_eq!(puzzles(50).count(&mut method), expected, "{method:?}");
        }
    }

    #[test]
    fn of_data_without_evaluation_nothing_is_told_of_it() {
        let counted = puzzles(0).count(&mut { Method::Bitboard });
        assert_eq!(counted.len(), 6 * 2);
        assert!(counted.iter().all(|(name, _)| name.contains(".training.")));
    }
}
