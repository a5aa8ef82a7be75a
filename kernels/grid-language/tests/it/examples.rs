//! Every example of the lists beside this file, worked out by hand, holds in every form.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::collections::BTreeMap;

use crate::{forms, plain::Plain};

const LISTS: [&str; 4] = [
    include_str!("examples/colours.txt"),
    include_str!("examples/measures.txt"),
    include_str!("examples/patches.txt"),
    include_str!("examples/grids.txt"),
];

/// What has no container among its arguments.
const OF_NUMBERS: [&str; 8] =
    ["canvas", "dneighbors", "ineighbors", "neighbors", "connect", "shoot", "vfrontier", "hfrontier"];

struct Example {
    line: &'static str,
    primitive: &'static str,
    arguments: Vec<Plain>,
    /// None is an error.
    answer: Option<Plain>,
}

fn examples() -> Vec<Example> {
    let lines = LISTS.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
    let example = |line: &'static str| {
        let (call, answer) = line.split_once(" -> ").unwrap();
        let (primitive, arguments) = call.split_once(' ').unwrap();
        let answer = (answer != "error").then(|| Plain::read(answer));
        Example { line, primitive, arguments: Plain::read_all(arguments), answer }
    };
    lines.map(example).collect()
}

#[test]
fn examples_hold_in_every_form() {
    for example in examples() {
        for (form, call) in forms::ALL {
            let got = call(example.primitive, &example.arguments).ok();
            assert_eq!(got, example.answer.as_ref().map(Plain::bare), "{form}: {}", example.line);
        }
    }
}

#[test]
fn every_primitive_has_an_example_and_one_that_is_empty() {
    let mut seen: BTreeMap<&str, [bool; 2]> = BTreeMap::new();
    for example in examples() {
        let kind = usize::from(example.arguments.iter().any(Plain::is_empty));
        seen.entry(example.primitive).or_default()[kind] = true;
    }
    for (primitive, [filled, empty]) in &seen {
        assert!(filled, "{primitive} has no example that is not empty");
        assert_ne!(*empty, OF_NUMBERS.contains(primitive), "{primitive} has an empty example");
    }
    assert_eq!(seen.len(), 93);
}
