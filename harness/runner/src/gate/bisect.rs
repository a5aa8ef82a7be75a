//! Which commit made a hypothesis worse: every candidate is measured against the good commit in the same rounds, as a gate
//! would, and the search halves what is left. A commit that does not build is passed over.

use hardware::Gpus;
use judge::gate::Margin;
use model::{Condition, Name, Outcome, OutcomeRow, RunKind, Side};
use results::Commit;

use super::{
    field::{Field, Occasion, Series},
    pair::Pair,
    profile,
    sides::pair_up,
    workshop::{Kept, Source, Workshop},
};
use crate::{
    Error, Request,
    here::Here,
    order::fresh_seed,
    progress::{Progress, Step},
};

/// What was asked for.
pub struct BisectRequest<'a> {
    /// Where, and how it is measured. Experiments and plan are not asked for.
    pub run: &'a Request<'a>,
    /// The hypothesis, or the beginning of its words.
    pub hypothesis: &'a str,
    /// As it should be.
    pub good: &'a str,
    /// Worse.
    pub bad: &'a str,
    /// From which slowdown on a commit is bad.
    pub margin: Option<Margin>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Bisected {
    /// The experiment of the hypothesis.
    pub experiment: Name,
    /// The hypothesis.
    pub hypothesis: String,
    /// The first bad commit, and before it those that could not be judged: one of these it is.
    pub suspects: Vec<Commit>,
    /// Every commit that was measured, in the order in which it was.
    pub steps: Vec<Tried>,
    /// How sure it is: every step is wrong at most once in a hundred.
    pub sure: f64,
}

/// A commit that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Which.
    pub commit: Commit,
    /// How it came out.
    pub found: FoundIt,
    /// What was seen, in words.
    pub why: String,
}

/// How a commit came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundIt {
    /// No worse than the good one.
    Good,
    /// Worse.
    Bad,
    /// It does not build, or the rounds do not decide.
    Skipped,
}

/// The error of one step.
const EACH: f64 = 0.01;

/// Halves the commits between good and bad until one is left.
pub fn bisect(request: &BisectRequest<'_>, progress: &mut dyn Progress) -> Result<Bisected, Error> {
    let run = request.run;
    let settings = run.settings.clone().checked()?;
    let lock = run.store.lock()?;
    run.store.sweep(&lock)?;
    let workshop = Workshop::open(run.workspace)?;
    let repository = workshop.repository();
    let (good, bad) = (repository.resolve(request.good)?, repository.resolve(request.bad)?);
    let commits = repository.between(&good, &bad)?;
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
    let base = workshop.check_out(Side::Base, &good, "base")?;
    let mut search = Search { workshop: &workshop, field: &field, base, good, steps: Vec::new() };
    let wanted = search.find(&bad, request.hypothesis, progress)?;
    if search.try_commit(&bad, &wanted, progress)? != FoundIt::Bad {
        let why = search.steps.pop().map(|tried| tried.why).unwrap_or_default();
        return Err(Error::NothingToBisect { good: search.good.short, bad: bad.short, why });
    }
    // Good before `low`, bad at `high`; those that were passed over are in neither.
    let (mut low, mut high) = (0, commits.len() - 1);
    let mut skipped = vec![false; commits.len()];
    while let Some(middle) = nearest_to_middle(low, high, &skipped) {
        match search.try_commit(&commits[middle], &wanted, progress)? {
            FoundIt::Good => low = middle + 1,
            FoundIt::Bad => high = middle,
            FoundIt::Skipped => skipped[middle] = true,
        }
    }
    Ok(Bisected {
        experiment: wanted.experiment,
        hypothesis: wanted.claim,
        suspects: commits[low..=high].to_vec(),
        sure: (1.0 - EACH).powi(search.steps.len() as i32),
        steps: search.steps,
    })
}

/// The commit to try next: from `low` to before `high`, one that was not passed over.
fn nearest_to_middle(low: usize, high: usize, skipped: &[bool]) -> Option<usize> {
    let middle = usize::midpoint(low, high);
    (low..high).filter(|at| !skipped[*at]).min_by_key(|at| at.abs_diff(middle))
}

/// The hypothesis that is looked at.
struct Wanted {
    experiment: Name,
    claim: String,
    series: Series,
}

struct Search<'a> {
    workshop: &'a Workshop,
    field: &'a Field<'a>,
    base: Source,
    good: Commit,
    steps: Vec<Tried>,
}

impl Search<'_> {
    /// The hypothesis among those of the bad commit.
    fn find(&self, bad: &Commit, words: &str, progress: &mut dyn Progress) -> Result<Wanted, Error> {
        let source = self.workshop.check_out(Side::Head, bad, "head")?;
        let names: Vec<Name> = source.marks.keys().cloned().collect();
        let flags = profile::configured(&source.manifest());
        let built = self.workshop.build(&source, &flags, &names, Kept::MayBeTaken, progress)?;
        let mut found = Vec::new();
        for place in built.places.values() {
            for hypothesis in &place.declaration.hypotheses {
                if hypothesis.claim.starts_with(words) {
                    found.push((place, hypothesis));
                }
            }
        }
        if let Some(exact) = found.iter().position(|(_, hypothesis)| hypothesis.claim == words) {
            found = vec![found[exact]];
        }
        let claims = || {
            built
                .places
                .values()
                .flat_map(|place| place.declaration.hypotheses.iter().map(|h| h.claim.as_str()))
        };
        let (place, hypothesis) = match found.as_slice() {
            [one] => *one,
            [] => return Err(Error::unknown("hypothesis", words, claims())),
            several => {
                let hint = format!("{} hypotheses begin so: say more of its words", several.len());
                return Err(Error::Unknown { kind: "single hypothesis", name: words.to_owned(), hint });
            }
        };
        let series = hypothesis
            .workloads()
            .into_iter()
            .map(|workload| {
                let here = hypothesis.expectations.iter().filter(|e| e.workload() == workload);
                let mut variants: Vec<Name> = here.flat_map(|e| e.variants().into_iter().cloned()).collect();
                variants.sort();
                variants.dedup();
                (workload.clone(), variants)
            })
            .collect();
        Ok(Wanted { experiment: place.experiment.clone(), claim: hypothesis.claim.clone(), series })
    }

    fn try_commit(
        &mut self,
        commit: &Commit,
        wanted: &Wanted,
        progress: &mut dyn Progress,
    ) -> Result<FoundIt, Error> {
        progress.step(&Step::Trying { commit: &commit.short });
        let (found, why) = self.judge(commit, wanted, progress)?;
        self.steps.push(Tried { commit: commit.clone(), found, why });
        Ok(found)
    }

    fn judge(
        &mut self,
        commit: &Commit,
        wanted: &Wanted,
        progress: &mut dyn Progress,
    ) -> Result<(FoundIt, String), Error> {
        let skipped = |why: String| Ok((FoundIt::Skipped, why));
        // A commit whose workspace cannot even be read is passed over like one that does not build.
        let source = match self.workshop.check_out(Side::Head, commit, "head") {
            Ok(source) => source,
            Err(error @ (Error::NoWorkspace { .. } | Error::Manifest { .. })) => {
                return skipped(error.to_string());
            }
            Err(error) => return Err(error),
        };
        let names = [wanted.experiment.clone()];
        let flags = profile::configured(&source.manifest());
        let mut builds = std::collections::BTreeMap::new();
        for (side, source) in [(Side::Base, &self.base), (Side::Head, &source)] {
            builds.insert(side, self.workshop.build(source, &flags, &names, Kept::MayBeTaken, progress)?);
        }
        let mut rows = Vec::new();
        let has = |source: &Source| source.marks.contains_key(&wanted.experiment);
        if !(has(&self.base) && has(&source)) {
            return skipped(format!("it has no experiment {}", wanted.experiment));
        }
        let pairs = pair_up(&names, &builds, (&self.base, &source), &mut rows);
        if let [row] = rows.as_slice() {
            return Ok(match row.outcome {
                Outcome::Identical(_) => (FoundIt::Good, "the same binary as the good commit".to_owned()),
                _ => (FoundIt::Skipped, row.outcome.reason()),
            });
        }
        let series: Vec<Series> = pairs.iter().map(|pair| wanted.of(pair)).collect();
        let commits = (&self.good, commit);
        let occasion = Occasion { kind: RunKind::Bisect, seed: fresh_seed() };
        let measured = self.field.measure(&pairs, &series, &builds, commits, occasion, progress)?;
        let mut record = measured.record;
        record.outcomes = judge::gate::decide(measured.weighed, measured.family);
        measured.journal.finish(&record, &(self.field.request.summarise)(&record))?;
        Ok(verdict(&record.outcomes))
    }
}

impl Wanted {
    /// What of the hypothesis both sides have.
    fn of(&self, pair: &Pair) -> Series {
        let comparable = judge::gate::comparable(&pair.base.declaration, &pair.head.declaration);
        let both = |(workload, variants): &(Name, Vec<Name>)| {
            let gated = judge::gate::gated(&pair.head.declaration, &comparable, workload);
            (workload.clone(), variants.iter().filter(|name| gated.contains(name)).cloned().collect())
        };
        self.series.iter().map(both).collect()
    }
}

/// Bad where anything is worse, good where everything was shown not to be.
fn verdict(rows: &[OutcomeRow]) -> (FoundIt, String) {
    let words = |row: &OutcomeRow| {
        let variant = row.variant.as_ref().map_or_else(String::new, |variant| format!("{variant} "));
        let ratio = row.ratio.map_or_else(String::new, |ratio| format!(" {:+.1} %", (ratio - 1.0) * 100.0));
        format!("{variant}{}{ratio}: {}", row.quantity, row.outcome.word())
    };
    if let Some(row) = rows.iter().find(|row| judge::gate::is_red(row)) {
        return (FoundIt::Bad, words(row));
    }
    let fine = |row: &&OutcomeRow| {
        matches!(row.outcome, Outcome::Ok | Outcome::Improved | Outcome::Identical(_) | Outcome::Suspect(_))
    };
    match rows.iter().find(|row| !fine(row)) {
        Some(row) => (FoundIt::Skipped, words(row)),
        None if rows.is_empty() => (FoundIt::Skipped, "nothing of it could be measured".to_owned()),
        None => (FoundIt::Good, "nothing is worse".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_tried_first_and_what_was_passed_over_never_again() {
        assert_eq!(nearest_to_middle(0, 7, &[false; 8]), Some(3));
        let mut skipped = [false; 8];
        skipped[3] = true;
        assert_eq!(nearest_to_middle(0, 7, &skipped), Some(2));
        assert_eq!(nearest_to_middle(7, 7, &skipped), None, "one is left");
        assert_eq!(
            nearest_to_middle(3, 4, &skipped),
            None,
            "only one that was passed over is left before it"
        );
    }
}
