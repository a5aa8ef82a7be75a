//! `touchstone notebook --check`: every notebook in the real kernel, and whether each cell gave what it promises.

use std::{env, fs, path::Path};

use anyhow::{Context, bail};
use notebook::{Executed, Fault, Kind, Shows, document, faults, pins};
use report::{Column, Style, Table, seconds};
use serde_json::json;

use super::{
    execute::{Kernel, execute},
    home::Home,
    install::say,
    sources::{self, Notebook},
};
use crate::{
    arguments::{self, Arguments},
    commands::say_json,
};

/// Something is wrong with a notebook, or it is older than what it shows.
const RED: u8 = 1;

pub(super) fn run(
    arguments: &Arguments,
    asked: &arguments::Notebook,
    home: &Home,
    workspace: &Path,
    notebooks: &[Notebook],
) -> anyhow::Result<u8> {
    let named = ["TOUCHSTONE_RESULTS", "TOUCHSTONE_BASE", "TOUCHSTONE_HEAD"];
    if asked.renew
        && let Some(name) = named.into_iter().find(|name| env::var_os(name).is_some())
    {
        bail!("{name} is set, and what is kept shows the accepted runs: unset it, or leave --renew out");
    }
    let kernel = Kernel::of(arguments, home, workspace)?;
    let mut all: Vec<(&Notebook, Executed, Vec<Fault>)> = Vec::new();
    for notebook in notebooks {
        say(&format!("executing {}", notebook.source.name));
        let executed = execute(&kernel, &notebook.source)?;
        let faults = faults(&notebook.source, &executed);
        all.push((notebook, executed, faults));
    }
    let is_red = all.iter().any(|(_, _, faults)| !faults.is_empty());
    if asked.renew {
        for (notebook, executed, faults) in &all {
            // What is wrong is not written down as what the notebook shows.
            if faults.is_empty() {
                let pins = sources::pins(workspace, &notebook.program)?;
                let text = document(&notebook.source, Some((executed, &pins)));
                fs::write(&notebook.document, text)
                    .with_context(|| format!("{} cannot be written", notebook.document.display()))?;
            }
        }
    }
    if arguments.json {
        let told: Vec<_> =
            all.iter().map(|(notebook, executed, faults)| json(notebook, executed, faults)).collect();
        say_json(&told)?;
    } else {
        crate::say(&text(&all))?;
    }
    Ok(if is_red { RED } else { 0 })
}

fn text(all: &[(&Notebook, Executed, Vec<Fault>)]) -> String {
    let mut table = Table::new([
        Column::left("notebook"),
        Column::right("cells"),
        Column::right("kernel up"),
        Column::right("first table after"),
        Column::right("longest cell after it"),
        Column::left(""),
    ]);
    for (notebook, executed, faults) in all {
        let time = |time: Option<f64>| time.map_or_else(|| "never".to_owned(), seconds);
        table.row([
            notebook.source.name.clone(),
            executed.cells.len().to_string(),
            seconds(executed.opened_s),
            time(executed.until_first_table_s()),
            time(longest(notebook, executed)),
            if faults.is_empty() {
                "✓ every cell".to_owned()
            } else {
                format!("✗ {} wrong", faults.len())
            },
        ]);
    }
    let mut out = table.render(Style { width: usize::MAX, ..Style::PLAIN });
    for fault in all.iter().flat_map(|(_, _, faults)| faults) {
        out.push_str(&format!("{fault}\n"));
    }
    out
}

/// Of the cells after the first that shows anything but lines: until then the notebook is being opened.
fn longest(notebook: &Notebook, executed: &Executed) -> Option<f64> {
    let code = notebook.source.cells.iter().filter(|cell| cell.kind == Kind::Code);
    let shown = code.zip(&executed.cells).skip_while(|(cell, _)| cell.shows() != Shows::Table);
    shown.skip(1).map(|(_, ran)| ran.seconds).max_by(f64::total_cmp)
}

fn json(notebook: &Notebook, executed: &Executed, faults: &[Fault]) -> serde_json::Value {
    let code = notebook.source.cells.iter().filter(|cell| cell.kind == Kind::Code);
    let cells: Vec<_> = code
        .zip(&executed.cells)
        .map(|(cell, ran)| json!({ "line": cell.line, "ran": ran.ran, "seconds": ran.seconds }))
        .collect();
    json!({
        "notebook": notebook.source.name,
        "opened_s": executed.opened_s,
        "until_first_table_s": executed.until_first_table_s(),
        "cells": cells,
        "wrong": faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// Which of them show something else than what is there now. No kernel is asked.
pub(super) fn stale(arguments: &Arguments, workspace: &Path, notebooks: &[Notebook]) -> anyhow::Result<u8> {
    let mut rows: Vec<(&str, String)> = Vec::new();
    for notebook in notebooks {
        let now = sources::pins(workspace, &notebook.program)?;
        let made_from = fs::read_to_string(&notebook.document).ok().as_deref().and_then(pins);
        let why = match made_from {
            None => "there is no file with its outputs yet".to_owned(),
            Some(made_from) => match made_from.older_than(&now).as_slice() {
                [] => continue,
                changed => format!("older than {}", changed.join(" and ")),
            },
        };
        rows.push((&notebook.source.name, why));
    }
    if arguments.json {
        let told: Vec<_> = rows.iter().map(|(name, why)| json!({ "notebook": name, "stale": why })).collect();
        say_json(&told)?;
    } else {
        for (name, why) in &rows {
            crate::say(&format!("{name}: {why}; `make notebooks` makes it again\n"))?;
        }
    }
    Ok(if rows.is_empty() { 0 } else { RED })
}
