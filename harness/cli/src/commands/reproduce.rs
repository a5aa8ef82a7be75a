//! `touchstone reproduce`: a run's commit, built and run again.

use std::env;

use runner::{Agreement, Patience, Request, Settings, fresh_seed};
use serde_json::json;

use crate::{
    arguments::{Arguments, Reproduce},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

/// It does not agree.
const DIFFERS: u8 = 1;
/// It cannot be told.
const UNKNOWN: u8 = 5;

pub(crate) fn run(arguments: &Arguments, reproduce: &Reproduce) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    // The seed is replaced by that of the run.
    let mut settings = Settings::new(fresh_seed());
    settings.patience = if reproduce.quick { Patience::Quick } else { Patience::Standard };
    settings.rounds = reproduce.quick.then_some(10);
    settings.budget = reproduce.budget;
    let request = Request {
        workspace: &workspace,
        store: &store,
        experiments: &[],
        plan: None,
        settings,
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
        summarise: &report::summary_markdown,
    };
    let done = runner::reproduce(&request, &reproduce.run, &mut Line::new())?;
    let code = match &done.agreement {
        Agreement::Reproduced => 0,
        Agreement::NotReproduced(_) => DIFFERS,
        Agreement::CannotCompare(_) => UNKNOWN,
    };
    let again = done.again.as_ref().map(|finished| finished.record.header.run.as_str());
    if arguments.json {
        say_json(&json!({
            "run": done.run,
            "again": again,
            "agreement": done.agreement,
            "compared": done.compared,
            "cautions": done.cautions,
            "exit": code,
        }))?;
        return Ok(code);
    }
    let mut text = match &done.agreement {
        Agreement::Reproduced => {
            format!("reproduced: {} outputs and ratios of {} agree\n", done.compared, done.run)
        }
        Agreement::NotReproduced(differences) => {
            let lines: Vec<String> = differences.iter().map(|what| format!("  {what}\n")).collect();
            format!("not reproduced: of {}\n{}", done.run, lines.concat())
        }
        Agreement::CannotCompare(why) => format!("cannot compare: {why}\n"),
    };
    for caution in &done.cautions {
        text += &format!("CAUTION: {caution}\n");
    }
    if let Some(again) = again {
        text += &format!("measured again as {again}\n");
    }
    say(&text)?;
    Ok(code)
}
