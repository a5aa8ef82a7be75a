//! `touchstone selftest`: what the gate itself is worth here.

use std::env;

use report::selftest_explained;
use runner::{Effort, Request, Settings, fresh_seed};
use serde_json::json;

use crate::{
    arguments::{Arguments, Selftest},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, selftest: &Selftest) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let request = Request {
        workspace: &workspace,
        store: &store,
        experiments: &[],
        plan: None,
        settings: Settings::new(selftest.seed.unwrap_or_else(fresh_seed)),
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
        summarise: &report::selftest_summary,
    };
    let effort = if selftest.quick { Effort::Quick } else { Effort::Whole };
    let finished = runner::selftest(&request, effort, &mut Line::new())?;
    let record = &finished.record;
    if arguments.json {
        say_json(&json!({ "run": record.header.run, "folder": finished.folder, "power": record.power }))?;
    } else {
        say(&format!("{}{}\n", selftest_explained(record, arguments.style()), finished.folder.display()))?;
    }
    Ok(0)
}
