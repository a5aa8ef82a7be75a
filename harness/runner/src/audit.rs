//! Gathers what an audit looks at: the plans, the declarations of today, the runs that are kept, the history of the sources.

use std::path::PathBuf;

use jiff::Timestamp;
use judge::audit::{self, Finding, Known, LineChange};
use model::{Declaration, Name, RunKind, RunRecord, plans::Plans};
use results::Repository;

use crate::{
    Error, Request,
    build::{Freshness, build},
    describe::describe,
    discover::Found,
    progress::{Progress, Step},
};

/// What was found, and in what.
pub struct Audited {
    /// The damning first.
    pub findings: Vec<Finding>,
    /// Claims of plans that were computed.
    pub claims: usize,
    /// Experiments whose declarations were read.
    pub declarations: usize,
    /// Runs whose declarations and verdicts were read.
    pub runs: usize,
    /// What could not be looked at, and why.
    pub cautions: Vec<String>,
}

/// Looks at everything that the request names. Nothing is measured.
pub fn audit(request: &Request<'_>, progress: &mut dyn Progress) -> Result<Audited, Error> {
    let mut plans = request.workspace.plans()?.unwrap_or_default();
    let chosen = chosen(request, &plans)?;
    if let Some(plan) = request.plan {
        plans.plans.retain(|name, _| name == plan);
    }
    if !request.experiments.is_empty() {
        plans.plans.retain(|name, _| chosen.iter().any(|found| found.plan.as_ref() == Some(name)));
    }
    let mut audited = Audited {
        findings: audit::arithmetic(&plans),
        claims: 0,
        declarations: 0,
        runs: 0,
        cautions: Vec::new(),
    };
    let phases = plans.plans.values().flat_map(|plan| plan.phases.iter().flat_map(|phase| &phase.claims));
    audited.claims = phases.count() + plans.plans.values().map(|plan| plan.claims.len()).sum::<usize>();
    let builds = build(request.workspace, &chosen, Freshness::Trusted, &mut |name| {
        progress.step(&Step::Compiled(name));
    })?;
    let mut today: Vec<(Name, Declaration)> = Vec::new();
    for found in &chosen {
        let declared = match &builds[&found.name] {
            Ok(binary) => describe(binary, &found.folder).map_err(|(failure, _)| failure.to_string()),
            Err(failure) => Err(failure.to_string()),
        };
        match declared {
            Ok(declaration) => today.push((found.name.clone(), declaration)),
            Err(why) => audited.cautions.push(format!("{} was not looked at: {why}", found.name)),
        }
    }
    audited.declarations = today.len();
    audited.findings.extend(audit::declarations(&today));
    let runs = runs(request)?;
    audited.runs = runs.len();
    for (name, declaration) in &today {
        let of_it: Vec<&RunRecord> = runs.iter().filter(|run| declared(run, name).is_some()).collect();
        audited.findings.extend(moved(name, declaration, &of_it));
        if let Some(last) = of_it.last() {
            let whole = request.store.read(&last.header.run)?;
            let own = audit::head_room(&whole).into_iter().filter(|finding| is_about(finding, name));
            audited.findings.extend(own);
        }
    }
    match numbers(request, &today, &runs) {
        Ok(found) => audited.findings.extend(found),
        Err(error) => audited.cautions.push(format!("the history of the sources was not looked at: {error}")),
    }
    audit::sort(&mut audited.findings);
    audited.findings.dedup();
    Ok(audited)
}

/// The experiments to look at: none for a plan that has claims and no experiment yet.
fn chosen<'a>(request: &Request<'a>, plans: &Plans) -> Result<Vec<&'a Found>, Error> {
    let only_claims = |plan: &str| {
        let of_it = |found: &Found| found.plan.as_deref() == Some(plan);
        plans.plans.contains_key(plan) && !request.workspace.experiments.iter().any(of_it)
    };
    if request.experiments.is_empty() && request.plan.is_some_and(only_claims) {
        return Ok(Vec::new());
    }
    request.workspace.select(request.experiments, request.plan)
}

/// What was claimed and what came out, oldest first; without the rows that came in between.
fn runs(request: &Request<'_>) -> Result<Vec<RunRecord>, Error> {
    let mut runs = Vec::new();
    for entry in request.store.runs()?.into_iter().rev() {
        let record = request.store.verdicts(&entry)?;
        if record.header.kind == RunKind::Run {
            runs.push(record);
        }
    }
    Ok(runs)
}

fn declared<'a>(run: &'a RunRecord, name: &Name) -> Option<&'a Declaration> {
    let pin = run.header.experiments.iter().find(|pin| pin.experiment == *name)?;
    Some(&pin.declaration)
}

/// From each run to the next, and from the last one to today.
fn moved(name: &Name, today: &Declaration, runs: &[&RunRecord]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let Some(declaration) = declared(run, name) else { continue };
        let known = Known {
            run: run.header.run.clone(),
            commit: run.header.pin.commit.clone(),
            measured_utc: run.header.started_utc.clone(),
            experiment: name.clone(),
            declaration: declaration.clone(),
            verdicts: run.verdicts.iter().filter(|row| row.experiment == *name).cloned().collect(),
        };
        let next = runs.get(at + 1);
        let later = next.and_then(|run| declared(run, name)).unwrap_or(today);
        findings.extend(audit::moved(&known, later));
        if let Some(next) = next {
            let own = audit::tolerances(run, next).into_iter().filter(|finding| is_about(finding, name));
            findings.extend(own);
        }
    }
    findings
}

fn is_about(finding: &Finding, name: &Name) -> bool {
    match &finding.about {
        audit::About::Experiment { experiment } | audit::About::Hypothesis { experiment, .. } => {
            experiment == name
        }
        audit::About::Plan { .. } | audit::About::Source { .. } => true,
    }
}

/// Numbers that moved in the sources of an experiment after its first result.
fn numbers(
    request: &Request<'_>,
    today: &[(Name, Declaration)],
    runs: &[RunRecord],
) -> Result<Vec<Finding>, Error> {
    let repository = Repository::open(&request.workspace.root)?;
    let mut findings = Vec::new();
    for (name, _) in today {
        let first = runs.iter().find(|run| declared(run, name).is_some());
        let since = first.and_then(|run| run.header.started_utc.parse::<Timestamp>().ok());
        let found = request.workspace.experiments.iter().find(|found| found.name == *name);
        let (Some(since), Some(found)) = (since, found) else { continue };
        let Ok(folder) = found.folder.strip_prefix(&request.workspace.root) else { continue };
        for change in repository.line_changes(&[PathBuf::from(folder)], Some(since))? {
            findings.extend(audit::number_moved(&LineChange {
                commit: change.commit.id,
                author: change.commit.author,
                time: change.commit.time.to_string(),
                path: change.path.display().to_string(),
                line: change.line,
                removed: change.removed,
                added: change.added,
            }));
        }
    }
    Ok(findings)
}
