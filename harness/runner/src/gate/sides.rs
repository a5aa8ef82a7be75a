//! From two checkouts to pairs that can be compared; what cannot be is named here.

use std::collections::BTreeMap;

use judge::gate::CodeChange;
use model::{Failure, Name, Outcome, OutcomeRow, Quantity, Regression, Sameness, Side};

use super::{
    pair::Pair,
    profile,
    workshop::{Kept, SideBuild, Source, Workshop},
};
use crate::{Error, Request, progress::Progress};

/// The experiments that were asked for and that both sides have; the others are named.
pub(super) fn chosen(
    request: &Request<'_>,
    base: &Source,
    head: &Source,
    rows: &mut Vec<OutcomeRow>,
) -> Result<Vec<Name>, Error> {
    let mut known = head.workspace.clone();
    for found in &base.workspace.experiments {
        if !known.experiments.iter().any(|known| known.name == found.name) {
            known.experiments.push(found.clone());
        }
    }
    let has = |source: &Source, name: &Name| source.marks.contains_key(name);
    let mut both = Vec::new();
    for found in known.select(request.experiments, request.plan)? {
        let only = match (has(base, &found.name), has(head, &found.name)) {
            (true, true) => {
                both.push(found.name.clone());
                continue;
            }
            (true, false) => "only the base has it: it was removed, or renamed",
            (false, _) => "only the head has it: it is new, or was renamed",
        };
        rows.push(of_experiment(&found.name, Outcome::NoBaseline(only.to_owned())));
    }
    Ok(both)
}

pub(super) fn of_experiment(name: &Name, outcome: Outcome) -> OutcomeRow {
    OutcomeRow::plain(name, None, None, Quantity::Experiment, outcome)
}

/// The head as it is, the base with the head's lock file and harness; where that does not build, with its own.
pub(super) fn build_both(
    workshop: &Workshop,
    base: &mut Source,
    head: &Source,
    wanted: &[Name],
    cautions: &mut Vec<String>,
    progress: &mut dyn Progress,
) -> Result<BTreeMap<Side, SideBuild>, Error> {
    let flags = profile::configured(&head.manifest());
    if profile::configured(&base.manifest()) != flags {
        cautions.push("the release profile has changed: both sides are built with the head's".to_owned());
    }
    let built_head = workshop.build(head, &flags, wanted, Kept::MayBeTaken, progress)?;
    let dressed =
        base.dress(head).and_then(|()| workshop.build(base, &flags, wanted, Kept::MayBeTaken, progress));
    let why = match &dressed {
        Ok(built) => {
            built.failed.iter().next().map(|(name, failure)| format!("{name}: {}", first_line(failure)))
        }
        Err(error) => Some(error.to_string()),
    };
    let built_base = match (dressed, why) {
        (Ok(built), None) => built,
        (_, Some(why)) => {
            *base = workshop.check_out(Side::Base, &base.commit().clone(), "bare")?;
            let built = workshop.build(base, &flags, wanted, Kept::MayBeTaken, progress)?;
            if built.failed.is_empty() {
                cautions.push(format!(
                    "the base does not build with the head's lock file and harness ({why}): it was built with its own"
                ));
            }
            built
        }
        (Err(error), None) => return Err(error),
    };
    Ok(BTreeMap::from([(Side::Base, built_base), (Side::Head, built_head)]))
}

fn first_line(failure: &Failure) -> String {
    failure.to_string().lines().next().unwrap_or_default().to_owned()
}

/// The experiments that can be compared; the others get their outcome here.
pub(super) fn pair_up(
    wanted: &[Name],
    builds: &BTreeMap<Side, SideBuild>,
    (base_source, head_source): (&Source, &Source),
    rows: &mut Vec<OutcomeRow>,
) -> Vec<Pair> {
    let (base, head) = (&builds[&Side::Base], &builds[&Side::Head]);
    let mut pairs = Vec::new();
    for name in wanted {
        let outcome = match (base.pins.get(name), head.pins.get(name)) {
            (Some(old), Some(new)) if old.binary_hash == new.binary_hash => {
                Outcome::Identical(Sameness::Binaries)
            }
            (Some(old), Some(new)) if old.declaration.protocol != new.declaration.protocol => {
                Outcome::NoBaseline(format!(
                    "the base speaks protocol {} and the head {}",
                    old.declaration.protocol, new.declaration.protocol
                ))
            }
            (Some(_), Some(_)) => {
                let same = base_source.marks[name].sources == head_source.marks[name].sources;
                pairs.push(Pair {
                    experiment: name.clone(),
                    base: base.places[name].clone(),
                    head: head.places[name].clone(),
                    code: if same { CodeChange::Unchanged } else { CodeChange::Changed },
                });
                continue;
            }
            (_, None) if base.failed.contains_key(name) => {
                Outcome::NoBaseline(format!("neither side builds: {}", first_line(&base.failed[name])))
            }
            (_, None) => {
                Outcome::Regressed(Regression::Failed(head.failed.get(name).cloned().unwrap_or_else(unknown)))
            }
            (None, Some(_)) => {
                let failure = base.failed.get(name).cloned().unwrap_or_else(unknown);
                Outcome::NoBaseline(format!("the base cannot be compared with: {}", first_line(&failure)))
            }
        };
        rows.push(of_experiment(name, outcome));
    }
    pairs
}

fn unknown() -> Failure {
    Failure::NotStarted("it was not built".to_owned())
}
