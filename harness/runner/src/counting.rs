//! Counts with seeds of their own, before any round: each seed is checked, then every variant is run once with it.

use std::{collections::BTreeMap, time::Duration};

use model::{Doubt, Event, FailureRow, Happened, Measure, MetricRow, Name};
use results::Row;

use crate::{
    Error,
    checking::check,
    invocation::{Ended, How, Invocation, Pace, Task, World},
    ledger::{Ledger, note},
    progress::{Progress, Step},
    rows::failure,
    session::Session,
};

/// What is deterministic needs no warm-up and no second look.
const ONCE: Pace = Pace { iterations: 1, warmup: 0, loops: 1 };

/// Time that is short is for the rounds first: counts may have this share of what is left.
const SHARE_OF_BUDGET: u32 = 2;

impl Session<'_> {
    /// Counts whatever is expected to be counted on a workload, seed by seed. What is not counted, for want of a budget or
    /// because it was stopped, is missed by the judge. Returns why the session must end, if so.
    pub(crate) fn count_all(
        &self,
        world: &mut dyn World,
        order: &Invocation,
        (variants, until): (&[Name], Option<Duration>),
        ledger: &mut Ledger<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Option<Doubt>, Error> {
        let counted = self.counted(&order.workload, variants);
        let of = counted.values().copied().max().unwrap_or(0);
        let mut longest = Duration::ZERO;
        for seed in 1..=of {
            let key = format!("counted {}/{} with seed {seed}", self.experiment, order.workload);
            if ledger.note::<bool>(&key).is_some() {
                continue;
            }
            let wanted: Vec<Name> = counted
                .iter()
                .filter(|(name, seeds)| {
                    **seeds >= seed && self.may_be_measured(&order.workload, name, ledger.record)
                })
                .map(|(name, _)| name.clone())
                .collect();
            if wanted.is_empty() {
                break;
            }
            if world.interrupted() {
                return Ok(Some(Doubt::Interrupted));
            }
            if !is_affordable(world, until, longest * (of - seed + 1)) {
                break;
            }
            let (experiment, workload) = (self.experiment, &order.workload);
            progress.step(&Step::Seed { experiment, workload, seed, of });
            let started = world.elapsed();
            let order = Invocation { seed: u64::from(seed), ..order.clone() };
            let Some(mut gathered) = self.with_seed(world, &order, &wanted) else {
                return Ok(Some(Doubt::Interrupted));
            };
            longest = longest.max(world.elapsed().saturating_sub(started));
            gathered.push(note(key, true));
            ledger.keep(gathered)?;
        }
        Ok(None)
    }

    /// The variants that are counted on a workload, of those that are measured here, each with its number of seeds.
    fn counted(&self, workload: &Name, variants: &[Name]) -> BTreeMap<Name, u32> {
        let mut counted = BTreeMap::new();
        for hypothesis in &self.declaration.hypotheses {
            // What is not judged here is not counted either: unlike a time nobody waits for the sight of it.
            if hypothesis.given.iter().any(|condition| (self.missing)(condition).is_some()) {
                continue;
            }
            for measure in measures(hypothesis, workload) {
                let names = measure.variants();
                let Some(seeds) =
                    measure.seeds().filter(|_| names.iter().all(|name| variants.contains(name)))
                else {
                    continue;
                };
                for name in names {
                    let most: &mut u32 = counted.entry(name.clone()).or_default();
                    *most = seeds.max(*most);
                }
            }
        }
        counted
    }

    /// Is it of any use in the rounds? Of what is only counted here the time is not asked.
    pub(crate) fn is_timed(&self, workload: &Name, variant: &Name) -> bool {
        let hypotheses = self.declaration.hypotheses.iter();
        let spoken = || hypotheses.clone().flat_map(|hypothesis| measures(hypothesis, workload));
        let mut of_it = spoken().filter(|measure| measure.variants().contains(&variant)).peekable();
        of_it.peek().is_none() || of_it.any(|measure| measure.seeds().is_none())
    }

    /// The checks and the counts with one seed; `None` when it was stopped by hand, since half a seed is none.
    fn with_seed(&self, world: &mut dyn World, order: &Invocation, wanted: &[Name]) -> Option<Vec<Row>> {
        let is_peer = |name: &&Name| self.declaration.variant(name).is_some_and(|v| v.command.is_some());
        let peers: Vec<Name> = wanted.iter().filter(is_peer).cloned().collect();
        let mut checked = wanted.to_vec();
        let reference = self.declaration.workload(&order.workload).map(|workload| workload.reference.clone());
        checked.extend(reference.filter(|reference| !wanted.contains(reference)));
        let mut rows = check(world, order, &peers, &checked);
        for variant in wanted {
            if !is_right(&rows, variant) {
                continue;
            }
            let task = Task::Measure { variant: variant.clone(), pace: ONCE };
            let ended = world.launch(&Invocation { task, ..order.clone() });
            rows.extend(failure(order, Some(variant), &ended, None));
            rows.extend(self.told(order, variant, &ended));
        }
        let stopped = world.interrupted();
        (!stopped).then(|| rows.into_iter().map(|row| marked(row, order.seed)).collect())
    }

    /// What a counting invocation reported. Of a device it counts with evidence only.
    fn told(&self, order: &Invocation, variant: &Name, ended: &Ended) -> Vec<Row> {
        let evidence = ended.events.iter().find_map(|event| match event {
            Event::Evidence(evidence) => Some(evidence),
            _ => None,
        });
        let needs_evidence = self.declaration.variant(variant).is_some_and(|v| v.device.is_some());
        if ended.how != How::Well || (needs_evidence && evidence.is_none()) {
            return Vec::new();
        }
        let proof = evidence.map(|evidence| {
            Row::Failure(FailureRow {
                side: order.side,
                experiment: order.experiment.clone(),
                workload: Some(order.workload.clone()),
                variant: Some(variant.clone()),
                round: None,
                what: Happened::Ran(evidence.clone()),
                log_tail: String::new(),
            })
        });
        let metrics = ended.events.iter().filter_map(|event| match event {
            Event::Metric { name, value, unit, projected } => Some(Row::Metric(MetricRow {
                side: order.side,
                experiment: order.experiment.clone(),
                workload: order.workload.clone(),
                variant: variant.clone(),
                round: 0,
                metric: name.clone(),
                value: *value,
                unit: unit.clone(),
                projected: *projected,
                seed: Some(order.seed),
            })),
            _ => None,
        });
        proof.into_iter().chain(metrics).collect()
    }
}

/// What the expectations and the guards of a hypothesis measure on a workload.
fn measures<'a>(hypothesis: &'a model::Hypothesis, workload: &'a Name) -> impl Iterator<Item = &'a Measure> {
    let expected =
        hypothesis.expectations.iter().filter(move |expectation| expectation.workload() == workload);
    let everywhere = hypothesis.workloads().contains(&workload);
    let guards = hypothesis.guards.iter().filter(move |guard| match &guard.workload {
        Some(named) => named == workload,
        None => everywhere,
    });
    expected.filter_map(model::Expectation::measure).chain(guards.map(|guard| &guard.measure))
}

/// Was it checked, found right, and did nothing of it fail? What is wrong is not counted.
fn is_right(rows: &[Row], variant: &Name) -> bool {
    let checks = || {
        rows.iter().filter_map(|row| match row {
            Row::Check(row) if row.variant == *variant => Some(row.check.passed),
            _ => None,
        })
    };
    let failed = rows.iter().any(|row| match row {
        Row::Failure(row) => row.variant.as_ref().is_none_or(|of| of == variant),
        _ => false,
    });
    !failed && checks().next().is_some() && checks().all(|passed| passed)
}

/// With the seed in it, so that nobody takes it for the run's own: in a column where there is one, else in words.
fn marked(row: Row, seed: u64) -> Row {
    match row {
        Row::Check(row) => Row::Check(model::CheckRow { seed: Some(seed), ..row }),
        Row::Failure(row) => {
            let what = match row.what {
                Happened::Failed(failure) => {
                    Happened::Failed(model::Failure::Said(format!("with seed {seed}: {failure}")))
                }
                Happened::CannotRun(why) => Happened::CannotRun(format!("with seed {seed}: {why}")),
                proof @ Happened::Ran(_) => proof,
            };
            Row::Failure(FailureRow { what, ..row })
        }
        other => other,
    }
}

fn is_affordable(world: &dyn World, until: Option<Duration>, takes: Duration) -> bool {
    until.is_none_or(|until| {
        let left = until.saturating_sub(world.elapsed());
        !left.is_zero() && takes <= left / SHARE_OF_BUDGET
    })
}
