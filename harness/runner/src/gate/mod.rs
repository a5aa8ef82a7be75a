//! The gate: two commits built in the same way and measured in the same rounds, and what is red measured once more.
//!
//! `workshop` checks out and builds, `duel` measures, the judge decides (`judge::gate`), and this file says in which order.

mod accepted;
mod bisect;
mod counts;
mod duel;
mod field;
mod lock_file;
mod pair;
mod profile;
mod sides;
#[cfg(test)]
mod tests;
mod workshop;

pub use accepted::against_accepted;
pub use bisect::{BisectRequest, Bisected, FoundIt, Tried, bisect};
pub(crate) use counts::instructions;
pub(crate) use workshop::{Kept, Workshop};

use std::{collections::BTreeMap, path::PathBuf};

use hardware::Gpus;
use judge::gate::Margin;
use model::{Condition, Name, Outcome, OutcomeRow, RunKind, Sameness, Side, Undecided};
use results::Commit;

use self::{
    field::{Field, Occasion, Series},
    sides::{build_both, chosen, of_experiment, pair_up},
    workshop::Source,
};
use crate::{
    Error, Request,
    here::Here,
    progress::{Progress, Step},
};

/// What was asked for.
pub struct GateRequest<'a> {
    /// Where, which experiments, how they are measured.
    pub run: &'a Request<'a>,
    /// What the head is held against: the merge base of this revision and the head.
    pub base: &'a str,
    /// The head; the commit that is checked out where none is named.
    pub head: Option<&'a str>,
    /// All experiments, or those that the change touches.
    pub scope: Scope,
    /// From which slowdown on; what the experiments declare where none is given.
    pub margin: Option<Margin>,
}

/// Which experiments are built and measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that were asked for.
    All,
    /// Of these, the ones whose sources, dependencies or flags differ.
    Affected,
}

/// What came out.
pub struct Gated {
    /// What the head was held against, for people.
    pub base: String,
    /// The head.
    pub head: String,
    /// What became of everything.
    pub rows: Vec<OutcomeRow>,
    /// What a reader must know.
    pub cautions: Vec<String>,
    /// The run that holds the numbers, and where it lies; `None` where nothing was measured.
    pub run: Option<(String, PathBuf)>,
    /// The main file of every experiment of the head, inside the repository.
    pub places: BTreeMap<Name, String>,
}

/// Holds a head against its base.
pub fn gate(request: &GateRequest<'_>, progress: &mut dyn Progress) -> Result<Gated, Error> {
    let run = request.run;
    let settings = run.settings.clone().checked()?;
    let lock = run.store.lock()?;
    run.store.sweep(&lock)?;
    let workshop = Workshop::open(run.workspace)?;
    let (base, head) = commits(&workshop, request.base, request.head)?;
    let head_source = workshop.check_out(Side::Head, &head, "head")?;
    let mut base_source = workshop.check_out(Side::Base, &base, "base")?;
    let mut gated = Gated {
        places: places_of(&workshop, &head_source),
        base: base.short.clone(),
        head: head.short.clone(),
        rows: Vec::new(),
        cautions: Vec::new(),
        run: None,
    };
    let wanted = chosen(run, &base_source, &head_source, &mut gated.rows)?;
    let wanted: Vec<Name> = wanted
        .into_iter()
        .filter(|name| {
            let same = request.scope == Scope::Affected && base_source.marks[name] == head_source.marks[name];
            if same {
                gated.rows.push(of_experiment(name, Outcome::Identical(Sameness::Sources)));
            }
            !same
        })
        .collect();
    if wanted.is_empty() {
        return Ok(gated);
    }
    let builds =
        build_both(&workshop, &mut base_source, &head_source, &wanted, &mut gated.cautions, progress)?;
    let pairs = pair_up(&wanted, &builds, (&base_source, &head_source), &mut gated.rows);
    if pairs.is_empty() {
        return Ok(gated);
    }
    let machine = hardware::detect(Gpus::Ask);
    let here = Here::new(&machine, run.variable);
    let missing = |condition: &Condition| here.lacks(condition);
    let field = Field {
        request: run,
        settings: &settings,
        margin: request.margin,
        machine: &machine,
        missing: &missing,
    };
    if let Err(why) = counts::valgrind() {
        gated.cautions.push(why);
    }
    let all: Vec<Series> = pairs.iter().map(|pair| field.series(pair)).collect();
    let occasion = Occasion { kind: RunKind::Gate, seed: settings.seed };
    let first = field.measure(&pairs, &all, &builds, (&base, &head), occasion, progress)?;
    let mut rows = judge::gate::decide(first.weighed, first.family);
    let red: Vec<usize> = (0..rows.len()).filter(|at| judge::gate::needs_second(&rows[*at])).collect();
    if !red.is_empty() {
        progress.step(&Step::Again { series: red.len() });
        let again = field.again(
            &workshop,
            (&base_source, &head_source),
            &pairs,
            &rows,
            &red,
            (&base, &head),
            progress,
        );
        for at in red {
            let first = rows[at].clone();
            rows[at] = match &again {
                Ok((run, second)) => {
                    let same = second.iter().find(|row| is_same_series(row, &first));
                    judge::gate::confirm(first, same, run)
                }
                Err(error) => OutcomeRow {
                    outcome: Outcome::Inconclusive(Undecided::NotMeasuredAgain(error.to_string())),
                    ..first
                },
            };
        }
    }
    let mut record = first.record;
    gated.rows.extend(rows);
    record.outcomes.clone_from(&gated.rows);
    let name = record.header.run.clone();
    let folder = first.journal.finish(&record, &(run.summarise)(&record))?;
    gated.run = Some((name, folder));
    Ok(gated)
}

/// The merge base of what was named and the head, and the head.
fn commits(workshop: &Workshop, base: &str, head: Option<&str>) -> Result<(Commit, Commit), Error> {
    let repository = workshop.repository();
    let tip = repository.resolve(head.unwrap_or("HEAD"))?;
    if head.is_none() {
        let changed = repository.changed_files()?;
        if let Some(first) = changed.first() {
            return Err(Error::Dirty { first: first.display().to_string(), count: changed.len() });
        }
    }
    let named = repository.resolve(base)?;
    let merge_base = repository.merge_base(&named, &tip)?;
    if merge_base.id == tip.id {
        return Err(Error::SameCommit { base: base.to_owned(), commit: tip.short });
    }
    Ok((merge_base, tip))
}

fn places_of(workshop: &Workshop, head: &Source) -> BTreeMap<Name, String> {
    let inside = |found: &crate::Found| {
        let folder = found.folder.strip_prefix(&head.workspace.root).ok()?;
        let main = workshop.repository().inside().join(folder).join("src").join("main.rs");
        Some((found.name.clone(), main.display().to_string()))
    };
    head.workspace.experiments.iter().filter_map(inside).collect()
}

fn is_same_series(one: &OutcomeRow, other: &OutcomeRow) -> bool {
    let key = |row: &OutcomeRow| {
        (row.experiment.clone(), row.workload.clone(), row.variant.clone(), row.quantity.clone())
    };
    key(one) == key(other)
}
