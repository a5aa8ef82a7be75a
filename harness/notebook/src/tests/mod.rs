//! What a notebook is, and every way in which one that was executed can be wrong.

mod documents;
mod faults;
mod sources;

use crate::{Executed, Source};

/// A notebook with one of everything.
const WHOLE: &str = "\
// %% [markdown]
// # A title
//
// A word.

// %%
// :dep prelude = { path = \"prelude\" }
use prelude::*;

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!(\"{all}\");

    // %%
    show(&all.runs()?);

    // %%
    // Not chart(this): a comment.
    chart(&all.intervals(
        \"a\",
    )?);

    // %%
    finish();
    Ok(())
}
";

fn whole() -> Source {
    Source::read("whole", WHOLE).unwrap()
}

/// What a kernel gives where everything is right: the cells are `:dep`, lines, a table, a picture, the end.
fn right() -> Vec<serde_json::Value> {
    use serde_json::json;
    let result =
        |data: serde_json::Value| json!({ "output_type": "execute_result", "data": data, "metadata": {} });
    let lines = |text: &str| json!({ "output_type": "stream", "name": "stdout", "text": text });
    let cell = |outputs: Vec<serde_json::Value>| json!({ "ran": true, "seconds": 1.0, "outputs": outputs });
    vec![
        cell(vec![]),
        cell(vec![lines("results\n"), lines("more\n")]),
        cell(vec![result(json!({ "text/html": ["<table>\n", "<td>1</td>"], "text/plain": "1" }))]),
        cell(vec![result(json!({ "image/svg+xml": "<svg><rect data-says=\"1\"/></svg>" }))]),
        cell(vec![lines(&format!("{}\n", wire::SENTINEL))]),
    ]
}

fn executed(cells: &[serde_json::Value], broke: Option<&str>) -> Executed {
    let written = serde_json::json!({ "opened_s": 2.0, "broke": broke, "cells": cells });
    Executed::read(&whole(), &written.to_string()).unwrap()
}
