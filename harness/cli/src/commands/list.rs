//! `touchstone list`: experiments and hypotheses, and whether they can be judged here.

use std::{env, thread};

use hardware::Gpus;
use model::{Condition, Declaration, DeviceKind, Failure, Hypothesis, Machine};
use runner::{Found, Freshness, Here, Progress, Step};
use serde_json::json;

use crate::{
    arguments::{Arguments, List},
    commands::say_json,
    progress::Line,
    say,
};

type Described<'a> = (&'a Found, Result<Declaration, Failure>);

pub(crate) fn run(arguments: &Arguments, list: &List) -> anyhow::Result<u8> {
    let workspace = arguments.workspace()?;
    let chosen = workspace.select(&list.experiments, list.plan.as_deref())?;
    let builds = {
        let mut line = Line::new();
        runner::build(&workspace, &chosen, Freshness::Trusted, &mut |name| line.step(&Step::Compiled(name)))?
    };
    // Each takes a process; together they take as long as the slowest few.
    let described: Vec<Described<'_>> = thread::scope(|scope| {
        let handles: Vec<_> = chosen
            .iter()
            .map(|found| {
                let built = builds[&found.name].clone();
                let describe = move || {
                    built.and_then(|binary| runner::describe(&binary, &found.folder).map_err(|e| e.0))
                };
                (*found, scope.spawn(describe))
            })
            .collect();
        let lost = || Err(Failure::NotStarted("describing it was lost".to_owned()));
        handles.into_iter().map(|(found, handle)| (found, handle.join().unwrap_or_else(|_| lost()))).collect()
    });
    // Drivers are slow to ask; they are asked only where somebody needs the answer.
    let asks = described
        .iter()
        .filter_map(|(_, d)| d.as_ref().ok())
        .flat_map(Declaration::conditions)
        .any(needs_gpu);
    let machine = hardware::detect(if asks { Gpus::Ask } else { Gpus::Skip });
    let variable = |name: &str| env::var_os(name);
    let here = Here::new(&machine, &variable);
    let lacking = |condition: &Condition| here.lacks(condition);
    if arguments.json {
        let all: Vec<_> = described.iter().map(|described| as_json(described, &lacking)).collect();
        say_json(&all)?;
    } else {
        let width = arguments.style().width;
        say(&described.iter().map(|one| folded(&as_text(one, &lacking), width)).collect::<String>())?;
        say(&footer(&machine))?;
    }
    Ok(if described.iter().any(|(_, declaration)| declaration.is_err()) { 4 } else { 0 })
}

fn needs_gpu(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Device(DeviceKind::Wgpu | DeviceKind::Cuda) | Condition::DiscreteGpu | Condition::Gpus(_)
    )
}

/// Why a hypothesis cannot be judged here, if so.
fn obstacle(
    declaration: &Declaration,
    hypothesis: &Hypothesis,
    lacking: &dyn Fn(&Condition) -> Option<String>,
) -> Option<String> {
    let of_workloads = hypothesis
        .workloads()
        .into_iter()
        .filter_map(|name| declaration.workload(name))
        .flat_map(|workload| workload.requires.iter());
    hypothesis.given.iter().chain(of_workloads).find_map(lacking)
}

fn as_text((found, declaration): &Described<'_>, lacking: &dyn Fn(&Condition) -> Option<String>) -> String {
    let plan = match (&found.plan, found.phase) {
        (Some(plan), Some(phase)) => format!(" ({plan}, phase {phase})"),
        (Some(plan), None) => format!(" ({plan})"),
        _ => String::new(),
    };
    let mut text = format!("{}{plan}: {}\n", found.name, found.description);
    let declaration = match declaration {
        Ok(declaration) => declaration,
        Err(failure) => {
            let first: Vec<String> =
                failure.to_string().lines().take(12).map(|line| format!("    {line}\n")).collect();
            return text + &first.concat();
        }
    };
    let names: Vec<&str> = declaration.workloads.iter().map(|workload| workload.name.as_str()).collect();
    text += &format!("  workloads: {}\n", names.join(", "));
    let names: Vec<&str> = declaration.variants.iter().map(|variant| variant.name.as_str()).collect();
    text += &format!("  variants: {}\n", names.join(", "));
    for hypothesis in &declaration.hypotheses {
        let predicted = hypothesis.predicted.map_or_else(String::new, |p| format!(" [predicted {p}]"));
        let claimed = hypothesis
            .claimed
            .as_ref()
            .map_or_else(String::new, |claim| format!(" [claimed {} for {}]", claim.promised, claim.machine));
        text += &format!("  - {}{predicted}{claimed}\n", hypothesis.claim);
        if let Some(missing) = obstacle(declaration, hypothesis, lacking) {
            text += &format!("      not judged here: missing {missing}\n");
        }
        let named: Vec<&str> = hypothesis
            .workloads()
            .into_iter()
            .filter(|name| declaration.workload(name).is_some_and(|workload| workload.only_when_named))
            .map(model::Name::as_str)
            .collect();
        if !named.is_empty() {
            text += &format!("      measured only when named: --workload {}\n", named.join(" --workload "));
        }
    }
    for warning in judge::lint(declaration) {
        text += &format!("  warning: {warning}\n");
    }
    text + "\n"
}

/// No line wider than the page; what goes on stands a little further in, and what fits stays as it is.
fn folded(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if report::width(line) <= width {
            out += &format!("{line}\n");
            continue;
        }
        let margin = line.len() - line.trim_start().len();
        for (number, part) in report::wrapped(line, width.saturating_sub(margin + 2)).iter().enumerate() {
            let margin = if number == 0 { margin } else { margin + 2 };
            out += &format!("{}{part}\n", " ".repeat(margin));
        }
    }
    out
}

fn as_json(
    (found, declaration): &Described<'_>,
    lacking: &dyn Fn(&Condition) -> Option<String>,
) -> serde_json::Value {
    let declared = declaration.as_ref().ok();
    let obstacles: Vec<_> = declared
        .iter()
        .flat_map(|d| {
            d.hypotheses.iter().map(|h| json!({ "hypothesis": h.claim, "missing": obstacle(d, h, lacking) }))
        })
        .collect();
    json!({
        "experiment": found.name,
        "description": found.description,
        "plan": found.plan,
        "phase": found.phase,
        "declaration": declared,
        "failure": declaration.as_ref().err().map(ToString::to_string),
        "judged_here": obstacles,
    })
}

fn footer(machine: &Machine) -> String {
    format!("This machine is {}; `touchstone doctor` says what it lacks.\n", machine.class)
}
