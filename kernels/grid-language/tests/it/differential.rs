//! Random programs on random grids: every form has the same value in every line. A primitive takes part by its line in `signatures`.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use grid_language::{Board, Limits, Machine, Primitive, Sets, Value, agree, read};
use grid_objects::TieRule;
use rand::{RngExt, seq::IndexedRandom};
use rand_pcg::Pcg64;

use crate::signatures::{NAMES, SIGNATURES};

const PROGRAMS: u64 = 10_000;
const LINES: usize = 14;
const LIMITS: Limits = Limits { steps: 200_000, elements: 20_000 };

struct Signature {
    name: &'static str,
    arguments: Vec<char>,
    result: char,
}

fn signatures() -> Vec<Signature> {
    let signature = |line: &'static str| {
        let [name, arguments, result] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let result: &str = result;
        Signature { name, arguments: arguments.chars().collect(), result: result.chars().next().unwrap() }
    };
    SIGNATURES.lines().filter(|line| !line.is_empty()).map(signature).collect()
}

/// Background, rectangles and noise; mostly small.
fn board(random: &mut Pcg64) -> Board {
    let longest = *[3, 6, 10, 10, 30].choose(random).unwrap();
    let [height, width] = [0, 0].map(|_: usize| random.random_range(1..=longest));
    let mut board = Board::filled(height, width, random.random_range(0..3));
    for _ in 0..random.random_range(0..6) {
        let colour = random.random_range(0..10);
        let (top, left) = (random.random_range(0..height), random.random_range(0..width));
        let (bottom, right) = (random.random_range(top..height), random.random_range(left..width));
        for row in top..=bottom {
            board.cells_mut()[row * width..][left..=right].fill(colour);
        }
    }
    for _ in 0..random.random_range(0..=height * width / 8) {
        let at = random.random_range(0..height * width);
        board.cells_mut()[at] = random.random_range(0..10);
    }
    board
}

/// Lines that have values with the sets; the last one may be at fault. What was called with success is noted.
fn program(
    random: &mut Pcg64,
    signatures: &[Signature],
    input: &Board,
    called: &mut BTreeSet<&'static str>,
) -> String {
    let mut text = String::from("def solve_random(I):\n");
    let mut names: BTreeMap<char, Vec<String>> = BTreeMap::from([('g', vec!["I".to_owned(); 3])]);
    for (kind, name) in NAMES {
        names.entry(kind.chars().next().unwrap()).or_default().push((*name).to_owned());
    }
    let mut last = "I".to_owned();
    let mut lines = 0;
    while lines < LINES {
        let signature = signatures.choose(random).unwrap();
        let argument = |kind| names.get(kind)?.choose(random).cloned();
        let Some(arguments) = signature.arguments.iter().map(argument).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let name = format!("x{lines}");
        let line = format!("  {name} = {}({})\n", signature.name, arguments.join(", "));
        let longer = format!("{text}{line}");
        let is_at_fault = value(&format!("{longer}  return {name}\n"), input).is_err();
        if !is_at_fault {
            called.insert(signature.name);
            names.entry(signature.result).or_default().push(name.clone());
        } else if random.random_range(0..20) > 0 {
            lines += 1;
            continue;
        }
        (text, last) = (longer, name);
        lines += 1;
        if is_at_fault {
            break;
        }
    }
    format!("{text}  return {last}\n")
}

fn value(text: &str, input: &Board) -> Result<Value<Sets>, String> {
    let listing = read("random", text.as_bytes());
    let program = listing.programs.first().unwrap_or_else(|| panic!("{text}{:?}", listing.errors));
    let mut machine = Machine::new(LIMITS, TieRule::Lowest);
    program.run(&mut machine, Value::grid(input.clone())).map_err(|error| error.to_string())
}

#[test]
fn all_forms_have_the_same_value_in_every_line_of_random_programs() {
    let signatures = signatures();
    let mut called = BTreeSet::new();
    for seed in 0..PROGRAMS {
        let mut random = Pcg64::new(u128::from(seed), 9);
        let input = board(&mut random);
        let text = program(&mut random, &signatures, &input, &mut called);
        let listing = read("random", text.as_bytes());
        let ties = *[TieRule::Lowest, TieRule::Cpython].choose(&mut random).unwrap();
        if let Err(disagreement) = agree(&listing.programs[0], &input, LIMITS, ties) {
            panic!("seed {seed}, {ties:?}\n{text}\n{input:?}\n{disagreement}");
        }
    }
    let all: BTreeSet<_> = signatures.iter().map(|signature| signature.name).collect();
    let never: Vec<_> = all.difference(&called).collect();
    assert!(never.is_empty(), "these never had a value: {never:?}");
}

#[test]
fn every_primitive_has_a_signature() {
    let signatures = signatures();
    let known: BTreeSet<_> = signatures.iter().map(|signature| signature.name).collect();
    let without: Vec<_> = Primitive::all().filter(|primitive| !known.contains(primitive.name())).collect();
    assert!(without.is_empty(), "add to `signatures`: {without:?}");
    for signature in &signatures {
        let primitive = Primitive::by_name(signature.name).unwrap_or_else(|| panic!("{}", signature.name));
        assert_eq!(primitive.arity(), signature.arguments.len(), "{primitive}");
    }
}
