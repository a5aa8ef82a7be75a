//! The `.ipynb`: the same source, outputs and pins give the same bytes.

use serde::Serialize;
use serde_json::{Value, json, ser::PrettyFormatter};

use crate::{
    cell::Kind,
    executed::{Executed, Ran},
    output::Lines,
    pins::Pins,
    source::Source,
};

/// The file. Without outputs it is what a kernel is given.
pub fn document(source: &Source, executed: Option<(&Executed, &Pins)>) -> String {
    let mut ran = executed.map(|(executed, _)| executed.cells.iter());
    let mut count = 0;
    let cells: Vec<Value> = source
        .cells
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            let (id, text) = (format!("cell-{place:02}"), Lines(cell.text.clone()).json());
            match cell.kind {
                Kind::Text => json!({ "cell_type": "markdown", "id": id, "metadata": {}, "source": text }),
                Kind::Code => {
                    count += 1;
                    let ran = ran.as_mut().and_then(Iterator::next);
                    code(&id, &text, ran.map(|ran| (count, ran)))
                }
            }
        })
        .collect();
    let mut metadata = json!({
        "kernelspec": { "display_name": "Rust", "language": "rust", "name": "rust" },
        "language_info": { "file_extension": ".rs", "mimetype": "text/rust", "name": "Rust" },
    });
    if let Some((_, pins)) = executed {
        metadata["touchstone"] = json!({ "made_from": pins });
    }
    written(&json!({ "cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5 }))
}

fn code(id: &str, text: &Value, ran: Option<(u64, &Ran)>) -> Value {
    let (count, outputs): (Value, Vec<Value>) = match ran {
        // What a notebook counts is where its cells stand, not how often somebody had tried.
        Some((count, ran)) => (count.into(), ran.outputs.iter().map(|output| output.json(count)).collect()),
        None => (Value::Null, Vec::new()),
    };
    json!({
        "cell_type": "code", "execution_count": count, "id": id, "metadata": {}, "outputs": outputs, "source": text
    })
}

/// As Jupyter indents it, so that saving it there changes no line.
fn written(document: &Value) -> String {
    let mut out = Vec::new();
    let mut to = serde_json::Serializer::with_formatter(&mut out, PrettyFormatter::with_indent(b" "));
    document.serialize(&mut to).expect("a value is written into memory");
    out.push(b'\n');
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// What a file was made from, if it says so.
pub fn pins(document: &str) -> Option<Pins> {
    let document: Value = serde_json::from_str(document).ok()?;
    serde_json::from_value(document["metadata"]["touchstone"]["made_from"].clone()).ok()
}
