//! What is going on now, as JSON for the page that shows it.

use std::env;

use model::RunKind;
use report::{measured, word};
use results::{Store, Watch};
use serde_json::{Value, json};

use crate::arguments::Arguments;

/// Looks at the newest run that is being gathered. What was said stays said until a row is added.
pub(super) struct Live {
    store: Store,
    watch: Watch,
    said: Option<(Seen, Value)>,
}

/// By what a run has grown.
#[derive(PartialEq, Eq)]
struct Seen {
    run: String,
    rounds: usize,
    notes: usize,
    failures: usize,
}

impl Live {
    pub(super) fn open(arguments: &Arguments) -> anyhow::Result<Self> {
        let store = arguments.store()?;
        let watch = store.watch();
        Ok(Self { store, watch, said: None })
    }

    pub(super) fn say(&mut self) -> anyhow::Result<String> {
        let is_measuring = self.store.is_measuring();
        let newest = self.store.newest()?;
        let Some(going) = self.watch.look()? else {
            self.said = None;
            return Ok(json!({ "going": null, "newest": newest }).to_string());
        };
        let record = going.record;
        let seen = Seen {
            run: record.header.run.clone(),
            rounds: record.host.len(),
            notes: going.notes.len(),
            failures: record.failures.len(),
        };
        if self.said.as_ref().is_none_or(|(before, _)| *before != seen) {
            let so_far = match record.header.kind {
                RunKind::Run => runner::so_far(record, going.notes, &|name| env::var_os(name)),
                _ => None,
            };
            let rounds: Vec<Value> = so_far.iter().flat_map(|so_far| &so_far.rounds).map(rounds).collect();
            let verdicts: Vec<Value> =
                so_far.iter().flat_map(|so_far| &so_far.verdicts).map(verdict).collect();
            let value = json!({
                "run": record.header.run,
                "machine": report::machine_line(&record.machine),
                "command": record.header.command.join(" "),
                "rounds": rounds,
                "verdicts": verdicts,
            });
            self.said = Some((seen, value));
        }
        let mut value = self.said.as_ref().map_or(Value::Null, |(_, value)| value.clone());
        value["alive"] = is_measuring.into();
        Ok(json!({ "going": value, "newest": newest }).to_string())
    }
}

fn rounds(row: &runner::Rounds) -> Value {
    json!({
        "experiment": row.experiment,
        "workload": row.workload,
        "done": row.done,
        "of": row.of,
        "disturbed": row.disturbed,
    })
}

fn verdict(row: &model::VerdictRow) -> Value {
    let (sign, tone) = word(&row.verdict);
    json!({
        "experiment": row.experiment,
        "expectation": row.expectation,
        "measured": measured(row).unwrap_or_default(),
        "target": row.target,
        "verdict": sign,
        "tone": tone.class(),
        "reason": row.verdict.reason(),
    })
}
