//! `touchstone audit`: what a sceptic would hold against plans, declarations and results. A finding is a result, not an
//! error: the command exits 0 whatever it finds.

use std::env;

use judge::audit::{Finding, Weight};
use runner::{Audited, Request, Settings, fresh_seed};
use serde_json::json;

use crate::{
    arguments::{Arguments, Audit},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, audit: &Audit) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let request = Request {
        workspace: &workspace,
        store: &store,
        experiments: &audit.experiments,
        plan: audit.plan.as_deref(),
        settings: Settings::new(fresh_seed()),
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
        summarise: &report::summary_markdown,
    };
    let audited = runner::audit(&request, &mut Line::new())?;
    if arguments.json {
        let findings: Vec<_> = audited.findings.iter().map(as_json).collect();
        say_json(&json!({
            "findings": findings,
            "claims": audited.claims,
            "declarations": audited.declarations,
            "runs": audited.runs,
            "cautions": audited.cautions,
        }))?;
    } else {
        say(&text(&audited))?;
    }
    Ok(0)
}

fn as_json(finding: &Finding) -> serde_json::Value {
    json!({
        "about": finding.about.to_string(),
        "what": finding.what,
        "number": finding.number,
        "weight": finding.weight.to_string(),
    })
}

fn text(audited: &Audited) -> String {
    let mut text = String::new();
    for (weight, title) in [
        (Weight::Damning, "Cannot be true, or moved after it had been missed:"),
        (Weight::Notable, "Worth knowing:"),
    ] {
        let of_weight: Vec<&Finding> = audited.findings.iter().filter(|f| f.weight == weight).collect();
        if of_weight.is_empty() {
            continue;
        }
        text += &format!("{title}\n\n");
        for finding in of_weight {
            for (at, line) in report::wrapped(&finding.to_string(), 98).iter().enumerate() {
                text += &format!("{}{line}\n", if at == 0 { "- " } else { "  " });
            }
        }
        text.push('\n');
    }
    if audited.findings.is_empty() {
        text += "nothing was found\n";
    }
    for caution in &audited.cautions {
        text += &format!("CAUTION: {caution}\n");
    }
    text + &format!(
        "looked at: {} claims of plans, {} declarations, {} runs\n",
        audited.claims, audited.declarations, audited.runs
    )
}
