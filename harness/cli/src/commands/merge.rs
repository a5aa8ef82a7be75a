//! `touchstone merge`: runs that a pack brought back become runs like any other.

use report::summary_markdown;
use results::Arrival;
use runner::{MergeRequest, Merged, Refusal};
use serde_json::json;

use crate::{
    arguments::{Arguments, Merge},
    commands::say_json,
    say,
};

/// A run was refused.
const REFUSED: u8 = 1;
/// There was no run.
const NOTHING: u8 = 5;

pub(crate) fn run(arguments: &Arguments, merge: &Merge) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let request = MergeRequest {
        workspace: &workspace,
        store: &store,
        folder: &merge.folder,
        summarise: &summary_markdown,
    };
    let merged = runner::merge(&request)?;
    let code = if merged.runs.is_empty() {
        NOTHING
    } else if merged.runs.iter().any(|(_, taken)| taken.is_err()) {
        REFUSED
    } else {
        0
    };
    if arguments.json {
        let runs: Vec<_> = merged
            .runs
            .iter()
            .map(|(run, taken)| match taken {
                Ok(Arrival::New(folder)) => json!({ "run": run, "merged": "new", "folder": folder }),
                Ok(Arrival::Known(folder)) => json!({ "run": run, "merged": "known", "folder": folder }),
                Err(Refusal(why)) => json!({ "run": run, "merged": "refused", "why": why }),
            })
            .collect();
        say_json(&json!({ "runs": runs, "partial": merged.partial, "exit": code }))?;
    } else {
        say(&text(&merged, &merge.folder.display().to_string()))?;
    }
    Ok(code)
}

fn text(merged: &Merged, folder: &str) -> String {
    let mut text = String::new();
    for (run, taken) in &merged.runs {
        text += &match taken {
            Ok(Arrival::New(folder)) => format!("{run}\n  merged into {}\n", folder.display()),
            Ok(Arrival::Known(folder)) => format!("{run}\n  is here already: {}\n", folder.display()),
            Err(Refusal(why)) => format!("{run}\n  REFUSED: {why}\n"),
        };
    }
    for run in &merged.partial {
        text +=
            &format!("{run}\n  was stopped and is not whole: `run --packed . --resume` finishes it there\n");
    }
    if merged.runs.is_empty() {
        text += &format!("there is no whole run in {folder}\n");
    }
    text
}
