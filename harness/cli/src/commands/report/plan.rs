//! `touchstone report --plan`: what became of a plan, from the runs that are kept. Nothing is measured.

use std::collections::BTreeMap;

use hardware::Gpus;
use judge::plan::{Became, Empty, Factor, Filled, Gained, Question, Ran, became};
use model::{Name, RunKind, RunRecord, plans::Plan};
use report::{PlanView, plan_csv, plan_markdown, plan_text};
use results::Store;
use runner::Workspace;
use serde_json::{Value, json};

use super::write;
use crate::{
    arguments::{Arguments, Report},
    commands::say_json,
    say,
};

/// Nothing of the plan was measured on this class.
const NOTHING: u8 = 5;

pub(super) fn run(arguments: &Arguments, report: &Report, plan: &str) -> anyhow::Result<u8> {
    let workspace = arguments.workspace()?;
    let plans = workspace.plans()?.unwrap_or_default().plans;
    let Some((name, plan)) = plans.get_key_value(plan) else {
        let known = plans.keys().map(String::as_str);
        return Err(runner::Error::unknown("plan", plan, known).into());
    };
    let known = known(&workspace, name, plan);
    let class = report.class.clone().unwrap_or_else(|| hardware::detect(Gpus::Ask).class);
    let kept = kept(&arguments.store()?, &class, |experiment| {
        plan.names(experiment) || known.iter().any(|(known, _)| known == experiment)
    })?;
    let runs: Vec<Ran<'_>> =
        kept.runs.iter().map(|(record, accepted)| Ran { record, accepted: *accepted }).collect();
    let question = Question { name, plan, known: &known, runs: &runs };
    let became = became(&question);
    let view = PlanView { question: &question, became: &became, class: &class, elsewhere: &kept.elsewhere };
    tell(arguments, report, &view)?;
    Ok(if became.is_measured() { 0 } else { NOTHING })
}

/// The crates that say they belong to it, and those that it names.
fn known(workspace: &Workspace, name: &str, plan: &Plan) -> Vec<(Name, Option<u32>)> {
    let experiments = workspace.experiments.iter();
    experiments
        .filter_map(|found| match found.plan.as_deref() {
            Some(own) if own == name => Some((found.name.clone(), found.phase)),
            _ => plan.names(&found.name).then(|| (found.name.clone(), None)),
        })
        .collect()
}

/// Runs that have something of the plan, the newest first: those of one class, and how many there are of others.
struct Kept {
    runs: Vec<(RunRecord, bool)>,
    elsewhere: Vec<(String, usize)>,
}

fn kept(store: &Store, class: &str, is_of: impl Fn(&Name) -> bool) -> anyhow::Result<Kept> {
    let (mut runs, mut elsewhere) = (Vec::new(), BTreeMap::<String, usize>::new());
    for entry in store.runs()? {
        let header = store.header(&entry)?;
        if header.kind != RunKind::Run || !header.experiments.iter().any(|pin| is_of(&pin.experiment)) {
            continue;
        }
        if entry.class == class {
            runs.push((store.verdicts(&entry)?, entry.accepted));
        } else {
            *elsewhere.entry(entry.class).or_default() += 1;
        }
    }
    Ok(Kept { runs, elsewhere: elsewhere.into_iter().collect() })
}

/// Into the files that are named; where none is, onto the terminal.
fn tell(arguments: &Arguments, report: &Report, view: &PlanView<'_>) -> anyhow::Result<()> {
    let mut written = Vec::new();
    for (file, text) in [
        (&report.markdown, plan_markdown as fn(&PlanView<'_>) -> String),
        (&report.csv, plan_csv as fn(&PlanView<'_>) -> String),
    ] {
        if let Some(file) = file {
            write(file, &text(view))?;
            written.push(file.display().to_string());
        }
    }
    if arguments.json {
        say_json(&as_json(view))
    } else if written.is_empty() {
        say(&plan_text(view, arguments.style()))
    } else {
        say(&(written.join("\n") + "\n"))
    }
}

fn as_json(view: &PlanView<'_>) -> Value {
    let (question, became) = (view.question, view.became);
    let run = |place: usize| question.runs[place].record.header.run.as_str();
    let claims = question.plan.claims.iter().map(|claim| (None, claim));
    let of_phases = question
        .plan
        .phases
        .iter()
        .flat_map(|phase| phase.claims.iter().map(move |claim| (Some(phase.number), claim)));
    let claims: Vec<Value> = claims
        .chain(of_phases)
        .map(|(phase, claim)| {
            let allowed = judge::audit::allowed(claim);
            json!({
                "phase": phase,
                "about": claim.about,
                "claimed": judge::audit::claimed(claim),
                "allowed": allowed.why,
                "number": allowed.number,
                "weight": allowed.weight.map(|weight| weight.to_string()),
            })
        })
        .collect();
    let experiments: Vec<Value> = became
        .experiments
        .iter()
        .map(|experiment| {
            let rows = experiment.standings.iter().flatten().map(|standing| {
                json!({
                    "run": run(standing.run),
                    "row": standing.row,
                    "target_now": standing.asked_now.map(|row| &row.target),
                })
            });
            json!({
                "experiment": experiment.name,
                "phase": experiment.phase,
                "absent": experiment.standings.as_ref().err().map(ToString::to_string),
                "rows": rows.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "plan": question.name,
        "title": question.plan.title,
        "machine": question.plan.machine,
        "class": view.class,
        "elsewhere": view.elsewhere,
        "claims": claims,
        "experiments": experiments,
        "alone": became.alone.iter().map(|gained| of_gain(gained, &run)).collect::<Vec<_>>(),
        "cards": cards(became, &run),
        "together": became.together.iter().map(|gained| of_gain(gained, &run)).collect::<Vec<_>>(),
        "products": products(became),
        "wholes": became
            .wholes
            .iter()
            .map(|whole| json!({ "gain": whole.gain, "computed": whole.gains }))
            .collect::<Vec<_>>(),
    })
}

fn cards<'a>(became: &Became<'_>, run: &impl Fn(usize) -> &'a str) -> Vec<Value> {
    let figure = |filled: &Filled<'_>| {
        let standing = filled.standing.as_ref();
        json!({
            "figure": filled.figure,
            "run": standing.ok().map(|standing| run(standing.run)),
            "row": standing.ok().map(|standing| standing.row),
            "why_not": standing.err().map(|empty| match empty {
                Empty::NotOurs(why) => (*why).to_owned(),
                Empty::Unmeasured(why) => why.to_string(),
            }),
        })
    };
    let cards = became.cards.iter();
    cards
        .map(|(title, figures)| json!({ "title": title, "figures": figures.iter().map(figure).collect::<Vec<_>>() }))
        .collect()
}

fn of_gain<'a>(gained: &Gained<'_>, run: &impl Fn(usize) -> &'a str) -> Value {
    json!({
        "phase": gained.phase,
        "gain": gained.gain,
        "factor": gained.factor.as_ref().ok().map(factor),
        "why_not": gained.factor.as_ref().err().map(ToString::to_string),
        "run": gained.standing.as_ref().map(|standing| run(standing.run)),
    })
}

fn products(became: &Became<'_>) -> Vec<Value> {
    let of = |product: &judge::plan::Multiplied<'_>| {
        let beside: Vec<Value> = product
            .beside
            .iter()
            .map(|beside| {
                json!({
                    "gain": beside.gain,
                    "measured": beside.measured.as_ref().map(factor),
                    "overstates": beside.overstates.as_ref().map(factor),
                })
            })
            .collect();
        json!({
            "from": product.from,
            "factors": product.of,
            "product": product.product().as_ref().map(factor),
            "missing": product.missing,
            "beside": beside,
        })
    };
    became.products.iter().map(of).collect()
}

fn factor(factor: &Factor) -> Value {
    json!({ "estimate": factor.estimate, "lower": factor.lower, "upper": factor.upper })
}
