//! A gate as SARIF 2.1.0, for code scanning: an alert for every series that is not well, the same alert as last time.

use std::collections::BTreeMap;

use model::OutcomeRow;
use serde_json::{Map, Value, json};

use super::{
    GateKind, GateView,
    answer::{Answer, count, headline},
    group::worst_first,
    kind::Kind,
    words::{WEAKER, sentence},
};
use crate::harmless;

/// GitHub refuses a whole file for one result without a place. What belongs to no known file is shown at the workspace.
const WORKSPACE: &str = "Cargo.toml";
/// The rule for an answer that no row gives.
const NO_ANSWER: &str = "touchstone/no-answer";

/// The whole file.
pub fn gate_sarif(view: &GateView<'_>) -> String {
    let answer = Answer::of(view);
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| level(*kind).is_some() && count(view.rows, *kind) > 0).collect();
    let mut rules: Vec<Value> = kinds.iter().filter_map(|kind| rule(*kind)).collect();
    let mut seen = BTreeMap::new();
    let mut results: Vec<Value> =
        worst_first(view.rows).into_iter().filter_map(|row| result(view, &kinds, row, &mut seen)).collect();
    if !answer.is_in_the_rows(view) {
        results.insert(0, no_answer(view, rules.len()));
        rules.push(json!({
            "id": NO_ANSWER,
            "shortDescription": { "text": "The gate gave no answer" },
            "fullDescription": { "text": "Nothing was compared, or the measurement failed" },
            "help": { "text": "Nothing was shown to be as fast as before. The log of the gate says what stopped it." },
            "defaultConfiguration": { "level": "error" },
        }));
    }
    let ended = matches!(answer, Answer::Failed | Answer::NothingCompared);
    let cautions: Vec<Value> = view
        .cautions
        .iter()
        .map(|caution| json!({ "level": "warning", "message": { "text": plain(caution) } }))
        .collect();
    let file = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "touchstone", "rules": rules } },
            "automationDetails": { "id": "touchstone-gate/" },
            "invocations": [{
                "executionSuccessful": !ended,
                "exitCode": view.exit,
                "toolExecutionNotifications": cautions,
            }],
            "results": results,
            "properties": of_the_gate(view),
        }],
    });
    format!("{file:#}\n")
}

/// `None` for what needs nobody's attention.
fn level(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Regressed => Some("error"),
        Kind::Suspect | Kind::Inconclusive => Some("warning"),
        Kind::NoBaseline | Kind::Improved => Some("note"),
        Kind::Ok | Kind::Identical => None,
    }
}

fn id(kind: Kind) -> String {
    format!("touchstone/{}", kind.word().replace(' ', "-"))
}

fn rule(kind: Kind) -> Option<Value> {
    Some(json!({
        "id": id(kind),
        "shortDescription": { "text": format!("{}: {}", kind.word(), kind.meaning()) },
        "fullDescription": { "text": kind.meaning() },
        "help": { "text": kind.help() },
        "defaultConfiguration": { "level": level(kind)? },
    }))
}

/// `seen` counts what else was said of a series by the same rule.
fn result(
    view: &GateView<'_>,
    kinds: &[Kind],
    row: &OutcomeRow,
    seen: &mut BTreeMap<(Kind, String), usize>,
) -> Option<Value> {
    let kind = Kind::of(&row.outcome);
    let level = level(kind)?;
    let series = series(row);
    let count = seen.entry((kind, series.clone())).or_default();
    *count += 1;
    let place = (view.places)(&row.experiment).unwrap_or_else(|| WORKSPACE.to_owned());
    Some(json!({
        "ruleId": id(kind),
        "ruleIndex": kinds.iter().position(|known| *known == kind)?,
        "level": level,
        "message": { "text": plain(&format!("{}: {}", row.experiment, sentence(view, row))) },
        "locations": [location(&place)],
        "partialFingerprints": fingerprints(&series, *count),
        "properties": numbers(row),
    }))
}

fn no_answer(view: &GateView<'_>, rule: usize) -> Value {
    json!({
        "ruleId": NO_ANSWER,
        "ruleIndex": rule,
        "level": "error",
        "message": { "text": plain(&headline(view)) },
        "locations": [location(WORKSPACE)],
        "partialFingerprints": fingerprints("the gate", 1),
    })
}

fn location(path: &str) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": { "startLine": 1 },
    }})
}

/// What makes it the same series in every run; nothing that was measured is in it.
fn series(row: &OutcomeRow) -> String {
    let name = |name: &Option<model::Name>| name.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{}/{}/{}/{}", row.experiment, name(&row.variant), name(&row.workload), row.quantity)
}

/// GitHub looks at `primaryLocationLineHash` only, and would make one alert of all that stand at line 1 of a file.
fn fingerprints(series: &str, count: usize) -> Value {
    json!({
        "primaryLocationLineHash": format!("{:016x}:{count}", hash(series)),
        "touchstoneSeries/v1": plain(series),
    })
}

/// FNV-1a: the same on every machine and with every compiler, which the standard library's hashes do not promise.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn numbers(row: &OutcomeRow) -> Value {
    let mut out = Map::new();
    let known = [
        ("ratio", row.ratio),
        ("lower", row.lower),
        ("upper", row.upper),
        ("margin", row.margin),
        ("resolves", row.resolves),
        ("instructions", row.instructions),
    ];
    // JSON has no infinity: a bound that is not there is left out.
    for (name, value) in known {
        if let Some(value) = value.filter(|value| value.is_finite()) {
            out.insert(name.to_owned(), json!(value));
        }
    }
    if row.rounds > 0 {
        out.insert("rounds".to_owned(), json!(row.rounds));
    }
    Value::Object(out)
}

fn of_the_gate(view: &GateView<'_>) -> Value {
    let mut out = Map::new();
    out.insert("answer".to_owned(), json!(plain(&headline(view))));
    out.insert("base".to_owned(), json!(plain(view.base)));
    out.insert("head".to_owned(), json!(plain(view.head)));
    if let Some(run) = view.run {
        out.insert("run".to_owned(), json!(plain(run)));
    }
    if view.kind == GateKind::AgainstAccepted {
        out.insert("comparison".to_owned(), json!(WEAKER));
    }
    Value::Object(out)
}

/// Text in which nothing is a link or a placeholder of SARIF, whose escapes not every viewer takes back.
fn plain(text: &str) -> String {
    harmless(text).replace('{', "(").replace('}', ")").replace("](", "] (")
}

/// A path as a relative reference: what may not stand there is encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
