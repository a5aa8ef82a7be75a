//! `touchstone gate`: a commit held against its base.

use std::{env, fs, path::Path};

use anyhow::Context;
use judge::gate::{Margin, gate_exit};
use report::{GateKind, GateView, gate_annotations, gate_junit, gate_markdown, gate_sarif, gate_text};
use runner::{GateRequest, Gated, Patience, Request, Scope, Settings};
use serde_json::json;

use crate::{
    arguments::{Arguments, Gate},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, gate: &Gate) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let margin = gate.margin.map(Margin::new).transpose()?;
    let run = Request {
        workspace: &workspace,
        store: &store,
        experiments: &gate.wanted.experiments,
        plan: gate.wanted.plan.as_deref(),
        settings: settings(gate),
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
        summarise: &report::gate_summary,
    };
    let scope = if gate.affected { Scope::Affected } else { Scope::All };
    let gated = match &gate.base {
        Some(base) => {
            let request = GateRequest { run: &run, base, head: gate.head.as_deref(), scope, margin };
            runner::gate(&request, &mut Line::new())?
        }
        None => runner::against_accepted(&run, margin, &mut Line::new())?,
    };
    tell(arguments, gate, &gated)
}

fn settings(gate: &Gate) -> Settings {
    let wanted = gate.wanted.settings();
    let patience = if gate.quick { Patience::Quick } else { wanted.patience };
    Settings { budget: gate.budget, patience, ..wanted }
}

fn tell(arguments: &Arguments, gate: &Gate, gated: &Gated) -> anyhow::Result<u8> {
    let exit = gate_exit(&gated.rows).code();
    let view = GateView {
        base: &gated.base,
        head: &gated.head,
        kind: if gate.against.is_some() { GateKind::AgainstAccepted } else { GateKind::SameRounds },
        rows: &gated.rows,
        cautions: &gated.cautions,
        run: gated.run.as_ref().map(|(run, _)| run.as_str()),
        exit,
        places: &|experiment| gated.places.get(experiment).cloned(),
    };
    write(gate.markdown.as_deref(), || gate_markdown(&view))?;
    write(gate.junit.as_deref(), || gate_junit(&view))?;
    write(gate.sarif.as_deref(), || gate_sarif(&view))?;
    if arguments.json {
        say_json(&json!({
            "base": gated.base,
            "head": gated.head,
            "kind": if gate.against.is_some() { "against accepted" } else { "same rounds" },
            "run": gated.run.as_ref().map(|(run, _)| run),
            "folder": gated.run.as_ref().map(|(_, folder)| folder),
            "exit": exit,
            "cautions": gated.cautions,
            "outcomes": gated.rows,
        }))?;
    } else {
        say(&gate_text(&view, arguments.style()))?;
        if env::var_os("GITHUB_ACTIONS").is_some() {
            say(&gate_annotations(&view))?;
        }
    }
    Ok(exit)
}

fn write(file: Option<&Path>, text: impl FnOnce() -> String) -> anyhow::Result<()> {
    file.map_or(Ok(()), |file| {
        fs::write(file, text()).with_context(|| format!("{} cannot be written", file.display()))
    })
}
