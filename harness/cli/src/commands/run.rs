//! `touchstone run`: measure and judge.

use std::env;

use report::{summary_markdown, verdicts};
use runner::{Finished, Patience, Request, Settings};

use crate::{
    arguments::{Arguments, Run},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, run: &Run) -> anyhow::Result<u8> {
    let workspace = arguments.workspace()?;
    let store = arguments.store()?;
    if let Some(given_up) = &run.discard {
        let _lock = store.lock()?;
        store.discard(given_up)?;
        say(&format!("{given_up} is given up\n"))?;
        return Ok(0);
    }
    let stop = stop_by_hand()?;
    let mut settings = Settings { budget: run.budget, memory: run.memory_limit, ..run.wanted.settings() };
    if run.quick {
        settings.patience = Patience::Quick;
    }
    if let Some(timeout) = run.timeout {
        settings.timeout = timeout;
    }
    let request = Request {
        workspace: &workspace,
        store: &store,
        experiments: &run.wanted.experiments,
        plan: run.wanted.plan.as_deref(),
        settings,
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop,
        summarise: &summary_markdown,
    };
    let finished = {
        let mut line = Line::new();
        if run.resume { runner::resume(&request, &mut line)? } else { runner::run(&request, &mut line)? }
    };
    tell(arguments, &finished)?;
    Ok(judge::exit(&finished.record).code())
}

fn tell(arguments: &Arguments, finished: &Finished) -> anyhow::Result<()> {
    let record = &finished.record;
    if arguments.json {
        return say_json(&serde_json::json!({
            "run": record.header.run,
            "folder": finished.folder,
            "exit": judge::exit(record).code(),
            "caution": record.header.pin.caution,
            "ended_early": record.header.ended_early,
            "verdicts": record.verdicts,
        }));
    }
    let mut text = String::new();
    if let Some(caution) = &record.header.pin.caution {
        text += &format!("CAUTION: {caution}\n\n");
    }
    text += &verdicts(&record.verdicts, &record.header.experiments, arguments.style());
    let broken = record.failures.iter().filter(|row| !matches!(row.what, model::Happened::Ran(_))).count();
    if broken > 0 {
        text += &format!("failed, or cannot run here: {broken}; `touchstone show` says which and why\n");
    }
    if let Some(early) = &record.header.ended_early {
        text += &format!("it ended early: {early}\n");
    }
    text += &format!("{}\n", finished.folder.display());
    say(&text)
}
