//! `touchstone show`: the verdicts of a run, in words and numbers.

use model::RunKind;
use report::{Column, Table, explain, gate_explained, selftest_explained};
use serde_json::json;

use crate::{
    arguments::{Arguments, Show},
    commands::say_json,
    say,
};

pub(crate) fn run(arguments: &Arguments, show: &Show) -> anyhow::Result<u8> {
    let store = arguments.store()?;
    if show.runs {
        return list(arguments, &store);
    }
    let record = store.read(&show.run)?;
    if arguments.json {
        say_json(&record)?;
    } else {
        let style = arguments.style();
        say(&match record.header.kind {
            RunKind::Run => explain(&record, style),
            RunKind::Gate | RunKind::Again | RunKind::Bisect => gate_explained(&record, style),
            RunKind::Selftest => selftest_explained(&record, style),
        })?;
    }
    Ok(0)
}

fn list(arguments: &Arguments, store: &results::Store) -> anyhow::Result<u8> {
    let mut table = Table::new(["run", "kind", "experiments", "tree", "state"].map(Column::left));
    let mut all = Vec::new();
    for entry in store.runs()? {
        let header = store.header(&entry)?;
        let names: Vec<String> = header.experiments.iter().map(|pin| pin.experiment.to_string()).collect();
        let tree = if header.pin.dirty { "dirty" } else { "clean" };
        let state = if entry.accepted { "accepted" } else { "whole" };
        all.push(
            json!({ "run": entry.run, "kind": header.kind, "experiments": names, "dirty": header.pin.dirty, "state": state }),
        );
        let kind = header.kind.as_str().to_owned();
        table.row([entry.run, kind, names.join(" "), tree.to_owned(), state.to_owned()]);
    }
    for partial in store.partial()? {
        all.push(json!({ "run": partial.run, "state": "partial", "samples": partial.samples }));
        table.row([
            partial.run,
            String::new(),
            String::new(),
            String::new(),
            format!("partial, {} samples", partial.samples),
        ]);
    }
    if arguments.json {
        say_json(&all)?;
    } else {
        say(&table.render(arguments.style()))?;
    }
    Ok(0)
}
