//! What programs read: well-formed, complete, and the same series every time.

use model::OutcomeRow;
use serde_json::Value;

use super::fixture::{EVIL, everything, hostile, hostile_view, very_many, view, well};
use crate::{GateView, gate_annotations, gate_junit, gate_markdown, gate_sarif, gate_text};

/// Walks through XML and gives back every element with its attributes, as they were written. Fails where it is not
/// well-formed.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let allowed =
        |c: char| matches!(c, '\n' | '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(allowed), "a character that XML 1.0 does not know");
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains(['>', '&']), "text between elements: {}", &rest[..start]);
        let end = rest.find('>').expect("an end of the tag");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "closed in the order of opening");
            continue;
        }
        let alone = tag.strip_suffix('/');
        let (name, attributes) = alone.unwrap_or(tag).split_once(' ').unwrap_or((alone.unwrap_or(tag), ""));
        if alone.is_none() {
            open.push(name.to_owned());
        }
        seen.push((name.to_owned(), attributes_of(attributes)));
    }
    assert!(open.is_empty(), "still open: {open:?}");
    assert_eq!(rest.trim(), "");
    seen
}

fn attributes_of(mut text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    while !text.trim().is_empty() {
        let (name, rest) = text.trim_start().split_once("=\"").expect("a name and a value");
        let (value, rest) = rest.split_once('"').expect("the end of the value");
        assert!(name.chars().all(|c| c.is_ascii_lowercase()), "no name: {name}");
        assert!(!value.contains('<'), "not escaped: {value}");
        for entity in value.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "apos;"];
            assert!(known.iter().any(|known| entity.starts_with(known)), "no entity: {entity}");
        }
        assert!(found.iter().all(|(known, _)| known != name), "twice: {name}");
        found.push((name.to_owned(), value.to_owned()));
        text = rest;
    }
    found
}

fn attribute<'a>(element: &'a (String, Vec<(String, String)>), name: &str) -> &'a str {
    &element.1.iter().find(|(known, _)| known == name).expect("the attribute").1
}

#[test]
fn junit_is_well_formed_and_counts_what_it_holds() {
    for (rows, exit) in [(well(), 0), (everything(), 1), (hostile(), 1), (very_many(), 1), (vec![], 5)] {
        let xml = gate_junit(&view(&rows, exit));
        let elements = elements(&xml);
        let count = |name| elements.iter().filter(|element| element.0 == name).count().to_string();
        assert_eq!(elements[0].0, "testsuites");
        for (name, element) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            assert_eq!(attribute(&elements[0], name), count(element), "{name}");
        }
        let extra = usize::from(exit == 5);
        assert_eq!(count("testcase"), (rows.len() + extra).to_string());
    }
    let cautions = [EVIL.to_owned()];
    elements(&gate_junit(&hostile_view(&hostile(), &cautions)));
}

#[test]
fn in_junit_only_what_held_has_no_fault() {
    let rows = everything();
    let xml = gate_junit(&view(&rows, 1));
    let of = |word| rows.iter().filter(|row| row.outcome.word() == word).count();
    let elements = elements(&xml);
    let count = |name| elements.iter().filter(|element| element.0 == name).count();
    assert_eq!(count("failure"), of("regressed"));
    assert_eq!(count("error"), of("inconclusive") + of("suspect"));
    assert_eq!(count("skipped"), of("no baseline"));
    let types: std::collections::BTreeSet<&str> = elements
        .iter()
        .filter(|element| element.0 == "failure")
        .map(|element| attribute(element, "type"))
        .collect();
    assert_eq!(types.len(), 10, "one type for every way to regress: {types:?}");
}

#[test]
fn what_no_row_says_is_an_error_of_its_own_in_junit() {
    let rows = well();
    for (rows, exit, errors) in
        [(&rows[..], 0, "0"), (&rows, 3, "1"), (&rows, 4, "1"), (&rows, 5, "1"), (&[], 0, "1")]
    {
        let elements = elements(&gate_junit(&view(rows, exit)));
        assert_eq!(attribute(&elements[0], "errors"), errors, "exit {exit}");
    }
}

fn sarif(view: &GateView<'_>) -> Value {
    let file: Value = serde_json::from_str(&gate_sarif(view)).expect("JSON");
    assert_eq!(file["version"], "2.1.0");
    let run = &file["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"], "the index leads to the rule");
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
        assert!(!rule["shortDescription"]["text"].as_str().expect("words").is_empty());
        assert!(!rule["fullDescription"]["text"].as_str().expect("words").is_empty());
        assert!(!rule["help"]["text"].as_str().expect("words").is_empty());
        let text = result["message"]["text"].as_str().expect("words");
        assert!(!text.contains(['{', '}']) && !text.contains("]("), "a placeholder or a link: {text}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a place");
        assert!(
            uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`#?:".contains(&byte)),
            "{uri}"
        );
        assert_eq!(place["region"]["startLine"], 1);
    }
    file
}

fn fingerprints(file: &Value) -> Vec<String> {
    let results = file["runs"][0]["results"].as_array().expect("results");
    let of =
        |result: &Value| result["partialFingerprints"]["primaryLocationLineHash"].as_str().map(str::to_owned);
    results.iter().map(|result| of(result).expect("a fingerprint")).collect()
}

#[test]
fn sarif_holds_what_needs_attention_and_nothing_else() {
    let rows = everything();
    let file = sarif(&view(&rows, 1));
    let run = &file["runs"][0];
    let of = |word| rows.iter().filter(|row| row.outcome.word() == word).count();
    let level = |level: &str| {
        run["results"].as_array().unwrap().iter().filter(|result| result["level"] == level).count()
    };
    assert_eq!(level("error"), of("regressed"));
    assert_eq!(level("warning"), of("suspect") + of("inconclusive"));
    assert_eq!(level("note"), of("no baseline") + of("improved"));
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 5);
    let slow =
        run["results"].as_array().unwrap().iter().find(|result| result["properties"]["ratio"] == 1.123);
    let slow = slow.expect("the numbers of the slow one");
    assert_eq!((&slow["properties"]["lower"], &slow["properties"]["upper"]), (&1.101.into(), &1.14.into()));
    let places: Vec<&Value> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(places.contains(&&"experiments/plan-cuts/src/main.rs".into()));
    assert!(
        places.contains(&&"Cargo.toml".into()),
        "a result without a place makes GitHub refuse the whole file"
    );
    sarif(&view(&well(), 0));
    sarif(&view(&very_many(), 1));
    sarif(&hostile_view(&hostile(), &[EVIL.to_owned()]));
}

#[test]
fn a_series_has_one_fingerprint_whatever_was_measured() {
    let rows = everything();
    let other: Vec<OutcomeRow> = rows
        .iter()
        .cloned()
        .map(|row| OutcomeRow { ratio: row.ratio.map(|ratio| ratio * 1.01), rounds: 40, again: None, ..row })
        .collect();
    let first = fingerprints(&sarif(&view(&rows, 1)));
    let mut sorted = first.clone();
    sorted.sort();
    let mut again = fingerprints(&sarif(&GateView { head: "another", run: None, ..view(&other, 1) }));
    again.sort();
    assert_eq!(sorted, again);
    let mut series: Vec<String> = rows
        .iter()
        .filter(|row| !matches!(row.outcome.word(), "ok" | "identical"))
        .map(|row| format!("{}{:?}{:?}{:?}", row.experiment, row.variant, row.workload, row.quantity))
        .collect();
    series.sort();
    series.dedup();
    sorted.dedup();
    assert_eq!(sorted.len(), series.len(), "another series has another fingerprint");
}

#[test]
fn two_things_wrong_with_one_series_stay_two() {
    let rows = hostile();
    let mut hashes = fingerprints(&sarif(&view(&rows, 1)));
    hashes.sort();
    // The words differ in their outcome, which is the rule and no part of the fingerprint.
    assert_eq!(hashes.iter().filter(|hash| hash.ends_with(":2")).count(), 1, "{hashes:?}");
    let names: Vec<String> = elements(&gate_junit(&view(&rows, 1)))
        .iter()
        .filter(|element| element.0 == "testcase")
        .map(|element| attribute(element, "name").to_owned())
        .collect();
    let different: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
}

#[test]
fn sarif_of_nothing_has_an_error_and_says_that_the_gate_did_not_succeed() {
    for exit in [4, 5] {
        let file = sarif(&view(&[], exit));
        assert_eq!(file["runs"][0]["invocations"][0]["executionSuccessful"], false);
        assert_eq!(file["runs"][0]["results"][0]["level"], "error");
    }
    let fine = sarif(&view(&well(), 0));
    assert_eq!(fine["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn nothing_hostile_reaches_a_page_or_a_command() {
    let (rows, cautions) = (hostile(), vec![EVIL.to_owned()]);
    let view = hostile_view(&rows, &cautions);
    let pages = [
        gate_text(&view, crate::Style::PLAIN),
        gate_markdown(&view),
        gate_junit(&view),
        gate_sarif(&view),
        gate_annotations(&view),
    ];
    for page in &pages {
        assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "a control character is left");
        assert!(!page.contains('\u{202e}'), "a mark that turns the direction of writing is left");
    }
    let comment = pages[1].strip_prefix("<!-- touchstone-gate -->\n").expect("the marker");
    assert!(!comment.contains('<'), "HTML is left");
    assert!(!comment.contains("@e"), "somebody is called by name");
    for line in comment.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 10, "other columns: {line}");
    }
    for line in pages[4].lines() {
        assert!(
            ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)),
            "{line}"
        );
        let properties = line.trim_start_matches("::").split("::").next().unwrap();
        assert_eq!(properties.matches(',').count(), 2, "file, line and title only: {properties}");
        assert_eq!(
            line.matches('%').count(),
            line.matches("%25").count() + line.matches("%2C").count() + line.matches("%3A").count()
        );
    }
}
